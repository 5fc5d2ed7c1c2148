//! What is wrong with a text for commands that only look for names in it:
//! `delete -f`. Never sends anything.
//!
//! Models the resource builder of k8s.io/kubectl/pkg/cmd/delete (v1.36):
//! no schema, RequireNamespace, ContinueOnError.

use super::apply::Input;
use super::one::Next;
use super::print::{self, Failure};
use super::read::{For, read};

/// What names no object, each in kubectl's line, in the order of the text.
pub fn misnamed(input: &Input<'_>) -> Vec<String> {
    let failures = read(input, None, For::Names).items.into_iter().filter_map(|next| match next {
        Next::Failure(failure) => Some(failure),
        Next::Item(_) | Next::Unsimulated(_) => None,
    });
    failures.map(|it: Failure| print::failures(&[it]).trim_end().to_owned()).collect()
}
