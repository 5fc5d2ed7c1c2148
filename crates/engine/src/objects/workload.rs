//! Views of Deployment and ReplicaSet. Models apps/v1 (v1.36).

use std::collections::BTreeMap;

use super::strings;
use crate::clock;
use crate::value::Value;

/// What the simulation reads of a ReplicaSet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplicaSet {
    pub replicas: i64,
    /// `spec.minReadySeconds`.
    pub min_ready_s: i64,
    /// `spec.selector.matchLabels`.
    pub match_labels: BTreeMap<String, String>,
    /// `spec.template`.
    pub template: Value,
}

/// What the simulation reads of a Deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    pub replicas: i64,
    /// `spec.selector.matchLabels`.
    pub match_labels: BTreeMap<String, String>,
    /// `spec.template`.
    pub template: Value,
    pub paused: bool,
    /// `spec.strategy.type` is Recreate.
    pub recreate: bool,
    /// `maxSurge` and `maxUnavailable` as written (number or percentage).
    pub max_surge: Value,
    pub max_unavailable: Value,
    /// When a rollout that makes no progress is to be given up, in simulated
    /// milliseconds; `None`: none goes on.
    pub deadline_ms: Option<u64>,
}

impl ReplicaSet {
    /// Reads `spec`.
    pub fn read(value: &Value) -> Self {
        Self {
            replicas: value.at("spec.replicas").and_then(Value::as_int).unwrap_or(1),
            min_ready_s: value.at("spec.minReadySeconds").and_then(Value::as_int).unwrap_or(0),
            match_labels: strings(value.at("spec.selector.matchLabels")),
            template: value.at("spec.template").cloned().unwrap_or_default(),
        }
    }
}

impl Deployment {
    /// Reads `spec`, and of `status` how its rollout goes on.
    pub fn read(value: &Value) -> Self {
        let rolling = |name: &str| {
            value.at("spec.strategy.rollingUpdate").and_then(|it| it.get(name)).cloned()
        };
        Self {
            replicas: value.at("spec.replicas").and_then(Value::as_int).unwrap_or(1),
            match_labels: strings(value.at("spec.selector.matchLabels")),
            template: value.at("spec.template").cloned().unwrap_or_default(),
            paused: value.at("spec.paused") == Some(&Value::Bool(true)),
            recreate: value.text("spec.strategy.type") == "Recreate",
            max_surge: rolling("maxSurge").unwrap_or_else(|| "25%".into()),
            max_unavailable: rolling("maxUnavailable").unwrap_or_else(|| "25%".into()),
            deadline_ms: Self::deadline_ms_of(value),
        }
    }

    /// The deadline of a Deployment as it stands.
    pub fn deadline_ms_of(value: &Value) -> Option<u64> {
        let seconds = value.at("spec.progressDeadlineSeconds").and_then(Value::as_int)?;
        let conditions = value.list("status.conditions");
        let progressing = conditions.iter().find(|it| it.text("type") == "Progressing")?;
        let reason = progressing.text("reason");
        if matches!(reason, "NewReplicaSetAvailable" | "ProgressDeadlineExceeded") {
            return None;
        }
        if value.at("spec.paused") == Some(&Value::Bool(true)) {
            return None;
        }
        let since = clock::parse(progressing.text("lastUpdateTime"))?;
        Some(since + (seconds.max(0).unsigned_abs() + 1) * 1000)
    }
}
