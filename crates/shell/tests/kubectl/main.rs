//! What kubectl prints for commands that learners type, line by line. Each
//! table names the file of k8s.io/kubectl (v1.36) that it holds to; the texts
//! were compared with a real kubectl run against this very cluster.

mod answers;
mod changes;
mod described;
mod details;
mod made;
mod rare_flags;
mod rarer;
mod refusals;
mod tables;
mod texts;

use service_lab_engine::cluster::ClusterConfig;
use service_lab_engine::world::World;
use service_lab_shell::{Output, Terminal, WorldCluster};

const GIVEN: &str = "cat > given.yaml <<'X'
apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {app: web}
spec:
  clusterIP: 10.96.0.20
  selector: {app: web}
  ports:
  - {port: 80, targetPort: 8080}
---
apiVersion: apps/v1
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
X
kubectl apply -f given.yaml > /dev/null; sleep 60";

/// Runs each line in a cluster of its own and compares all that it prints,
/// standard error behind standard output.
fn hold(table: &[(&str, &str)]) {
    for (line, wanted) in table {
        let got = run(line);
        let got = format!("{}{}", got.stdout, got.stderr);
        assert_eq!(got.trim_end(), *wanted, "{line}");
    }
}

/// Runs a line in a cluster of its own.
fn run(line: &str) -> Output {
    let (world, _) = World::new(ClusterConfig::default());
    let mut cluster = WorldCluster::new(world);
    let mut terminal = Terminal::default();
    let given = terminal.run(&mut cluster, GIVEN, "");
    assert_eq!(given.stderr, "");
    terminal.run(&mut cluster, line, "")
}
