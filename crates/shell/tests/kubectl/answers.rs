//! What kubectl answers, prints and changes.

use super::hold;

/// k8s.io/client-go/util/jsonpath; cli-runtime/pkg/printers/jsonpath.go, template.go.
#[test]
fn templates_follow_upstreams_evaluation() {
    hold(&[
        ("kubectl get svc web -o jsonpath='{.}'", ""),
        ("kubectl get svc web -o jsonpath='{.spec.ports[0:1].port}'", "80"),
        ("kubectl get svc -o jsonpath='{range .items[*]}{.metadata.name}'", "kubernetesweb"),
        (
            "kubectl get svc -o jsonpath='{.items[?(@.metadata.name==\"web\")].spec.clusterIP}'",
            "10.96.0.20",
        ),
        (
            "kubectl get svc -o jsonpath='{.items[?(@.metadata.name=~\"w\")]}'",
            "error: error parsing jsonpath {.items[?(@.metadata.name=~\"w\")]}, unrecognized character in action: U+007E '~'",
        ),
        (
            "kubectl get svc web -o jsonpath='{.spec.type[0]}' 2>&1 | head -1",
            "error: error executing jsonpath \"{.spec.type[0]}\": Error executing template: string is not array or slice. Printing more information for debugging the template:",
        ),
        (
            "kubectl get svc -o go-template='{{range .items}}{{.metadata.name}} {{end}}'",
            "kubernetes web",
        ),
        ("kubectl get svc web --template='{{(index .spec.ports 0).port}}'", "80"),
    ]);
}

/// pkg/polymorphichelpers/history.go, rollback.go, statusviewer.go.
#[test]
fn a_revision_is_shown_as_its_template() {
    hold(&[
        (
            "kubectl rollout history deploy/web --revision=1 | sed 's/hash=.*/hash=X/'",
            "deployment.apps/web with revision #1\nPod Template:\n  Labels:\tapp=web\n\tpod-template-hash=X\n  Containers:\n   web:\n    Image:\tagnhost\n    Port:\t<none>\n    Host Port:\t<none>\n    Args:\n      netexec\n    Environment:\t<none>\n    Mounts:\t<none>\n  Volumes:\t<none>\n  Node-Selectors:\t<none>\n  Tolerations:\t<none>",
        ),
        (
            "kubectl rollout undo deploy/web --to-revision=9",
            "Warning: resource deployments/web was previously managed with 'kubectl apply'. Rolling back will not update the kubectl.kubernetes.io/last-applied-configuration annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\nerror: unable to find specified revision 9 in history",
        ),
        (
            "kubectl rollout status rs -l app=web",
            "error: no status viewer has been implemented for ReplicaSet.apps",
        ),
        ("kubectl rollout restart deploy/web -o name", "deployment.apps/web"),
    ]);
}

/// pkg/polymorphichelpers/history.go, rollback.go; pkg/cmd/rollout/rollout_history.go, rollout_status.go.
#[test]
fn a_deployment_goes_back_with_what_was_noted_of_its_revision() {
    const TWO: &str = "kubectl annotate deploy web kubernetes.io/change-cause=one > /dev/null
kubectl set image deploy/web web=nginx:2 > /dev/null; sleep 1
kubectl annotate deploy web kubernetes.io/change-cause=two --overwrite > /dev/null; sleep 60";
    let table = [
        (
            "kubectl rollout undo deploy/web 2> /dev/null; sleep 1; kubectl rollout history deploy/web",
            "deployment.apps/web rolled back\ndeployment.apps/web \nREVISION  CHANGE-CAUSE\n2         two\n3         one",
        ),
        (
            "kubectl rollout history deploy/web --revision=1 | grep -A1 hash= | sed 's/hash=.*/hash=X/'",
            "\tpod-template-hash=X\n  Annotations:\tkubernetes.io/change-cause: one",
        ),
        (
            "kubectl rollout undo deploy/web --dry-run=client 2> /dev/null | sed 's/hash=.*/hash=X/'",
            "deployment.apps/web Pod Template:\n  Labels:\tapp=web\n\tpod-template-hash=X\n  Containers:\n   web:\n    Image:\tagnhost\n    Port:\t<none>\n    Host Port:\t<none>\n    Args:\n      netexec\n    Environment:\t<none>\n    Mounts:\t<none>\n  Volumes:\t<none>\n  Node-Selectors:\t<none>\n  Tolerations:\t<none>\n (dry run)",
        ),
        (
            "kubectl rollout undo deploy/web -o jsonpath='{.spec.template.spec.containers[0].image}' 2> /dev/null",
            "nginx:2",
        ),
        (
            "kubectl rollout pause deploy/web > /dev/null; kubectl rollout undo deploy/web 2>&1 | tail -1",
            "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
        ),
        ("kubectl rollout history deploy/web -o yaml | grep -c '^kind: ReplicaSet'", "2"),
        (
            "kubectl rollout history deploy/web -o name --revision=7",
            "error: unable to find the specified revision",
        ),
        (
            "kubectl rollout status deploy/web --revision=-1",
            "error: revision must be a positive integer: -1",
        ),
        (
            "kubectl rollout status deploy/web --revision=1",
            "error: desired revision (1) is different from the running revision (2)",
        ),
        (
            "kubectl rollout pause deploy/web > /dev/null; kubectl set image deploy/web web=nginx:3 > /dev/null; sleep 1; kubectl describe deploy web | grep '^[ON].*ReplicaSet' | sed 's/web-[a-z0-9]*/web-X/g'",
            "OldReplicaSets:  web-X (0/0 replicas created), web-X (2/2 replicas created)\nNewReplicaSet:   <none>",
        ),
    ];
    for (line, wanted) in table {
        hold(&[(&format!("{TWO}\n{line}"), wanted)]);
    }
    hold(&[(
        "kubectl create deploy idle --image=a --dry-run=client -o yaml | sed 's/  replicas: 1/  paused: true/' | kubectl apply -f - > /dev/null; kubectl rollout history deploy/idle",
        "deployment.apps/idle \nNo rollout history found.",
    )]);
}

/// pkg/describe/describe.go DescribeEvents; internalversion/printers.go printEvent; printers/json.go with the scheme's types.
#[test]
fn events_name_the_container_that_they_are_about() {
    hold(&[
        (
            "kubectl run a --image=nginx > /dev/null; sleep 5; kubectl describe pod a | grep -A9 ^Events | sed 's/  */ /g'",
            "Events:\n Type Reason Age From Message\n ---- ------ ---- ---- -------\n Normal Scheduled 5s default-scheduler Successfully assigned default/a to node-3\n Normal Pulled 4s kubelet spec.containers{a}: Container image \"nginx\" already present on machine and can be accessed by the pod\n Normal Created 4s kubelet spec.containers{a}: Container created\n Normal Started 4s kubelet spec.containers{a}: Container started",
        ),
        (
            "kubectl run a --image=nginx > /dev/null; sleep 5; kubectl get events -o wide | grep 'pod/a .*Started\\|Started.*pod/a ' | sed 's/  */ /g' | cut -d' ' -f2-9",
            "Normal Started pod/a spec.containers{a} kubelet Container started 4s",
        ),
        (
            "kubectl run a --image=nginx > /dev/null; sleep 5; kubectl delete pod a > /dev/null; kubectl get events | grep Killing | sed 's/  */ /g' | cut -d' ' -f2-",
            "Normal Killing pod/a Stopping container a",
        ),
        (
            "kubectl rollout restart deploy/web -o json | head -2 | tail -1",
            "    \"kind\": \"Deployment\",",
        ),
        (
            "kubectl rollout history deploy/web -o json | head -2 | tail -1",
            "    \"kind\": \"ReplicaSet\",",
        ),
    ]);
}

/// pkg/cmd/taint/taint.go, utils.go.
#[test]
fn a_taint_is_added_changed_and_taken_away() {
    let node = "N=$(kubectl get nodes -o jsonpath='{.items[0].metadata.name}'); ";
    let on = |line: &str| format!("{node}{line} | sed \"s/$N/NODE/\"");
    hold(&[
        (&on("kubectl taint nodes $N a=b:NoSchedule"), "node/NODE tainted"),
        (
            &on(
                "kubectl taint nodes $N a=b:NoSchedule > /dev/null; kubectl taint nodes $N a=c:NoSchedule 2>&1",
            ),
            "error: node NODE already has a taint(s) with same effect(s) and --overwrite is false",
        ),
        (
            &on(
                "kubectl taint nodes $N a=b:NoSchedule > /dev/null; kubectl taint nodes $N a=c:NoSchedule --overwrite",
            ),
            "node/NODE modified",
        ),
        (
            &on("kubectl taint nodes $N a=b:NoSchedule > /dev/null; kubectl taint nodes $N a-"),
            "node/NODE untainted",
        ),
        (
            &on("kubectl taint nodes $N a:NoSchedule- 2>&1"),
            "error: taint \"a:NoSchedule\" not found",
        ),
        (
            &on("kubectl taint nodes $N a=b:Foo 2>&1"),
            "error: invalid taint effect: Foo, unsupported taint effect\nSee 'kubectl taint -h' for help and examples",
        ),
        (&on("kubectl taint nodes $N 2>&1"), "error: at least one taint update is required"),
        (
            "kubectl taint svc web a=b:NoSchedule",
            "error: invalid resource type svc, only node types are supported",
        ),
        (
            "kubectl taint nodes nope a=b:NoSchedule",
            "Error from server (NotFound): nodes \"nope\" not found",
        ),
        (
            "kubectl taint nodes --all a=b:NoSchedule > /dev/null; kubectl run x --image=nginx > /dev/null; sleep 5; kubectl get pod x --no-headers | awk '{print $3}'",
            "Pending",
        ),
    ]);
}

/// pkg/cmd/run/run.go, pkg/cmd/create/create_configmap.go, create_deployment.go.
#[test]
fn what_is_created_may_be_overridden_and_is_checked() {
    hold(&[
        (
            "kubectl run a --image=nginx --overrides='{\"spec\":{\"nodeName\":\"n\",\"dnsPolicy\":null}}' --dry-run=client -o jsonpath='{.spec.nodeName}-{.spec.dnsPolicy}-{.spec.containers[0].image}'",
            "n--nginx",
        ),
        ("kubectl run a --image=nginx --overrides='{'", "error: Invalid JSON Patch"),
        ("kubectl run a --image=nginx --env=1A=x", "error: invalid env: 1A=x"),
        (
            "kubectl run a --image=nginx -t",
            "error: -i/--stdin is required for containers with -t/--tty=true\nSee 'kubectl run -h' for help and examples",
        ),
        (
            "kubectl create deploy a --image=x --image=y -- z",
            "error: cannot specify multiple --image options and command",
        ),
        (
            "printf 'A=1\\n# no\\nB=2=3\\n' > e; kubectl create cm c --from-env-file=e --dry-run=client -o jsonpath='{.data}'",
            "{\"A\":\"1\",\"B\":\"2=3\"}",
        ),
        (
            "kubectl create cm c --from-literal='a b=1'",
            "error: \"a b\" is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ),
    ]);
}

/// rest.NewWarningWriter of pkg/cmd/cmd.go: whatever changes an object tells what
/// the server warns of, each once.
#[test]
fn every_change_tells_the_servers_warnings_once() {
    let given =
        "kubectl patch svc web -p '{\"spec\":{\"externalIPs\":[\"203.0.113.7\"]}}' > x 2>&1";
    let words =
        "Warning: spec.externalIPs is deprecated and may no longer be implemented in some clusters";
    for (line, done) in [
        ("kubectl label svc web a=b", "service/web labeled"),
        ("kubectl annotate svc web a=b", "service/web annotated"),
        ("kubectl set selector svc web a=b", "service/web selector updated"),
        (
            "kubectl get svc web -o yaml | sed 's/: web$/: api/; /clusterIP/d; /- 10.96/d' | kubectl create -f - \
             > x 2>&1; kubectl patch svc web api -p '{\"spec\":{\"selector\":{\"a\":\"b\"}}}'",
            "service/web patched\nservice/api patched",
        ),
    ] {
        hold(&[(&format!("{given}; {line}"), &format!("{done}\n{words}"))]);
    }
}

/// pkg/cmd/label, delete, describe, patch, set and util.go of v1.36.
#[test]
fn kubectl_says_what_it_says_since_v1_36() {
    hold(&[
        ("kubectl label svc web tier=front app-", "service/web modified"),
        ("kubectl label svc web app-", "service/web unlabeled"),
        (
            "kubectl label svc web tier=x > /dev/null; kubectl label svc web app- tier=x",
            "service/web unlabeled",
        ),
        (
            "kubectl label svc web tier=x --all --field-selector metadata.name=web",
            "error: cannot set --all and --field-selector at the same time",
        ),
        ("kubectl label svc web tier=front --all", "service/web labeled"),
        (
            "kubectl label svc/web deploy/web app=x",
            "deployment.apps/web labeled\nerror: 'app' already has a value (web), and --overwrite is false",
        ),
        (
            "kubectl label svc/web app=x 2>&1; kubectl label svc/web svc/nope app=x",
            "error: 'app' already has a value (web), and --overwrite is false\n'app' already has a value (web), and --overwrite is false\nError from server (NotFound): services \"nope\" not found",
        ),
        (
            "echo y | kubectl delete svc web -i",
            "You are about to delete the following 1 resource(s):\nservice/web\nDo you want to continue? (y/N): service \"web\" deleted from default namespace",
        ),
        (
            "kubectl delete svc web -n nope",
            "Error from server (NotFound): services \"web\" not found",
        ),
        (
            "kubectl delete --all",
            "error: at least one resource must be specified to use a selector",
        ),
        ("kubectl describe svc web nope 2> /dev/null | grep -c Events", "0"),
        ("kubectl describe sa default | grep -c secrets", "1"),
        (
            "kubectl patch svc web -p '{\"spec\":{\"type\":\"NodePort\"}}' --dry-run=client",
            "service/web patched",
        ),
        (
            "kubectl patch deploy web --subresource=scale --type=merge -p '{\"spec\":{\"replicas\":3}}'",
            "scale.autoscaling/web patched",
        ),
        (
            "kubectl expose deploy web --port=80 --overrides='{\"spec\":{\"type\":\"NodePort\"}}' --dry-run=client -o jsonpath='{.spec.type}'",
            "NodePort",
        ),
        (
            "kubectl expose deploy web --port=80 --name=x -o json | head -3",
            "{\n    \"kind\": \"Service\",\n    \"apiVersion\": \"v1\",",
        ),
        (
            "kubectl get svc --context=foo",
            "Error in configuration: context was not found for specified context: foo",
        ),
        ("kubectl get svc -n shop --context=foo", "error: context \"foo\" does not exist"),
    ]);
}

/// k8s.io/cli-runtime/pkg/resource/builder.go: files, their objects and selectors.
#[test]
fn files_are_chosen_from_as_the_builder_does() {
    hold(&[
        ("kubectl apply -f - -f -", "error: standard input cannot be used for multiple arguments"),
        ("kubectl apply -f given.yaml -l app=nope", "error: no objects passed to apply"),
        ("kubectl apply -f given.yaml -l app=web", "service/web unchanged"),
        ("kubectl delete -f given.yaml -l app=nope", "No resources found"),
        ("kubectl apply -f 'g*.yaml'", "service/web unchanged\ndeployment.apps/web unchanged"),
        ("kubectl apply -f 'h*.yaml'", "error: the path \"h*.yaml\" does not exist"),
        (
            "kubectl get -f given.yaml -l app=web -o yaml | grep -v '^ '",
            "apiVersion: v1\nitems:\n- apiVersion: v1\nkind: List\nmetadata:",
        ),
        (
            "kubectl delete svc web > /dev/null; kubectl replace --force -f given.yaml | head -2",
            "deployment.apps \"web\" deleted from default namespace\nservice/web replaced",
        ),
        (
            "kubectl delete svc web > /dev/null; kubectl create -f given.yaml -l app=web --save-config; kubectl apply view-last-applied svc web | head -2",
            "service/web created\napiVersion: v1\nkind: Service",
        ),
        (
            "kubectl set image -f given.yaml web=x --local -o name",
            "deployment.apps/web\nerror: service/web the object is not a pod or does not have a pod template: *v1.Service",
        ),
        (
            "kubectl wait -f given.yaml --for=condition=Available -l app=nope",
            "error: no matching resources found",
        ),
        (
            "kubectl apply -f given.yaml --dry-run=client -o json -l app=web | head -2",
            "{\n    \"apiVersion\": \"v1\",",
        ),
    ]);
}

/// k8s.io/cli-runtime/pkg/printers/yaml.go, pkg/cmd/apply/apply.go printObjects, pkg/cmd/wait.
#[test]
fn several_objects_are_printed_as_each_command_does() {
    const TWO: &str = "cat > two.yaml <<'X'
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
X
";
    hold(&[
        (
            &format!("{TWO}kubectl apply -f two.yaml -o yaml | grep -v '^ '"),
            "apiVersion: v1\nitems:\n- apiVersion: v1\n- apiVersion: v1\nkind: List\nmetadata: {}",
        ),
        (
            &format!("{TWO}kubectl apply -f two.yaml -o json | head -5"),
            "{\n    \"kind\": \"List\",\n    \"apiVersion\": \"v1\",\n    \"metadata\": {},\n    \"items\": [",
        ),
        (
            &format!("{TWO}kubectl create -f two.yaml -o yaml | grep -v '^ '"),
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:",
        ),
        (
            &format!("{TWO}kubectl label -f two.yaml a=b"),
            "Error from server (NotFound): configmaps \"a\" not found\nError from server (NotFound): configmaps \"b\" not found",
        ),
        ("kubectl annotate svc --all a=b -o yaml | grep -c -e ---", "1"),
        ("kubectl label svc --all a=b -o yaml | grep -c -e ---", "0"),
        (
            "kubectl wait --for=condition=Available --for=jsonpath={.kind} deploy/web",
            "deployment.apps/web condition met\ndeployment.apps/web condition met",
        ),
        (
            "kubectl wait --for=jsonpath='{.status.conditions[*].type}'=Available deploy/web --timeout=1s",
            "error: given jsonpath expression matches more than one value",
        ),
        (
            "kubectl rollout history deploy web nope | head -1",
            "deployment.apps/web \nError from server (NotFound): deployments.apps \"nope\" not found",
        ),
        ("kubectl rollout restart deploy -n shop", "No resources found in shop namespace."),
    ]);
}

/// POSIX sh and bash: compound commands, arithmetic, older substitution, patterns.
#[test]
fn the_shell_chooses_repeats_and_reckons() {
    hold(&[
        ("if kubectl get svc web > /dev/null; then echo yes; else echo no; fi", "yes"),
        ("if ! kubectl get svc nope &> /dev/null; then echo none; fi", "none"),
        ("if false; then echo a; elif [ 1 = 1 ]; then echo b; else echo c; fi; echo $?", "b\n0"),
        ("if false; then echo a; fi; echo $?", "0"),
        ("n=0; while [ $n -lt 3 ]; do n=$((n+1)); echo $n; done", "1\n2\n3"),
        ("n=5; until [ $n -le 3 ]; do n=$((n - 1)); done; echo $n", "3"),
        (
            "kubectl get svc -o name | while read s; do echo \"is $s\"; done",
            "is service/kubernetes\nis service/web",
        ),
        (
            "kubectl get svc --no-headers | while read name type rest; do echo $type $name; done",
            "ClusterIP kubernetes\nClusterIP web",
        ),
        (
            "while true; do echo a; break; done; for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done",
            "a\n1\n3",
        ),
        ("(x=1; echo $x); echo \"[$x]\"; { x=2; echo $x; }; echo $x", "1\n[]\n2\n2"),
        ("(echo b; echo a) | sort", "a\nb"),
        ("{ echo a; echo b; } | wc -l", "2"),
        ("echo $((1+2*3)) $(( (1+2)*3 )) `echo c`", "7 9 c"),
        ("echo $((1/0)); echo after", "bash: 1/0: division by 0 (error token is \"0\")"),
        ("ls g*.yaml; echo *.nope '*.yaml'", "given.yaml\n*.nope *.yaml"),
        ("echo $'a\\tb'", "a\tb"),
        ("echo a | while read x; do y=$x; done; echo \"[$y]\"", "[]"),
        (
            "while true; do n=1; done",
            "service-lab: the loop was ended here: it takes too many turns",
        ),
        ("if true; then echo a", "bash: syntax error: unexpected end of file"),
        ("fi", "bash: syntax error near unexpected token `fi'"),
    ]);
}

/// k8s.io/kubectl/pkg/cmd/portforward: one Pod is chosen when it starts, and no rule of the Service is met.
#[test]
fn a_forwarded_port_leads_into_one_pod_while_other_commands_run() {
    hold(&[
        ("curl -s localhost:8080 || echo $?", "7"),
        (
            "kubectl port-forward svc/web 8080:80 &\ncurl -s localhost:8080 | grep -c ^web-",
            "Handling connection for 8080\nForwarding from 127.0.0.1:8080 -> 8080\nForwarding from [::1]:8080 -> 8080\n1",
        ),
        (
            "kubectl port-forward svc/web 8080:80 > pf.log &\nfor i in 1 2 3 4; do curl -s localhost:8080; echo; done | uniq | wc -l; cat pf.log | tail -1",
            "1\nHandling connection for 8080",
        ),
        (
            "kubectl port-forward deploy/web :8080 & jobs; kill %1; jobs; curl -s localhost:40000 || echo $?",
            "Forwarding from 127.0.0.1:40000 -> 8080\nForwarding from [::1]:40000 -> 8080\n[1]+  Running                 kubectl port-forward deploy/web :8080 &\n7",
        ),
        (
            "kubectl port-forward svc/web 8080:80 > /dev/null &\nkubectl delete pods --all > /dev/null; curl localhost:8080 2>&1 | grep -v service-lab; jobs",
            "error: lost connection to pod\ncurl: (52) Empty reply from server",
        ),
        (
            "kubectl port-forward svc/web 8080:80 > /dev/null & kubectl port-forward svc/web 8080:80 2>&1",
            "Unable to listen on port 8080: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use unable to create listener: Error listen tcp6 [::1]:8080: bind: address already in use]\nerror: unable to listen on any of the requested ports: [{8080 8080}]",
        ),
        ("timeout 3 kubectl port-forward svc/web 8080:80 > /dev/null; echo $?; jobs", "124"),
        (
            "kubectl port-forward svc/web :80 :80 | grep -c 127",
            "2\nservice-lab: a real one stays until Ctrl+C; here it goes on in the background, as with & behind it (kill %1 ends it)",
        ),
        (
            "kubectl port-forward svc/web 81:80 82:80 > /dev/null & kubectl port-forward svc/web 81:80 82:80 2>&1 | grep error:; jobs | wc -l",
            "error: unable to listen on any of the requested ports: [{81 8080} {82 8080}]\n1",
        ),
    ]);
}

/// k8s.io/apiserver/pkg/registry/generic/registry DryRunnableStorage.
#[test]
fn what_a_dry_run_does_not_write_has_the_version_that_it_had() {
    hold(&[
        (
            "kubectl create service clusterip x --tcp=80 --dry-run=server -o yaml | grep -c resourceVersion",
            "0",
        ),
        (
            "a=$(kubectl get svc web -o jsonpath='{.metadata.resourceVersion}'); b=$(kubectl patch svc web -p '{\"spec\":{\"type\":\"NodePort\"}}' --dry-run=server -o jsonpath='{.metadata.resourceVersion}'); [ $a = $b ] && echo same",
            "same",
        ),
    ]);
}

/// pkg/registry/core/service/storage/alloc.go txnAllocNodePorts (v1.36).
#[test]
fn node_ports_of_an_external_name_are_free_for_others() {
    hold(&[(
        "echo '{kind: Service, apiVersion: v1, metadata: {name: out}, spec: {type: ExternalName, externalName: a.b, ports: [{port: 80, nodePort: 30080}]}}' | kubectl apply -f -; kubectl create service nodeport in --tcp=80 --node-port=30080",
        "service/out created\nservice/in created",
    )]);
}
