//! Who answered how often: the chart under "send 20".

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::net::{Trace, Verdict};

/// How a request ended, for counting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// This Pod answered.
    Pod(Arc<str>),
    /// A process on this node answered.
    Node(Arc<str>),
    /// Something else answered.
    Other,
    Refused,
    TimedOut,
    NotResolved,
    /// The client does not run.
    NotSent,
}

/// One row of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyRow {
    pub who: Who,
    pub count: u32,
}

/// Requests counted by how they ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pods by name, then failures.
    pub rows: Vec<TallyRow>,
    pub total: u32,
}

impl Tally {
    /// Counts traces.
    pub fn of<'t>(traces: impl IntoIterator<Item = &'t Arc<Trace>>) -> Self {
        let mut counts: BTreeMap<Who, u32> = BTreeMap::new();
        for trace in traces {
            *counts.entry(who(trace)).or_default() += 1;
        }
        let total = counts.values().sum();
        Self {
            rows: counts.into_iter().map(|(who, count)| TallyRow { who, count }).collect(),
            total,
        }
    }

    /// The largest count, at least 1: the full length of a bar.
    pub fn most(&self) -> u32 {
        self.rows.iter().map(|it| it.count).max().unwrap_or(1).max(1)
    }
}

fn who(trace: &Trace) -> Who {
    match &trace.verdict {
        Verdict::Delivered { pod: Some(pod), .. } => Who::Pod(pod.name.clone()),
        Verdict::Delivered { node: Some(node), .. } => Who::Node(node.clone()),
        Verdict::Delivered { .. } => Who::Other,
        Verdict::Refused => Who::Refused,
        Verdict::TimedOut => Who::TimedOut,
        Verdict::NotResolved => Who::NotResolved,
        Verdict::NotSent => Who::NotSent,
    }
}
