//! What kubectl refuses, in which words and before what else.

use super::{hold, run};

/// pkg/cmd/diff (v1.36), which names no schema and asks for each object by itself.
#[test]
fn a_diff_tells_the_first_thing_that_it_cannot_ask_for() {
    let head = "apiVersion: v1\nkind: Service\nmetadata:";
    let kindless = "Object 'Kind' is missing in '{\"apiVersion\":\"v1\"}'";
    for (text, wanted) in [
        ("apiVersion: v1".to_owned(), format!("error: unable to decode \"STDIN\": {kindless}")),
        (
            format!("{head} {{name: a%}}"),
            "error: invalid resource name \"a%\": [may not contain '%']".to_owned(),
        ),
        (format!("{head} {{}}"), "error: resource name may not be empty".to_owned()),
        (String::new(), String::new()),
        (
            format!("{head} {{name: a}}\nspec: []\n---\n{head} {{name: b}}\nspec: []"),
            "Error from server (BadRequest): Service in version \"v1\" cannot be handled as a Service: json: \
             cannot unmarshal array into Go struct field Service.spec of type v1.ServiceSpec"
                .to_owned(),
        ),
    ] {
        hold(&[(&format!("kubectl diff -f - <<'X'\n{text}\nX"), &wanted)]);
    }
}

/// cli-runtime/pkg/resource EagerVisitorList: files are one text to a command.
#[test]
fn what_is_wrong_in_several_files_is_told_together() {
    let given = "echo 'a: [b' > a.yaml; echo > b.yaml; cat > c.yaml <<'X'\napiVersion: v1\nkind: \
                 Service\nmetadata: {name: c}\nspec: {ports: [{port: 80}], externalIPs: [203.0.113.7]}\nX\n\
                 sed 's/: c/: D/' c.yaml > d.yaml; sed 's/: c/: e/' c.yaml > e.yaml";
    let parsing = "error parsing a.yaml: error converting YAML to JSON: yaml: line 1: did not find expected \
                   ',' or ']'";
    let warning =
        "Warning: spec.externalIPs is deprecated and may no longer be implemented in some clusters";
    let invalid = "Error from server (Invalid): error when creating \"d.yaml\": Service \"D\" is invalid: \
                   metadata.name: Invalid value: \"D\": a lowercase RFC 1123 label must consist of lower \
                   case alphanumeric characters or '-', and must start and end with an alphanumeric \
                   character (e.g. 'my-name',  or '123-abc', regex used for validation is \
                   '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    for (files, wanted) in [
        ("-f a.yaml -f c.yaml", format!("service/c created\n{warning}\nerror: {parsing}")),
        ("-f d.yaml -f a.yaml", format!("{parsing}\n{invalid}")),
        ("-f b.yaml -f c.yaml", format!("service/c created\n{warning}")),
        ("-f b.yaml -f b.yaml", "error: no objects passed to apply".to_owned()),
        ("-f c.yaml -f e.yaml", format!("service/c created\nservice/e created\n{warning}")),
    ] {
        hold(&[(&format!("{given}\nkubectl apply {files}"), &wanted)]);
    }
}

/// cli-runtime/pkg/resource FileVisitor: a text is called by its file.
#[test]
fn what_cannot_be_parsed_is_told_with_its_file() {
    let words = "error: error parsing a.yaml: error converting YAML to JSON: yaml: line 1: did not find \
                 expected ',' or ']'";
    for verb in ["apply", "create", "replace", "apply --dry-run=client", "diff", "delete"] {
        hold(&[(&format!("echo 'a: [b' > a.yaml; kubectl {verb} -f a.yaml"), words)]);
    }
}

/// pkg/cmd/create, apply and replace (v1.36): a text is read and held to its schema in a dry
/// run of the client too.
#[test]
fn what_cannot_be_read_is_told_in_a_dry_run_of_the_client() {
    let dry =
        |verb: &str, text: &str| format!("kubectl {verb} --dry-run=client -f - <<'X'\n{text}\nX");
    let head = "apiVersion: v1\nkind: Service\nmetadata:";
    let invalid = "error: error validating \"STDIN\": error validating data: kind not set; if you choose to \
                   ignore these errors, turn validation off with --validate=false";
    let unnamed = "error: error when retrieving current configuration of:\nResource: \"/v1, \
                   Resource=services\", GroupVersionKind: \"/v1, Kind=Service\"\nName: \"\", Namespace: \
                   \"default\"\nfrom server for: \"STDIN\": resource name may not be empty";
    for (line, wanted) in [
        (dry("apply", "apiVersion: v1"), invalid.to_owned()),
        (
            dry("create", &format!("{head} {{name: a}}\n---\napiVersion: v1")),
            format!("service/a created (dry run)\n{invalid}"),
        ),
        (
            dry("apply", "a: [b"),
            "error: error parsing STDIN: error converting YAML to JSON: yaml: line 1: did not find expected \
             ',' or ']'"
            .to_owned(),
        ),
        (dry("apply", &format!("{head} {{}}")), unnamed.to_owned()),
        (
            dry("create", &format!("{head} {{generateName: a-}}")),
            "service/<unknown> created (dry run)".to_owned(),
        ),
        (dry("create", ""), "error: no objects passed to create".to_owned()),
        (dry("replace", ""), String::new()),
        ("echo | kubectl replace -f -".to_owned(), String::new()),
        (
            dry("create", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}"),
            "secret/a created (dry run)".to_owned(),
        ),
    ] {
        hold(&[(&line, &wanted)]);
    }
}

/// pkg/cmd/cmd.go, cobra's stripFlags; k8s.io/client-go/tools/clientcmd.
#[test]
fn global_flags_stand_before_the_command_too() {
    hold(&[
        ("kubectl -n default get svc web -o name", "service/web"),
        ("kubectl --namespace shop get svc", "No resources found in shop namespace."),
        ("kubectl --version", "error: unknown flag: --version\nSee 'kubectl --help' for usage."),
        ("kubectl version --context=foo", "error: context \"foo\" does not exist"),
        (
            "kubectl config set-context --current --namespace=shop; kubectl get svc",
            "Context \"service-lab\" modified.\nNo resources found in shop namespace.",
        ),
    ]);
}

/// pkg/cmd/get/get.go, get_flags.go, sorter.go; cli-runtime/pkg/resource/builder.go.
#[test]
fn get_refuses_what_does_not_go_together() {
    hold(&[
        ("kubectl get SVC", "error: the server doesn't have a resource type \"SVC\""),
        (
            "kubectl get services.apps",
            "error: the server doesn't have a resource type \"services\"",
        ),
        ("kubectl get all web", "error: you must specify only one resource"),
        (
            "kubectl get svc --show-labels -o yaml",
            "error: --show-labels option cannot be used with yaml printer",
        ),
        ("kubectl get svc,pods -w", "error: you may only specify a single resource type"),
        ("kubectl get svc -l app=nope -o name", ""),
        ("kubectl get svc -o custom-columns=N:.metadata.name -l app=web,x", "N"),
        ("kubectl get svc --sort-by=.spec.foo", "No resources found in default namespace."),
        ("kubectl get svc --sort-by=.spec.selector.app -o name", "service/kubernetes\nservice/web"),
        (
            "kubectl get deploy,svc,netpol --no-headers | sed 's/  .*//'",
            "deployment.apps/web\nservice/kubernetes\nservice/web",
        ),
    ]);
}

/// pkg/cmd/delete/delete.go, scale/scale.go, patch/patch.go, label/label.go, set/set_image.go.
#[test]
fn what_is_there_is_changed_and_the_rest_refused_behind_it() {
    let missing = "Error from server (NotFound): deployments.apps \"nope\" not found";
    hold(&[
        (
            "kubectl scale deploy/web deploy/nope --replicas=1",
            &format!("deployment.apps/web scaled\n{missing}"),
        ),
        ("kubectl scale deploy -l app=nope --replicas=1", "error: no objects passed to scale"),
        ("kubectl label deploy web nope a=b", &format!("deployment.apps/web labeled\n{missing}")),
        ("kubectl label svc web --list", "app=web"),
        (
            "kubectl set image deploy/web web=nginx foo=bar",
            "deployment.apps/web image updated\nerror: unable to find container named \"foo\"",
        ),
        (
            "kubectl delete svc web -o yaml",
            "error: unexpected -o output mode: yaml. We only support '-o name'",
        ),
        (
            "kubectl delete svc web --now --grace-period=5",
            "error: --now and --grace-period cannot be specified together",
        ),
        (
            "kubectl expose deploy -l app=web --port=80",
            "error: resource(s) were provided, but no name was specified",
        ),
    ]);
}

/// pkg/cmd/logs/logs.go, exec/exec.go, portforward/portforward.go, events/events.go.
#[test]
fn commands_that_reach_into_pods_check_their_words_first() {
    hold(&[
        (
            "kubectl logs pod/nope",
            "error: error from server (NotFound): pods \"nope\" not found in namespace \"default\"",
        ),
        ("kubectl logs -l app=nope", "No resources found in default namespace."),
        (
            "kubectl exec nope ls",
            "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
        ),
        ("kubectl exec -- ls", "error: pod, type/name or --filename must be specified"),
        ("kubectl events --types=foo", "error: valid --types are Normal or Warning"),
        ("kubectl wait --for=jsonpath= deploy/web", "error: jsonpath expression cannot be empty"),
        (
            "kubectl wait --for=condition=Available deploy/web --timeout=x",
            "error: invalid argument \"x\" for \"--timeout\" flag: time: invalid duration \"x\"\nSee 'kubectl wait --help' for usage.",
        ),
    ]);
}

/// Each command's flags, as `kubectl COMMAND --help` lists them.
#[test]
fn a_flag_of_another_command_is_unknown() {
    let unknown = |flag: &str, path: &str| {
        format!("error: unknown flag: --{flag}\nSee 'kubectl {path} --help' for usage.")
    };
    hold(&[
        (
            "kubectl rollout restart deploy/web --dry-run=client",
            &unknown("dry-run", "rollout restart"),
        ),
        (
            "kubectl scale deploy web --replicas=3 -A",
            "error: unknown shorthand flag: 'A' in -A\nSee 'kubectl scale --help' for usage.",
        ),
        (
            "kubectl diff -f given.yaml -o yaml",
            "error: unknown shorthand flag: 'o' in -o\nSee 'kubectl diff -h' for help and examples",
        ),
        ("kubectl cordon x --force", &unknown("force", "cordon")),
        ("kubectl api-versions --no-headers", &unknown("no-headers", "api-versions")),
        (
            "kubectl rollout status deploy/web --to-revision=1",
            &unknown("to-revision", "rollout status"),
        ),
        (
            "kubectl scale deploy web --replicas=2 --record",
            "deployment.apps/web scaled\nFlag --record has been deprecated, --record will be removed in the future",
        ),
    ]);
}

/// pkg/cmd/set/set_serviceaccount.go, set_env.go, set_resources.go, set_image.go.
#[test]
fn set_tells_what_was_to_be_done_before_a_refusal() {
    hold(&[
        (
            "kubectl set serviceaccount deploy/web default",
            "deployment.apps/web serviceaccount updated",
        ),
        ("kubectl set sa", "error: serviceaccount is required"),
        (
            "kubectl set image deploy/web web=",
            "error: failed to patch image update to pod template: Deployment.apps \"web\" is invalid: spec.template.spec.containers[0].image: Required value",
        ),
        (
            "kubectl set resources deploy/web --limits=cpu=foo",
            "error: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        ),
        (
            "kubectl create cm c --from-literal=a-b=1 > /dev/null; kubectl set env deploy/web --from=cm/c --prefix=X_ > /dev/null 2>&1; kubectl set env deploy/web --list",
            "# Deployment web, container web\n# X_A_B from configmap c, key a-b",
        ),
        (
            "kubectl set env deploy/web A=1 A-",
            "error: can not both modify and remove the same environment variable in the same command",
        ),
    ]);
}

/// pkg/cmd/wait/wait.go, pkg/polymorphichelpers/logsforobject.go, pkg/cmd/util/podcmd.
#[test]
fn several_errors_and_several_pods_are_told_apart() {
    const TWO: &str = "cat > p.yaml <<'X'
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: a, image: agnhost, args: [netexec]}, {name: b, image: busybox}]}
X
kubectl apply -f p.yaml > /dev/null; sleep 60; ";
    hold(&[
        (
            "kubectl wait --for=condition=Foo svc/web deploy/web --timeout=1s",
            "timed out waiting for the condition on services/web\ntimed out waiting for the condition on deployments/web",
        ),
        (
            "kubectl wait --for=condition=Foo svc/web --timeout=1s",
            "error: timed out waiting for the condition on services/web",
        ),
        (
            "kubectl wait --for=condition=Available svc/web deploy/web --timeout=1s",
            "timed out waiting for the condition on services/web\ntimed out waiting for the condition on deployments/web",
        ),
        (
            "kubectl logs deploy/web 2>&1 > /dev/null | sed 's/web-[a-z0-9-]*/X/'",
            "Found 2 pods, using pod/X",
        ),
        (
            &format!("{TWO}kubectl logs p 2>&1 > /dev/null"),
            "Defaulted container \"a\" out of: a, b",
        ),
        (&format!("{TWO}kubectl logs p -c b 2>&1 > /dev/null"), ""),
    ]);
}

/// Each as kubectl v1.36.4 said it.
#[test]
fn what_leads_nowhere_says_so_in_kubectls_words() {
    hold(&[
        ("kubectl plugin list", "error: unable to find any kubectl plugins in your PATH"),
        ("kubectl alpha", "No alpha commands are available in this version of kubectl"),
        (
            "kubectl completion tcsh",
            "error: Unsupported shell type \"tcsh\".\nSee 'kubectl completion -h' for help and examples",
        ),
        ("kubectl kustomize a b", "error: specify one path to kustomization.yaml"),
        ("printf '' | kubectl patch -f - -p '{}'", "error: no objects passed to patch"),
        ("printf '' | kubectl describe -f -", "No resources found in default namespace."),
        (
            "kubectl version -o json --client",
            "{\n  \"clientVersion\": {\n    \"major\": \"1\",\n    \"minor\": \"36\",\n    \"gitVersion\": \"v1.36.2\"\n  },\n  \"kustomizeVersion\": \"v5.8.1\"\n}",
        ),
        (
            "EDITOR=\"sed -i 's/type: ClusterIP/type: NodePort/'\" kubectl edit svc web",
            "service/web edited",
        ),
        (
            "kubectl patch svc web -p '{\"metadata\":{\"finalizers\":[\"example.com/held\"]}}' > /dev/null; kubectl delete svc web --timeout=2s 2>&1",
            "service \"web\" deleted from default namespace\nerror: timed out waiting for the condition on services/web",
        ),
    ]);
}

/// pkg/cmd/util/helpers.go, logs, diff: flags and words that do not fit.
#[test]
fn groups_read_their_flags_before_they_miss_a_command() {
    hold(&[
        ("kubectl set --foo", "error: unknown flag: --foo\nSee 'kubectl set --help' for usage."),
        (
            "kubectl rollout foo deploy/web",
            "error: unknown command \"foo deploy/web\"\nSee 'kubectl rollout -h' for help and examples",
        ),
        (
            "kubectl diff --foo; echo $?",
            "2\nerror: unknown flag: --foo\nSee 'kubectl diff -h' for help and examples",
        ),
        (
            "kubectl logs deploy/web --all-containers -c web",
            "error: --all-containers=true should not be specified with container name web",
        ),
        (
            "kubectl logs node/node-1",
            "error: cannot get the logs from *v1.Node: selector for *v1.Node not implemented",
        ),
        (
            "kubectl drain node-3 -l a=b",
            "error: cannot specify both a node name and a --selector option\nSee 'kubectl drain -h' for help and examples",
        ),
    ]);
}

/// Which of a dry run, a way to print, names and objects `Complete` of each of pkg/cmd asks for first.
#[test]
fn what_a_command_refuses_first_is_said_alone() {
    const WYDE: &str = "error: unable to match a printer suitable for the output format \"wyde\", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml";
    const DRY: &str =
        "error: Invalid dry-run value (foo). Must be \"none\", \"server\", or \"client\".";
    hold(&[
        ("kubectl annotate svc nope a=b -o wyde", WYDE),
        ("kubectl expose svc nope --port=80 -o wyde", WYDE),
        ("kubectl set image deploy/nope web=x -o wyde", WYDE),
        ("kubectl create service clusterip x -o wyde --dry-run=foo", DRY),
        (
            "kubectl create service clusterip --dry-run=foo",
            "error: exactly one NAME is required, got 0\nSee 'kubectl create service clusterip -h' for help and examples",
        ),
        ("kubectl run x --dry-run=foo", "error: required flag(s) \"image\" not set"),
        ("kubectl label svc web --dry-run=foo", DRY),
        ("kubectl cordon nope --dry-run=foo", DRY),
        (
            "kubectl apply x --dry-run=foo",
            "error: Unexpected args: [x]\nSee 'kubectl apply -h' for help and examples",
        ),
        // These two ask for the object first.
        (
            "kubectl get svc nope -o wyde",
            "Error from server (NotFound): services \"nope\" not found",
        ),
        ("kubectl get svc nope --ignore-not-found -o wyde", ""),
        (
            "kubectl delete foo web -o wyde",
            "error: the server doesn't have a resource type \"foo\"",
        ),
        (
            "kubectl set image deploy/nope",
            "Error from server (NotFound): deployments.apps \"nope\" not found",
        ),
        (
            "kubectl set resources deploy/nope",
            "Error from server (NotFound): deployments.apps \"nope\" not found",
        ),
    ]);
}

/// k8s.io/cli-runtime/pkg/resource Builder.visitBySelector; pkg/cmd/drain, pkg/cmd/rollout.
#[test]
fn a_selector_and_a_name_do_not_go_together() {
    const SLASH: &str =
        "error: selectors and the all flag cannot be used when passing resource/name arguments";
    const NAME: &str = "error: name cannot be provided when a selector is specified";
    hold(&[
        ("kubectl get svc/web -l app=web", SLASH),
        ("kubectl get svc,pods web -l app=web", SLASH),
        ("kubectl get foo web -l app=web", NAME),
        ("kubectl delete svc/web --all", SLASH),
        ("kubectl rollout restart deploy/web -l app=web", SLASH),
        ("kubectl rollout status -l app=web", "error: required resource not specified"),
        ("kubectl wait svc/web --for=create -l app=web", SLASH),
        (
            "kubectl wait svc/web --for=create -A",
            "error: a resource cannot be retrieved by name across all namespaces",
        ),
        ("kubectl label svc web x=y --all", "service/web labeled"),
        (
            "kubectl cordon node-1 -l a=b",
            "error: cannot specify both a node name and a --selector option\nSee 'kubectl cordon -h' for help and examples",
        ),
    ]);
}

/// pkg/cmd/{auth,top,config}, and the templates of k8s.io/kubectl/pkg/util/templates.
#[test]
fn groups_of_commands_read_their_flags_and_tell_their_usage() {
    let more = |path: &str| {
        format!(
            "\n\nUse \"kubectl {path} <command> --help\" for more information about a given command."
        )
    };
    let usage = |path: &str, line: &str| format!("Usage:\n  kubectl {path} {line}{}", more(path));
    let (set, service) =
        (usage("set", "SUBCOMMAND [options]"), usage("create service", "[flags] [options]"));
    hold(&[
        ("kubectl set --help | grep -A3 ^Usage", &set),
        ("kubectl create service --help | grep -A3 ^Usage", &service),
        (
            "kubectl top pods --foo",
            "error: unknown flag: --foo\nSee 'kubectl top pod --help' for usage.",
        ),
        (
            "kubectl top nodes a b",
            "error: node [NAME | -l label]\nSee 'kubectl top node -h' for help and examples",
        ),
        (
            "kubectl auth can-i get pods -o wide",
            "error: unknown shorthand flag: 'o' in -o\nSee 'kubectl auth can-i --help' for usage.",
        ),
        (
            "kubectl config --foo",
            "error: unknown flag: --foo\nSee 'kubectl config --help' for usage.",
        ),
        (
            "kubectl config current-context -Z",
            "error: unknown shorthand flag: 'Z' in -Z\nSee 'kubectl config current-context --help' for usage.",
        ),
        ("kubectl config view -o jsonpath='{.contexts[0].context.namespace}'", "default"),
        (
            "kubectl config set-context --current --namespace='a\"b' > f; kubectl config view -o jsonpath='{.contexts[0].context.namespace}'",
            "a\"b",
        ),
        ("kubectl config get-contexts -o name", "service-lab"),
        (
            "kubectl config get-contexts a b",
            "CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\ncontext a not found\ncontext b not found",
        ),
    ]);
}

/// The commands that docs/fidelity.md lists.
#[test]
fn what_is_not_simulated_is_told_and_never_pretended() {
    for line in [
        "kubectl apply edit-last-applied -f given.yaml",
        "kubectl apply set-last-applied -f given.yaml",
        "kubectl attach deploy/web",
        "kubectl auth can-i --list",
        "kubectl auth reconcile -f given.yaml",
        "kubectl certificate approve a",
        "kubectl cluster-info dump",
        "kubectl completion bash",
        "kubectl cp $(kubectl get pods -o jsonpath='{.items[0].metadata.name}'):/a b",
        "kubectl create job a --image=b",
        "kubectl create secret generic a",
        "kubectl debug node/node-1 --image=busybox",
        "kubectl kuberc view",
        "kubectl proxy",
        "kubectl set subject rolebinding a --user=b",
        "kubectl taint node node-1 a=b:PreferNoSchedule",
    ] {
        let got = run(line);
        assert!(got.exit != 0 && got.stderr.starts_with("service-lab: "), "{line}: {got:?}");
    }
}
