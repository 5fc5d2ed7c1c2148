//! What kubectl does with rarer flags, with several things at once, and with
//! part of what it is given wrong.

use super::hold;

/// pkg/cmd/get/get.go: what can be listed is printed, whatever else fails.
#[test]
fn get_prints_what_there_is_beside_what_fails() {
    hold(&[
        (
            "kubectl get svc nope nope2 -o yaml",
            "apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: \"\"\nError from server (NotFound): services \"nope\" not found\nError from server (NotFound): services \"nope2\" not found",
        ),
        (
            "kubectl get svc nope -o yaml",
            "Error from server (NotFound): services \"nope\" not found",
        ),
        (
            "kubectl get svc nope -o custom-columns=NAME:.metadata.name",
            "Error from server (NotFound): services \"nope\" not found",
        ),
        (
            "kubectl get svc,pods --field-selector=spec.type=ClusterIP 2>&1 | sed 's/  *[0-9]*[ms]$//'",
            "NAME         TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE\nkubernetes   ClusterIP   10.96.0.1    <none>        443/TCP\nweb          ClusterIP   10.96.0.20   <none>        80/TCP\nError from server (BadRequest): Unable to find \"/v1, Resource=pods\" that match label selector \"\", field selector \"spec.type=ClusterIP\": field label not supported: spec.type",
        ),
        (
            "kubectl get -w",
            "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
        ),
        (
            "kubectl get --raw nope",
            "error: --raw must be a valid URL path: parse \"nope\": invalid URI for request",
        ),
        (
            "kubectl get --raw /api/v1/namespaces/default/services/nope",
            "Error from server (NotFound): services \"nope\" not found",
        ),
        (
            "kubectl get svc -v=a",
            "error: invalid argument \"a\" for \"-v, --v\" flag: strconv.ParseInt: parsing \"a\": invalid syntax\nSee 'kubectl get --help' for usage.",
        ),
    ]);
}

/// pkg/describe/describe.go describeContainers: the state stands behind the command; describe.go of pkg/cmd.
#[test]
fn a_container_is_described_with_its_command_before_its_state() {
    hold(&[
        (
            "kubectl describe pod -l app=web | grep -A8 'Host Port' | head -9 | sed 's/Thu.*/THEN/'",
            "    Host Port:     <none>\n    Args:\n      netexec\n    State:          Running\n      Started:      THEN\n    Ready:          True\n    Restart Count:  0\n    Environment:    <none>\n    Mounts:",
        ),
        ("kubectl describe svc,pod web", "error: you may only specify a single resource type"),
    ]);
}

/// pkg/cmd/util AddSubresourceFlags: any word is taken, and the server has no such place.
#[test]
fn a_subresource_that_there_is_not_is_not_found() {
    let none = "Error from server (NotFound): the server could not find the requested resource";
    hold(&[
        ("kubectl patch svc web --subresource=foo -p '{}'", none),
        ("kubectl get svc web --subresource=foo", none),
        ("kubectl get svc web --subresource=status -o name", "service/web"),
        ("kubectl get ep web --subresource=status", none),
        (
            "kubectl get deploy web -o yaml | sed 's/readyReplicas: 2/readyReplicas: 9/' | kubectl replace --subresource=status -f -",
            "The Deployment \"web\" is invalid: status.readyReplicas: Invalid value: 9: cannot be greater than status.replicas",
        ),
        (
            "kubectl get svc web -o yaml | sed 's/port: 80/port: 81/' | kubectl replace --subresource=status -f - -o name; kubectl get svc web -o jsonpath={.spec.ports[0].port}",
            "service/web\n80",
        ),
        (
            "echo '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}' | kubectl replace --subresource=status -f -",
            "Error from server (NotFound): error when replacing \"STDIN\": the server could not find the requested resource",
        ),
        (
            "kubectl patch deploy web --subresource=scale -p '{\"spec\":{\"replicas\":-5}}'",
            "The Scale \"web\" is invalid: spec.replicas: Invalid value: -5: must be greater than or equal to 0",
        ),
    ]);
}

/// pkg/cmd/util/podcmd/podcmd.go, pkg/cmd/exec/exec.go, pkg/cmd/portforward/portforward.go.
#[test]
fn commands_that_reach_into_pods_say_which_container_they_take() {
    const TWO: &str = "kubectl run q --image=agnhost --override-type=strategic --overrides='{\"spec\":{\"containers\":[{\"name\":\"q\",\"image\":\"agnhost\"},{\"name\":\"r\",\"image\":\"agnhost\"}]}}' > /dev/null; sleep 60;";
    for (line, wanted) in [
        ("kubectl exec q -- echo hi", "hi\nDefaulted container \"q\" out of: q, r"),
        ("kubectl exec q -q -- echo hi", "hi"),
        ("kubectl exec q -c r -- echo hi", "hi"),
        ("kubectl exec q web -c r -- echo hi", "hi"),
        (
            "kubectl annotate pod q kubectl.kubernetes.io/default-container=r > /dev/null; kubectl exec q -- echo hi",
            "hi",
        ),
    ] {
        hold(&[(&format!("{TWO} {line}"), wanted)]);
    }
    hold(&[
        (
            "kubectl port-forward svc/web 8080:http",
            "error: Service 'web' does not have a named port 'http'",
        ),
        (
            "kubectl port-forward svc/web 8080:80:80",
            "error: Service web does not have a service port 8080",
        ),
    ]);
}

/// pkg/cmd/auth/cani.go.
#[test]
fn can_i_knows_verbs_paths_and_types_without_a_namespace() {
    hold(&[
        ("kubectl auth can-i get pods/log", "yes"),
        ("kubectl auth can-i get svc/web", "yes"),
        ("kubectl auth can-i get nodes", "yes\nWarning: resource 'nodes' is not namespace scoped"),
        ("kubectl auth can-i get nodes -A", "yes"),
        (
            "kubectl auth can-i get deployments.foo",
            "yes\nWarning: the server doesn't have a resource type 'deployments' in group 'foo'",
        ),
        ("kubectl auth can-i post /logs", "yes"),
        ("kubectl auth can-i use svc", "yes"),
        ("kubectl auth can-i get pods -q", ""),
        (
            "kubectl auth can-i get pods web",
            "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
        ),
        ("kubectl auth can-i --list x", "error: list option must be specified with no arguments"),
    ]);
}

/// pkg/cmd/apiresources/apiresources.go, pkg/cmd/clusterinfo, pkg/cmd/config/view.go,
/// pkg/cmd/apply/apply_view_last_applied.go.
#[test]
fn what_only_tells_minds_its_flags() {
    hold(&[
        ("kubectl api-resources --categories=all -o name | wc -l", "10"),
        ("kubectl api-resources --categories=foo --no-headers", ""),
        (
            "kubectl cluster-info dump --foo",
            "error: unknown flag: --foo\nSee 'kubectl cluster-info dump --help' for usage.",
        ),
        (
            "kubectl config view foo",
            "error: unexpected arguments: [foo]\nSee 'kubectl config view -h' for help and examples",
        ),
        (
            "kubectl apply view-last-applied svc web -o json | head -2",
            "{\n  \"apiVersion\": \"v1\",",
        ),
        (
            "kubectl apply view-last-applied svc web -o foo",
            "error: Unexpected -o output mode: foo, the flag 'output' must be one of yaml|json\nSee 'kubectl apply view-last-applied -h' for help and examples",
        ),
        ("kubectl delete -f - < /dev/null", "No resources found"),
    ]);
}

/// pkg/cmd/get/customcolumn.go, get.go watch, sorter.go: the head stands before what goes wrong.
#[test]
fn columns_watches_and_orders_fail_where_upstream_fails() {
    hold(&[
        (
            "kubectl get svc web -o custom-columns=A:.spec.ports[5].port",
            "A\nerror: array index out of bounds: index 5, length 1",
        ),
        (
            "kubectl get svc web nope -o custom-columns=A:.spec.ports[",
            "A\nError from server (NotFound): services \"nope\" not found\nunterminated array",
        ),
        (
            "kubectl get svc web kubernetes -w -o name",
            "service/web\nservice/kubernetes\nerror: you may only watch a single resource or type of resource at a time",
        ),
        ("timeout 2 kubectl get pods -n kube-public -w", ""),
        ("kubectl get svc --sort-by='.spec.ports[0'", "No resources found in default namespace."),
        (
            "kubectl wait pod/x --for=jsonpath='{.status.phase}{.spec.nodeName}'=Running",
            "error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
        ),
        (
            "kubectl label ep web a=b",
            "endpoints/web labeled\nWarning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        ),
        (
            "kubectl get ep web -o yaml 2> /dev/null | kubectl get -f - -o name",
            "endpoints/web\nWarning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        ),
        (
            "echo '{apiVersion: v1, kind: Endpoints, metadata: {name: own}}' | kubectl apply -f - --dry-run=client",
            "endpoints/own created (dry run)\nWarning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        ),
        (
            "echo '{apiVersion: v1, kind: Endpoints, metadata: {name: own}}' | kubectl apply -f - 2> /dev/null; kubectl apply view-last-applied ep own -o json | grep kind",
            "endpoints/own created\n  \"kind\": \"Endpoints\",\nWarning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        ),
        (
            "kubectl wait ep/web --for=jsonpath={.metadata.name}=web",
            "endpoints/web condition met\nWarning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        ),
    ]);
}

/// pkg/cmd/explain/explain.go: what is explained is read as a JSONPath.
#[test]
fn explain_reads_a_path_and_knows_versions() {
    hold(&[
        ("kubectl explain svc,pods", "error: unrecognized character in action: U+002C ','"),
        ("kubectl explain .spec", "error: invalid jsonpath syntax, first node must be field node"),
        (
            "kubectl explain svc --api-version=foo/v1",
            "error: couldn't find resource for \"foo/v1, Resource=services\"",
        ),
        (
            "kubectl explain svc --api-version=apps/v1",
            "error: GVR (apps/v1, Resource=services) not found in OpenAPI schema",
        ),
    ]);
}

/// pkg/describe/describe.go printAnnotationsMultiline, describeContainerCommand, describeServiceCIDRV1, describeIPAddressV1.
#[test]
fn what_is_long_or_of_several_lines_is_described_below_its_name() {
    let long = "x".repeat(150);
    let shown = "x".repeat(138);
    hold(&[
        (
            "kubectl annotate svc web a='x\ny' b=c > /dev/null; kubectl describe svc web | grep -A3 ^Ann",
            "Annotations:              a:\n                            x\n                            y\n                          b: c",
        ),
        (
            &format!(
                "kubectl annotate svc web a={long} > /dev/null; kubectl describe svc web | grep -A1 ^Ann"
            ),
            &format!("Annotations:              a:\n                            {shown}..."),
        ),
        // Bytes are counted; what is left of a letter is shown as a terminal does.
        (
            &format!(
                "kubectl annotate svc web a=x{} > /dev/null; kubectl describe svc web | grep -A1 ^Ann",
                "你".repeat(60)
            ),
            &format!(
                "Annotations:              a:\n                            x{}\u{fffd}...",
                "你".repeat(45)
            ),
        ),
        (
            "kubectl run q --image=a -- 'x\ny' > /dev/null; kubectl describe pod q | grep -A2 Args",
            "    Args:\n      x\n      y",
        ),
        (
            "kubectl describe servicecidr kubernetes | grep -A1 ^CIDR",
            "CIDRs:        10.96.0.0/16\nStatus:",
        ),
        (
            "kubectl describe ip 10.96.0.20 | grep -A4 ^Parent",
            "Parent Reference:\n  Group:      \n  Resource:   services\n  Namespace:  default\n  Name:       web",
        ),
    ]);
}

/// pkg/cmd/wait/wait.go with no time to wait, pkg/cmd/scale/scale.go where nothing is sent.
#[test]
fn who_does_not_wait_or_send_meets_no_conditions() {
    hold(&[
        (
            "kubectl wait deploy/web --for=condition=Foo --timeout=0",
            "error: condition not met for deployments/web",
        ),
        (
            "kubectl wait deploy/web --for=delete --timeout=0",
            "error: condition not met for deployments/web",
        ),
        (
            "kubectl wait deploy/x --for=create --timeout=0",
            "error: timed out waiting for the condition",
        ),
        (
            "kubectl scale deploy web --replicas=3 --current-replicas=9 --dry-run=client",
            "deployment.apps/web scaled (dry run)",
        ),
        ("kubectl scale svc web --replicas=3 --dry-run=client", "service/web scaled (dry run)"),
    ]);
}

/// Go's time.ParseDuration, and pkg/cmd/wait/wait.go: a negative time is a week.
#[test]
fn times_are_read_as_go_reads_them() {
    let wait = "kubectl wait deploy/web --for=condition=Available";
    for (time, why) in [
        ("99999999999h", "invalid duration"),
        ("18446744073709551615s", "invalid duration"),
        ("''", "invalid duration"),
        ("1.2.3s", "missing unit in duration"),
    ] {
        let text = time.trim_matches('\'');
        hold(&[(
            &format!("{wait} --timeout={time}"),
            &format!(
                "error: invalid argument \"{text}\" for \"--timeout\" flag: time: {why} \"{text}\"\nSee 'kubectl wait --help' for usage."
            ),
        )]);
    }
    hold(&[
        ("sleep 18446744073709551615", "sleep: missing operand"),
        (&format!("{wait} --timeout=.5s"), "deployment.apps/web condition met"),
        (
            "kubectl scale deploy web --replicas=0 > /dev/null; kubectl run q --image=bad:bad > /dev/null; timeout 120 kubectl wait pod/q --for=condition=Ready --timeout=-1s 2> /dev/null; kubectl get pods q --no-headers | awk '{print $NF}'",
            "2m",
        ),
    ]);
}

/// A real kubectl waits; here the clock goes on, and looking has an end.
#[test]
fn who_waits_for_years_is_told_soon() {
    hold(&[
        (
            "kubectl run q --image=a:bad > /dev/null; kubectl wait pod/q --for=condition=Ready --timeout=100000h",
            "error: timed out waiting for the condition on pods/q",
        ),
        (
            "kubectl wait svc/x --for=create --timeout=-1s",
            "error: timed out waiting for the condition",
        ),
        (
            "kubectl create deploy q --image=a:bad > /dev/null; kubectl rollout pause deploy q > /dev/null; kubectl set image deploy q a=b > /dev/null; kubectl rollout status deploy q --timeout=100000h | tail -1",
            "Waiting for deployment \"q\" rollout to finish: 0 out of 1 new replicas have been updated...\nerror: timed out waiting for the condition",
        ),
    ]);
}

/// pkg/cmd/logs/logs.go and validateContainerLogStatus of pkg/kubelet/kubelet_pods.go.
#[test]
fn logs_are_cut_and_named_as_the_flags_say() {
    const LINE: &str = "Started HTTP server on port 8080";
    let (found, named) = ("Found 2 pods, using pod/web-X", format!("[pod/web-X/web] {LINE}"));
    for (flags, wanted) in [
        ("deploy/web --tail=0", found.to_owned()),
        ("deploy/web --tail=1", format!("{LINE}\n{found}")),
        ("deploy/web --limit-bytes=7", format!("Started{found}")),
        ("deploy/web --since=1s", found.to_owned()),
        ("deploy/web --since=1h", format!("{LINE}\n{found}")),
        ("deploy/web --all-pods", format!("{named}\n{named}")),
        ("-l app=web --prefix --tail=1", format!("{named}\n{named}")),
        ("-l app=web --timestamps", format!("TIME {LINE}\nTIME {LINE}")),
        (
            "-l app=web -p",
            "Error from server (BadRequest): previous terminated container \"web\" in pod \"web-X\" not found".to_owned(),
        ),
        (
            "deploy/web --since-time=x",
            "error: parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"".to_owned(),
        ),
    ] {
        let line = format!("kubectl logs {flags} > o 2> e; cat o e | sed 's/web-[a-z0-9]*-[a-z0-9]*/web-X/g; s/^2026.*00Z /TIME /'");
        hold(&[(&line, &wanted)]);
    }
    hold(&[(
        "kubectl run q --image=nginx:bad > /dev/null; sleep 60; kubectl logs q",
        "Error from server (BadRequest): container \"q\" in pod \"q\" is waiting to start: trying and failing to pull image",
    )]);
}

/// pkg/describe/describe.go genericDescriber, smartLabelFor.
#[test]
fn what_has_no_description_of_its_own_is_told_field_by_field() {
    hold(&[(
        "kubectl describe events | sed -n '/^Involved/,/^  Namespace/p' | head -4 | sed 's/web-.*/web-X/'",
        "Involved Object:\n  API Version:   v1\n  Kind:          Pod\n  Name:          web-X",
    )]);
}

/// cli-runtime/pkg/resource/builder.go visitByResource, splitResourceTypeName; pkg/cmd/get/get.go.
#[test]
fn names_are_looked_up_where_they_can_be() {
    hold(&[
        ("kubectl get ns nope -A", "Error from server (NotFound): namespaces \"nope\" not found"),
        ("kubectl label ns default -A a=b", "namespace/default labeled"),
        (
            "kubectl get svc web -A",
            "error: a resource cannot be retrieved by name across all namespaces",
        ),
        (
            "kubectl logs pod/",
            "error: arguments in resource/name form must have a single resource and name",
        ),
        ("kubectl get ing -l a=b --ignore-not-found -o custom-columns=N:.metadata.name", ""),
    ]);
}

/// pkg/cmd/rollout, pkg/cmd/describe/describe.go, pkg/cmd/edit, pkg/cmd/auth/cani.go.
#[test]
fn several_objects_and_beginnings_of_names_are_told_apart() {
    let viewer = |kind: &str| format!("no status viewer has been implemented for {kind}");
    hold(&[
        ("kubectl rollout status svc", &format!("{}\n{}", viewer("Service"), viewer("Service"))),
        ("kubectl rollout status svc/web", &format!("error: {}", viewer("Service"))),
        ("kubectl describe svc/we", "Error from server (NotFound): services \"we\" not found"),
        ("kubectl describe svc we | head -1", "Name:                     web"),
        (
            "kubectl get svc,pods/web -l a=b",
            "error: arguments in resource/name form must have a single resource and name",
        ),
        ("EDITOR=true kubectl edit deploy", "Edit cancelled, no changes made."),
        ("EDITOR=true kubectl edit svc", "service/kubernetes skipped\nservice/web skipped"),
        ("kubectl auth can-i foo svc -A", "yes"),
    ]);
}

/// The lab's own: the terminal is free again with the first change, or when none came for long.
#[test]
fn a_watch_in_which_nothing_changes_says_that_time_has_passed() {
    let rows = "NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE\nweb    ClusterIP   10.96.0.20   <none>        80/TCP    60s";
    hold(&[
        (
            "kubectl get svc web -w",
            &format!(
                "{rows}\nservice-lab: nothing changed in 10 minutes of the cluster's time, so the watch ends here"
            ),
        ),
        ("timeout 5 kubectl get svc web -w", rows),
    ]);
}

/// pkg/cmd/set RunEnv and Run of SetImageOptions and SetResourcesOptions: what runs first is set too.
#[test]
fn set_reaches_the_containers_that_run_first() {
    let given = "kubectl patch deploy web -p '{\"spec\":{\"template\":{\"spec\":{\"initContainers\":[{\"name\":\"first\",\"image\":\"a\"}]}}}}' > /dev/null";
    let path = "{.spec.template.spec.initContainers[0]";
    for (command, wanted) in [
        (
            format!("set env deploy/web A=1 --dry-run=client -o jsonpath='{path}.env}}'"),
            "[{\"name\":\"A\",\"value\":\"1\"}]",
        ),
        (
            "set env deploy/web -c first A=1 --dry-run=client -o name".to_owned(),
            "deployment.apps/web",
        ),
        (
            "set env deploy/web --list".to_owned(),
            "# Deployment web, container web\n# Deployment web, container first",
        ),
        (
            format!("set image deploy/web first=b --dry-run=client -o jsonpath='{path}.image}}'"),
            "b",
        ),
        (
            format!(
                "set resources deploy/web -c first --limits=cpu=1 --dry-run=client -o jsonpath='{path}.resources}}'"
            ),
            "{\"limits\":{\"cpu\":\"1\"}}",
        ),
    ] {
        hold(&[(&format!("{given}; kubectl {command}"), wanted)]);
    }
}

/// pkg/util/apply.go setLastApplied: annotations that are null are none.
#[test]
fn what_was_applied_is_kept_beside_annotations_that_are_null() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, annotations: null}";
    hold(&[(
        &format!(
            "kubectl create --save-config -f - <<'X'\n{text}\nX\nkubectl apply view-last-applied cm c | grep -c ann"
        ),
        "configmap/c created\n1",
    )]);
}

/// pkg/cmd/patch RunPatch: what a local patch makes is decoded again.
#[test]
fn a_local_patch_leaves_an_object_of_some_kind() {
    let given = "kubectl create svc clusterip q --tcp=80 --dry-run=client -o yaml";
    hold(&[(
        &format!(
            "{given} | kubectl patch --local -f - -p '{{\"$patch\":\"replace\",\"a\":1}}' -o yaml"
        ),
        "error: Object 'Kind' is missing in '{\"a\":1}'",
    )]);
}

/// pkg/cmd/patch getPatchedJSON and evanphx/json-patch v4: a field that is missing is made, and what
/// cannot be done is told by kubectl, not by the server.
#[test]
fn operations_of_a_json_patch_are_told_by_kubectl_alone() {
    let patch = |operation: &str| format!("kubectl patch svc web --type=json -p '[{operation}]'");
    let made = "{\"op\":\"replace\",\"path\":\"/spec/sessionAffinityConfig\",\"value\":null}";
    let place = "{\"op\":\"replace\",\"path\":\"/spec/ports/9\",\"value\":1}";
    let test = "{\"op\":\"test\",\"path\":\"/spec/type\",\"value\":\"x\"}";
    let server =
        "The request is invalid: the server rejected our request due to an error in our request";
    for (command, wanted) in [
        (patch(made), "service/web patched (no change)"),
        (patch(place), server),
        (
            patch(place) + " --dry-run=client",
            "error: Object to be patched is missing field (/spec/ports/9: missing value)",
        ),
        (patch(test) + " --dry-run=client", "error: testing value /spec/type failed: test failed"),
    ] {
        hold(&[(&command, wanted)]);
    }
}
