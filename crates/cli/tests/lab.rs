//! `svclab apply` and `svclab trace` as a terminal sees them.

use std::io::Write;
use std::process::{Command, Output, Stdio};

const SERVICE: &str = "apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080, nodePort: 30080}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {app: web}}
spec:
  nodeName: node-2
  containers:
  - {name: main, image: agnhost, args: [netexec]}
";

fn svclab(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_svclab"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("svclab starts");
    // A program that wrong use ends early reads nothing.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("svclab ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn apply_prints_what_kubectl_prints() {
    let done = svclab(&["apply", "-f", "-"], SERVICE);
    assert_eq!(text(&done.stdout), "service/web created\npod/web-1 created\n");
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn a_refused_text_is_shown_with_its_line_and_gives_1() {
    let done = svclab(&["apply", "-f", "-"], &SERVICE.replace("30080", "80"));
    assert_eq!(done.status.code(), Some(1));
    let said = text(&done.stderr);
    assert!(said.contains("provided port is not in the valid range"), "{said}");
    assert!(said.contains("--> STDIN:8:44"), "{said}");
}

#[test]
fn wrong_use_gives_2() {
    assert_eq!(svclab(&["apply"], "").status.code(), Some(2));
    let nowhere = ["trace", "-f", "-", "--from", "house", "--to", "web:80"];
    assert_eq!(svclab(&nowhere, SERVICE).status.code(), Some(2));
}

#[test]
fn the_doctor_tries_every_way_in_and_says_what_to_change() {
    let done = svclab(&["doctor", "-f", "-"], SERVICE);
    let said = text(&done.stdout);
    assert!(
        said.starts_with("service/web in default\n  ok    from node node-1 to 10.96."),
        "{said}"
    );
    assert!(
        said.contains("  ok    from outside to 172.18.0.4:30080 (TCP): 4 of 4 answered\n"),
        "{said}"
    );
    assert!(said.ends_with("0 of 4 ways in fail\n"), "{said}");
    assert_eq!(done.status.code(), Some(0));

    let done = svclab(
        &["doctor", "-f", "-"],
        &SERVICE.replace("{app: web}\n  ports", "{run: web}\n  ports"),
    );
    let said = text(&done.stdout);
    assert!(
        said.contains("172.18.0.2:30080 (TCP): 0 of 1 answered\n        For the same reason."),
        "{said}"
    );
    assert!(said.contains("        -> Make the selector of web say exactly"), "{said}");
    assert_eq!(done.status.code(), Some(1));

    let done = svclab(&["doctor", "-f", "-"], &SERVICE.replace("30080", "80"));
    assert!(text(&done.stderr).contains("provided port is not in the valid range"));
    assert_eq!(done.status.code(), Some(1));
}

#[test]
fn a_trace_is_printed_as_steps_and_as_json() {
    let arguments = ["trace", "-f", "-", "--from", "outside", "--to", "172.18.0.2:30080"];
    let done = svclab(&arguments, SERVICE);
    let said = text(&done.stdout);
    assert!(said.contains("203.0.113.7:32768 -> 172.18.0.2:30080  =>  172.18.0.2:"), "{said}");
    let done = svclab(&[&arguments[..], &["--json", "--count", "2"]].concat(), SERVICE);
    let lines: Vec<serde_json::Value> =
        text(&done.stdout).lines().map(|it| serde_json::from_str(it).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["verdict"]["pod"], "default/web-1");
    assert_eq!(lines[0]["hops"][1]["step"], "dnat-snat");
    assert_eq!(lines[0]["hops"][1]["place"]["name"], "node-1");
}

#[test]
fn kubectl_prints_what_kubectl_prints_and_gives_its_exit_code() {
    let line = ["kubectl", "-f", "-", "--", "get", "svc", "web", "-o", "name"];
    let done = svclab(&line, SERVICE);
    assert_eq!(text(&done.stdout), "service/web\n");
    assert_eq!(done.status.code(), Some(0));
    let done = svclab(&["kubectl", "-f", "-", "--", "get", "svc", "nope"], SERVICE);
    assert_eq!(text(&done.stderr), "Error from server (NotFound): services \"nope\" not found\n");
    assert_eq!(done.status.code(), Some(1));
}

#[test]
fn a_lessons_cluster_comes_with_the_objects_that_stand_there_first() {
    let cluster =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/lessons/node-port/cluster.yaml");
    let done = svclab(
        &["kubectl", "-f", "-", "--cluster", cluster, "--", "get", "pods", "-o", "name"],
        SERVICE,
    );
    assert_eq!(text(&done.stdout), "pod/visitor\npod/web-1\n", "{}", text(&done.stderr));
}
