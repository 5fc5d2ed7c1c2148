//! The terminal in a learner's world: lines typed, and what they print.

mod consequences;
mod ended;
mod manifests;
mod stateful_sets;

use service_lab_engine::cluster::{ClusterConfig, ProxyMode};
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
    let proxy_mode = ProxyMode::Nftables;
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

    let mode = Command::SetProxyMode { mode: ProxyMode::Nftables };
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
fn what_one_program_reads_is_gone_for_the_next() {
    const MAP: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
    for (lines, wanted) in [
        (
            "kubectl get ns default -o name\nkubectl apply -f -",
            "namespace/default\nconfigmap/c created\n",
        ),
        ("x=$(cat)\necho \"$x\" | kubectl apply -f -", "configmap/c created\n"),
        ("echo $(kubectl apply -f -)\ncat", "configmap/c created\n"),
        ("kubectl apply --filename=-\nwc -l", "configmap/c created\n0\n"),
        ("kubectl apply -f-\ncat", "configmap/c created\n"),
        ("head -1\nkubectl apply -f -", "apiVersion: v1\n"),
        ("tee f > /dev/null\ncat -\nsort f | head -1", "apiVersion: v1\n"),
        (
            "kubectl apply -f - <<'E'\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\nE\nkubectl apply -f -",
            "configmap/d created\nconfigmap/c created\n",
        ),
        ("bash -c 'read a; cat'\ncat", "kind: ConfigMap\nmetadata: {name: c}\n"),
        ("kubectl apply -f /dev/stdin\nls", "configmap/c created\n"),
        ("for i in 1 2; do kubectl apply -f -; done", "configmap/c created\n"),
    ] {
        assert_eq!(Lab::new().feed(lines, MAP).stdout, wanted, "{lines}");
    }
    let mut lab = Lab::with(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: agnhost, args: [pause]}]}\n",
    );
    assert_eq!(lab.feed("kubectl exec p -- cat; cat", "a\n").stdout, "a\n");
    assert_eq!(lab.feed("kubectl exec -i p -- cat; cat", "a\n").stdout, "a\n");
    assert_eq!(lab.feed("kubectl exec -i p -- hostname; cat", "a\n").stdout, "p\n");
}

#[test]
fn a_here_document_carries_variables_unless_its_end_is_quoted() {
    let mut lab = Lab::new();
    for (lines, wanted) in [
        (
            "n=web\ncat <<E\nname: $n-${n} \"$(echo a  b)\" \\$n $((1+1))\nE",
            "name: web-web \"a b\" $n 2\n",
        ),
        ("n=web\ncat <<'E'\nname: $n\nE", "name: $n\n"),
        ("cat <<-\"E\"\n\t\tname: $n\n\tE", "name: $n\n"),
        ("f=web.yaml; echo a > $f; cat \"$f\" < $f; ls", "a\nweb.yaml\n"),
    ] {
        assert_eq!(lab.feed(lines, "").stdout, wanted, "{lines}");
    }
}

#[test]
fn an_alias_stands_for_a_program_and_its_words() {
    let mut lab = Lab::with(WEB);
    for (line, wanted) in [
        ("alias", "alias k='kubectl'\n"),
        ("alias k=kubectl kg='kubectl get' ka=\"kubectl apply -f\"", ""),
        ("k get svc web -o name", "service/web\n"),
        ("kg svc web -o name && kg ns default -o name", "service/web\nnamespace/default\n"),
        ("alias kg", "alias kg='kubectl get'\n"),
        ("alias kgs='kg svc'; kgs web -o name | cat", "service/web\n"),
        ("alias ls='ls -l'; touch a; ls", "a\n"),
        ("unalias kg; kg svc; alias kg", "bash: kg: command not found\nservice-lab"),
        (
            "alias x='a | b'",
            "service-lab: alias is simulated for a program with its words, not for x=a | b\n",
        ),
        ("unalias nix", "bash: unalias: nix: not found\n"),
    ] {
        let got = lab.feed(line, "");
        let got = format!("{}{}", got.stdout, got.stderr);
        assert!(got.starts_with(wanted) && wanted.is_empty() == got.is_empty(), "{line}: {got}");
    }
}

#[test]
fn what_the_shell_lacks_is_named_with_what_serves_instead() {
    let mut lab = Lab::new();
    for (line, wanted) in [
        (
            "case a in b) ls;; esac",
            "service-lab: case is not simulated here; if, for, while and until are\n",
        ),
        (
            "f() { ls; }",
            "service-lab: a function is not simulated here; if, for, while and until are\n",
        ),
        (
            "watch kubectl get pods",
            "bash: watch: command not found\nservice-lab: watch is not simulated here; kubectl get --watch is, and so are loops with sleep\n",
        ),
        (
            "jq .items",
            "bash: jq: command not found\nservice-lab: jq is not simulated here; kubectl get -o jsonpath=... and -o custom-columns=... are\n",
        ),
        ("export ns=shop do='-o name'; echo $ns $do", "shop -o name\n"),
        ("(exit 3); echo $?; exit; echo b", "3\n"),
        ("echo a > x; cp x y; mv x z; cat y z; ls", "a\na\ny\nz\n"),
        (
            "cp nix y; mkdir d; cp y z d; ls d",
            "y\nz\ncp: cannot stat 'nix': No such file or directory\n",
        ),
        ("echo a >/dev/stderr; echo b > /dev/stdout", "b\na\n"),
    ] {
        let got = lab.feed(line, "");
        assert_eq!(format!("{}{}", got.stdout, got.stderr), wanted, "{line}");
    }
}
