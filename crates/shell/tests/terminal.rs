//! The terminal in a learner's world: lines typed, and what they print.

use service_lab_engine::cluster::{ClusterConfig, Provider};
use service_lab_engine::schema::Descriptions;
use service_lab_engine::world::{Command, World, step};
use service_lab_shell::{Output, Terminal, WorldCluster};

const WEB: &str = "apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {app: web}
spec:
  clusterIP: 10.96.0.20
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080}
";

const DEPLOYMENT: &str = "apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - {name: web, image: agnhost, args: [netexec]}
";

/// Long enough for images to start.
const REST_MS: u64 = 120_000;

struct Lab {
    terminal: Terminal,
    cluster: WorldCluster,
}

impl Lab {
    fn new() -> Self {
        let (world, _) = World::new(ClusterConfig::default());
        Self { terminal: Terminal::default(), cluster: WorldCluster::new(world) }
    }

    fn with(text: &str) -> Self {
        let mut lab = Self::new();
        let done = lab.feed("kubectl apply -f -", text);
        assert_eq!(done.exit, 0, "{}", done.stderr);
        lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: REST_MS }).world;
        lab
    }

    fn feed(&mut self, line: &str, stdin: &str) -> Output {
        self.terminal.run(&mut self.cluster, line, stdin)
    }

    fn run(&mut self, line: &str) -> Output {
        self.feed(line, "")
    }

    fn prints(&mut self, line: &str) -> String {
        self.run(line).stdout
    }
}

#[test]
fn explain_has_kubectls_form_and_the_words_it_is_given() {
    let mut lab = Lab::new();
    let without = lab.prints("kubectl explain service.spec.type");
    assert_eq!(
        without,
        "KIND:       Service\nVERSION:    v1\n\nFIELD: type <string>\nENUM:\n    ClusterIP\n    ExternalName\n    LoadBalancer\n    NodePort\n\nDESCRIPTION:\n    <empty>\n\n"
    );
    let words = "field-service-spec-ports = The ports at which the Service answers, and where in the Pod they lead.\nfield-service-port-port = The port that clients use.\n";
    lab.cluster.descriptions = Descriptions::read(words).into();
    let text = lab.prints("kubectl explain svc.spec.ports");
    let head = "KIND:       Service\nVERSION:    v1\n\nFIELD: ports <[]ServicePort>\n\n\nDESCRIPTION:\n    The ports at which the Service answers, and where in the Pod they lead.\n    \nFIELDS:\n  appProtocol\t<string>\n    <no description>\n\n";
    assert!(text.starts_with(head), "{text}");
    assert!(
        text.contains("  port\t<integer> -required-\n    The port that clients use.\n\n"),
        "{text}"
    );
    assert!(text.contains("  protocol\t<string>\n  enum: SCTP, TCP, UDP\n"), "{text}");
    assert!(text.ends_with("\n\n\n"), "{text:?}");
    let deep = lab.prints("kubectl explain service --recursive");
    assert!(deep.contains("    ports\t<[]ServicePort>\n      appProtocol\t<string>\n"), "{deep}");
    assert!(deep.contains("  spec\t<ServiceSpec>\n    allocateLoad"), "{deep}");
}

#[test]
fn a_new_cluster_has_three_nodes_with_versions_and_ages() {
    let text = Lab::new().prints("kubectl get nodes --no-headers");
    assert_eq!(text.lines().count(), 3, "{text}");
    for line in text.lines() {
        assert!(line.contains("Ready") && line.ends_with("v1.36.2"), "{line}");
        assert!(!line.contains("<unknown>"), "{line}");
    }
}

#[test]
fn the_api_servers_own_endpoints_stand_in_every_cluster() {
    let text = Lab::new().prints("kubectl get endpointslices kubernetes --no-headers");
    assert!(text.contains("172.18.0.5"), "{text}");
}

#[test]
fn strict_validation_refuses_an_unknown_field_and_warn_only_warns() {
    let wrong = WEB.replace("spec:", "spec:\n  foo: bar");
    let mut lab = Lab::new();
    let refused = lab.feed("kubectl apply -f -", &wrong);
    assert_eq!(refused.exit, 1);
    assert!(refused.stderr.contains("unknown field \"spec.foo\""), "{}", refused.stderr);
    let warned = lab.feed("kubectl apply --validate=warn -f -", &wrong);
    assert_eq!(warned.stdout, "service/web created\n");
    assert_eq!(warned.stderr, "Warning: unknown field \"spec.foo\"\n");
}

#[test]
fn without_validation_an_unknown_field_is_dropped_in_silence() {
    let mut lab = Lab::new();
    let wrong = WEB.replace("spec:", "spec:\n  foo: bar");
    let done = lab.feed("kubectl apply --validate=false -f -", &wrong);
    assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("service/web created\n", ""));
    assert_eq!(lab.prints("kubectl get svc web -o jsonpath='{.spec.foo}'"), "");
}

#[test]
fn a_value_that_validate_does_not_know_is_refused() {
    let done = Lab::new().feed("kubectl apply --validate=maybe -f -", WEB);
    assert_eq!(done.exit, 1);
    assert!(done.stderr.starts_with("error: invalid - validate option"), "{}", done.stderr);
}

#[test]
fn a_diff_of_what_is_there_is_empty() {
    let done = Lab::with(WEB).feed("kubectl diff -f -", WEB);
    assert_eq!(done, Output::default());
}

#[test]
fn a_diff_shows_only_the_changed_line_and_changes_nothing() {
    let mut lab = Lab::with(WEB);
    let done = lab.feed("kubectl diff -f -", &WEB.replace("8080", "9090"));
    assert_eq!(done.exit, 1);
    let changed: Vec<&str> = done
        .stdout
        .lines()
        .filter(|it| it.starts_with(['-', '+']) && !it.starts_with("---") && !it.starts_with("+++"))
        .collect();
    assert_eq!(changed, ["-    targetPort: 8080", "+    targetPort: 9090"]);
    let port = lab.prints("kubectl get svc web -o jsonpath='{.spec.ports[0].targetPort}'");
    assert_eq!(port, "8080");
}

#[test]
fn a_diff_of_an_invalid_manifest_gives_2() {
    let done = Lab::with(WEB).feed("kubectl diff -f -", &WEB.replace("port: 80,", "port: 0,"));
    assert_eq!(done.exit, 2);
    assert!(done.stderr.starts_with("The Service \"web\" is invalid: "), "{}", done.stderr);
}

#[test]
fn apply_by_force_makes_anew_what_cannot_change() {
    let mut lab = Lab::with(WEB);
    let other = WEB.replace("10.96.0.20", "10.96.0.96");
    assert_eq!(lab.feed("kubectl apply -f -", &other).exit, 1);
    let forced = lab.feed("kubectl apply --force -f -", &other);
    assert_eq!((forced.stdout.as_str(), forced.exit), ("service/web configured\n", 0));
    let address = lab.prints("kubectl get svc web -o jsonpath='{.spec.clusterIP}'");
    assert_eq!(address, "10.96.0.96");
}

#[test]
fn explain_lists_the_fields_of_a_type_and_which_are_required() {
    let text = Lab::new().prints("kubectl explain service.spec.ports");
    assert!(text.starts_with("KIND:       Service\nVERSION:    v1\n\n"), "{text}");
    assert!(text.contains("FIELD: ports <[]ServicePort>\n"), "{text}");
    assert!(text.contains("  port\t<integer> -required-\n"), "{text}");
    assert!(text.contains("  protocol\t<string>\n  enum: SCTP, TCP, UDP\n"), "{text}");
}

#[test]
fn explain_names_the_first_field_that_does_not_exist() {
    let done = Lab::new().run("kubectl explain deployment.spec.replica.count");
    assert_eq!(done.stderr, "error: field \"replica\" does not exist\n");
    assert_eq!(done.exit, 1);
}

#[test]
fn a_patch_with_an_unknown_field_warns_and_changes_nothing() {
    let done = Lab::with(WEB).run("kubectl patch svc web -p '{\"spec\":{\"foo\":1}}'");
    assert_eq!(done.stdout, "service/web patched (no change)\n");
    assert_eq!(done.stderr, "Warning: unknown field \"spec.foo\"\n");
}

#[test]
fn a_json_patch_of_a_missing_path_is_refused_without_a_reason() {
    let patch = "[{\"op\":\"replace\",\"path\":\"/spec/foo/bar\",\"value\":1}]";
    let done = Lab::with(WEB).run(&format!("kubectl patch svc web --type=json -p '{patch}'"));
    assert_eq!(
        done.stderr,
        "The request is invalid: the server rejected our request due to an error in our request\n"
    );
}

/// Models kubectl/pkg/cmd/util/editor/editoptions.go.
#[test]
fn a_program_edits_an_object_where_nobody_does() {
    let mut lab = Lab::with(WEB);
    let edit = "EDITOR='sed -i s/ClusterIP$/NodePort/' kubectl edit svc web";
    assert_eq!(lab.run(edit).stdout, "service/web edited\n");
    assert_eq!(lab.prints("kubectl get svc web -o jsonpath='{.spec.type}'"), "NodePort");
    assert_eq!(lab.run(edit).stderr, "Edit cancelled, no changes made.\n");
}

/// Models kubectl/pkg/cmd/create/create_service.go parsePorts.
#[test]
fn a_target_port_is_looked_at_before_anything_is_sent() {
    for (ports, words) in [
        ("80:0", "error: must be between 1 and 65535, inclusive\n"),
        ("80:a--b", "error: must not contain consecutive hyphens\n"),
    ] {
        let line = format!("kubectl create service clusterip api --tcp={ports}");
        assert_eq!(Lab::new().run(&line).stderr, words);
    }
}

#[test]
fn orphaned_replicasets_stay_when_their_deployment_goes() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web --cascade=orphan");
    let left = lab.prints("kubectl get rs -o jsonpath='{.items[*].metadata.ownerReferences}'");
    assert_eq!(left, "");
    assert_eq!(lab.prints("kubectl get rs --no-headers").lines().count(), 1);
}

#[test]
fn a_deleted_deployment_takes_its_replicasets_along() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web");
    assert_eq!(lab.prints("kubectl get rs --no-headers"), "");
}

#[test]
fn what_came_about_last_stands_last_in_a_deployments_conditions() {
    let mut lab = Lab::with(DEPLOYMENT);
    let order = lab.prints("kubectl get deploy web -o jsonpath='{.status.conditions[*].type}'");
    assert_eq!(order, "Available Progressing");
}

#[test]
fn a_deployment_whose_pods_are_refused_says_why_in_its_conditions_and_events() {
    let text = DEPLOYMENT
        .replace("      containers:", "      serviceAccountName: shop\n      containers:");
    let mut lab = Lab::with(&text);
    assert_eq!(
        lab.feed("kubectl get pods", "").stderr,
        "No resources found in default namespace.\n"
    );
    let condition = "  ReplicaFailure   True    FailedCreate\n";
    let deployment = lab.feed("kubectl describe deployment web", "").stdout;
    assert!(deployment.contains(condition), "{deployment}");
    let set = lab.feed("kubectl describe rs -l app=web", "").stdout;
    assert!(set.contains("Conditions:\n  Type             Status  Reason\n"), "{set}");
    assert!(set.contains(condition), "{set}");
    let why = "Error creating: pods \"web-";
    assert!(set.contains(why) && set.contains("serviceaccount \"shop\" not found"), "{set}");
}

/// client-go tools/record EventCorrelator.
#[test]
fn an_event_that_comes_again_is_counted() {
    let text = "apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      priorityClassName: high
      containers:
      - {name: db, image: agnhost}
";
    let mut lab = Lab::with(text);
    let count = "kubectl get events -o jsonpath='{.items[*].count}'";
    let before: usize = lab.prints(count).parse().expect("one number");
    lab.run("kubectl annotate statefulset db note=one");
    assert_eq!(lab.prints(count), (before + 1).to_string());
    let printed = lab.prints("kubectl describe statefulset db");
    let why = "create Pod db-0 in StatefulSet db failed error: pods \"db-0\" is forbidden: \
               no PriorityClass with name high was found";
    assert_eq!(printed.matches(why).count(), 1, "{printed}");
}

#[test]
fn rollout_alone_prints_its_help_and_fails() {
    let done = Lab::new().run("kubectl rollout");
    assert!(done.stdout.starts_with("Manage the rollout"), "{}", done.stdout);
    assert_eq!(done.exit, 1);
}

#[test]
fn flags_of_apply_that_do_not_go_together_are_refused() {
    let mut lab = Lab::new();
    for (flags, why) in [
        ("--force --dry-run=server", "--dry-run=server cannot be used with --force"),
        ("--force-conflicts", "--force-conflicts only works with --server-side"),
        ("--all -l app=web", "cannot set --all and --selector at the same time"),
    ] {
        let done = lab.feed(&format!("kubectl apply {flags} -f -"), WEB);
        assert_eq!(done.stderr, format!("error: {why}\n"));
        assert_eq!(done.exit, 1);
    }
    assert_eq!(lab.run("kubectl get svc web").exit, 1);
}

#[test]
fn replace_takes_a_grace_period_only_by_force() {
    let mut lab = Lab::with(WEB);
    let refused = lab.feed("kubectl replace --grace-period=0 -f -", WEB);
    assert_eq!(refused.stderr, "error: --grace-period must have --force specified\n");
    let done = lab.feed("kubectl replace --force --grace-period=0 -f -", WEB);
    assert!(done.stdout.ends_with("service/web replaced\n"), "{}", done.stdout);
}

#[test]
fn events_are_listed_by_their_names() {
    let mut lab = Lab::with(DEPLOYMENT);
    let text = lab.prints("kubectl get events -o custom-columns=N:.metadata.name --no-headers");
    let names: Vec<&str> = text.lines().collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert!(names.len() > 5, "{text}");
    assert_eq!(names, sorted);
}

#[test]
fn kubectls_own_log_lines_carry_a_time_and_no_placeholder() {
    let out = Lab::new().feed("kubectl apply --dry-run -f -", WEB);
    assert!(out.stderr.starts_with("W0101 00:0"), "{}", out.stderr);
    assert!(!out.stderr.contains('<'), "{}", out.stderr);
}

#[test]
fn ping_is_answered_by_pods_and_nodes_but_not_by_a_cluster_address() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.terminal.files.insert("s.yaml".to_owned(), WEB.to_owned());
    lab.run("kubectl apply -f s.yaml");
    let before = lab.cluster.world.requests;
    let pod = lab.run("ping -c 2 $(kubectl get pods -o jsonpath='{.items[0].status.podIP}')");
    assert_eq!(pod.exit, 1, "a laptop has no route to Pods: {pod:?}");
    let line = "kubectl exec deploy/web -- ping -c 2 ";
    let node = lab.run(&format!("{line}172.18.0.2"));
    assert!(node.stdout.contains("64 bytes from 172.18.0.2: icmp_seq=2\n"), "{}", node.stdout);
    assert!(!node.stdout.contains("time"), "no times are made up: {}", node.stdout);
    let other = lab.run("IP=$(kubectl get pods -o jsonpath='{.items[1].status.podIP}'); kubectl exec deploy/web -- ping -c 1 $IP");
    assert!(other.stdout.contains("1 received, 0% packet loss"), "{other:?}");
    let service = lab.run(&format!("{line}web"));
    assert!(service.stdout.contains("2 packets transmitted, 0 received, 100% packet loss"));
    assert_eq!(service.exit, 1);
    assert_eq!(lab.cluster.world.requests, before, "no request is counted");
}

#[test]
fn ping_of_a_cluster_address_is_rejected_in_the_nftables_mode() {
    let proxy_mode = service_lab_engine::cluster::ProxyMode::Nftables;
    let config = ClusterConfig { proxy_mode, ..ClusterConfig::default() };
    let (world, _) = World::new(config);
    let mut lab = Lab { terminal: Terminal::default(), cluster: WorldCluster::new(world) };
    lab.terminal.files.insert("all.yaml".to_owned(), format!("{WEB}---\n{DEPLOYMENT}"));
    lab.run("kubectl apply -f all.yaml; sleep 60");
    let out = lab.run("kubectl exec deploy/web -- ping -c 1 web");
    assert!(out.stdout.contains("Destination Port Unreachable"), "{out:?}");
    assert!(out.stdout.contains("0 received, +1 errors, 100% packet loss"), "{out:?}");
    let unused = lab.run("kubectl exec deploy/web -- ping -c 1 10.96.99.99");
    assert!(!unused.stdout.contains("Unreachable"), "unused addresses are dropped: {unused:?}");
}

#[test]
fn variables_substitutions_and_loops_work_as_in_a_shell() {
    let mut lab = Lab::with(WEB);
    for (line, wanted) in [
        (
            "IP=$(kubectl get svc web -o jsonpath='{.spec.clusterIP}'); echo \"at $IP\"",
            "at 10.96.0.20\n",
        ),
        ("for i in 1 2 3; do echo -n $i; done", "123"),
        ("for i in {1..3}\ndo\n  echo ${i}x\ndone", "1x\n2x\n3x\n"),
        ("for n in $(kubectl get nodes -o name); do echo $n; done | wc -l", "3\n"),
        ("a='x y'; for w in $a; do echo $w; done", "x\ny\n"),
        ("a='x y'; for w in \"$a\"; do echo $w; done", "x y\n"),
        ("echo $nothing | wc -c", "1\n"),
        (
            "kubectl get svc | awk '{print $1, $3}' | head -2",
            "NAME CLUSTER-IP\nkubernetes 10.96.0.1\n",
        ),
        ("kubectl get svc --no-headers | awk 'NR==2 {print $NF}' | wc -l", "1\n"),
        ("echo a:b:c | cut -d: -f2", "b\n"),
        ("echo abc | tr a-z A-Z", "ABC\n"),
        ("seq 2", "1\n2\n"),
        ("printf '%s-%d\\n' a 1", "a-1\n"),
    ] {
        assert_eq!(lab.run(line).stdout, wanted, "{line}");
    }
    let ended = lab.run("for i in {1..900}; do for j in {1..900}; do true; done; done");
    assert!(ended.stderr.contains("too many turns"), "{}", ended.stderr);
}

#[test]
fn a_nodes_own_tools_show_its_rules() {
    let mut lab = Lab::with(&format!("{WEB}---\n{DEPLOYMENT}"));
    let refused = lab.feed("iptables-save", "");
    assert_eq!((refused.exit, refused.stdout.as_str()), (127, ""));
    lab.terminal.place = service_lab_engine::net::Client::Node("node-1".into());
    let all = lab.feed("iptables-save", "").stdout;
    assert!(all.starts_with("*filter\n:INPUT ACCEPT [0:0]\n"), "{all}");
    let line = "-A KUBE-SERVICES -d 10.96.0.20/32 -p tcp -m comment --comment \"default/web cluster IP\" \
                -m tcp --dport 80 -j KUBE-SVC-";
    assert!(all.contains(line), "{all}");
    let chance = lab.feed("iptables-save -t nat | grep probability", "").stdout;
    assert!(chance.contains("--probability 0.50000000000 -j KUBE-SEP-"), "{chance}");
    let chain = lab.feed("iptables -t nat -S KUBE-MARK-MASQ", "").stdout;
    assert_eq!(chain, "-N KUBE-MARK-MASQ\n-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n");
    let none = lab.feed("iptables -t nat -S KUBE-NONE", "");
    assert_eq!(none.stderr, "iptables: No chain/target/match by that name.\n");
    assert!(lab.feed("nft list ruleset", "").stderr.starts_with("service-lab: "));

    let mode = Command::SetProxyMode { mode: service_lab_engine::cluster::ProxyMode::Nftables };
    lab.cluster.world = step(&lab.cluster.world, &mode).world;
    assert_eq!(lab.feed("nft list tables", "").stdout, "table ip kube-proxy\n");
    let map = lab.feed("nft list map ip kube-proxy service-ips", "").stdout;
    assert!(map.starts_with("table ip kube-proxy {\n\tmap service-ips {\n"), "{map}");
    assert!(map.contains("10.96.0.20 . tcp . 80 : goto service-"), "{map}");
    assert!(map.ends_with(" }\n\t}\n}\n"), "{map}");
    let whole = lab.feed("nft list table ip kube-proxy", "").stdout;
    assert!(whole.contains("numgen random mod 2 map { 0 : 10.244."), "{whole}");
    assert_eq!(lab.feed("nft list chain ip kube-proxy none", "").exit, 1);
}

#[test]
fn a_finalizer_holds_a_deletion_until_it_is_gone() {
    let mut lab = Lab::with(WEB);
    let finalizers = "'{\"metadata\":{\"finalizers\":[\"example.com/wait\"]}}'";
    lab.run(&format!("kubectl patch svc web -p {finalizers}"));
    assert_eq!(
        lab.prints("kubectl delete svc web --wait=false"),
        "service \"web\" deleted from default namespace\n"
    );
    let at = lab.prints("kubectl get svc web -o jsonpath='{.metadata.deletionTimestamp}'");
    assert!(at.starts_with("2026-"), "{at}");
    let more = "'{\"metadata\":{\"finalizers\":[\"example.com/wait\",\"example.com/more\"]}}'";
    let refused = lab.run(&format!("kubectl patch svc web --type=merge -p {more}")).stderr;
    assert!(
        refused.contains(
            "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being \
             deleted, found new finalizers []string{\"example.com/more\"}"
        ),
        "{refused}"
    );
    lab.run("kubectl patch svc web --type=json -p '[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]'");
    assert!(lab.run("kubectl get svc web").stderr.contains("not found"));
}

#[test]
fn foreground_deletion_takes_what_is_owned_first() {
    let mut lab = Lab::with(DEPLOYMENT);
    lab.run("kubectl delete deploy web --cascade=foreground --wait=false");
    let held = lab.prints("kubectl get deploy,rs -o jsonpath='{.items[*].metadata.finalizers}'");
    assert_eq!(held, "[\"foregroundDeletion\"] [\"foregroundDeletion\"]");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: 60_000 }).world;
    let left = lab.run("kubectl get deploy,rs,pods");
    assert_eq!(left.stdout, "", "{}", left.stderr);
}

#[test]
fn a_load_balancer_keeps_its_service_until_it_is_taken_back() {
    let mut lab = Lab::new();
    let provider = Command::SetProvider { provider: Provider::Gcp };
    lab.cluster.world = step(&lab.cluster.world, &provider).world;
    lab.feed("kubectl apply -f -", &WEB.replace("spec:", "spec:\n  type: LoadBalancer"));
    let held = lab.prints("kubectl get svc web -o jsonpath='{.metadata.finalizers}'");
    assert_eq!(held, "[\"service.kubernetes.io/load-balancer-cleanup\"]");
    lab.run("kubectl patch svc web -p '{\"spec\":{\"type\":\"ClusterIP\"}}'");
    assert_eq!(lab.prints("kubectl get svc web -o jsonpath='{.metadata.finalizers}'"), "");
    lab.run("kubectl patch svc web -p '{\"spec\":{\"type\":\"LoadBalancer\"}}'");
    lab.run("kubectl delete svc web");
    assert!(lab.run("kubectl get svc web").stderr.contains("not found"));
    assert!(lab.prints("kubectl get events").contains("DeletedLoadBalancer"));
}

#[test]
fn who_manages_what_is_shown_when_asked_for() {
    let mut lab = Lab::with(DEPLOYMENT);
    assert!(!lab.prints("kubectl get deploy web -o yaml").contains("managedFields"));
    let shown = lab.prints("kubectl get deploy web -o yaml --show-managed-fields");
    for wanted in [
        "manager: kubectl-client-side-apply",
        "f:matchLabels",
        "subresource: status",
        "f:deployment.kubernetes.io/revision: {}",
        "k:{\"name\":\"web\"}:",
    ] {
        assert_eq!(shown.contains(wanted), wanted != "f:matchLabels", "{wanted}\n{shown}");
    }
    let said = lab.feed(
        "kubectl apply --server-side --field-manager=ci -f -",
        &DEPLOYMENT.replace("replicas: 2", "replicas: 3"),
    );
    let conflict = "error: Apply failed with 1 conflict: conflict with \
                    \"kubectl-client-side-apply\" using apps/v1: .spec.replicas\n";
    assert!(said.stderr.starts_with(conflict), "{}", said.stderr);
}

const STATEFUL: &str = "apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: {app: db}
  ports:
  - {port: 5432}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 3
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
      - name: db
        image: agnhost
        args: [netexec, --http-port=5432]
        readinessProbe: {tcpSocket: {port: 5432}}
";

#[test]
fn a_stateful_set_makes_its_pods_one_after_the_other_and_each_has_a_name_in_dns() {
    let mut lab = Lab::new();
    let said = lab.feed("kubectl apply -f -", STATEFUL);
    assert_eq!(said.stdout, "service/db created\nstatefulset.apps/db created\n");
    assert_eq!(lab.prints("kubectl get pods -o name"), "pod/db-0\n");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: REST_MS }).world;
    assert_eq!(lab.prints("kubectl get pods -o name"), "pod/db-0\npod/db-1\npod/db-2\n");
    assert!(lab.prints("kubectl get sts").contains("db     3/3     "));
    let address = lab.prints("kubectl get pod db-1 -o jsonpath='{.status.podIP}'");
    let found = lab.prints("kubectl exec db-0 -- nslookup db-1.db");
    assert!(found.contains("db-1.db.default.svc.cluster.local"), "{found}");
    assert!(found.contains(&address), "{address} {found}");
    let service = lab.prints("kubectl exec db-0 -- nslookup -type=srv db");
    assert!(
        service.contains("service = 0 33 5432 db-1.db.default.svc.cluster.local."),
        "{service}"
    );
    let full = "kubectl exec db-0 -- dig +short SRV db.default.svc.cluster.local";
    assert!(lab.prints(full).contains("0 33 5432 db-2.db.default.svc.cluster.local."));
    let events = lab.prints("kubectl get events");
    assert!(events.contains("create Pod db-2 in StatefulSet db successful"), "{events}");
    let status = lab.prints("kubectl rollout status sts/db");
    assert_eq!(status, "partitioned roll out complete: 3 new pods have been updated...\n");
}

#[test]
fn a_stateful_set_shrinks_from_the_top_and_changes_from_the_top() {
    let mut lab = Lab::with(STATEFUL);
    assert_eq!(lab.prints("kubectl scale sts db --replicas=2"), "statefulset.apps/db scaled\n");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: REST_MS }).world;
    assert_eq!(lab.prints("kubectl get pods -o name"), "pod/db-0\npod/db-1\n");
    let before = lab.prints("kubectl get pods -o jsonpath='{.items[*].metadata.uid}'");
    assert_eq!(lab.prints("kubectl rollout restart sts/db"), "statefulset.apps/db restarted\n");
    let ending =
        "kubectl get pods -o jsonpath='{.items[?(@.metadata.deletionTimestamp)].metadata.name}'";
    assert_eq!(lab.prints(ending), "db-1");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: 2 * REST_MS }).world;
    let after = lab.prints("kubectl get pods -o jsonpath='{.items[*].metadata.uid}'");
    for uid in before.split(' ') {
        assert!(!after.contains(uid), "{before} {after}");
    }
    let described = lab.prints("kubectl describe sts db");
    for wanted in [
        "Replicas:           2 desired | 2 total\nUpdate Strategy:    RollingUpdate\n  Partition:        0\n",
        "Pods Status:        2 Running / 0 Waiting / 0 Succeeded / 0 Failed\n",
        "Volume Claims:     <none>\n",
    ] {
        assert!(described.contains(wanted), "{described}");
    }
}

#[test]
fn what_a_stateful_set_never_changes_is_refused_in_upstreams_words() {
    let mut lab = Lab::with(STATEFUL);
    let other = STATEFUL.replace("serviceName: db", "serviceName: other");
    let said = lab.feed("kubectl apply -f -", &other).stderr;
    assert_eq!(
        said,
        "The StatefulSet \"db\" is invalid: spec: Forbidden: updates to statefulset spec for fields \
         other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', \
         'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden\n"
    );
    let none =
        STATEFUL.replace("  selector:\n    matchLabels: {app: db}\n  template", "  template");
    let said = lab.feed("kubectl create -f -", &none.replace("name: db", "name: two")).stderr;
    assert!(said.contains("spec.selector: Required value"), "{said}");
}

#[test]
fn an_ingress_class_is_checked_shown_and_given_to_ingresses_without_one() {
    let mut lab = Lab::new();
    let class = "apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
  annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}
spec:
  controller: k8s.io/ingress-nginx
";
    let bad =
        lab.feed("kubectl apply -f -", &class.replace("k8s.io/ingress-nginx", "nginx")).stderr;
    assert_eq!(
        bad,
        "The IngressClass \"nginx\" is invalid: spec.controller: Invalid value: \"nginx\": must be a \
         domain-prefixed path (such as \"acme.io/foo\")\n"
    );
    assert_eq!(
        lab.feed("kubectl apply -f -", class).stdout,
        "ingressclass.networking.k8s.io/nginx created\n"
    );
    let table = lab.prints("kubectl get ingressclass");
    assert!(
        table.starts_with(
            "NAME    CONTROLLER             PARAMETERS   AGE\nnginx   k8s.io/ingress-nginx   <none>"
        ),
        "{table}"
    );
    let ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  \
                   defaultBackend: {service: {name: web, port: {number: 80}}}\n";
    lab.feed("kubectl apply -f -", ingress);
    assert_eq!(lab.prints("kubectl get ing web -o jsonpath='{.spec.ingressClassName}'"), "nginx");
}

#[test]
fn an_autoscaler_without_a_metrics_server_only_keeps_its_limits() {
    let mut lab = Lab::with(DEPLOYMENT);
    let said = lab.prints("kubectl autoscale deploy web --min=3 --max=5 --cpu=50%");
    assert_eq!(said, "horizontalpodautoscaler.autoscaling/web autoscaled\n");
    assert_eq!(lab.prints("kubectl get deploy web -o jsonpath='{.spec.replicas}'"), "3");
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms: REST_MS }).world;
    let table = lab.prints("kubectl get hpa");
    assert!(
        table.starts_with(
            "NAME   REFERENCE        TARGETS              MINPODS   MAXPODS   REPLICAS   AGE\n\
             web    Deployment/web   cpu: <unknown>/50%   3         5         3          2m"
        ),
        "{table}"
    );
    let described = lab.prints("kubectl describe hpa web");
    for wanted in [
        "  resource cpu on pods  (as a percentage of request):  <unknown> / 50%\n",
        "Deployment pods:                                       3 current / 3 desired\n",
        "  ScalingActive  False   FailedGetResourceMetric",
        "New size: 3; reason: Current number of replicas below Spec.MinReplicas",
    ] {
        assert!(described.contains(wanted), "{wanted}\n{described}");
    }
    let again = lab.run("kubectl autoscale deploy web --max=5").stderr;
    let there = "Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling \"web\" \
                 already exists\n";
    assert_eq!(again, there);
    let service = lab.feed("kubectl apply -f -", WEB);
    assert_eq!(service.exit, 0);
    assert_eq!(
        lab.run("kubectl autoscale svc web --max=5").stderr,
        "error: cannot autoscale a Service: could not find scale subresource for /v1, \
         Resource=services in discovery information\n"
    );
}
