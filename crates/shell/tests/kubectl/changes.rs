//! What kubectl prints, in detail, where it makes, sets or edits something.

use super::hold;

/// pkg/cmd/create: lists of flags that are empty, and values as they stand.
#[test]
fn create_takes_values_as_they_stand() {
    hold(&[
        (
            "kubectl create deployment q --image=",
            "error: failed to create deployment: Deployment.apps \"q\" is invalid: spec.template.spec.containers: Required value",
        ),
        (
            "kubectl create cm q --from-literal='a=\"x y\"' -o jsonpath='{.data.a}' --dry-run=client",
            "\"x y\"",
        ),
        ("kubectl create cm q --from-file=", "configmap/q created"),
        ("kubectl run q --image=a --restart= -o jsonpath='{.spec.restartPolicy}'", "Always"),
        (
            "kubectl run q --image=a --override-type=strategic --overrides='{\"spec\":{\"containers\":[{\"name\":\"q\",\"image\":\"b\"},{\"name\":\"r\",\"image\":\"c\"}]}}' -o jsonpath='{.spec.containers[*].image}'",
            "b c",
        ),
        (
            "kubectl run q --image=a --override-type=json --overrides='[{\"op\":\"add\",\"path\":\"/spec/nodeName\",\"value\":\"node-1\"}]' -o jsonpath='{.spec.nodeName}'",
            "node-1",
        ),
        ("kubectl events --types= | head -1 | cut -c1-9", "LAST SEEN"),
    ]);
}

/// pkg/cmd/create/create_configmap.go and pkg/cmd/util/env_file.go.
#[test]
fn a_config_map_is_made_of_files_and_folders_and_takes_each_key_once() {
    let cm = "kubectl create cm q --dry-run=client -o jsonpath='{.data}'";
    let twice = "error: cannot add key \"x\", another key by that name already exists in Data for ConfigMap \"q\"";
    let no_key = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    let no_name = "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
    let given = "mkdir d; echo hi > d/x; echo ho > d/y; echo 1 > x; printf 'A\nB=2\n#c\n ' > e; echo 1.2=x > f; echo B=3 > g";
    for (flags, wanted) in [
        ("--from-file=d", "{\"x\":\"hi\\n\",\"y\":\"ho\\n\"}".to_owned()),
        ("--from-file=./x", "{\"x\":\"1\\n\"}".to_owned()),
        ("--from-file=a=d", "error: cannot give a key name for a directory path".to_owned()),
        ("--from-file=x --from-file=x=d/y", twice.to_owned()),
        ("--from-file=d,x", twice.to_owned()),
        (
            "--from-file='a b'=x",
            format!("error: \"a b\" is not a valid key name for a ConfigMap: {no_key}"),
        ),
        (
            "--from-literal=..%=x",
            format!(
                "error: \"..%\" is not a valid key name for a ConfigMap: {no_key},must not start with '..'"
            ),
        ),
        ("--from-file=nope", "error: error reading nope: no such file or directory".to_owned()),
        ("--from-env-file=e", "{\"A\":\"\",\"B\":\"2\"}".to_owned()),
        ("--from-env-file=e,g", twice.replace("\"x\"", "\"B\"")),
        ("--from-env-file=f", format!("error: \"1.2\" is not a valid key name: {no_name}")),
        ("--from-env-file=d", "error: env config file cannot be a directory".to_owned()),
    ] {
        hold(&[(&format!("{given}; {cm} {flags}"), &wanted)]);
    }
}

/// pkg/cmd/set: names of resources hold dots, and names of variables do not step up.
#[test]
fn set_takes_names_as_they_stand() {
    hold(&[
        (
            "kubectl set resources deploy web --limits=example.com/gpu=1,cpu=2 --dry-run=client -o jsonpath='{.spec.template.spec.containers[0].resources}'",
            "{\"limits\":{\"cpu\":\"2\",\"example.com/gpu\":\"1\"}}",
        ),
        (
            "kubectl set env deploy/web ..a=1",
            "error: \"..a\" is not a valid key name: must not start with '..'",
        ),
    ]);
}

/// pkg/cmd/create/create_ingress.go: a regular expression without an end, then the text cut anew.
#[test]
fn rules_of_an_ingress_are_read_as_upstream_cuts_them() {
    let shown = "-o jsonpath='{.spec}' --dry-run=client";
    let wrong = |rule: &str| {
        format!(
            "error: rule {rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]"
        )
    };
    let line = |rule: &str| format!("kubectl create ingress q --rule='{rule}' {shown}");
    let backend = "\"backend\":{\"service\":{\"name\":\"web\",\"port\":{\"number\":80}}}";
    let spec = |rest: &str| {
        format!(
            "{{\"rules\":[{{\"host\":\"a.b\",\"http\":{{\"paths\":[{{{backend},\"path\":\"/\",\"pathType\":\"Exact\"}}]}}}}]{rest}}}"
        )
    };
    let tls = |secret: &str| spec(&format!(",\"tls\":[{{\"hosts\":[\"a.b\"]{secret}}}]"));
    for (rule, wanted) in [
        ("a.b/=web:80,foo", tls("")),
        ("a.b/=web:80,foo=x", tls(",\"secretName\":\"x\"")),
        ("a.b/=web:80,tls=x=y", tls(",\"secretName\":\"x\"")),
        ("a.b/=web:80,tls=x,y", spec("")),
        ("a.b/=web:80:90", spec("")),
        ("a b/=web:80", wrong("a b/=web:80")),
        ("http://a.b/=web:80", wrong("http://a.b/=web:80")),
        ("a.b/=web.shop:80", wrong("a.b/=web.shop:80")),
    ] {
        hold(&[(&line(rule), &wanted)]);
    }
    hold(&[(
        "kubectl create ingress q --default-backend=web:http:1",
        "error: default-backend should be in format servicename:serviceport",
    )]);
}

/// pkg/cmd/expose/expose.go, pkg/generate/versioned/service.go, pkg/polymorphichelpers/canbeexposed.go.
#[test]
fn expose_sets_what_its_kind_of_service_has() {
    hold(&[
        (
            "kubectl expose deploy web --name=q --port=80 --load-balancer-ip=1.2.3.4 -o jsonpath='{.spec.loadBalancerIP}'",
            "",
        ),
        (
            "kubectl expose deploy web --name=q --port=80 --external-ip=1.2.3.4,5.6.7.8 --dry-run=client -o jsonpath='{.spec.externalIPs}'",
            "[\"1.2.3.4,5.6.7.8\"]",
        ),
        (
            "kubectl create ingress q --default-backend=web:80 > /dev/null; kubectl expose ing q --port=80",
            "error: cannot expose a Ingress.networking.k8s.io",
        ),
    ]);
}

/// pkg/cmd/expose/expose.go createService and parseLabels; pkg/polymorphichelpers
/// MultiProtocolsForObject.
#[test]
fn expose_opens_a_port_for_each_protocol() {
    let line = |pod: &str, words: &str| {
        let ports = "{containerPort: 53, protocol: UDP}, {containerPort: 53}, {containerPort: 80}";
        let text = format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: {pod}, labels: {{a: b}}}}, spec: \
             {{containers: [{{name: a, image: a, ports: [{ports}]}}]}}}}"
        );
        format!(
            "echo '{text}' | kubectl create -f - > /dev/null; kubectl expose pod {pod} {words} \
             --dry-run=client -o jsonpath='{{.spec.ports[*].name}} {{.spec.ports[*].port}} \
             {{.spec.ports[*].protocol}}'"
        )
    };
    hold(&[
        (&line("q", ""), "port-1-udp port-1-tcp port-2 53 53 80 UDP TCP TCP"),
        (&line("q", "--port=53"), "port-1-udp port-1-tcp 53 53 UDP TCP"),
        (&line("q", "--port=53 --protocol=SCTP"), " 53 SCTP"),
        (&line("q", "--port=53,81"), "port-1-udp port-1-tcp port-2 53 53 81 UDP TCP TCP"),
        (&line("q", "--port=4294967377"), " 81 TCP"),
        (&line("q", "--port=80 --selector=a=b=c"), "error: unexpected label spec: a=b=c"),
        (&line("q", "--port=80 --labels==c"), "error: unexpected empty label key"),
        (&line("q", "--port=x --selector=a --labels=b"), "error: unexpected label spec: a"),
        (
            "kubectl run q --image=a > /dev/null; kubectl expose pod q --cluster-ip=None",
            "service/q exposed",
        ),
    ]);
}

/// pkg/cmd/create/create_service.go parsePorts; pflag stringSlice.
#[test]
fn create_service_reads_each_port_as_go_does() {
    let wrong =
        |text: &str| format!("error: strconv.ParseUint: parsing \"{text}\": invalid syntax");
    hold(&[
        ("kubectl create service clusterip q --tcp=+80", &wrong("+80")),
        ("kubectl create service clusterip q --tcp=80,", &wrong("")),
        (
            "kubectl create service clusterip q --tcp=",
            "error: at least one tcp port specifier must be provided",
        ),
    ]);
}

/// pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go.
#[test]
fn what_is_said_already_is_refused_one_by_one() {
    hold(&[
        (
            "kubectl label svc web b=c > /dev/null; kubectl label svc web app=x b=d",
            "'app' already has a value (web), and --overwrite is false\n'b' already has a value (c), and --overwrite is false",
        ),
        (
            "kubectl annotate svc web b=c d=e > /dev/null; kubectl annotate svc web b=x d=y",
            "error: --overwrite is false but found the following declared annotation(s): 'b' already has a value (c); 'd' already has a value (e)",
        ),
        (
            "kubectl annotate deploy web kubernetes.io/change-cause=a; kubectl annotate deploy web kubernetes.io/change-cause=b",
            "deployment.apps/web annotated\ndeployment.apps/web annotated",
        ),
        (
            "kubectl label svc web kubernetes a=b --resource-version=1",
            "error: --resource-version may only be used with a single resource",
        ),
    ]);
}

/// pkg/cmd/set/set_env.go, set_selector.go.
#[test]
fn set_lists_what_would_be_and_names_what_it_renames() {
    hold(&[
        (
            "kubectl set env deploy/web A=b --list; kubectl set env deploy/web --list",
            "# Deployment web, container web\nA=b\n# Deployment web, container web",
        ),
        (
            "kubectl create cm c --from-literal=a.b=1 --from-literal=C=1 > /dev/null; kubectl set env deploy/web --from=cm/c",
            "deployment.apps/web env updated\nWarning: key a.b transferred to A_B",
        ),
        (
            "kubectl create svc clusterip q --tcp=80 --dry-run=client -o yaml | sed /targetPort/d | kubectl set selector --local -f - a=b -o jsonpath='{.spec.ports[0].targetPort}'",
            "0",
        ),
    ]);
}

/// pkg/cmd/util/editor/editoptions.go: what is refused is offered to the editor again.
#[test]
fn an_editor_is_opened_again_with_what_was_refused() {
    const REFUSED: &str = "error: services \"web\" is invalid\nA copy of your changes has been stored to \"/tmp/kubectl-edit-N.yaml\"\nerror: Edit cancelled, no valid changes were saved.";
    for (editor, wanted) in [
        ("sed -i s/ClusterIP$/Foo/", REFUSED),
        ("sed -i s/^kind:/kind/", REFUSED),
        (
            "sed -i s/Service$/Pod/",
            "A copy of your changes has been stored to \"/tmp/kubectl-edit-N.yaml\"\nerror: At least one of apiVersion, kind and name was changed",
        ),
        ("sed -i s/8080$/9090/", "service/web edited"),
        ("sed -i s/targetPort:.*/targetPort:\\ 9090/", "service/web edited"),
        ("false", "error: there was a problem with the editor \"false\""),
        // The server is asked to be strict about fields.
        (
            "sed -i s/selector:/selectors:/",
            "error: services \"web\" is invalid\nA copy of your changes has been stored to \"/tmp/kubectl-edit-N.yaml\"\nerror: Edit cancelled, no valid changes were saved.",
        ),
    ] {
        let line =
            format!("EDITOR='{editor}' kubectl edit svc web 2>&1 | sed 's/edit-[0-9]*/edit-N/'");
        hold(&[(&line, wanted)]);
    }
    hold(&[
        (
            "EDITOR='sed -i s/ClusterIP$/Foo/' kubectl edit svc web 2> /dev/null; cat /tmp/kubectl-edit-*.yaml | sed -n 4,7p",
            "#\n# services \"web\" was not valid:\n# * spec.type: Unsupported value: \"Foo\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"\n#",
        ),
        (
            "EDITOR='sed -i s/targetPort:.*/targetPort:\\ 9090/' kubectl edit svc web > /dev/null; kubectl get svc web -o jsonpath='{.spec.ports[0].targetPort}'",
            "9090",
        ),
        (
            "EDITOR='sed -i s/selector:/selectors:/' kubectl edit svc web --validate=warn",
            "service/web edited\nWarning: unknown field \"spec.selectors\"",
        ),
        (
            "EDITOR=cat kubectl edit svc web 2> /dev/null | head -1",
            "# Please edit the object below. Lines beginning with a '#' will be ignored,",
        ),
        (
            "EDITOR=true kubectl edit svc web -o name",
            "error: unable to match a printer suitable for the output format \"name\", allowed formats are: json,yaml",
        ),
        (
            "EDITOR=true kubectl edit svc web kubernetes",
            "service/web skipped\nservice/kubernetes skipped",
        ),
    ]);
}

/// pkg/cmd/diff/diff.go: a selector leaves out, and a server that applies keeps what was applied.
#[test]
fn a_diff_minds_labels_and_who_applies() {
    let text = "kubectl create cm q --from-literal=a=1 --dry-run=client -o yaml";
    hold(&[
        (&format!("{text} | kubectl diff -l x=y -f -; echo $?"), "0"),
        (
            &format!(
                "{text} | kubectl apply -f - > /dev/null; {text} | sed 's/\"1\"/\"2\"/' | kubectl diff --server-side -f - | grep -c '^[-+].*apiVersion'"
            ),
            "2",
        ),
    ]);
}

/// pkg/cmd/set: nothing is set where something is missing, and several failures have no word before them.
#[test]
fn set_fails_for_several_as_upstream_does() {
    let none = |name: &str| {
        format!(
            "services/{name} the object is not a pod or does not have a pod template: *v1.Service"
        )
    };
    hold(&[
        (
            "kubectl set image deploy/web deploy/nope web=x",
            "Error from server (NotFound): deployments.apps \"nope\" not found",
        ),
        (
            "kubectl set resources deploy web nope",
            "Error from server (NotFound): deployments.apps \"nope\" not found",
        ),
        (
            "kubectl set image svc --all web=x",
            &format!("error: {}\n\nerror: {}", none("kubernetes"), none("web")),
        ),
        (
            "kubectl create deploy q --image=a > /dev/null; kubectl set selector deploy --all a=b",
            "setting a selector is only supported for Services\nsetting a selector is only supported for Services",
        ),
    ]);
}

/// pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go, pkg/cmd/wait/wait.go.
#[test]
fn labels_are_read_before_flags_and_one_missing_object_is_awaited() {
    let missing =
        |name: &str| format!("Error from server (NotFound): services \"{name}\" not found");
    hold(&[
        (
            "kubectl label svc web a=b a- --all -l x=y",
            "error: can not both modify and remove a label in the same command",
        ),
        (
            "kubectl annotate svc web a=b a- --all -l x=y",
            "error: cannot set --all and --selector at the same time",
        ),
        ("kubectl label svc web nope- --dry-run=client", "service/web not labeled (dry run)"),
        ("kubectl label svc kubernetes nope- --list | wc -l", "2"),
        (
            "kubectl wait svc/x svc/y --for=create --timeout=1s",
            &format!("{}\n{}", missing("x"), missing("y")),
        ),
        (
            "kubectl wait svc/x svc/web --for=create --timeout=1s",
            "error: timed out waiting for the condition",
        ),
    ]);
}

/// pkg/cmd/run/run.go, pkg/cmd/create/create_ingress.go: what is looked at first.
#[test]
fn of_several_faults_the_first_that_is_looked_at_is_told() {
    let first = |line: &str, wanted: &str| hold(&[(&format!("{line} 2>&1 | head -1"), wanted)]);
    first(
        "kubectl run q --image=A -t",
        "error: Invalid image name \"A\": invalid reference format",
    );
    first(
        "kubectl run q --image=a --expose --rm",
        "error: --port must be set when exposing a service",
    );
    first("kubectl run q --image=a --restart=x --rm", "error: invalid restart policy: x");
    first(
        "kubectl run q --image=a --rm --image-pull-policy=x",
        "error: --rm should only be used for attached containers",
    );
    first("kubectl run q --image=a --labels=x --env=y", "error: invalid env: y");
    first("kubectl run q --image=a --labels=x --port=y", "error: unexpected label spec: x");
    first(
        "kubectl create cm q --from-literal=x --from-file=y",
        "error: error reading y: no such file or directory",
    );
    first(
        "kubectl create ingress q --rule=x --annotation=y",
        "error: rule x is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]",
    );
}
