//! What the server and kubectl answer to texts beside the recorded ones, each
//! against the words of the source that is named with it.

use super::{Part, PatchType, Request, serve};
use crate::client::fixture::{self, sent};
use crate::client::{Outcome, Verb, run};

/// Applies the texts one after another; what the last one printed.
fn last_of(verb: Verb, texts: &[&str]) -> String {
    let last = texts.len().saturating_sub(1);
    let verb = |place: usize| if place == last { verb } else { Verb::Apply };
    let steps: Vec<_> = texts.iter().enumerate().map(|(at, text)| (verb(at), *text)).collect();
    let run = sent(&steps);
    run.stdout + &run.stderr
}

pub(super) fn created(text: &str) -> String {
    last_of(Verb::Create, &[text])
}

pub(super) fn applied_over(before: &str, text: &str) -> String {
    last_of(Verb::Apply, &[before, text])
}

/// How often these words stand in what was printed.
pub(super) fn times(printed: &str, words: &str) -> usize {
    printed.matches(words).count()
}

fn service(spec: &str) -> String {
    let ports = "  ports:\n  - port: 80\n";
    format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n{spec}{ports}")
}

/// pkg/apis/core/validation ValidateService (since v1.33): the kubelet's port is a port like others.
#[test]
fn a_load_balancer_may_have_the_kubelets_port() {
    let text = service("  type: LoadBalancer\n").replace("port: 80", "port: 10250");
    assert_eq!(created(&text), "service/web created\n");
}

/// pkg/apis/core/validation validateServiceExternalTrafficPolicy and
/// validateServiceExternalTrafficFieldsUpdate.
#[test]
fn a_health_check_node_port_that_changes_is_looked_at_too() {
    let before = service("  type: LoadBalancer\n  externalTrafficPolicy: Local\n");
    let after = service(
        "  type: LoadBalancer\n  externalTrafficPolicy: Local\n  healthCheckNodePort: 70000\n",
    );
    let printed = applied_over(&before, &after);
    assert_eq!(times(&printed, "spec.healthCheckNodePort: Forbidden: field is immutable"), 1);
    let words = "spec.healthCheckNodePort: Invalid value: 70000: must be between 1 and 65535";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// pkg/apis/networking/validation validateIngressRules (since v1.20).
#[test]
fn a_problem_of_an_ingress_stands_at_its_rule() {
    let printed = created(
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  rules:\n  \
         - host: a.example.com\n  - host: b.example.com\n    http: {paths: []}\n",
    );
    assert_eq!(times(&printed, "spec.rules[1].http.paths: Required value"), 1, "{printed}");
}

/// pkg/apis/core/validation ValidateEndpointsUpdate looks at everything once more.
#[test]
fn replaced_endpoints_are_looked_at_as_a_whole() {
    let before = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: web}\n";
    let after = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: web, labels: {a: \"b c\"}}\nsubsets:\n\
                 - addresses: [{ip: 10.0.0.1, nodeName: \"\"}]\n";
    let printed = applied_over(before, after);
    assert_eq!(times(&printed, "* metadata.labels: Invalid value: \"b c\""), 1, "{printed}");
    let words =
        "subsets[0].addresses[0].nodeName: Invalid value: \"\": a lowercase RFC 1123 subdomain";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// pkg/apis/apps/validation ValidateStatefulSetSpec (since v1.34).
#[test]
fn the_pods_and_claims_of_a_stateful_set_are_looked_at() {
    let head = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n";
    let mount = "  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n      - name: \
                 web\n        image: nginx\n        volumeMounts: [{name: data, mountPath: /data}]\n";
    let claim = "  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec:\n      accessModes: \
                 [ReadWriteOnce]\n      resources: {requests: {storage: 1Gi}}\n";
    let selector = "  selector: {matchLabels: {app: web}}\n";
    let fine = format!("{head}{selector}{mount}{claim}");
    assert_eq!(created(&fine), "statefulset.apps/web created\n");
    for (text, words) in [
        (format!("{head}{selector}{mount}"), "volumeMounts[0].name: Not found: \"data\""),
        (
            format!("{head}{mount}{claim}"),
            "spec.template.metadata.labels: Invalid value: {\"app\":\"web\"}: `selector` does not match",
        ),
        (
            fine.replace("[ReadWriteOnce]", "[]"),
            "spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode",
        ),
        (
            fine.replace("storage: 1Gi", "storage: 0"),
            "spec.resources[storage]: Invalid value: \"0\": must be greater than zero",
        ),
        (
            fine.replace(selector, &format!("{selector}  serviceName: my.db\n")),
            "spec.serviceName: Invalid value: \"my.db\": must not contain dots",
        ),
    ] {
        let printed = created(&text);
        assert_eq!(times(&printed, words), 1, "{words}\n{printed}");
    }
}

/// apiserver pkg/registry/rest/update.go BeforeUpdate and apimachinery
/// ValidateObjectMetaAccessorUpdate.
#[test]
fn a_manifest_neither_dates_an_object_nor_begins_its_deletion() {
    let dated = |line: &str| service("").replace("name: web\n", &format!("name: web\n  {line}\n"));
    let before = service("");
    let printed = applied_over(&before, &dated("creationTimestamp: 2020-01-01T00:00:00Z"));
    assert_eq!(printed, "service/web configured\n");
    let printed = applied_over(&before, &dated("deletionTimestamp: 2020-01-01T00:00:00Z"));
    let words =
        "metadata.deletionTimestamp: Invalid value: \"2020-01-01T00:00:00Z\": field is immutable";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let printed = applied_over(&before, &dated("deletionGracePeriodSeconds: 5"));
    let words = "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// apimachinery ValidateObjectMetaAccessor: a Service has no generation of its
/// own, a Pod does.
#[test]
fn a_generation_that_nobody_counts_is_as_the_client_began_it() {
    let with = |line: &str| service("").replace("name: web\n", &format!("name: web\n  {line}\n"));
    let words = "metadata.generation: Invalid value: -1: must be greater than or equal to 0";
    assert_eq!(times(&created(&with("generation: -1")), words), 1);
    assert_eq!(created(&with("generation: 7")), "service/web created\n");
    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  generation: -1\nspec:\n  containers:\n  - {name: a, image: a}\n";
    assert_eq!(times(&created(pod), "generation"), 0, "{}", created(pod));
}

/// apiserver pkg/storage/etcd3 store.go Create, which comes after validation,
/// and APIObjectVersioner ObjectResourceVersion; kubectl takes the version out
/// of what it makes (cli-runtime/pkg/resource Helper.CreateWithOptions).
#[test]
fn a_version_of_a_new_object_is_looked_at_last() {
    let with = |version: &str| {
        let line = format!("name: web\n  resourceVersion: {version}\n");
        service("").replace("name: web\n", &line)
    };
    let posted = |text: &str| {
        let (mut store, config, call) = fixture::cluster();
        let (documents, _) = crate::yaml::read(text);
        let body = documents.into_iter().find_map(|it| it.root).unwrap().to_value();
        let answer = serve(&mut store, &config, &call, &Request::Create(body));
        answer.map_or_else(|it| it.message, |_| "made".to_owned())
    };
    let words = "resourceVersion should not be set on objects to be created";
    assert_eq!(posted(&with("\"5\"")), words);
    let wrong = with("\"5\"").replace("port: 80", "port: 0");
    assert_eq!(times(&posted(&wrong), "spec.ports[0].port: Invalid value: 0"), 1);
    assert_eq!(posted(&with("abc")), "made");
    assert_eq!(created(&with("\"5\"")), "service/web created\n");
    assert_eq!(last_of(Verb::Apply, &[&with("\"5\"")]), "service/web created\n");
    let printed = applied_over(&service(""), &with("abc"));
    assert_eq!(
        times(&printed, "strconv.ParseUint: parsing \"abc\": invalid syntax"),
        1,
        "{printed}"
    );
}

/// apimachinery pkg/api/validation/generic.go maskTrailingDash.
#[test]
fn of_a_name_to_be_continued_the_last_letter_does_not_count() {
    let text = service("").replace("name: web\n", "generateName: web_-\n");
    let printed = created(&text);
    assert_eq!(times(&printed, "metadata.generateName"), 0, "{printed}");
    assert_eq!(times(&printed, "metadata.name: Invalid value: \"web_-"), 1, "{printed}");
}

/// pkg/apis/core/validation ValidatePodUpdate, and
/// plugin/pkg/admission/defaulttolerationseconds, which runs on updates too.
#[test]
fn little_of_a_pod_may_change_and_each_refusal_says_what() {
    let with = |spec: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n{spec}  containers:\n  - name: \
             web\n    image: nginx\n"
        )
    };
    let plain = with("");
    for (before, after, words) in [
        (&plain, with("  tolerations: [{key: a, operator: Exists}]\n"), "pod/web configured\n"),
        (&plain, with("  activeDeadlineSeconds: 5\n"), "pod/web configured\n"),
        (
            &with("  activeDeadlineSeconds: 5\n"),
            plain.clone(),
            "spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer",
        ),
        (
            &with("  activeDeadlineSeconds: 5\n"),
            with("  activeDeadlineSeconds: 6\n"),
            "spec.activeDeadlineSeconds: Invalid value: 6: must be less than or equal to previous",
        ),
        (
            &with("  tolerations: [{key: a, operator: Exists}]\n"),
            with("  tolerations: [{key: b, operator: Exists}]\n"),
            "spec.tolerations: Forbidden: existing toleration can not be modified",
        ),
        (
            &plain,
            plain.clone() + "  - name: side\n    image: busybox\n",
            "spec.containers: Forbidden: pod updates may not add or remove containers\n",
        ),
    ] {
        let printed = applied_over(before, &after);
        assert_eq!(times(&printed, words), 1, "{words}\n{printed}");
    }
}

pub(super) fn pod(name: &str, spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec:\n{spec}  containers:\n  - name: \
         web\n    image: nginx\n"
    )
}

pub(super) fn workload(kind: &str, name: &str, template: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec:\n  selector: {{matchLabels: \
         {{app: web}}}}\n  template:\n    metadata: {{labels: {{app: web}}}}\n    spec:\n{template}      \
         containers:\n      - name: web\n        image: nginx\n"
    )
}

/// plugin/pkg/admission/runtimeclass validateOverhead.
#[test]
fn an_overhead_needs_a_runtime_class() {
    let printed = created(&pod("web", "  overhead: {memory: 1Mi}\n"));
    let words = "pods \"web\" is forbidden: pod rejected: Pod Overhead set without corresponding \
                 RuntimeClass defined Overhead";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// PrepareForUpdate of pkg/registry/apps/deployment and discovery/endpointslice.
#[test]
fn a_generation_counts_what_each_kind_says() {
    let generation = |verb: Verb, texts: &[&str]| {
        let last = texts.len() - 1;
        let verb = |place: usize| if place == last { verb } else { Verb::Create };
        let steps: Vec<_> = texts.iter().enumerate().map(|(at, it)| (verb(at), *it)).collect();
        let run = sent(&steps);
        let object = run.applied.last().and_then(|it| it.object.clone());
        object
            .and_then(|it| it.value.at("metadata.generation").and_then(crate::value::Value::as_int))
    };
    let before = workload("Deployment", "web", "");
    let noted = before.replace("{name: web}", "{name: web, annotations: {a: b}}");
    assert_eq!(generation(Verb::Replace, &[&before, &noted]), Some(2));
    let labelled = before.replace("{name: web}", "{name: web, labels: {a: b}}");
    assert_eq!(generation(Verb::Replace, &[&before, &labelled]), Some(1));
    let slice = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\n\
                 addressType: IPv4\nendpoints:\n- addresses: [10.0.0.1]\n";
    let noted = slice.replace("{name: web}", "{name: web, annotations: {a: b}}");
    assert_eq!(generation(Verb::Replace, &[slice, &noted]), Some(1));
    let labelled = slice.replace("{name: web}", "{name: web, labels: {a: b}}");
    assert_eq!(generation(Verb::Replace, &[slice, &labelled]), Some(2));
    let other = slice.replace("10.0.0.1", "10.0.0.2");
    assert_eq!(generation(Verb::Replace, &[slice, &other]), Some(2));
}

/// ValidateUpdate of pkg/registry/core/node, core/namespace and
/// networking/networkpolicy strategy.go look at everything once more.
#[test]
fn nodes_namespaces_and_policies_that_are_replaced_are_looked_at_as_new_ones_too() {
    let causes = |before: &str, after: &str| {
        let run = sent(&[(Verb::Create, before), (Verb::Apply, after)]);
        match run.applied.last().map(|it| it.outcome.clone()) {
            Some(Outcome::Refused(status)) => {
                status.causes.into_iter().map(|it| it.field).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        }
    };
    let node = |effect: &str| {
        format!(
            "apiVersion: v1\nkind: Node\nmetadata: {{name: node-4}}\nspec: {{taints: [{{key: a, effect: \
             {effect}}}]}}\n"
        )
    };
    let effect = "metadata.taints[0].effect";
    assert_eq!(causes(&node("NoSchedule"), &node("Never")), [effect, effect]);
    let policy = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: \
                  {podSelector: {}, policyTypes: [Ingress]}\n";
    let kind = "spec.policyTypes[0]";
    assert_eq!(causes(policy, &policy.replace("[Ingress]", "[ingress]")), [kind, kind]);
    let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n";
    let finalizers = namespace.replace("{name: a}", "{name: a, finalizers: [foo]}");
    let finalizer = "metadata.finalizers[0]";
    assert_eq!(causes(namespace, &finalizers), [finalizer, finalizer]);
    let before = workload("Deployment", "web", "");
    let after = before.replace("{name: web}", "{name: web, finalizers: [foo]}");
    assert_eq!(causes(&before, &after), [finalizer]);
}

/// SetDefaults_IngressClass, dropStatefulSetDisabledFields, and checkName of
/// apiserver pkg/endpoints/handlers/rest.go.
#[test]
fn parameters_get_a_scope_and_an_object_of_the_cluster_loses_its_namespace() {
    let class = "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: a}\nspec: \
                 {controller: a.b/c, parameters: {kind: K, name: p}}\n";
    assert_eq!(created(class), "ingressclass.networking.k8s.io/a created\n");
    let space = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, namespace: default}\n";
    let noted = space.replace("default", "default, annotations: {a: b}");
    let printed = applied_over(space, &noted);
    assert_eq!(printed, "namespace/a configured\n");
    let set = workload("StatefulSet", "web", "")
        + "  updateStrategy: {rollingUpdate: {partition: 1, maxUnavailable: 2}}\n";
    let run = sent(&[(Verb::Create, &set)]);
    let object = run.applied.last().and_then(|it| it.object.clone()).expect("it is made");
    let stored = object.value.at("spec.updateStrategy").map(crate::value::Value::to_json);
    let words = "{\"rollingUpdate\":{\"partition\":1},\"type\":\"RollingUpdate\"}";
    assert_eq!(stored.as_deref(), Some(words));
}

/// apiserver pkg/admission/plugin/namespace/lifecycle Admit.
#[test]
fn the_namespaces_of_the_cluster_itself_stay() {
    let text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n";
    let printed = last_of(Verb::Delete, &[text]);
    let words = "namespaces \"default\" is forbidden: this namespace may not be deleted";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let other = text.replace("default", "shop");
    assert_eq!(last_of(Verb::Delete, &[&other, &other]), "namespace \"shop\" deleted\n");
}

/// The status strategies of pkg/registry/core/service and apps/deployment, and
/// pkg/apis/core/validation ValidateLoadBalancerStatus.
#[test]
fn a_write_of_the_status_may_change_metadata_but_no_spec() {
    let written = |text: &str, body: &str| {
        let (mut store, config, call) = fixture::cluster();
        let made = run(&mut store, &config, &call, Verb::Create, "default", text);
        let key = made.applied.last().and_then(|it| it.key.clone()).expect("it is made");
        let body =
            crate::yaml::read(body).0.first().and_then(|it| it.root.as_ref()?.to_value().into());
        let body = body.expect("a body");
        let (kind, part) = (PatchType::Merge, Part::Status);
        serve(&mut store, &config, &call, &Request::Patch { key, kind, body, part })
    };
    let body = "{metadata: {labels: {a: b}, annotations: {c: d}}, spec: {replicas: 5}, status: {replicas: 2}}";
    let done = written(&workload("Deployment", "web", ""), body).expect("it is taken");
    let at = |path: &str| done.object.value.at(path).map(crate::value::Value::to_json);
    assert_eq!(at("metadata.annotations").as_deref(), Some("{\"c\":\"d\"}"));
    assert_eq!(at("metadata.labels"), None);
    assert_eq!(at("metadata.generation").as_deref(), Some("1"));
    assert_eq!(at("spec.replicas").as_deref(), Some("1"));
    assert_eq!(at("status").as_deref(), Some("{\"replicas\":2}"));
    let body = "{status: {loadBalancer: {ingress: [{ip: x}]}}}";
    let refused = written(&service(""), body).expect_err("it has no balancer");
    assert_eq!(
        refused.message,
        "Service \"web\" is invalid: status.loadBalancer.ingress: Forbidden: may only be used when \
         `spec.type` is LoadBalancer"
    );
    let ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {rules: \
                   [{host: a.example.com}]}\n";
    let refused = written(ingress, body).expect_err("no address");
    assert_eq!(
        times(&refused.message, "status.loadBalancer.ingress[0].ip: Invalid value: \"x\""),
        1
    );
}

/// The JSON of metav1.LabelSelector and metav1.OwnerReference, which Go writes in the order of
/// their fields.
#[test]
fn a_selector_and_owners_are_shown_in_the_order_of_their_fields() {
    let text = workload("Deployment", "web", "").replace(
        "{matchLabels: {app: web}}",
        "{matchExpressions: [{key: a, operator: in}], matchLabels: {app: web}}",
    );
    let words = "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\"},\"matchExpressions\":\
                 [{\"key\":\"a\",\"operator\":\"in\"}]}: invalid label selector";
    let printed = created(&text);
    assert_eq!(times(&printed, words), 1, "{printed}");
    let printed = created(&text.replace("operator: in", "operator: \">=\""));
    let words = "[0].operator: Invalid value: \"\\u003e=\": not a valid selector operator";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let printed = created(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, ownerReferences: [{controller: true, \
         blockOwnerDeletion: true, apiVersion: v1, kind: Event, name: b, uid: c}]}\n",
    );
    let words = "Invalid value: {\"apiVersion\":\"v1\",\"kind\":\"Event\",\"name\":\"b\",\"uid\":\"c\",\
                 \"controller\":true,\"blockOwnerDeletion\":true}: /v1, Kind=Event is disallowed";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// pkg/apis/discovery/validation ValidateEndpointSlice (since v1.34): ports come before endpoints,
/// an address of the other family is looked at as an address too, a hint's name may be empty.
#[test]
fn a_slice_is_told_of_its_ports_first() {
    let printed = created(
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\naddressType: IPv4\n\
         endpoints: [{addresses: [\"::1\"], hints: {forZones: [{name: \"\"}]}}]\nports: [{name: A}]\n",
    );
    let fields: Vec<&str> = printed
        .lines()
        .filter_map(|it| it.strip_prefix("* ")?.split_once(": "))
        .map(|it| it.0)
        .collect();
    let endpoint = "endpoints[0].addresses";
    assert_eq!(fields, ["ports[0].name", endpoint, "endpoints[0].addresses[0]"], "{printed}");
}

/// pkg/apis/core/validation ValidateNode and ValidateResourceQuantityValue.
#[test]
fn a_node_has_whole_pods_and_readable_ranges() {
    let node = "apiVersion: v1\nkind: Node\nmetadata: {name: node-4}\n";
    let printed = created(&format!("{node}status: {{capacity: {{pods: 1.5}}}}\n"));
    let words = "status.capacity.pods: Invalid value: \"1500m\": must be an integer";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let printed = created(&format!("{node}spec: {{podCIDRs: [10.0.0.0/24, \"fd00::/x\"]}}\n"));
    let words = "* spec.podCIDRs: Internal error: invalid PodCIDRs. failed to check with dual stack \
                 with error:failed to parse cidr value:\"fd00::/x\" with error:invalid CIDR address: \
                 fd00::/x\n* spec.podCIDRs: Invalid value: [\"10.0.0.0/24\",\"fd00::/x\"]: may specify";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// pkg/apis/networking/validation validateIngressTypedLocalObjectReference (since v1.34).
#[test]
fn a_backend_that_names_nothing_is_told_so_in_two_words() {
    let printed = created(
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {defaultBackend: \
         {resource: {kind: \"\", name: a}}}\n",
    );
    let words = "spec.defaultBackend.resource.kind: Required value\n";
    assert_eq!(times(&printed, words), 1, "{printed}");
}
