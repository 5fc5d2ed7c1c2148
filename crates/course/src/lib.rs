//! Lessons, exercises, goals and grading; the formats of content/.
//!
//! Takes texts and gives values: [`Content::read`] is handed every file of
//! content/ by its path and returns typed lessons with every fault at its
//! place. Grading ([`grade()`]) sends requests on a clone of the learner's world
//! and looks at what happened; no answer is stored anywhere. Holds no prose:
//! texts are named by message ids ([`Lesson::message`]). Nothing here panics.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::float_arithmetic
    )
)]

mod ask;
mod bench;
mod content;
mod fault;
mod fields;
mod goal;
mod grade;
mod lesson;
mod pack;
mod read;

pub use ask::{Ask, act, ask, commands};
pub use bench::{BenchSpec, start_world, world_with};
pub use content::{Chapter, Content, Course, Example, Files};
pub use fault::{Expected, Fault, FaultKind};
pub use goal::{
    Act, Expect, Goal, GoalKind, Listener, Party, RequestSpec, Selector, Sender, Target,
    TargetPort, VerdictKind, Wanted,
};
pub use grade::{Evidence, GoalReport, Seen, answer, grade, grade_all, holds, truths};
pub use lesson::{
    Block, Choice, Depth, Exercise, Lesson, ObjectRef, Panel, Prediction, Step, Try, ValueSpec,
    Values,
};
pub use pack::{pack, unpack};
pub use read::read_cluster;
