//! Server-side apply as upstream's documentation and source describe it.

use std::sync::Arc;

use crate::api::{self, Call, Part, PatchType, Request};
use crate::client::{Run, Verb, run};
use crate::cluster::ClusterConfig;
use crate::objects::{Key, Kind, Object};
use crate::schema::FieldValidation;
use crate::store::{Actor, Store};
use crate::value::Value;

struct Lab {
    store: Store,
    config: ClusterConfig,
    now_ms: u64,
}

impl Lab {
    fn new() -> Self {
        let mut namespace = Value::map();
        namespace.set("metadata.name", "default");
        let mut store = Store::default();
        store.put(Object::new(Kind::Namespace, namespace), Actor::Operator);
        Self { store, config: ClusterConfig::default(), now_ms: 0 }
    }

    fn call(&mut self, manager: &str) -> Call {
        self.now_ms += 1_000;
        Call {
            by: Actor::Learner,
            now_ms: self.now_ms,
            dry_run: false,
            validation: FieldValidation::Strict,
            manager: manager.into(),
        }
    }

    fn run(&mut self, verb: Verb, manager: &str, text: &str) -> Run {
        let call = self.call(manager);
        run(&mut self.store, &self.config, &call, verb, "default", text)
    }

    fn said(&mut self, verb: Verb, manager: &str, text: &str) -> String {
        let run = self.run(verb, manager, text);
        run.stdout + &run.stderr
    }

    fn deployment(&self) -> Arc<Object> {
        let key = Key::new(Kind::Deployment, "default", "web");
        self.store.get(&key).expect("there is a Deployment").clone()
    }

    /// `manager operation/subresource` of each entry.
    fn managers(&self) -> Vec<String> {
        let entry = |it: &Value| {
            format!("{} {}/{}", it.text("manager"), it.text("operation"), it.text("subresource"))
        };
        let all = api::managed_fields(&self.deployment());
        all.as_list().unwrap_or_default().iter().map(entry).collect()
    }
}

fn deployment(replicas: &str, env: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n{replicas}  selector:\n    \
         matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    \
         spec:\n      containers:\n      - name: web\n        image: nginx:1.27\n{env}"
    )
}

const TWO: &str = "  replicas: 2\n";
const ENV: &str = "        env:\n        - name: A\n          value: a\n";

#[test]
fn whom_a_conflict_is_with_and_over_which_fields() {
    let mut lab = Lab::new();
    lab.run(Verb::ApplyServerSide, "alice", &deployment(TWO, ENV));
    let mut body = Value::map();
    body.set("spec.replicas", 4);
    let request = Request::Patch {
        key: lab.deployment().key.clone(),
        kind: PatchType::Merge,
        body,
        part: Part::Scale,
    };
    let call = lab.call("");
    api::serve(&mut lab.store, &lab.config, &call, &request).expect("scales");
    let other = deployment(TWO, ENV).replace("value: a", "value: b").replace("1.27", "1.28");
    let said = lab.said(Verb::ApplyServerSide, "bob", &other);
    assert!(
        said.starts_with(
            "error: Apply failed with 3 conflicts: conflicts with \"alice\":\n\
             - .spec.template.spec.containers[name=\"web\"].image\n\
             - .spec.template.spec.containers[name=\"web\"].env[name=\"A\"].value\n\
             conflicts with \"kubectl\" with subresource \"scale\" using apps/v1:\n\
             - .spec.replicas\nPlease review"
        ),
        "{said}"
    );
    assert_eq!(
        lab.said(Verb::ApplyForced, "bob", &other),
        "deployment.apps/web serverside-applied\n"
    );
    assert_eq!(lab.managers(), ["alice Apply/", "bob Apply/"]);
}

#[test]
fn what_the_only_applier_leaves_out_is_taken_away_and_what_others_own_stays() {
    let mut lab = Lab::new();
    let env = "        env:\n        - name: A\n          value: a\n        - name: B\n          value: b\n";
    lab.run(Verb::ApplyServerSide, "alice", &deployment(TWO, env));
    let only_b = "        env:\n        - name: B\n          value: b\n";
    lab.run(Verb::ApplyServerSide, "bob", &deployment("", only_b));
    lab.run(Verb::ApplyServerSide, "alice", &deployment("", ""));
    let object = lab.deployment();
    let containers = object.value.list("spec.template.spec.containers").to_vec();
    let names: Vec<&str> =
        containers.iter().flat_map(|it| it.list("env")).map(|it| it.text("name")).collect();
    assert_eq!(names, ["B"]);
    // What is taken away gets its default again.
    assert_eq!(object.value.at("spec.replicas"), Some(&Value::Int(1)));
}

#[test]
fn applying_the_same_again_changes_nothing() {
    let mut lab = Lab::new();
    lab.run(Verb::ApplyServerSide, "", &deployment(TWO, ENV));
    let before = lab.store.clone();
    assert_eq!(
        lab.said(Verb::ApplyServerSide, "", &deployment(TWO, ENV)),
        "deployment.apps/web serverside-applied\n"
    );
    assert!(lab.store.is_same(&before));
}

/// Models client-go/util/csaupgrade.
#[test]
fn server_side_apply_takes_over_from_client_side_apply() {
    let mut lab = Lab::new();
    lab.run(Verb::Apply, "", &deployment(TWO, ENV));
    assert_eq!(lab.managers(), ["kubectl-client-side-apply Update/"]);
    let said = lab.said(Verb::ApplyServerSide, "", &deployment(TWO, ""));
    assert_eq!(said, "deployment.apps/web serverside-applied\n");
    assert_eq!(lab.managers(), ["kubectl Apply/", "kubectl-last-applied Apply/"]);
    let object = lab.deployment();
    let kept = object.value.list("spec.template.spec.containers").iter();
    assert_eq!(kept.flat_map(|it| it.list("env")).count(), 0);
    let annotation =
        object.value.at("metadata.annotations").and_then(|it| it.get(super::LAST_APPLIED));
    assert!(annotation.and_then(Value::as_str).is_some_and(|it| !it.contains("env")));
}

#[test]
fn a_configuration_that_does_not_fit_its_types_is_refused_with_paths() {
    let mut lab = Lab::new();
    for (from, to, why) in [
        (
            "replicas: 2",
            "replicas: two",
            ".spec.replicas: expected numeric (int or float), got string",
        ),
        (
            "image: nginx:1.27",
            "imag: nginx",
            ".spec.template.spec.containers[name=\"web\"].imag: field not declared in schema",
        ),
        (
            "        - name: A\n",
            "        - name: A\n        - name: A\n",
            ".spec.template.spec.containers[name=\"web\"].env: duplicate entries for key [name=\"A\"]",
        ),
        (
            "        - name: A\n          value",
            "        - value",
            ".spec.template.spec.containers[name=\"web\"].env: element 0: associative list with keys has an element that omits key field \"name\" (and doesn't have default value)",
        ),
    ] {
        let said = lab.said(Verb::ApplyServerSide, "", &deployment(TWO, ENV).replace(from, to));
        let wanted = format!(
            "Error from server: failed to create typed patch object (default/web; apps/v1, \
             Kind=Deployment): {why}\n"
        );
        assert_eq!(said, wanted);
    }
}

#[test]
fn managers_can_be_written_by_hand_and_taken_away() {
    let mut lab = Lab::new();
    lab.run(Verb::Create, "", &deployment(TWO, ENV));
    let mut empty = Value::map();
    empty.set("metadata.managedFields", vec![Value::map()]);
    let request = Request::Patch {
        key: lab.deployment().key.clone(),
        kind: PatchType::Merge,
        body: empty,
        part: Part::Main,
    };
    assert_eq!(lab.managers(), ["kubectl-create Update/"]);
    let call = lab.call("kubectl-patch");
    api::serve(&mut lab.store, &lab.config, &call, &request).expect("patches");
    assert!(lab.deployment().managers.is_empty());
}
