//! Whatever is typed into the terminal, it answers: lines made of the words
//! and signs that commands are made of, in any order.

use service_lab_engine::chance;
use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::world::World;
use service_lab_shell::{Terminal, WorldCluster};

const GIVEN: &str = "kubectl create deployment web --image=agnhost --replicas=2 --port=80; \
                     kubectl expose deployment web; sleep 60";

/// Lines typed into one cluster, and how many clusters.
const LINES: u64 = 25;
const CLUSTERS: u64 = 40;

/// Beginnings that lead far into a command.
const HEADS: &[&str] = &[
    "kubectl get",
    "kubectl describe",
    "kubectl apply -f -",
    "kubectl create",
    "kubectl delete",
    "kubectl patch",
    "kubectl label",
    "kubectl annotate",
    "kubectl scale",
    "kubectl rollout",
    "kubectl expose",
    "kubectl run",
    "kubectl set",
    "kubectl wait",
    "kubectl explain",
    "kubectl taint",
    "kubectl autoscale",
    "kubectl logs",
    "kubectl exec",
    "kubectl events",
    "kubectl edit",
    "kubectl replace",
    "kubectl diff",
    "kubectl config",
    "kubectl",
    "curl",
    "nslookup",
    "ping",
    "iptables-save",
    "iptables -t nat",
    "nft list",
    "echo",
    "for x in",
    "if",
    "if true; then",
    "while",
    "while read x; do",
    "until",
    "(",
    "{",
    "echo $((",
    "echo `",
    "read",
    "grep -E",
    "sed -n",
    "awk",
    "cut",
    "tr",
    "xargs -n1",
    "printf",
    "test",
    "[",
    "seq",
    "cat <<X",
];

const WORDS: &[&str] = &[
    "svc",
    "svc/web",
    "deployment/web",
    "pods",
    "pod",
    "web",
    "node-1",
    "nodes",
    "all",
    "events",
    "endpointslices",
    "ns",
    "configmap",
    "statefulset",
    "-o",
    "-o=yaml",
    "json",
    "wide",
    "name",
    "jsonpath={.items[*].metadata.name}",
    "jsonpath='{range .items[*]}{.spec}{end}'",
    "go-template={{range .items}}{{.metadata.name}}{{end}}",
    "custom-columns=A:.metadata.name,B:.x[",
    "-l",
    "app=web",
    "app in (web",
    "-n",
    "default",
    "-A",
    "-w",
    "--watch=",
    "--for=delete",
    "--for=jsonpath={.status}=x",
    "--timeout=1s",
    "-p",
    "{\"spec\":{\"ports\":null}}",
    "[{\"op\":",
    "--type=json",
    "--type=merge",
    "status",
    "history",
    "undo",
    "restart",
    "--to-revision=9",
    "image",
    "web=x",
    "selector",
    "env",
    "A=b",
    "a-",
    "--replicas=-1",
    "--replicas=99999999999",
    "--port=0",
    "--target-port=x",
    "--overrides={",
    "--",
    "sh",
    "-c",
    "key=v:NoSchedule",
    "key-",
    "http://web:80/",
    "10.96.0.1",
    "[::1]:80",
    "-x",
    "3.5",
    "999999999999999999999",
    "-1",
    "'",
    "\"",
    "$x",
    "$(",
    ")",
    "`",
    "|",
    "||",
    "&&",
    ";",
    ">",
    ">>",
    "2>&1",
    "<",
    "f",
    "&",
    "(",
    "{a,b}",
    "*",
    "((((a)*)*)*)*b",
    "s/\\(a*\\)*/\\1\\9/g",
    "/a/,/b/d;$!N",
    "{print $NF,$-1}",
    "-d,",
    "-f9-1",
    "-c",
    "%s%d%-9999s\\n",
    "\\",
    "\n",
    "done",
    "do",
    "then",
    "else",
    "fi",
    "}",
    "$((",
    "1/x",
    "break",
    "while",
    "é中한",
    "\u{0}",
    "=",
    "==",
    "-eq",
    "!",
];

fn word<'a>(all: &[&'a str], about: &[&str]) -> &'a str {
    all.get(chance::below(7, about, all.len() as u64) as usize).copied().unwrap_or_default()
}

#[test]
fn any_line_is_answered() {
    let mut answered = 0;
    for round in 0..CLUSTERS {
        let (world, _) = World::new(ClusterConfig::default());
        let mut cluster = WorldCluster::new(world);
        let mut terminal = Terminal::default();
        assert_eq!(terminal.run(&mut cluster, GIVEN, "").stderr, "");
        for number in 0..LINES {
            let place = format!("{round}/{number}");
            let count = chance::below(7, &[&place], 9);
            let rest = (0..count).map(|it| word(WORDS, &[&place, &it.to_string()]));
            let line: Vec<&str> =
                std::iter::once(word(HEADS, &[&place, "head"])).chain(rest).collect();
            let said = terminal.run(&mut cluster, &line.join(" "), "a b\n1,2,3\n");
            answered += usize::from(!said.stdout.is_empty() || !said.stderr.is_empty());
        }
    }
    // Most say something; some, such as `test`, do not.
    assert!(answered as u64 > CLUSTERS * LINES / 2, "{answered}");
}

#[test]
fn what_is_nested_too_deep_or_too_long_is_answered() {
    let many = |text: &str| text.repeat(20_000);
    for line in [
        many("$("),
        many("("),
        many("{"),
        many("kubectl get "),
        many("x|"),
        many("for x in a; do "),
        many("( "),
        many("{ "),
        many("if "),
        many("while read x; do "),
        many("`"),
        format!("echo $(({}", many("(")),
        format!("echo $(({}1))", many("- ")),
        format!("kubectl get svc -o jsonpath='{}'", many("{.a")),
        format!("kubectl get svc -o jsonpath='{{.items[?(@.a=={}'", many("(")),
        format!("kubectl get svc -o go-template='{}'", many("{{if ")),
        format!("kubectl get svc -o go-template='{{{{{}'", many("(print ")),
        format!(
            "kubectl get svc -o go-template='{{{{$x := `ab`}}}}{}'",
            many("{{$x = print $x $x}}")
        ),
        format!("kubectl get svc -o go-template='{{{{printf `{}` 1}}}}'", many("%d")),
        format!("kubectl get svc -o go-template='{{{{$x := 1}}}}{{{{print {}}}}}'", many("($x) ")),
        "kubectl get svc -o go-template='{{define `a`}}{{template `a`}}{{template `a`}}{{end}}{{template `a`}}'"
            .to_owned(),
        "kubectl get svc -o go-template='{{range 99999999999}}{{range 99999}}x{{end}}{{end}}'"
            .to_owned(),
        format!("kubectl patch svc kubernetes -p '{}'", many("{\"a\":")),
        format!("kubectl patch svc kubernetes --type=json -p '{}'", many("[")),
        format!("kubectl get svc -l 'a in ({}'", many("b,")),
        format!("kubectl explain service{}", many(".spec")),
        format!("echo {{{}", many("{a,b}")),
        format!("echo x | sed '{}'", many("{")),
        format!("echo x | grep -E '{}'", many("(a|")),
        format!("echo x | awk '{}'", many("{print (")),
        format!("seq 1 {}", "9".repeat(40)),
        format!("printf '{}'", many("%s")),
        format!("[ {} ]", many("! ")),
        format!("echo x | xargs -n1 {}", many("xargs ")),
    ] {
        let (world, _) = World::new(ClusterConfig::default());
        let mut terminal = Terminal::default();
        terminal.run(&mut WorldCluster::new(world), &line, "");
    }
}
