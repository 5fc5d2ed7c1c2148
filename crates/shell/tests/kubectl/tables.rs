//! What tables, selectors and sorting show. The texts were compared with a real
//! kubectl whose server made its tables as pkg/printers/internalversion does.

use super::hold;

/// pkg/printers/internalversion/printers.go: formatHosts, formatHPAMetrics, formatEndpoints,
/// formatDiscoveryPorts, findNodeRoles; apimachinery/pkg/apis/meta/v1 FormatLabelSelector.
#[test]
fn cells_are_those_of_the_servers_tables() {
    let made = |kind: &str, spec: &str, rest: &str| {
        let (version, get) = match kind {
            "Ingress" => ("networking.k8s.io/v1", "ing"),
            "NetworkPolicy" => ("networking.k8s.io/v1", "netpol"),
            "HorizontalPodAutoscaler" => ("autoscaling/v2", "hpa"),
            "EndpointSlice" => ("discovery.k8s.io/v1", "endpointslice"),
            _ => ("v1", "ep"),
        };
        format!(
            "cat > x.yaml <<'X'\napiVersion: {version}\nkind: {kind}\nmetadata: {{name: x}}\n{spec}\nX\nkubectl create -f x.yaml > /dev/null 2>&1; kubectl get {get} x 2> /dev/null{rest}"
        )
    };
    let hosts = "spec:\n  rules: [{host: a.io}, {host: a.io}, {http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}, {host: b.io}, {host: c.io}]";
    let bare = "spec:\n  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}, {host: b.io}]";
    let policy = "spec:\n  podSelector:\n    matchLabels: {c: d}\n    matchExpressions: [{key: d, operator: Exists}, {key: b, operator: NotIn, values: [z, w]}]";
    let scaler = "spec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  maxReplicas: 3\n  metrics:\n  - {type: Pods, pods: {metric: {name: r}, target: {type: AverageValue, averageValue: '9'}}}\n  - {type: External, external: {metric: {name: q}, target: {type: AverageValue, averageValue: '3'}}}\n  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}";
    let ready = "subsets:\n- notReadyAddresses: [{ip: 192.0.2.1}]\n  ports: [{port: 80}]";
    let slice = "addressType: IPv4\nports: [{name: ''}]\nendpoints: [{addresses: [192.0.2.1]}]";
    let cut = " --no-headers | tr -s ' ' | cut -d ' ' -f";
    let table = [
        (made("Ingress", hosts, &format!("{cut}3-7")), "a.io,a.io,b.io + 2 more... 80"),
        (made("Ingress", bare, &format!("{cut}3")), "b.io"),
        (made("NetworkPolicy", policy, &format!("{cut}2,3,4")), "b notin (w,z),c=d,d"),
        (
            made("HorizontalPodAutoscaler", scaler, &format!("{cut}3-9")),
            "<unknown>/9, <unknown>/3 (avg) + 1 more... 1",
        ),
        (made("Endpoints", ready, ""), "NAME   ENDPOINTS   AGE\nx                  0s"),
        (made("EndpointSlice", slice, &format!("{cut}3")), "<unset>"),
    ];
    hold(&table.each_ref().map(|(line, wanted)| (line.as_str(), *wanted)));
    hold(&[(
        "kubectl label node node-1 kubernetes.io/role=worker node-role.kubernetes.io/control-plane= node-role.kubernetes.io/worker= > /dev/null; kubectl get node node-1 --no-headers | tr -s ' ' | cut -d ' ' -f 3",
        "control-plane,worker",
    )]);
}

/// pkg/apis/core/v1/conversion.go; apimachinery/pkg/runtime DefaultMetaV1FieldSelectorConversion,
/// pkg/fields ParseSelector.
#[test]
fn fields_that_select_nothing_are_refused_in_the_words_of_their_type() {
    const REFUSED: &str = "Error from server (BadRequest): Unable to find";
    let table = [
        (
            "deploy --field-selector status.replicas=1",
            "\"apps/v1, Resource=deployments\" that match label selector \"\", field selector \"status.replicas=1\": \"status.replicas\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
        ),
        (
            "pods --field-selector z=1,a=1",
            "\"/v1, Resource=pods\" that match label selector \"\", field selector \"z=1,a=1\": field label not supported: a",
        ),
        (
            "pods --field-selector metadata.name=a=b",
            "\"/v1, Resource=pods\" that match label selector \"\", field selector \"metadata.name=a=b\": invalid field selector: unescaped character in value: 61",
        ),
        (
            "pods -l 'app=\"web\"'",
            "\"/v1, Resource=pods\" that match label selector \"app=\\\"web\\\"\", field selector \"\": unable to parse requirement: values[0][app]: Invalid value: \"\\\"web\\\"\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        ),
    ];
    let table =
        table.map(|(words, why)| (format!("kubectl get {words}"), format!("{REFUSED} {why}")));
    hold(&table.each_ref().map(|(line, wanted)| (line.as_str(), wanted.as_str())));
    hold(&[
        ("kubectl get svc -l ' app=web ' -o name", "service/web"),
        ("kubectl get svc --field-selector ' metadata.name=web' -o name", "service/web"),
    ]);
}

/// k8s.io/kubectl/pkg/cmd/get/sorter.go isLess.
#[test]
fn quantities_are_sorted_by_what_they_are_and_texts_by_their_letters() {
    const MAKE: &str = "for v in 900 1k 9 web-9 web-10; do kubectl create cm c-$v --from-literal=v=$v > /dev/null; done";
    let sorted =
        format!("{MAKE}; kubectl get cm --sort-by=.data.v -o name | sed 's/.*c-//' | tr '\\n' ' '");
    let fatal = "kubectl get svc --sort-by=.spec.ports 2>&1 | sed 's/.*sorter/sorter/'";
    hold(&[
        (&sorted, "9 900 1k web-10 web-9"),
        (
            fatal,
            "sorter.go:375] Field {.spec.ports} in [][][]reflect.Value is an unsortable type: interface, err: unsortable type: []interface {}",
        ),
    ]);
}

/// k8s.io/kubectl/pkg/cmd/events decodeResourceTypeName, SortableEvents.
#[test]
fn events_are_those_of_the_very_object() {
    hold(&[
        ("kubectl events --for /x", "error: a resource must be present, got: /, Resource="),
        (
            "kubectl events --for a/b/c",
            "error: arguments in resource/name form may not have more than one slash",
        ),
        (
            "kubectl events --for hpa.foo/x",
            "the server doesn't have a resource type \"hpa\" in group \"foo\"",
        ),
        (
            "kubectl events --for Deployment.v1.apps/web --no-headers | tr -s ' ' | cut -d ' ' -f 3,4",
            "ScalingReplicaSet Deployment/web",
        ),
        (
            "kubectl events --for deploy/web -o json | head -7 | tail -6 | cut -d '\"' -f 2",
            "kind\napiVersion\nmetadata\nitems\n        {\nkind",
        ),
    ]);
}

/// pkg/cmd/get/get.go, sorter.go; pkg/printers/internalversion/printers.go.
#[test]
fn tables_of_rarer_kinds_and_views() {
    hold(&[
        (
            "kubectl get ipaddresses | grep -E 'NAME|web' | sed 's/  */ /g'",
            "NAME PARENTREF\n10.96.0.20 services/default/web",
        ),
        ("kubectl get servicecidrs -o jsonpath='{.items[0].spec.cidrs}'", "[\"10.96.0.0/16\"]"),
        ("kubectl get crd", "No resources found"),
        (
            "kubectl get tokenreviews",
            "Error from server (MethodNotAllowed): the server does not allow this method on the requested resource",
        ),
        (
            "kubectl get events -o wide | head -1 | sed 's/  */ /g'",
            "LAST SEEN TYPE REASON OBJECT SUBOBJECT SOURCE MESSAGE FIRST SEEN COUNT NAME",
        ),
        (
            "kubectl get deploy web --subresource=scale -o jsonpath='{.kind} {.spec} {.status.selector}'",
            "Scale {\"replicas\":2} app=web",
        ),
        (
            "kubectl get svc web --subresource=scale",
            "Error from server (NotFound): the server could not find the requested resource",
        ),
        (
            "kubectl get svc,deploy --sort-by=.metadata.name",
            "error: couldn't find any field with path \"{.metadata.name}\" in the list of objects",
        ),
        (
            "kubectl describe svc/web svc/nope",
            "Error from server (NotFound): services \"nope\" not found",
        ),
        (
            "kubectl get events --field-selector foo=bar 2>&1 | grep -o 'field label not supported: foo'",
            "field label not supported: foo",
        ),
        (
            "kubectl rollout restart deploy/web > /dev/null; kubectl rollout restart deploy/web",
            "error: failed to create patch for web: if restart has already been triggered within the past second, please wait before attempting to trigger another",
        ),
        (
            "kubectl rollout undo rs -l app=web",
            "error: no rollbacker has been implemented for \"ReplicaSet.apps\"",
        ),
        ("kubectl attach", "error: at least 1 argument is required for attach"),
    ]);
}

/// GNU sed, gawk, coreutils and findutils, each line compared with bash's.
#[test]
fn tables_are_cut_and_handed_on() {
    hold(&[
        ("kubectl get svc | awk '$2==\"ClusterIP\" {print $1, NR}'", "kubernetes 2\nweb 3"),
        ("kubectl get svc | awk 'END {print NR}'", "3"),
        ("kubectl get svc --no-headers | awk -F' +' '!/kube/ {print $3\":\"NF}'", "10.96.0.20:6"),
        (
            "kubectl get svc web --no-headers | tr -s ' ' | cut -d' ' -f1,3-4",
            "web 10.96.0.20 <none>",
        ),
        ("kubectl get svc -o wide | sed 1d | cut -c1-10", "kubernetes\nweb"),
        ("kubectl get svc | sed -n 2p | sed -E 's/ .*([0-9]+)\\/TCP.*/ \\1/'", "kubernetes 3"),
        ("kubectl get svc -o name | xargs kubectl get --no-headers | cut -c1-4", "kube\nweb"),
        (
            "kubectl get svc -o name | xargs -I{} echo got {}",
            "got service/kubernetes\ngot service/web",
        ),
        ("echo a b c | xargs -n2", "a b\nc"),
        ("! kubectl get svc nope 2> /dev/null; echo $?", "0"),
        ("[ \"$(kubectl get svc web -o jsonpath='{.spec.type}')\" = ClusterIP ] && echo ok", "ok"),
        ("printf '%-5s|%4d|\\n' web 80", "web  |  80|"),
        ("kubectl get svc -o name | tac | head -1", "service/web"),
        ("kubectl get svc -o name | grep 'web\\|db'", "service/web"),
        ("kubectl get svc -o name | grep -w web | grep -F . ; echo $?", "1"),
    ]);
}
