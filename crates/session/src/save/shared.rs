//! Work to hand on: a bench's save under the name of what it started from. Whoever reads it starts from the same, and
//! finds the same text and steps.

use super::{fields, line, write_with};
use crate::bench::{Bench, BenchId};

/// First line of shared work.
const WORK_HEAD: &str = "service-lab-work\t1";

/// A bench's work, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The lesson's bench or the example it started from.
    pub from: BenchId,
    /// Its save ([`super::read`]).
    pub saved: String,
}

/// Writes a bench that started as `from` does; without its steps only its text is kept.
pub fn write_shared(bench: &Bench, from: &BenchId, with_steps: bool) -> String {
    let mut out = format!("{WORK_HEAD}\n");
    line(&mut out, &["bench", &from.lesson, &from.exercise]);
    out.push_str(&write_with(bench, with_steps));
    out
}

/// Reads shared work; `None` where it is none.
pub fn read_shared(text: &str) -> Option<Shared> {
    let (head, rest) = text.split_once('\n')?;
    let (bench, saved) = rest.split_once('\n')?;
    let parts = fields(bench);
    let ["bench", lesson, exercise] = parts.iter().map(String::as_str).collect::<Vec<_>>()[..]
    else {
        return None;
    };
    // No lesson, example or bench is called so; whoever keeps names line by line may rely on it.
    let plain = !lesson.contains(char::is_control) && !exercise.contains(char::is_control);
    super::read(saved).filter(|_| head == WORK_HEAD && plain)?;
    Some(Shared { from: BenchId::exercise(lesson, exercise), saved: saved.to_owned() })
}
