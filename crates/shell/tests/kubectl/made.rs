//! What the commands say that make objects of flags, and what `wait` makes of a path.

use super::hold;

/// pkg/cmd/create: each subcommand reads its flags before it looks at what they ask for.
#[test]
fn create_reads_its_flags_first() {
    let validate = "error: invalid - validate option \"foo\"; must be one of: strict (or true), warn, ignore (or false)";
    for what in [
        "service clusterip s",
        "service externalname s --external-name=a.b",
        "deployment d --image=a",
        "namespace n",
        "configmap c",
        "ingress i --rule=/=s:80",
    ] {
        hold(&[(&format!("kubectl create {what} --validate=foo"), validate)]);
    }
    hold(&[
        ("kubectl create namespace ''", "error: name must be specified"),
        ("kubectl create configmap ''", "error: name must be specified"),
        (
            "kubectl create deployment d --image=a --replicas=99999999999",
            "error: invalid argument \"99999999999\" for \"-r, --replicas\" flag: strconv.ParseInt: parsing \"99999999999\": value out of range\nSee 'kubectl create deployment --help' for usage.",
        ),
        ("kubectl create ns n -n shop --dry-run=client -o yaml | grep -c namespace", "0"),
        (
            "kubectl create resourcequota q",
            "service-lab: kubectl create resourcequota is not simulated here",
        ),
    ]);
}

/// pkg/cmd/create and pkg/util/apply.go CreateApplyAnnotation: the text of the object as kubectl
/// made it; a Service gets none, what `run` and `expose` make gets one when it is sent.
#[test]
fn save_config_keeps_what_kubectl_made() {
    let last = |line: &str| format!("{line} --save-config -o yaml | grep '{{\"kind\"'");
    let deployment = "      {\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"metadata\":{\"name\":\"d\",\"labels\":{\"app\":\"d\"}},\"spec\":{\"replicas\":1,\"selector\":{\"matchLabels\":{\"app\":\"d\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"d\"}},\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"a\",\"resources\":{}}]}},\"strategy\":{}},\"status\":{}}";
    let exposed = "      {\"kind\":\"Service\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"q\",\"labels\":{\"app\":\"web\"}},\"spec\":{\"ports\":[{\"protocol\":\"TCP\",\"port\":80,\"targetPort\":80}],\"selector\":{\"app\":\"web\"}},\"status\":{\"loadBalancer\":{}}}";
    for (line, wanted) in [
        ("kubectl create deployment d --image=a --dry-run=client", deployment),
        (
            "kubectl create namespace n --dry-run=client",
            "      {\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"n\"},\"spec\":{},\"status\":{}}",
        ),
        ("kubectl create service clusterip s --tcp=80 --dry-run=client", ""),
        ("kubectl run p --image=a --dry-run=client", ""),
        ("kubectl expose svc web --name=q --port=80 --dry-run=client", ""),
        ("kubectl expose svc web --name=q --port=80", exposed),
    ] {
        hold(&[(&last(line), wanted)]);
    }
}

/// pkg/cmd/create/create_deployment.go sanitizeAndUniquify and create_ingress.go buildTLSRules.
#[test]
fn names_and_secrets_are_made_as_kubectl_makes_them() {
    hold(&[
        (
            "kubectl create deployment d --image=x/y_z.b:1 --dry-run=client -o jsonpath='{..name}' | sed 's/[a-z0-9]*$/RANDOM/'",
            "d y-z-b-RANDOM",
        ),
        (
            "kubectl create ingress i --rule=a.b/x=s:80,tls=one --rule=a.b/y=s:80,tls=two --rule=/z=s:80,tls --dry-run=client -o jsonpath={.spec.tls}",
            "[{\"hosts\":[\"a.b\"],\"secretName\":\"one\"}]",
        ),
    ]);
}

/// pkg/cmd/run/run.go and pkg/generate/versioned/run.go.
#[test]
fn run_refuses_what_it_cannot_make_a_pod_of() {
    let run = |flags: &str| format!("kubectl run p --image=a {flags}");
    let usage = |why: &str| format!("error: {why}\nSee 'kubectl run -h' for help and examples");
    for (line, wanted) in [
        ("kubectl run '' --image=a".to_owned(), "error: Parameter: name is required".to_owned()),
        (
            run("--cascade=foo"),
            "error: invalid cascade value (foo). Must be \"background\", \"foreground\", or \"orphan\""
                .to_owned(),
        ),
        (run("--pod-running-timeout=0"), usage("--pod-running-timeout must be higher than zero")),
        (run("-l =b"), "error: unexpected empty label key".to_owned()),
        (run("-l a=b=c"), "error: unexpected label spec: a=b=c".to_owned()),
        (run("--overrides={} --override-type=foo"), "error: invalid override type: foo".to_owned()),
        (
            run("--overrides='{\"kind\":\"Foo\"}'"),
            "error: no kind \"Foo\" is registered for version \"v1\" in scheme \"pkg/scheme/scheme.go:28\""
                .to_owned(),
        ),
        (
            run("--overrides='{\"spec\":{\"containers\":1}}'"),
            "error: json: cannot unmarshal number into Go struct field PodSpec.spec.containers of type []v1.Container"
                .to_owned(),
        ),
        (run("--overrides='{\"spec\":{\"foo\":1}}'"), "pod/p created".to_owned()),
        (
            run("--override-type=json --overrides='[{\"op\":\"replace\",\"path\":\"/metadata/name\",\"value\":\"z\"}]'"),
            "pod/z created".to_owned(),
        ),
        (
            run("--overrides='{\"spec\":{\"containers\":[{\"name\":\"p\",\"image\":\"b\"}]}}' --dry-run=client -o jsonpath='{.spec.containers}'"),
            "[{\"image\":\"b\",\"name\":\"p\",\"resources\":{}}]".to_owned(),
        ),
        (
            run("--env=A=b --env=C= --dry-run=client -o jsonpath='{.spec.containers[0].env}'"),
            "[{\"name\":\"A\",\"value\":\"b\"},{\"name\":\"C\"}]".to_owned(),
        ),
        (
            run("--port=80 --expose -l a=b --dry-run=client -o jsonpath='{.kind}{.metadata.labels}'"),
            "Service{\"a\":\"b\"}Pod{\"a\":\"b\"}".to_owned(),
        ),
    ] {
        hold(&[(&line, &wanted)]);
    }
}

/// pkg/cmd/expose/expose.go, and pkg/polymorphichelpers MapBasedSelectorForObject.
#[test]
fn expose_tells_several_refusals_in_a_row() {
    let wrong = "Error from server (Invalid): Service \"q\" is invalid: [spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive]";
    let both = format!("{wrong}\n{wrong}");
    let selectors = |spec: &str, wanted: &str| {
        let line = format!(
            "kubectl get deploy web -o yaml > d.yaml; sed -i 's/^    matchLabels:/    {spec}:/' d.yaml; kubectl expose -f d.yaml --port=80"
        );
        hold(&[(
            &line,
            &format!(
                "error: couldn't retrieve selectors via --selector flag or introspection: {wanted}"
            ),
        )]);
    };
    selectors("foo", "invalid deployment: no selectors, therefore cannot be exposed");
    selectors(
        "matchExpressions: [{key: a, operator: In, values: [b, c]}]\\n    matchLabels",
        "couldn't convert expressions - \"[{Key:a Operator:In Values:[b c]}]\" to map-based selector format",
    );
    hold(&[
        ("kubectl expose svc/web deploy/web --port=0 --name=q", &both),
        (
            "kubectl expose svc web -f nope.yaml --port=80",
            "error: the path \"nope.yaml\" does not exist",
        ),
    ]);
}

/// cli-runtime/pkg/resource Builder: a file that is not there is told before all else.
#[test]
fn a_missing_file_is_told_before_words_beside_it() {
    for verb in ["get", "describe", "delete", "label", "scale --replicas=1", "edit"] {
        let line = format!("kubectl {verb} -f nope.yaml svc web");
        let line = if verb == "label" { format!("{line} a=b") } else { line };
        hold(&[(&line, "error: the path \"nope.yaml\" does not exist")]);
    }
}

/// pkg/cmd/wait: wait.go processJSONPathInput and json.go checkCondition.
#[test]
fn wait_reads_a_path_and_its_value() {
    let wait = |path: &str| format!("kubectl wait svc/web --timeout=1s --for=jsonpath={path}");
    for (path, wanted) in [
        ("'{.spec.type}=\"ClusterIP\"'", "service/web condition met"),
        ("\"{.spec.type}='ClusterIP'\"", "service/web condition met"),
        ("'{.spec.ports[?(@.port==80)].targetPort}'=8080", "service/web condition met"),
        (
            "'{.spec.type}=\"\"'",
            "error: jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
        ),
        (
            "'{.a}=b=c'",
            "error: jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
        ),
        ("", "error: jsonpath expression cannot be empty"),
        (
            "'{}'=x",
            "error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
        ),
        ("'{a b}'=x", "error: unrecognized identifier b"),
        (
            "'{.spec.selector}'=x",
            "error: jsonpath leads to a nested object or list which is not supported",
        ),
        ("'{.spec.ports[5].port}'=80", "error: array index out of bounds: index 5, length 1"),
    ] {
        hold(&[(&wait(path), wanted)]);
    }
}

/// cli-runtime/pkg/resource ExpandPathsToFileVisitors: folders within a folder are read with `-R`,
/// and each file is called by its own name.
#[test]
fn a_folder_is_read_as_deep_as_it_is_asked_to_be() {
    let given = "mkdir -p d/e; printf -- '{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}' > d/a.json; sed 's/\"a\"/\"b\"/' d/a.json > d/e/b.json; echo x > d/notes.txt\nkubectl";
    for (line, wanted) in [
        ("apply -f d", "configmap/a created"),
        ("apply -f ./d/ -R", "configmap/a created\nconfigmap/b created"),
        (
            "replace -f d/ -R",
            "Error from server (NotFound): error when replacing \"d/a.json\": configmaps \"a\" not found\nError from server (NotFound): error when replacing \"d/e/b.json\": configmaps \"b\" not found",
        ),
        (
            "apply -k d",
            "error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/home/learner/d'",
        ),
        (
            "delete -k nope",
            "error: must build at directory: not a valid directory: evalsymlink failure on 'nope' : lstat /home/learner/nope: no such file or directory",
        ),
        ("label -k d -f d a=b", "error: only one of -f or -k can be specified"),
    ] {
        hold(&[(&format!("{given} {line}"), wanted)]);
    }
}

/// pkg/cmd/apply ApplyFlags.ToOptions and ApplyOptions.Validate, pkg/cmd/replace, pkg/cmd/create and pkg/cmd/diff.
#[test]
fn flags_that_cannot_be_are_refused() {
    let cascade =
        "error: invalid cascade value (foo). Must be \"background\", \"foreground\", or \"orphan\"";
    hold(&[
        ("kubectl apply -f given.yaml --cascade=foo", cascade),
        ("kubectl replace -f given.yaml --cascade=foo", cascade),
        (
            "kubectl apply -f given.yaml --subresource=status",
            "error: --subresource can only be specified for --server-side",
        ),
        (
            "kubectl apply -f given.yaml --prune --all --server-side",
            "error: --prune is in alpha and doesn't currently work on objects created by server-side apply",
        ),
        (
            "kubectl apply -f given.yaml --prune --all --prune-allowlist=foo",
            "error: invalid GroupVersionKind format: foo, please follow <group/version/kind>",
        ),
        (
            "kubectl apply -f given.yaml --prune --all --prune-allowlist=core/v1/ConfigMap",
            "service/web unchanged\ndeployment.apps/web unchanged",
        ),
        (
            "kubectl diff -f given.yaml --force-conflicts; echo $?",
            "2\nerror: --force-conflicts only works with --server-side",
        ),
        (
            "kubectl create -f given.yaml --raw /x -o yaml",
            "error: --raw and --output are mutually exclusive",
        ),
        (
            "kubectl replace -f given.yaml -f given.yaml --raw /x",
            "error: --raw can only use a single local file or stdin",
        ),
        (
            "kubectl replace -f given.yaml --raw /x",
            "service-lab: kubectl replace --raw is not simulated here",
        ),
        (
            "kubectl create -f given.yaml --edit",
            "service-lab: kubectl create --edit is not simulated here",
        ),
        (
            "sed -i 's/^spec:/spec: {foo: 1, selector: {a: b}, ports: [{port: 1}]}\\nx:/;/^---/,$d' given.yaml; kubectl apply -f given.yaml --validate=F --dry-run=server 2>&1 | tail -1",
            "service/web configured (server dry run)",
        ),
    ]);
}

/// apimachinery/pkg/apis/meta/v1/validation ValidateFieldManager.
#[test]
fn a_field_manager_is_as_short_as_the_server_wants_it() {
    let long = "x".repeat(129);
    let why = "is invalid: fieldManager: Too long: may not be more than 128 bytes";
    for (line, wanted) in [
        ("label svc web a=b", format!("The PatchOptions \"\" {why}")),
        ("expose svc web --port=1 --name=q", format!("The CreateOptions \"\" {why}")),
        ("set selector svc web a=b", format!("The PatchOptions \"\" {why}")),
        (
            "create configmap c",
            format!("error: failed to create configmap: CreateOptions.meta.k8s.io \"\" {why}"),
        ),
        (
            "rollout restart deploy web",
            format!("error: failed to patch: PatchOptions.meta.k8s.io \"\" {why}"),
        ),
    ] {
        hold(&[(&format!("kubectl {line} --field-manager={long}"), &wanted)]);
    }
}

/// pkg/cmd/patch: an empty type is none, and of a scale the server answers with a Scale.
#[test]
fn patch_of_a_scale_shows_a_scale() {
    let scale =
        "kubectl patch deploy web --subresource=scale --type=merge -p 'spec: {replicas: 3}'";
    let shown = "autoscaling/v1 Scale 3 app=web";
    let print = "-o jsonpath='{.apiVersion} {.kind} {.spec.replicas} {.status.selector}'";
    hold(&[
        (&format!("{scale} {print}"), shown),
        (&format!("{scale} {print} --dry-run=client"), shown),
        (&format!("{scale} -o name"), "scale.autoscaling/web"),
        ("kubectl patch svc web --type= -p 'metadata: {labels: {a: b}}'", "service/web patched"),
        (
            "kubectl patch svc web --patch-file=",
            "error: must specify --patch or --patch-file containing the contents of the patch",
        ),
        (
            "kubectl patch svc web --patch-file=.",
            "error: unable to read patch file: read .: is a directory",
        ),
        (
            "kubectl get deploy web -o yaml > d.yaml; kubectl replace --subresource=scale -f d.yaml",
            "Error from server (BadRequest): error when replacing \"d.yaml\": the API version in the data (apps/v1) does not match the expected API version (autoscaling/v1)",
        ),
        (
            "kubectl replace --subresource=scale -f given.yaml 2>&1 | head -1",
            "Error from server (NotFound): error when replacing \"given.yaml\": the server could not find the requested resource",
        ),
    ]);
}

/// gopkg.in/evanphx/json-patch.v4: of a map, what is not there can be replaced, tested and copied.
#[test]
fn a_json_patch_reaches_what_is_not_there() {
    let patch = |text: &str| {
        format!(
            "kubectl patch svc web --type=json -p '{text}' -o jsonpath='{{.metadata.labels}}{{.spec.ports[*].port}}'"
        )
    };
    let refused =
        "The request is invalid: the server rejected our request due to an error in our request";
    for (text, wanted) in [
        (
            "[{\"op\":\"replace\",\"path\":\"/metadata/labels/q\",\"value\":\"r\"}]",
            "{\"app\":\"web\",\"q\":\"r\"}80",
        ),
        (
            "[{\"op\":\"test\",\"path\":\"/metadata/labels/q\",\"value\":null}]",
            "{\"app\":\"web\"}80",
        ),
        (
            "[{\"op\":\"add\",\"path\":\"/spec/ports/-1\",\"value\":{\"name\":\"b\",\"port\":81}},{\"op\":\"remove\",\"path\":\"/spec/ports/0\"}]",
            "{\"app\":\"web\"}81",
        ),
        ("[{\"op\":\"test\",\"path\":\"/metadata/labels/q\",\"value\":\"r\"}]", refused),
        ("[{\"op\":\"replace\",\"path\":\"/spec/ports/7\",\"value\":{}}]", refused),
        ("[{\"op\":\"remove\",\"path\":\"/metadata/labels/q\"}]", refused),
    ] {
        hold(&[(&patch(text), wanted)]);
    }
}

/// pkg/cmd/autoscale (v1.36) visits all that is there, and writes Go's order of fields.
#[test]
fn autoscale_goes_on_after_what_is_not_there() {
    hold(&[
        (
            "kubectl autoscale deploy web nope --max=3",
            "horizontalpodautoscaler.autoscaling/web autoscaled\nError from server (NotFound): deployments.apps \"nope\" not found",
        ),
        (
            "kubectl autoscale deploy web --max=3 --save-config -o yaml | grep '{\"kind\"'",
            "      {\"kind\":\"HorizontalPodAutoscaler\",\"apiVersion\":\"autoscaling/v2\",\"metadata\":{\"name\":\"web\"},\"spec\":{\"scaleTargetRef\":{\"kind\":\"Deployment\",\"name\":\"web\",\"apiVersion\":\"apps/v1\"},\"maxReplicas\":3},\"status\":{\"desiredReplicas\":0,\"currentMetrics\":null}}",
        ),
    ]);
}

/// pkg/cmd/util/editor.
#[test]
fn edit_asks_the_editor_of_kubectl_and_prints_as_it_is_told() {
    hold(&[
        ("EDITOR=false KUBE_EDITOR=true kubectl edit svc web", "Edit cancelled, no changes made."),
        ("KUBE_EDITOR='' EDITOR=true kubectl edit svc web", "Edit cancelled, no changes made."),
        (
            "EDITOR='sed -i s/8080/8081/' kubectl edit svc web -o json | grep ' .targetPort'",
            "                \"targetPort\": 8081",
        ),
        (
            "EDITOR=\"sed -i '' s/8080/1/\" kubectl edit svc web 2>&1 | tail -1",
            "error: there was a problem with the editor \"/bin/bash -c sed -i '' s/8080/1/\"",
        ),
    ]);
}

/// github.com/spf13/pflag parseSingleShortArg, and what each command asks first.
#[test]
fn what_is_wrong_first_is_told_first() {
    let formats = "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml";
    let both = "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well";
    for (line, wanted) in [
        (
            "create deployment d --image=a -o= --validate=x",
            format!("error: unable to match a printer suitable for the output format \"=\", allowed formats are: {formats}"),
        ),
        (
            "create service externalname s --tcp=x --external-name=A",
            "error: invalid service external name A".to_owned(),
        ),
        (
            "autoscale deploy web --max=0 --dry-run=foo",
            "error: Invalid dry-run value (foo). Must be \"none\", \"server\", or \"client\".".to_owned(),
        ),
        (
            "delete svc web --cascade=foo --dry-run=foo",
            "error: invalid cascade value (foo). Must be \"background\", \"foreground\", or \"orphan\"".to_owned(),
        ),
        (
            "patch svc web --local -f given.yaml --type=foo -p {}",
            "error: cannot specify --local and server resources".to_owned(),
        ),
        (
            "patch svc/web -f given.yaml -p {}",
            "error: resource/name arguments cannot be provided when a path is specified".to_owned(),
        ),
        (
            "patch svc web --local",
            "error: must specify --patch or --patch-file containing the contents of the patch".to_owned(),
        ),
        (
            "label svc web =x a=b",
            "service/web labeled\nError from server (NotFound): services \"=x\" not found".to_owned(),
        ),
        ("patch svc web -f given.yaml -p {}", format!("error: {both}")),
        (
            "patch svc web nope --type=json -p '{}'",
            "Error from server (BadRequest): error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp\nError from server (NotFound): services \"nope\" not found".to_owned(),
        ),
    ] {
        hold(&[(&format!("kubectl {line}"), &wanted)]);
    }
}

/// pkg/cmd/expose keeps what it found in the first object; pkg/cmd/run prints Go's order.
#[test]
fn expose_keeps_what_it_found_and_run_prints_in_gos_order() {
    hold(&[
        (
            "kubectl expose svc/web deploy/web --name=q --dry-run=client -o jsonpath='{.spec.ports[0].port}{.spec.selector} '",
            "80{\"app\":\"web\"} 80{\"app\":\"web\"}",
        ),
        (
            "kubectl run q --image=a --port=80 --privileged -o json | grep '^                \"' | cut -d '\"' -f 2 | head -11 | tr '\\n' ' '",
            "name projected name image ports resources volumeMounts terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext",
        ),
    ]);
}
