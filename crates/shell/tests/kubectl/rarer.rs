//! Rarer flags and words, as a real kubectl answers to them.

use super::hold;

/// k8s.io/client-go/util/jsonpath parseArray, evalUnion, evalRecursive, UnquoteExtend.
#[test]
fn keys_in_brackets_unions_and_escapes_are_read_as_upstream_reads_them() {
    hold(&[
        ("kubectl get svc web -o jsonpath=\"{['metadata.name']}\"", "web"),
        ("kubectl get svc web -o jsonpath=\"{.metadata.labels['app']} {['a\\.b']}\"", "web"),
        (
            "kubectl get svc -o jsonpath=\"{.items[*]['metadata.name','spec.type']}\"",
            "kubernetes web ClusterIP ClusterIP",
        ),
        ("kubectl get svc web -o jsonpath='{.spec.selector..}'", "{\"app\":\"web\"} web"),
        ("kubectl get svc web -o jsonpath='{\"\\x41\\u0042\\103\"}'", "ABC"),
        (
            "kubectl get svc web -o jsonpath='{\"\\q\"}'",
            "error: error parsing jsonpath {\"\\q\"}, invalid syntax",
        ),
        (
            "kubectl get svc web -o jsonpath='{.spec.ports[9999999999999999999]}'",
            "error: error parsing jsonpath {.spec.ports[9999999999999999999]}, array index 9999999999999999999 is not a number",
        ),
        (
            "kubectl get svc web -o jsonpath-as-json='{.spec.ports[5]}' 2>&1 | head -1",
            "error: error executing jsonpath \"{.spec.ports[5]}\": Error executing template: array index out of bounds: index 5, length 1. Printing more information for debugging the template:",
        ),
        (
            "kubectl get svc -o jsonpath-file",
            "error: template format specified but no template given",
        ),
    ]);
}

/// github.com/spf13/pflag; pkg/cmd/get/get.go Complete and Validate; sorter.go.
#[test]
fn numbers_names_and_raw_paths_are_looked_at_first() {
    hold(&[
        ("kubectl scale deploy web --replicas=0x3", "deployment.apps/web scaled"),
        ("kubectl scale deploy web --replicas=1_0", "deployment.apps/web scaled"),
        ("kubectl scale deploy web --replicas=010 -o jsonpath={.spec.replicas}", "8"),
        (
            "kubectl scale deploy web --replicas=09",
            "error: invalid argument \"09\" for \"--replicas\" flag: strconv.ParseInt: parsing \"09\": invalid syntax\nSee 'kubectl scale --help' for usage.",
        ),
        (
            "kubectl get svc ---x; kubectl get svc --=x",
            "error: bad flag syntax: ---x\nSee 'kubectl get --help' for usage.\nerror: bad flag syntax: --=x\nSee 'kubectl get --help' for usage.",
        ),
        (
            "kubectl explain svc -R",
            "error: unknown shorthand flag: 'R' in -R\nSee 'kubectl explain --help' for usage.",
        ),
        (
            "kubectl get --raw /version -o yaml; kubectl get --raw /version -w",
            "error: --raw and --output are mutually exclusive\nerror: --raw may not be specified with other flags that filter the server request or alter the output",
        ),
        ("kubectl get svc,services -o name", "service/kubernetes\nservice/web"),
        ("kubectl get svc web --sort-by=.nope -o name", "service/web"),
        (
            "kubectl get svc --sort-by='{.spec' -o name",
            "error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
        ),
        (
            "kubectl delete -f a.yaml -f b.yaml",
            "the path \"a.yaml\" does not exist\nthe path \"b.yaml\" does not exist",
        ),
        ("kubectl delete -f a.yaml svc/web", "error: the path \"a.yaml\" does not exist"),
        (
            "kubectl delete --raw web",
            "error: --raw must be a valid URL path: parse \"web\": invalid URI for request",
        ),
        (
            "kubectl get svc --as-group=a",
            "error: requesting uid, groups or user-extra for learner without impersonating a user",
        ),
        ("kubectl config view --minify --context=x", "error: cannot locate context x"),
        ("kubectl config rename-context a", "error: Unexpected args: [a]"),
        ("kubectl top pod --sort-by=name", "error: --sort-by accepts only cpu or memory"),
        ("kubectl top node -l a=b x", "error: only one of NAME or --selector can be provided"),
        (
            "kubectl auth can-i get svc --no-headers",
            "error: --no-headers cannot be set without --list specified",
        ),
    ]);
}

/// pkg/cmd/drain; k8s.io/kubectl/pkg/drain filters.go and drain.go.
#[test]
fn a_drain_spares_what_is_not_chosen_and_waits_no_longer_than_told() {
    const PODS: &str = "for n in a b; do echo '{kind: Pod, apiVersion: v1, metadata: {name: '$n', labels: {part: '$n'}, finalizers: [x.y/z]}, spec: {nodeName: node-9, containers: [{name: c, image: agnhost}], volumes: [{name: v, emptyDir: {}}]}}' | sed s/node-9/node-1/ | kubectl apply -f - > /dev/null; done; kubectl scale deploy web --replicas=0 > /dev/null; sleep 60; ";
    let lines = [
        (
            "kubectl drain node-1 --force",
            "node/node-1 cordoned\nerror: unable to drain node \"node-1\" due to error: cannot delete Pods with local storage (use --delete-emptydir-data to override): default/a, default/b, continuing command...\nThere are pending nodes to be drained:\n node-1\ncannot delete Pods with local storage (use --delete-emptydir-data to override): default/a, default/b",
        ),
        ("kubectl drain node-1 --pod-selector=part=x", "node/node-1 cordoned\nnode/node-1 drained"),
        (
            "kubectl drain node-1 --pod-selector='part in ('",
            "error: --pod-selector=<pod_selector> must be a valid label selector",
        ),
        (
            "kubectl drain node-1 --pod-selector=part=a --force --delete-emptydir-data --timeout=2s",
            "node/node-1 cordoned\nevicting pod default/a\nWarning: deleting Pods that declare no controller: default/a\nThere are pending pods in node \"node-1\" when an error occurred: error when waiting for pod \"a\" in namespace \"default\" to terminate: context deadline exceeded\npod/a\nerror: unable to drain node \"node-1\" due to error: error when waiting for pod \"a\" in namespace \"default\" to terminate: context deadline exceeded, continuing command...\nThere are pending nodes to be drained:\n node-1\nerror when waiting for pod \"a\" in namespace \"default\" to terminate: context deadline exceeded",
        ),
        (
            "kubectl drain node-1 --pod-selector=part=a --force --delete-emptydir-data --timeout=2s --disable-eviction",
            "node/node-1 cordoned\nWarning: deleting Pods that declare no controller: default/a\nThere are pending pods in node \"node-1\" when an error occurred: context deadline exceeded\npod/a\nerror: unable to drain node \"node-1\" due to error: context deadline exceeded, continuing command...\nThere are pending nodes to be drained:\n node-1\nerror: context deadline exceeded",
        ),
        (
            "kubectl drain node-1 --pod-selector=part=a --force --delete-emptydir-data --dry-run=server --disable-eviction",
            "node/node-1 cordoned (server dry run)\npod/a deleted (server dry run)\nnode/node-1 drained (server dry run)\nWarning: deleting Pods that declare no controller: default/a",
        ),
        (
            "kubectl drain svc/web; kubectl cordon svc/web node/node-1; kubectl cordon foo/x",
            "error: expected resource of type node, got \"/v1, Resource=services\"\nerror: you may only specify a single resource type\nerror: the server doesn't have a resource type \"foo\"",
        ),
    ];
    for (line, wanted) in lines {
        hold(&[(&format!("{PODS}{line}"), wanted)]);
    }
}

/// pkg/cmd/label, pkg/cmd/annotate, pkg/cmd/rollout, pkg/cmd/set, pkg/cmd/logs, pkg/cmd/cp, pkg/cmd/debug.
#[test]
fn what_is_given_twice_wrongly_or_from_standard_input_is_told_as_upstream_tells_it() {
    hold(&[
        (
            "kubectl label deploy web app-; kubectl label --local a=b; kubectl annotate --local a=b",
            "label \"app\" not found.\ndeployment.apps/web labeled\nerror: one or more files must be specified as -f pod.yaml or --filename=pod.json\nerror: one or more files must be specified as -f rsrc.yaml or --filename=rsrc.json",
        ),
        (
            "kubectl get svc web -o yaml | kubectl annotate -f - a=b --local --list | head -2",
            "Listing annotations for Service./web:\n a=b",
        ),
        (
            "kubectl rollout pause deploy/web deploy/web",
            "deployment.apps/web paused\ndeployment.apps/web paused",
        ),
        (
            "kubectl set image deploy/web a=x b=y",
            "error: unable to find container named \"a\"\nerror: unable to find container named \"b\"",
        ),
        ("kubectl set image deploy/web web=agnhost --dry-run=client", ""),
        (
            "printf 'A=b\\n# C=d\\nE\\n' | kubectl set env deploy/web - F=g --list",
            "# Deployment web, container web\nA=b\nF=g",
        ),
        (
            "kubectl set env deploy/web -e A=b B=c --list",
            "# Deployment web, container web\nA=b\nB=c",
        ),
        (
            "kubectl set env deploy/web --keys=a",
            "error: when specifying --keys, a configmap or secret must be provided with --from",
        ),
        ("kubectl set env svc/web A=b --list", ""),
        (
            "kubectl logs deploy/web web -c web; kubectl logs deploy/web --since=-1s",
            "error: only one of -c or an inline [CONTAINER] arg is allowed\nerror: --since must be greater than 0",
        ),
        (
            "kubectl cp a x:; kubectl cp a x:/b; kubectl cp a :/b",
            "error: filepath can not be empty\nerror: a doesn't exist in local filesystem\nerror: filespec must match the canonical format: [[namespace/]pod:]file/path",
        ),
        (
            "kubectl debug x --same-node --image=y; kubectl debug x --image='a b'; kubectl debug x --image=a --profile=p",
            "error: --same-node may only be used with --copy-to.\nerror: invalid image name \"a b\": invalid reference format\nerror: unknown profile: p",
        ),
        (
            "kubectl run x --image=y > /dev/null; kubectl set env pod/x A=b 2>&1 | tail -1",
            "     \"Requests\": null,",
        ),
    ]);
}
