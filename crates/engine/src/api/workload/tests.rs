//! What the server says of Deployments, ReplicaSets and StatefulSets, against the
//! words of pkg/apis/apps/validation/validation.go (v1.36).

use crate::api::{Part, PatchType, Request, serve};
use crate::client::fixture::{cluster, sent};
use crate::client::{Verb, run};

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

const DEPLOYMENT: &str = "apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: c, image: nginx}]}
";

/// The field is a map without `omitempty` in what messages show.
#[test]
fn a_template_without_labels_is_shown_as_it_was_written() {
    let told = |labels: &str| {
        let labels = format!("metadata: {labels}");
        let text = DEPLOYMENT.replace("metadata: {labels: {app: web}}", &labels);
        sent(&[(Verb::Create, &text)]).stderr
    };
    let words = "spec.template.metadata.labels: Invalid value: ";
    assert!(told("{labels: {}}").contains(&format!("{words}{{}}: `selector`")));
    assert!(told("{labels: null}").contains(&format!("{words}null: `selector`")));
    assert!(told("{}").contains(&format!("{words}null: `selector`")));
    let patched =
        patched(DEPLOYMENT, Part::Main, "{spec: {template: {metadata: {labels: {app: null}}}}}");
    assert!(patched.contains(&format!("{words}{{}}: `selector`")), "{patched}");
    let selector = "{matchExpressions: [{key: app, operator: DoesNotExist}]}";
    let text = DEPLOYMENT.replace("{matchLabels: {app: web}}", selector);
    let run = sent(&[(Verb::Create, &text.replace("labels: {app: web}", "labels: {}"))]);
    let stored = run.applied.first().and_then(|it| it.object.clone()).expect("it is made");
    assert_eq!(stored.value.at("spec.template.metadata.labels"), None);
}

/// strconv.Atoi, whose error getPercentValue does not look at, and the JSON of an IntOrString.
#[test]
fn a_percentage_may_be_larger_than_numbers_are() {
    let told = |from: &str, to: &str| sent(&[(Verb::Create, &DEPLOYMENT.replace(from, to))]).stderr;
    let many = "9".repeat(20);
    let both = "maxSurge: 0, maxUnavailable: 1";
    assert_eq!(told(both, &format!("maxSurge: {many}%, maxUnavailable: 0")), "");
    let words = format!(
        "The Deployment \"web\" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \
         \"{many}%\": must not be greater than 100%\n"
    );
    assert_eq!(told(both, &format!("maxSurge: 0, maxUnavailable: {many}%")), words);
    let words = "maxUnavailable: Invalid value: \"\\u003c1\": a valid percent string";
    assert!(told("maxUnavailable: 1", "maxUnavailable: \"<1\"").contains(words));
}

fn patched(text: &str, part: Part, body: &str) -> String {
    let (mut store, config, call) = cluster();
    let made = run(&mut store, &config, &call, Verb::Create, "default", text);
    let key = made.applied.last().and_then(|it| it.key.clone()).expect("it is made");
    let documents = crate::yaml::read(body).0;
    let mut said = String::new();
    for body in documents.into_iter().filter_map(|it| it.root) {
        let (key, kind, body) = (key.clone(), PatchType::Merge, body.to_value());
        let request = Request::Patch { key, kind, body, part };
        said = serve(&mut store, &config, &call, &request).map_or_else(|it| it.message, |_| said);
    }
    said
}

#[test]
fn no_part_of_the_replicas_is_more_than_all() {
    let status =
        |text: &str, body: &str| patched(text, Part::Status, &format!("{{status: {body}}}"));
    let told = status(
        DEPLOYMENT,
        "{replicas: 2, readyReplicas: 1, availableReplicas: 2, updatedReplicas: 3}",
    );
    let words = "Deployment.apps \"web\" is invalid: [status.updatedReplicas: Invalid value: 3: cannot be \
                 greater than status.replicas, status.availableReplicas: Invalid value: 2: cannot be \
                 greater than readyReplicas]";
    assert_eq!(told, words);
    let set = DEPLOYMENT.replace("Deployment", "ReplicaSet").replace("  strategy", "  #");
    let told = status(&set, "{replicas: -1}");
    let words = "ReplicaSet.apps \"web\" is invalid: [status.replicas: Invalid value: -1: must be greater \
                 than or equal to 0, status.fullyLabeledReplicas: Invalid value: 0: cannot be greater than \
                 status.replicas, status.readyReplicas: Invalid value: 0: cannot be greater than \
                 status.replicas, status.availableReplicas: Invalid value: 0: cannot be greater than \
                 status.replicas]";
    assert_eq!(told, words);
    let told = status(STATEFUL_SET, "{replicas: 1, currentReplicas: 2, availableReplicas: 1}");
    let words = "StatefulSet.apps \"web\" is invalid: [status.currentReplicas: Invalid value: 2: cannot be \
                 greater than status.replicas, status.availableReplicas: Invalid value: 1: cannot be \
                 greater than status.readyReplicas]";
    assert_eq!(told, words);
    let fewer = "{status: {collisionCount: 2}}\n---\n{status: {collisionCount: 1}}";
    let words = "Deployment.apps \"web\" is invalid: status.collisionCount: Invalid value: 1: cannot be \
                 decremented";
    assert_eq!(patched(DEPLOYMENT, Part::Status, fewer), words);
    assert_eq!(status(DEPLOYMENT, "{replicas: 2, readyReplicas: 1, availableReplicas: 1}"), "");
}

#[test]
fn a_template_is_told_of_ephemeral_containers_last() {
    let odd = "spec: {ephemeralContainers: [{name: d, image: a}], restartPolicy: X, containers: [{name: c, \
               image: nginx}]}";
    let text = DEPLOYMENT.replace("spec: {containers: [{name: c, image: nginx}]}", odd);
    let fields: Vec<String> = sent(&[(Verb::Create, &text)])
        .stderr
        .lines()
        .filter_map(|it| it.strip_prefix("* spec.template.spec.")?.split_once(':'))
        .map(|it| it.0.to_owned())
        .collect();
    assert_eq!(fields, ["restartPolicy", "ephemeralContainers", "restartPolicy"]);
}
