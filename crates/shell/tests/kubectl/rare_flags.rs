//! Flags that are seldom typed, and which of several faults is told first.

use super::{hold, run};

/// pkg/cmd/scale/scale.go RunScale and updateReplicas, pkg/scale/scale.go.
#[test]
fn scale_waits_and_shows_the_number_that_is_wanted() {
    hold(&[
        (
            "kubectl scale deploy web --replicas=3 --timeout=1m; kubectl get deploy web -o jsonpath='{.status.replicas}'",
            "deployment.apps/web scaled\n3",
        ),
        (
            "kubectl create -f - > /dev/null <<'X'
{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s}, spec: {serviceName: s, replicas: 0, selector: {matchLabels: {app: s}}, template: {metadata: {labels: {app: s}}, spec: {containers: [{name: a, image: b}]}}}}
X
kubectl scale sts s --replicas=3 --timeout=-5s; kubectl scale sts s --replicas=3 --timeout=100ms -o yaml; kubectl scale sts s --replicas=3 --timeout=5m",
            "statefulset.apps/s scaled\nerror: timed out waiting for \"s\" to be synced\nerror: timed out waiting for \"s\" to be synced",
        ),
        ("kubectl scale deploy web --replicas=2 --timeout=-5s", "deployment.apps/web scaled"),
        (
            "kubectl scale deploy web --replicas=9 -o jsonpath='{.spec.replicas}' --dry-run=server",
            "9",
        ),
        ("kubectl scale svc web --replicas=9 --dry-run=client -o jsonpath='{.spec.replicas}'", "9"),
    ]);
}

/// AllowMissingTemplateKeys of cli-runtime/pkg/genericclioptions, `missingkey=error` of text/template.
#[test]
fn a_strict_template_refuses_a_key_that_is_not_there() {
    let strict = "--allow-missing-template-keys=false";
    let first = |line: &str| {
        let got = run(&format!("{line} {strict}"));
        let of = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        (of(&got.stdout), of(&got.stderr), got.exit)
    };
    let get = "kubectl get svc web -o";
    let jsonpath = |template: &str, field: &str| {
        format!(
            "error: error executing jsonpath {template:?}: Error executing template: {field} is not found. Printing more information for debugging the template:"
        )
    };
    for (template, field) in
        [("{.x}", "x"), ("{.spec.y.z}", "y"), ("{.spec.ports[*].name}", "name")]
    {
        let (stdout, stderr, exit) = first(&format!("{get} jsonpath='{template}'"));
        assert_eq!((stdout.as_str(), exit), ("", 1), "{template}");
        assert_eq!(stderr, jsonpath(template, field));
    }
    let there = "{.spec.ports[?(@.name)].port}{.spec.ports[?(@.port==80)].targetPort}";
    assert_eq!(first(&format!("{get} jsonpath='{there}'")).0, "8080");
    for (template, at, key) in [
        ("{{.x}}", "1:2", ".x"),
        ("{{.x.y}}", "1:4", ".x.y"),
        ("{{.metadata.x}}", "1:11", ".metadata.x"),
    ] {
        let why = format!(
            "template: output:{at}: executing \"output\" at <{key}>: map has no entry for key \"x\""
        );
        let (stdout, stderr, exit) = first(&format!("{get} go-template='{template}'"));
        assert_eq!(exit, 1);
        assert!(
            stdout.starts_with(&format!("Error executing template: {why}. Printing")),
            "{stdout}"
        );
        assert_eq!(stderr, format!("error: error executing template {template:?}: {why}"));
    }
    let index = "{{index .metadata.labels \"nix\"}}{{.kind}}";
    assert_eq!(first(&format!("{get} go-template='{index}'")).0, "<no value>Service");
    let wait = first("kubectl wait svc/web --for=create -o jsonpath='{.x}'");
    assert_eq!(wait, (String::new(), String::new(), 0));
}

/// Which fault comes first: pkg/cmd/label/label.go Validate, pkg/cmd/annotate/annotate.go ToOptions.
#[test]
fn of_several_faults_label_and_annotate_tell_the_first() {
    let local = "error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set";
    hold(&[
        ("kubectl label --local -f given.yaml A", local),
        ("kubectl label --local svc web", local),
        (
            "kubectl label --local --dry-run=server svc web a=b",
            "error: cannot specify --local and --dry-run=server - did you mean --dry-run=client?",
        ),
        (
            "kubectl label --local",
            "error: one or more files must be specified as -f pod.yaml or --filename=pod.json",
        ),
        (
            "kubectl label --list -o name",
            "error: --list and --output may not be specified together",
        ),
        (
            "kubectl annotate --list svc kubernetes -o name a=b; kubectl annotate --list svc kubernetes",
            "a=b",
        ),
        ("kubectl label --list -f given.yaml", "app=web"),
        (
            "kubectl label -f given.yaml a=b -o foo 2>&1 | cut -c1-70",
            "unable to match a printer suitable for the output format \"foo\", allowe\nunable to match a printer suitable for the output format \"foo\", allowe",
        ),
    ]);
}

/// FilenameOptions.validate, and where kustomize looks for a kustomization.
#[test]
fn a_folder_to_build_is_told_wherever_a_file_would_be() {
    let none = "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/home/learner'";
    let missing = "error: must build at directory: not a valid directory: evalsymlink failure on 'nope' : lstat /home/learner/nope: no such file or directory";
    let error = format!("error: {none}");
    hold(&[
        ("kubectl get -k .", none),
        (
            "kubectl get -k nope svc",
            "error: when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well",
        ),
        ("kubectl get -k . -f given.yaml", "error: only one of -f or -k can be specified"),
        ("kubectl apply -k . -R", "error: the -k flag can't be used with -f or -R"),
        (
            "kubectl apply -k given.yaml",
            "error: must build at directory: 'given.yaml': file is not directory",
        ),
        (
            "kubectl apply -k /",
            "error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/'",
        ),
        ("kubectl label -k nope a=b", missing),
        ("kubectl expose -k nope", missing),
        ("kubectl rollout status -k nope", missing),
        ("kubectl kustomize nope", missing),
        ("kubectl delete -k .", &error),
        (
            "mkdir d; touch d/kustomization.yaml; kubectl apply -k d",
            "service-lab: kustomizations are not simulated here",
        ),
    ]);
}

/// resource.RetrieveLatest, GetOptions.watch, pkg/cmd/wait/wait.go RunWait.
#[test]
fn what_stands_in_files_is_looked_for_as_files_are() {
    hold(&[
        (
            "kubectl get -f given.yaml -A",
            "no namespace set on resource /v1, Resource=services \"web\"\nno namespace set on resource apps/v1, Resource=deployments \"web\"",
        ),
        (
            "kubectl get -f given.yaml -w",
            "error: watch is only supported on individual resources and resource collections - more than 1 resource was found",
        ),
        (
            "kubectl wait -f given.yaml --for=create",
            "service/web condition met\ndeployment.apps/web condition met",
        ),
        (
            "kubectl wait -f given.yaml -l a=b --for=create --timeout=1s",
            "error: timed out waiting for the condition",
        ),
        (
            "kubectl wait -f given.yaml -l a=b --for=condition=x",
            "error: no matching resources found",
        ),
        (
            "kubectl exec web --pod-running-timeout=-1s -- ls",
            "error: --pod-running-timeout must be higher than zero\nSee 'kubectl exec -h' for help and examples",
        ),
    ]);
}

/// pkg/cmd/set/env: where a value comes from, and what it is.
#[test]
fn set_env_tells_where_values_come_from_or_what_they_are() {
    let pod = "kubectl create cm c --from-literal=a=1 > /dev/null; cat <<'X' | kubectl apply -f - > /dev/null
apiVersion: v1
kind: Pod
metadata: {name: p, labels: {app: p}}
spec:
  containers:
  - name: m
    image: b
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: c, key: a}}}
    - {name: B, valueFrom: {configMapKeyRef: {name: c, key: b}}}
    - {name: F, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: S, valueFrom: {secretKeyRef: {name: z, key: pw}}}
    - {name: T, value: plain}
X
kubectl set env pod/p --list";
    hold(&[
        (
            pod,
            "# Pod p, container m\n# A from configmap c, key a\n# B from configmap c, key b\n# F from field path metadata.name\n# S from secret z, key pw\nT=plain",
        ),
        (
            &format!("{pod} --resolve"),
            "# Pod p, container m\nA=1\n# B from configmap c, key b\nF=p\n# S from secret z, key pw\nT=plain\nerror retrieving reference for B: key b not found in config map c\nerror retrieving reference for S: secrets \"z\" not found",
        ),
    ]);
}

/// pkg/cmd/apply/{prune,apply_view_last_applied}.go, pkg/cmd/diff/prune.go.
#[test]
fn what_would_be_pruned_is_told_without_doing_it() {
    let made = "kubectl apply -f given.yaml -l app=web > /dev/null; echo '{apiVersion: v1, kind: ConfigMap, metadata: {name: old, labels: {app: web}}}' | kubectl apply -f - > /dev/null;";
    hold(&[
        (
            &format!(
                "{made} kubectl apply -f given.yaml --prune -l app=web --dry-run=client 2> /dev/null; kubectl get cm old -o name"
            ),
            "service/web configured (dry run)\nconfigmap/old pruned (dry run)\nconfigmap/old",
        ),
        (
            &format!(
                "{made} kubectl diff -f given.yaml --prune -l app=web 2>/dev/null | sed -n 4,6p; kubectl get cm old -o name"
            ),
            "@@ -1,13 +0,0 @@\n-apiVersion: v1\n-kind: ConfigMap\nconfigmap/old",
        ),
        ("kubectl diff -f given.yaml", ""),
        (
            "kubectl create -f given.yaml -n kube-public --dry-run=client > /dev/null; kubectl create deploy a --image=b > /dev/null; kubectl get deploy a -o yaml > a; kubectl diff -f a; echo $?",
            "0",
        ),
        ("kubectl apply view-last-applied svc kubernetes -o foo", ""),
        (
            "kubectl get svc kubernetes -o yaml > a; kubectl apply view-last-applied -f a -f a",
            "error: error when no last-applied-configuration annotation found on resource: kubernetes\n \"a\": <nil>",
        ),
    ]);
}

/// GetOptions of pkg/cmd/get: what is asked first, and what is sorted as objects.
#[test]
fn get_asks_how_to_print_when_there_is_something_to_print() {
    hold(&[
        (
            "kubectl get svc nope -o jsonpath-file=nope",
            "Error from server (NotFound): services \"nope\" not found",
        ),
        (
            "kubectl get svc web -o jsonpath-file=nope",
            "error: error reading --template nope, open nope: no such file or directory",
        ),
        (
            "kubectl get --raw=/version -o jsonpath-file=nope",
            "error: --raw and --output are mutually exclusive",
        ),
        ("kubectl get svc -o name --sort-by='x['", "error: unterminated array"),
        (
            "kubectl get svc --server-print=false --sort-by=.x",
            "error: couldn't find any field with path \"{.x}\" in the list of objects",
        ),
        (
            "kubectl get svc,deploy --server-print=false --sort-by=.metadata.name --no-headers | cut -d' ' -f1",
            "service/kubernetes\nservice/web\ndeployment.apps/web",
        ),
        ("kubectl get ns -l a=b --server-print=false", "No resources found in default namespace."),
        ("kubectl get ns -l a=b", "No resources found"),
        (
            "kubectl get nothing --subresource=status",
            "error: subresource cannot be used when bulk resources are specified",
        ),
        ("kubectl get deploy web --subresource=scale -o name", "scale.autoscaling/web"),
        ("kubectl get svc -l 'app in ()' -o name", ""),
        ("kubectl get svc -l 'app notin ()' -o name", "service/kubernetes\nservice/web"),
    ]);
}

/// Several refusals are told as MultipleErrors of cmdutil tells them.
#[test]
fn several_refusals_are_told_line_by_line() {
    let name = "name part must consist of alphanumeric characters";
    for verb in ["label", "annotate"] {
        let got = run(&format!("kubectl {verb} svc web nope A_=b"));
        let start = format!(
            "Error from server (Invalid): Service \"web\" is invalid: metadata.{verb}s: Invalid value: \"A_\": {name}"
        );
        let start = start.replace("annotates", "annotations");
        assert!(got.stderr.starts_with(&start), "{}", got.stderr);
        assert!(
            got.stderr.ends_with("\nError from server (NotFound): services \"nope\" not found\n")
        );
        let one = run(&format!("kubectl {verb} svc web A_=b"));
        assert!(one.stderr.starts_with("The Service \"web\" is invalid: "), "{}", one.stderr);
    }
}

/// DeleteOptions.Validate, ApplyOptions.Validate, getPatchedJSON of pkg/cmd/patch, pkg/cmd/set.
#[test]
fn what_goes_together_is_looked_at_in_kubectls_order() {
    let local = "error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'";
    hold(&[
        ("kubectl apply --prune", "error: must specify one of -f and -k"),
        ("kubectl apply --server-side --dry-run=client", "error: must specify one of -f and -k"),
        (
            "kubectl apply -f given.yaml --prune --force",
            "error: --force cannot be used with --prune",
        ),
        ("kubectl delete --raw=/x -o name", "error: --raw and --output are mutually exclusive"),
        ("kubectl delete --raw=/x -R", "error: --raw and --recursive are mutually exclusive"),
        (
            "kubectl delete --raw=/x -o yaml",
            "error: unexpected -o output mode: yaml. We only support '-o name'",
        ),
        ("kubectl patch svc web -p '{a' --dry-run=client", "error: invalid JSON document"),
        (
            "kubectl patch svc web -p '{a' --dry-run=client --type=merge",
            "error: Invalid JSON Patch",
        ),
        (
            "kubectl patch svc web -p '{}' --dry-run=client --type=json",
            "error: json: cannot unmarshal object into Go value of type jsonpatch.Patch",
        ),
        (
            "echo '{}' > p; kubectl patch svc web -p '' --patch-file=p",
            "service/web patched (no change)",
        ),
        ("kubectl set image --local deploy web", local),
        ("kubectl set resources --local deploy/web", local),
        (
            "kubectl replace --force -f given.yaml -o name",
            "service/web\ndeployment.apps/web\nservice/web\ndeployment.apps/web",
        ),
        (
            "kubectl set image deploy web web=x -o json | head -3",
            "{\n    \"kind\": \"Deployment\",\n    \"apiVersion\": \"apps/v1\",",
        ),
        (
            "kubectl taint node node-1 a=b:NoSchedule -o json | head -3",
            "{\n    \"kind\": \"Node\",\n    \"apiVersion\": \"v1\",",
        ),
        (
            "kubectl explain svc -o plaintext",
            "error: unknown shorthand flag: 'o' in -o\nSee 'kubectl explain --help' for usage.",
        ),
    ]);
}
