//! Programs that end, and Pods that are kept from being ready or from DNS.

use service_lab_engine::world::{Command, step};

use super::Lab;

/// Several times the longest back-off but for the last ones.
const A_WHILE_MS: u64 = 45_000;

fn wait(lab: &mut Lab, ms: u64) {
    lab.cluster.world = step(&lab.cluster.world, &Command::Wait { ms }).world;
}

#[test]
fn a_shell_with_nobody_to_type_ends_again_and_again() {
    let mut lab = Lab::new();
    lab.prints("kubectl run shell --image=busybox");
    wait(&mut lab, A_WHILE_MS);
    let row = lab.prints("kubectl get pod shell --no-headers");
    assert!(row.contains("0/1") && row.contains("CrashLoopBackOff"), "{row}");
    let told = lab.prints("kubectl describe pod shell");
    for words in ["Reason: CrashLoopBackOff", "Last State: Terminated", "Exit Code: 0"] {
        let plain = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(words), "{words} in {told}");
    }
    assert!(told.contains("Back-off restarting failed container shell"), "{told}");
}

#[test]
fn a_container_port_keeps_nothing_alive_and_nobody_enters_what_has_ended() {
    let mut lab = Lab::new();
    lab.prints("kubectl run prompt --image=python:3.13 --port=8000");
    wait(&mut lab, A_WHILE_MS);
    assert!(lab.prints("kubectl get pod prompt --no-headers").contains("CrashLoopBackOff"));
    let said = lab.feed("kubectl exec prompt -- env", "");
    assert_eq!(said.exit, 1);
    assert!(said.stderr.ends_with("container not found (\"prompt\")\n"), "{said:?}");
}

const RULED: &str = "apiVersion: v1
kind: Pod
metadata: {name: ruled}
spec:
  restartPolicy: Never
  containers:
  - {name: again, image: busybox, command: [sh, -c, exit 42], restartPolicy: Never,
     restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]}
  - {name: once, image: busybox, command: ['true']}
";

#[test]
fn a_container_may_have_a_restart_policy_and_rules_of_its_own() {
    let mut lab = Lab::with(RULED);
    let counts = "kubectl get pod ruled -o 'jsonpath={.status.containerStatuses[*].restartCount}'";
    let said = lab.prints(counts);
    assert!(said.ends_with(" 0") && !said.starts_with('0'), "{said}");
}

#[test]
fn what_ends_leaves_its_exit_code_and_what_it_printed() {
    let mut lab = Lab::new();
    lab.prints("kubectl run once --image=busybox --restart=Never -- echo hello there");
    lab.prints("kubectl run wrong --image=busybox -- sh -c 'echo no config; exit 3'");
    wait(&mut lab, A_WHILE_MS);
    assert!(lab.prints("kubectl get pod once --no-headers").contains("Completed"));
    assert_eq!(lab.prints("kubectl logs once"), "hello there\n");
    assert_eq!(lab.prints("kubectl logs wrong"), "no config\n", "it waits to be started again");
    let code = "-o jsonpath={..lastState.terminated.exitCode}";
    assert_eq!(lab.prints(&format!("kubectl get pod wrong {code}")), "3");
}

const GATED: &str = "apiVersion: v1
kind: Pod
metadata:
  name: gated
  labels: {app: web}
spec:
  readinessGates: [{conditionType: example.com/open}]
  containers:
  - {name: web, image: agnhost, args: [netexec]}
";

#[test]
fn a_pod_is_ready_when_its_gates_are_open() {
    let mut lab = Lab::with(GATED);
    let ready =
        "kubectl get pod gated -o jsonpath=\"{.status.conditions[?(@.type=='Ready')].status}\"";
    assert_eq!(lab.prints(ready), "False");
    let row = lab.prints("kubectl get pod gated -o wide --no-headers");
    assert!(row.contains("1/1") && row.trim_end().ends_with("0/1"), "{row}");
    let because = ready.replace(".status}", "['reason','message']}");
    assert_eq!(
        lab.prints(&because),
        "ReadinessGatesNotReady corresponding condition of pod readiness gate \"example.com/open\" does not exist."
    );
    for (status, expected) in [("True", "True"), ("False", "False")] {
        let patch = format!(
            "kubectl patch pod gated --subresource=status -p '{{\"status\":{{\"conditions\":[{{\"type\":\"example.com/open\",\"status\":\"{status}\"}}]}}}}'"
        );
        lab.prints(&patch);
        wait(&mut lab, 5_000);
        assert_eq!(lab.prints(ready), expected);
    }
}

const KEPT_IN: &str = "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: kept-in}
spec:
  podSelector: {}
  policyTypes: [Egress]
";

#[test]
fn who_may_not_ask_dns_waits_and_hears_nothing() {
    let mut lab = Lab::with(super::WEB);
    lab.prints("kubectl run asker --image=agnhost -- pause");
    lab.feed("kubectl apply -f -", KEPT_IN);
    wait(&mut lab, A_WHILE_MS);
    for (line, words) in [
        ("nslookup web", "communications error to 10.96.0.10#53: timed out"),
        ("dig @10.96.0.10 web.default.svc.cluster.local", "no servers could be reached"),
        ("ping web", "Temporary failure in name resolution"),
        ("nc -zv web 80", "Temporary failure in name resolution"),
        ("curl -sS web", "(6) Could not resolve host: web"),
        ("curl -sS -m 2 web", "(28) Resolving timed out after 2000 milliseconds"),
        ("wget -qO- http://web", "bad address 'web'"),
    ] {
        let before = lab.cluster.world.now_ms;
        let said = lab.feed(&format!("kubectl exec asker -- {line}"), "");
        assert!(format!("{}{}", said.stdout, said.stderr).contains(words), "{line}: {said:?}");
        let waits = !line.starts_with(['n', 'd']) || line.starts_with("nc");
        assert_eq!(lab.cluster.world.now_ms > before, waits, "{line}");
    }
    lab.prints("kubectl delete networkpolicy kept-in");
    assert!(lab.prints("kubectl exec asker -- nslookup web").contains("10.96.0.20"));
}
