//! A lesson as data: benches, steps, blocks. Its words are message ids.

use std::collections::BTreeMap;

use service_lab_engine::objects::Key;

use crate::bench::BenchSpec;
use crate::goal::{Act, Expect, Goal, RequestSpec, Sender};

/// How deep a step goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Who talks to whom.
    #[default]
    Story,
    /// Addresses.
    Network,
    /// Chains and rules.
    Kernel,
}

/// A part of the page that a step wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Panel {
    Picture,
    Editor,
    Trace,
    Chart,
    Objects,
    Rules,
    Dns,
    Terminal,
}

/// A lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Kebab-case; the last part of its address.
    pub id: String,
    /// Start of every choice of chance in it.
    pub seed: u64,
    /// Its benches (an editor with its cluster) by id; `main` always exists.
    pub benches: BTreeMap<String, BenchSpec>,
    /// Live values of its prose.
    pub values: Vec<ValueSpec>,
    /// In order; at least one.
    pub steps: Vec<Step>,
}

/// A value that prose and requests can name: `$clusterIp`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSpec {
    /// camelCase.
    pub name: String,
    /// The bench whose start it is read from.
    pub bench: String,
    /// The object; with a selector, the first that matches by name.
    pub object: ObjectRef,
    /// Dotted path of names and places: `spec.ports.0.nodePort`.
    pub field: String,
}

/// An object by name or by labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectRef {
    /// By name.
    Named(Key),
    /// The first Pod that has these labels.
    PodWith(BTreeMap<String, String>),
}

/// Values by name, as text.
pub type Values = BTreeMap<String, String>;

/// One screenful of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Kebab-case, once in a lesson.
    pub id: String,
    /// The bench it plays on. Steps with the same bench go on with its world.
    pub bench: String,
    /// How deep it goes.
    pub depth: Depth,
    /// What it wants to see. Empty: the picture only.
    pub panels: Vec<Panel>,
    /// Who may send in it.
    pub clients: Vec<Sender>,
    /// In order.
    pub blocks: Vec<Block>,
}

/// A piece of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A message of prose.
    Prose(String),
    /// A question before something is sent.
    Predict(Prediction),
    /// A button that does something.
    Try(Try),
    /// A task.
    Exercise(Exercise),
}

/// A question with options, of which running it proves one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// Once in a lesson.
    pub id: String,
    /// Done first, when the learner has guessed.
    pub acts: Vec<Act>,
    /// What is sent then.
    pub request: RequestSpec,
    /// At least two. The first whose expectation holds is the true one.
    pub options: Vec<Choice>,
}

/// One option of a prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Once in its prediction.
    pub id: String,
    /// What has to be seen for it to be true.
    pub expect: Expect,
}

/// A button: things done, then a request sent, either may be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// Once in a lesson.
    pub id: String,
    pub acts: Vec<Act>,
    pub request: Option<RequestSpec>,
}

/// A task on the step's bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// Once in a lesson.
    pub id: String,
    /// All must be met.
    pub goals: Vec<Goal>,
    /// How many staged hints it has.
    pub hints: usize,
    /// A text for the editor that meets all goals.
    pub solution: String,
}

impl Lesson {
    /// The id of one of its messages: `lesson-node-port-title`. Parts used:
    /// `title`, `summary`, `did` (what Kubernetes did), `step-ID`, `ID` of
    /// prose, `predict-ID`, `predict-ID-OPTION`, `predict-ID-after`,
    /// `try-ID`, `exercise-ID`, `exercise-ID-goal-GOAL`,
    /// `exercise-ID-hint-N` (from 1), `exercise-ID-after`.
    pub fn message(&self, part: &str) -> String {
        format!("lesson-{}-{part}", self.id)
    }

    /// Every message id that its pages show, in reading order.
    pub fn messages(&self) -> Vec<String> {
        let mut parts = vec!["title".to_owned(), "summary".to_owned()];
        for step in &self.steps {
            parts.push(format!("step-{}", step.id));
            step.blocks.iter().for_each(|block| block_parts(block, &mut parts));
        }
        parts.push("did".to_owned());
        parts.iter().map(|part| self.message(part)).collect()
    }

    /// A step by its id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == id)
    }

    /// Every exercise with the step it stands in.
    pub fn exercises(&self) -> impl Iterator<Item = (&Step, &Exercise)> {
        self.steps.iter().flat_map(|step| {
            step.blocks.iter().filter_map(move |block| match block {
                Block::Exercise(exercise) => Some((step, exercise)),
                Block::Prose(_) | Block::Predict(_) | Block::Try(_) => None,
            })
        })
    }

    /// Every prediction with the step it stands in.
    pub fn predictions(&self) -> impl Iterator<Item = (&Step, &Prediction)> {
        self.steps.iter().flat_map(|step| {
            step.blocks.iter().filter_map(move |block| match block {
                Block::Predict(prediction) => Some((step, prediction)),
                Block::Prose(_) | Block::Try(_) | Block::Exercise(_) => None,
            })
        })
    }
}

fn block_parts(block: &Block, parts: &mut Vec<String>) {
    match block {
        Block::Prose(id) => parts.push(id.clone()),
        Block::Try(it) => parts.push(format!("try-{}", it.id)),
        Block::Predict(it) => {
            parts.push(format!("predict-{}", it.id));
            parts
                .extend(it.options.iter().map(|option| format!("predict-{}-{}", it.id, option.id)));
            parts.push(format!("predict-{}-after", it.id));
        }
        Block::Exercise(it) => {
            parts.push(format!("exercise-{}", it.id));
            parts
                .extend(it.goals.iter().map(|goal| format!("exercise-{}-goal-{}", it.id, goal.id)));
            parts.extend((1..=it.hints).map(|number| format!("exercise-{}-hint-{number}", it.id)));
            parts.push(format!("exercise-{}-after", it.id));
        }
    }
}
