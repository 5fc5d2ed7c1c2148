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

/// pkg/cmd/util AddSubresourceFlags: any word is taken, and the server has no such place.
#[test]
fn a_subresource_that_there_is_not_is_not_found() {
    let none = "Error from server (NotFound): the server could not find the requested resource";
    hold(&[
        ("kubectl patch svc web --subresource=foo -p '{}'", none),
        ("kubectl get svc web --subresource=foo", none),
        ("kubectl get svc web --subresource=status -o name", "service/web"),
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
            "kubectl get svc web kubernetes -w",
            "error: you may only watch a single resource or type of resource at a time",
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
            "kubectl wait ep/web --for=jsonpath={.metadata.name}=web",
            "endpoints/web condition met\nWarning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
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
