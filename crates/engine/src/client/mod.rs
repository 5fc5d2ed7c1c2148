//! What kubectl does with a text: `create -f`, `apply -f`, `replace -f`,
//! `delete -f`, and the page's live edit. Owns kubectl's printed lines; never
//! decides what the server decides ([`crate::api`]).
//!
//! Models staging/src/k8s.io/kubectl/pkg/cmd (v1.36).

mod apply;
mod diagnose;
#[cfg(test)]
pub(crate) mod fixture;
mod kinds;
mod known;
mod named;
mod one;
mod openapi;
pub mod print;
mod read;
mod rehearse;
mod server_side;
#[cfg(test)]
mod tests;

pub use apply::{Applied, Input, Outcome, Run, Target, Verb, edit, run, run_from};
pub use known::Memo;
pub use named::misnamed;
pub use one::{deleted_line, missing_annotation, with_last_applied};
pub use rehearse::{Rehearsal, rehearse};
