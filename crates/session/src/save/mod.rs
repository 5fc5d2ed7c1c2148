//! The format of saves: what a learner typed and did, as text, never a world.
//!
//! One record a line, fields parted by tabs; `\`, tab and line end are written
//! `\\`, `\t`, `\n`. A line that cannot be read is left out; a step that cannot
//! be read ends the steps, because the ones after it stand on it.

mod command;
mod shared;

use service_lab_engine::objects::{FNV_START, fnv};
use service_lab_engine::world::{Command, World};

pub use self::command::{PROVIDERS, mode_name, provider_name};
use self::command::{read_command, write_command};
pub use self::shared::{Shared, read_shared, write_shared};
use crate::action::Notice;
use crate::bench::Bench;
use crate::progress::{Guess, Progress};

/// First line of a bench's save.
const BENCH_HEAD: &str = "service-lab-bench\t1";
/// First line of the progress.
const PROGRESS_HEAD: &str = "service-lab-progress\t1";
/// Longest save that is written with its steps; above it only the text is
/// kept. Browsers give a site 5 MB in all.
const MAX_SAVE_BYTES: usize = 512 * 1024;
/// Longest save that is read at all.
const MAX_READ_BYTES: usize = 2 * 1024 * 1024;

/// A bench's save, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Version of the engine that wrote it.
    pub engine: String,
    /// Version of the lesson.
    pub version: u64,
    /// The text in the editor.
    pub text: String,
    /// The commands of each step.
    pub steps: Vec<Vec<Command>>,
    /// How many steps are in force.
    pub done: usize,
    /// Digest of the world after them.
    pub digest: u64,
    /// Whether something could not be read.
    pub damaged: bool,
}

/// Writes a bench.
pub fn write(bench: &Bench) -> String {
    let full = write_with(bench, true);
    if full.len() <= MAX_SAVE_BYTES { full } else { write_with(bench, false) }
}

fn write_with(bench: &Bench, with_steps: bool) -> String {
    let mut out = String::from(BENCH_HEAD);
    out.push('\n');
    line(&mut out, &["engine", env!("CARGO_PKG_VERSION")]);
    line(&mut out, &["lesson", &bench.start().version.to_string()]);
    line(&mut out, &["text", bench.text()]);
    if with_steps {
        let history = bench.history();
        line(&mut out, &["digest", &format!("{:x}", digest(bench.settled()))]);
        line(&mut out, &["done", &history.done().len().to_string()]);
        for entry in history.all() {
            line(&mut out, &["step"]);
            for command in &entry.commands {
                write_command(&mut out, command);
            }
        }
    }
    out
}

/// Reads a bench's save; `None` where it is none.
pub fn read(text: &str) -> Option<Saved> {
    if text.len() > MAX_READ_BYTES {
        return None;
    }
    let mut lines = text.lines();
    if lines.next() != Some(BENCH_HEAD) {
        return None;
    }
    let mut saved = Saved::default();
    let mut steps_end = false;
    for fields in lines.map(fields) {
        let parts: Vec<&str> = fields.iter().map(String::as_str).collect();
        match parts.as_slice() {
            ["engine", version] => saved.engine = (*version).to_owned(),
            ["lesson", version] => saved.version = version.parse().unwrap_or_default(),
            ["text", text] => saved.text = (*text).to_owned(),
            ["digest", hex] => saved.digest = u64::from_str_radix(hex, 16).unwrap_or_default(),
            ["done", count] => saved.done = count.parse().unwrap_or(usize::MAX),
            ["step"] if !steps_end => saved.steps.push(Vec::new()),
            parts if !steps_end => match (read_command(parts), saved.steps.last_mut()) {
                (Some(command), Some(step)) => step.push(command),
                _ => {
                    steps_end = true;
                    saved.damaged = true;
                    saved.steps.pop();
                }
            },
            _ => {}
        }
    }
    Some(saved)
}

impl Saved {
    /// Puts the save into a fresh bench. Returns what the learner should know.
    pub(crate) fn put_into(self, bench: &mut Bench) -> Option<Notice> {
        let same_lesson = self.version == bench.start().version;
        let digest_then = self.digest;
        let (damaged, had_steps) = (self.damaged, !self.steps.is_empty());
        let text = self.text.clone();
        if same_lesson {
            bench.restore(self.steps, self.done, self.text);
            if !had_steps || damaged || digest(bench.settled()) == digest_then {
                return damaged.then_some(Notice::SaveDamaged);
            }
        }
        bench.restore(Vec::new(), 0, text);
        bench.rest();
        Some(if damaged { Notice::SaveDamaged } else { Notice::SaveOutdated })
    }
}

/// Writes the progress of all lessons.
pub fn write_progress(progress: &Progress) -> String {
    let mut out = String::from(PROGRESS_HEAD);
    out.push('\n');
    for (id, lesson) in &progress.lessons {
        let finished = if lesson.finished { "1" } else { "0" };
        let (step, furthest) = (lesson.step.to_string(), lesson.furthest.to_string());
        line(&mut out, &["lesson", id, &step, &furthest, finished]);
        for (prediction, guess) in &lesson.guesses {
            let revealed = if guess.revealed { "1" } else { "0" };
            let truth = guess.truth.map(|it| it.to_string()).unwrap_or_default();
            line(&mut out, &["guess", prediction, &guess.choice.to_string(), &truth, revealed]);
        }
        for (exercise, count) in &lesson.hints {
            line(&mut out, &["hints", exercise, &count.to_string()]);
        }
        for exercise in &lesson.solved {
            line(&mut out, &["solved", exercise]);
        }
    }
    out
}

/// Reads the progress; what cannot be read is left out.
pub fn read_progress(text: &str) -> Progress {
    let mut progress = Progress::default();
    let mut lines = text.lines();
    if lines.next() != Some(PROGRESS_HEAD) {
        return progress;
    }
    let mut id = String::new();
    for fields in lines.map(fields) {
        let parts: Vec<&str> = fields.iter().map(String::as_str).collect();
        if let ["lesson", lesson, step, furthest, finished] = parts.as_slice() {
            (*lesson).clone_into(&mut id);
            let entry = progress.of_mut(lesson);
            entry.step = step.parse().unwrap_or_default();
            entry.furthest = furthest.parse().unwrap_or(entry.step);
            entry.finished = *finished == "1";
            continue;
        }
        if id.is_empty() {
            continue;
        }
        let lesson = progress.of_mut(&id);
        match parts.as_slice() {
            ["guess", prediction, choice, truth, revealed] => {
                if let Ok(choice) = choice.parse() {
                    let truth = truth.parse().ok();
                    let guess = Guess { choice, truth, revealed: *revealed == "1" };
                    lesson.guesses.insert((*prediction).to_owned(), guess);
                }
            }
            ["hints", exercise, count] => {
                if let Ok(count) = count.parse() {
                    lesson.hints.insert((*exercise).to_owned(), count);
                }
            }
            ["solved", exercise] => {
                lesson.solved.insert((*exercise).to_owned());
            }
            _ => {}
        }
    }
    progress
}

/// A number that two worlds share only if their objects are the same (with all likelihood).
pub fn digest(world: &World) -> u64 {
    let mix = |state: u64, object: u64| (state.rotate_left(5) ^ object).wrapping_mul(MIX);
    world.store.iter().map(|it| it.fingerprint()).fold(FNV_START, mix)
}

/// The same for a text.
pub fn digest_text(text: &str) -> u64 {
    fnv(FNV_START, text)
}

/// An odd number without a pattern (the golden ratio's fraction), so that order counts.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn line(out: &mut String, parts: &[&str]) {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.push('\t');
        }
        let mut rest = *part;
        let special = |it: u8| matches!(it, b'\\' | b'\t' | b'\n' | b'\r');
        while let Some(at) = rest.bytes().position(special) {
            let (plain, from) = rest.split_at(at);
            out.push_str(plain);
            let mut letters = from.chars();
            out.push_str(match letters.next() {
                Some('\t') => "\\t",
                Some('\n') => "\\n",
                Some('\r') => "\\r",
                _ => "\\\\",
            });
            rest = letters.as_str();
        }
        out.push_str(rest);
    }
    out.push('\n');
}

fn fields(line: &str) -> Vec<String> {
    line.split('\t').map(unescape).collect()
}

fn unescape(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            (other, false) => out.push(other),
        }
    }
    out
}
