//! What the server and kubectl answer to texts beside the recorded ones, each
//! against the words of the source that is named with it.

use crate::client::Verb;
use crate::client::fixture::sent;

/// Applies the texts one after another; what the last one printed.
fn last_of(verb: Verb, texts: &[&str]) -> String {
    let last = texts.len().saturating_sub(1);
    let verb = |place: usize| if place == last { verb } else { Verb::Apply };
    let steps: Vec<_> = texts.iter().enumerate().map(|(at, text)| (verb(at), *text)).collect();
    let run = sent(&steps);
    run.stdout + &run.stderr
}

fn created(text: &str) -> String {
    last_of(Verb::Create, &[text])
}

fn applied_over(before: &str, text: &str) -> String {
    last_of(Verb::Apply, &[before, text])
}

/// How often these words stand in what was printed.
fn times(printed: &str, words: &str) -> usize {
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
    let words = "metadata.deletionTimestamp: Invalid value: 2020-01-01 00:00:00 +0000 UTC: field is immutable";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let printed = applied_over(&before, &dated("deletionGracePeriodSeconds: 5"));
    let words = "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable";
    assert_eq!(times(&printed, words), 1, "{printed}");
}

/// apimachinery ValidateObjectMetaAccessor and ValidateObjectMetaAccessorUpdate:
/// a Service has no generation of its own, a Deployment does.
#[test]
fn a_generation_that_nobody_counts_is_the_clients() {
    let with = |line: &str| service("").replace("name: web\n", &format!("name: web\n  {line}\n"));
    let words = "metadata.generation: Invalid value: -1: must be greater than or equal to 0";
    assert_eq!(times(&created(&with("generation: -1")), words), 1);
    assert_eq!(created(&with("generation: 7")), "service/web created\n");
    let printed = applied_over(&with("generation: 7"), &with("generation: 3"));
    let words = "metadata.generation: Invalid value: 3: must not be decremented";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let printed = applied_over(&service(""), &with("generation: -1"));
    let words = "metadata.generation: Invalid value: -1: must not be decremented";
    assert_eq!(times(&printed, words), 1, "{printed}");
    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  generation: -1\nspec:\n  containers:\n  - {name: a, image: a}\n";
    assert_eq!(times(&created(pod), "generation"), 0, "{}", created(pod));
}

/// apiserver pkg/storage/etcd3 store.go Create, which comes after validation,
/// and APIObjectVersioner ObjectResourceVersion.
#[test]
fn a_version_of_a_new_object_is_looked_at_last() {
    let with = |version: &str| {
        let line = format!("name: web\n  resourceVersion: {version}\n");
        service("").replace("name: web\n", &line)
    };
    let words =
        "Error from server: error when creating \"STDIN\": resourceVersion should not be set";
    assert_eq!(times(&created(&with("\"5\"")), words), 1);
    let wrong = with("\"5\"").replace("port: 80", "port: 0");
    assert_eq!(times(&created(&wrong), "spec.ports[0].port: Invalid value: 0"), 1);
    assert_eq!(created(&with("abc")), "service/web created\n");
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
