//! What kubectl makes of a text by itself: `--dry-run=client`. Never sends
//! anything, and asks no server what is there.
//!
//! Models the visitors of create, apply and replace in k8s.io/kubectl/pkg/cmd (v1.36).

use super::apply::{Input, Verb, nothing_passed};
use super::one::{Next, unreachable};
use super::print::Failure;
use super::read::{For, read};
use crate::schema::FieldValidation;
use crate::value::Value;

/// What would be sent, and what would not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// In the order of the text.
    pub objects: Vec<Value>,
    pub failures: Vec<Failure>,
    /// What could not be read.
    pub unread: Vec<Failure>,
}

/// Reads a text as a command does that sends nothing.
pub fn rehearse(input: &Input<'_>, verb: Verb, validation: FieldValidation) -> Rehearsal {
    let items = read(input, None, For::Rehearsing(validation)).items;
    let mut failures: Vec<Failure> = Vec::new();
    if items.is_empty() {
        failures.extend(nothing_passed(verb));
    }
    let (mut objects, mut unread) = (Vec::new(), Vec::new());
    for next in items {
        match next {
            Next::Item(placed) => match unreachable(verb, input, &placed.item) {
                Some(why) => failures.push(Failure::Own(why)),
                None => objects.push(placed.item.value.clone()),
            },
            Next::Unsimulated(value) => objects.push(value),
            Next::Failure(failure) => unread.push(failure),
        }
    }
    Rehearsal { objects, failures, unread }
}
