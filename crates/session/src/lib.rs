//! What a learner is doing: the text in the editor, the cluster it made, the
//! steps back and forth, the requests sent, guesses and progress, and the
//! geometry of the picture.
//!
//! Pure: no browser, no clock, no storage and no language. The page holds one
//! [`Session`] and changes it only through [`update`], which returns what is
//! left to do outside as [`Effect`]s. Nothing here panics.
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

mod action;
mod bench;
mod history;
mod progress;
pub mod save;
pub mod scene;
mod stored;
mod tally;
#[cfg(test)]
mod tests;

pub use action::{Action, Effect, Notice, Session, update};
pub use bench::{Bench, BenchId, BurstState, Start};
pub use history::{Entry, History, MAX_BYTES, MAX_STEPS, SNAPSHOT_EVERY};
pub use progress::{Guess, LessonProgress, Progress};
pub use stored::{StoredLine, StoredObject, stored};
pub use tally::{Tally, TallyRow, Who};
