//! From what the engine and the session found to the message that says it.
//!
//! Every match is exhaustive: a new variant does not compile until it has an
//! id, and the content check then asks every language for its text.

mod cluster;
mod editor;
mod happened;
mod picture;
mod problem;
mod trace;
mod words;

pub use cluster::{by, kind, node_state, provider, proxy_mode, severity};
pub use editor::editor_phrases;
pub use happened::{happened, unmissed};
pub use picture::{notice, word};
pub use problem::{ExplainPart, explain, explain_parts};
pub use trace::{advice, left_out, place, reason, step, step_short, verdict, verdict_short};
pub use words::{WORDS, word_name, word_text};
