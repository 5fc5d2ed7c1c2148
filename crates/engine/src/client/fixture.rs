//! A cluster with nothing but a namespace, for tests that send texts to it.

use super::{Run, Verb, run};
use crate::api::Call;
use crate::cluster::ClusterConfig;
use crate::objects::{Kind, Object};
use crate::schema::FieldValidation;
use crate::store::{Actor, Store};
use crate::value::Value;

/// A new cluster, and a learner who asks it strictly.
pub(crate) fn cluster() -> (Store, ClusterConfig, Call) {
    let mut store = Store::default();
    let mut namespace = Value::map();
    namespace.set("metadata.name", "default");
    store.put(Object::new(Kind::Namespace, namespace), Actor::Operator);
    let call = Call {
        by: Actor::Learner,
        now_ms: 0,
        dry_run: false,
        validation: FieldValidation::Strict,
        manager: "".into(),
    };
    (store, ClusterConfig::default(), call)
}

/// Texts sent one after the other to a new cluster; what the last one gives.
pub(crate) fn sent(texts: &[(Verb, &str)]) -> Run {
    let (mut store, config, call) = cluster();
    let mut runs =
        texts.iter().map(|(verb, text)| run(&mut store, &config, &call, *verb, "default", text));
    let first = runs.next().expect("a text");
    runs.last().unwrap_or(first)
}
