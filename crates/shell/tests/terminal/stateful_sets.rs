//! A StatefulSet, from its first Pod on.

use service_lab_engine::world::{Command, step};

use super::{Lab, REST_MS};

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
