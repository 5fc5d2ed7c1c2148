//! What the server says of a StatefulSet, against the words of
//! pkg/apis/apps/validation/validation.go (v1.36).

use crate::client::Verb;
use crate::client::fixture::sent;

const STATEFUL_SET: &str = "apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  updateStrategy: {type: RollingUpdate}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: c, image: nginx}]
  volumeClaimTemplates:
  - metadata: {name: d}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
";

fn created(from: &str, to: &str) -> String {
    sent(&[(Verb::Create, &STATEFUL_SET.replace(from, to))]).stderr
}

fn changed(from: &str, to: &str) -> String {
    sent(&[(Verb::Apply, STATEFUL_SET), (Verb::Apply, &STATEFUL_SET.replace(from, to))]).stderr
}

#[test]
fn what_a_stateful_set_keeps_is_not_looked_at_again() {
    for (from, to) in [("serviceName: web", "serviceName: A_b"), ("ReadWriteOnce", "X")] {
        assert!(created(from, to).starts_with("The StatefulSet \"web\" is invalid: spec."));
        let told = changed(from, to);
        let words = "The StatefulSet \"web\" is invalid: spec: Forbidden: updates to";
        assert!(told.starts_with(words), "{told}");
    }
}

#[test]
fn a_stateful_set_shows_its_strategy_whole() {
    let words = "spec.updateStrategy.rollingUpdate: Invalid value: \
                 {\"Partition\":2,\"MaxUnavailable\":null}: only allowed for updateStrategy";
    let told = created("RollingUpdate}", "OnDelete, rollingUpdate: {partition: 2}}");
    assert!(told.contains(words), "{told}");
    let words = "spec.updateStrategy: Invalid value: {\"Type\":\"Foo\",\"RollingUpdate\":\
                 {\"Partition\":0,\"MaxUnavailable\":null}}: must be 'RollingUpdate' or 'OnDelete'";
    let told = created("RollingUpdate}", "Foo, rollingUpdate: {}}");
    assert!(told.contains(words), "{told}");
}

#[test]
fn a_stateful_set_names_what_may_become_of_its_claims() {
    let policy = "serviceName: web\n  persistentVolumeClaimRetentionPolicy: {whenDeleted: Keep}";
    let told = created("serviceName: web", policy);
    let words =
        "whenDeleted: Unsupported value: \"Keep\": supported values: \"Retain\", \"Delete\"";
    assert!(told.contains(words), "{told}");
}

#[test]
fn a_stateful_set_looks_at_labels_twice_and_names_its_pods_itself() {
    let run = sent(&[(
        Verb::Create,
        &STATEFUL_SET.replace("app: web}}\n    spec", "app: web, x: a b}}\n    spec"),
    )]);
    let causes = run.diagnostics.iter().filter(|it| it.verbatim.0.contains("spec.template.labels"));
    assert_eq!(causes.count(), 2, "{}", run.stderr);
    let named = "    spec:\n      hostname: A_b\n      subdomain: A_b\n      containers";
    assert_eq!(created("    spec:\n      containers", named), "");
}

#[test]
fn claims_stand_before_the_volumes_of_a_template() {
    let volumes = "      volumes: [{name: a, emptyDir: {}}, {name: A_b, emptyDir: {}}]\n";
    let told = created("  volumeClaimTemplates", &format!("{volumes}  volumeClaimTemplates"));
    let words = "is invalid: spec.template.spec.volumes[2].name: Invalid value: \"A_b\"";
    assert!(told.contains(words), "{told}");
}

#[test]
fn a_claim_is_looked_at_whole() {
    let claim = "[ReadWriteOnce, ReadWriteOncePod], volumeMode: Z, storageClassName: A_b";
    let told = created("[ReadWriteOnce]", claim);
    for words in [
        "accessModes: Forbidden: may not use ReadWriteOncePod with other access modes\n",
        "storageClassName: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain",
        "volumeMode: Unsupported value: \"Z\": supported values: \"Block\", \"Filesystem\"\n",
    ] {
        let words = format!("* spec.volumeClaimTemplates[0].spec.{words}");
        assert!(told.contains(&words), "{words}\n{told}");
    }
}
