//! Everything a learner can do, and the one function that does it.

use std::collections::BTreeMap;

use service_lab_engine::net::Request;
use service_lab_engine::world::Command;

use crate::bench::{Bench, BenchId, Start};
use crate::progress::{Guess, Progress};
use crate::save::Saved;

/// What a learner does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open a bench: with its save, if there is one.
    Open { id: BenchId, start: Box<Start>, saved: Option<Box<Saved>> },
    /// Type: the whole text as it stands now.
    Type { text: String },
    /// No key for a second, or the button: the burst is one step.
    Rest,
    /// Cause something: a failure, time, another mode.
    Do(Command),
    /// Let simulated time pass as part of the last step: what was begun comes
    /// to its end.
    Pass { ms: u64 },
    /// Do several things as one step: a lesson's button.
    Perform { commands: Vec<Command> },
    /// Send a request, once or many times.
    Send { request: Request, times: u32 },
    /// Take back the last step.
    Undo,
    /// Do it again.
    Redo,
    /// Back to the start of this bench, or to the work that it began with.
    Reset { to: Option<Box<Saved>> },
    /// Answer a prediction, which is then tried: `truth` is the option that
    /// came true. An answer stands once its outcome was seen.
    Guess { prediction: String, choice: usize, truth: Option<usize> },
    /// The outcome of a prediction has been shown.
    Reveal { prediction: String },
    /// Ask for the next hint of an exercise that has so many.
    Hint { exercise: String, of: usize },
    /// All goals of an exercise are met.
    Solved { exercise: String },
    /// Go to a step of the lesson.
    Step { step: usize },
    /// The lesson is finished.
    Finish,
}

/// What is left to do outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The text in the editor changed under the learner: put it there, as one
    /// transaction outside the editor's own history.
    ShowText,
    /// Dispatch [`Action::Rest`] after a second without typing.
    ArmRest,
    /// Keep the bench.
    SaveBench,
    /// Keep the progress.
    SaveProgress,
    /// A request was sent: show its trace from the start.
    Play,
    /// Tell the learner.
    Tell(Notice),
}

/// What a learner is told in passing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// The oldest steps were forgotten.
    HistoryCut,
    /// A save was damaged; what could be read is there.
    SaveDamaged,
    /// A newer engine or lesson: the texts were applied, the steps are gone.
    SaveOutdated,
}

/// Everything a learner is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    benches: BTreeMap<BenchId, Bench>,
    at: BenchId,
    pub progress: Progress,
    revision: u64,
}

/// Most requests that are sent at once: enough to see chance, few enough to
/// answer within a frame.
const MAX_TIMES: u32 = 100;

impl Session {
    /// A session that goes on with what was learned before.
    pub fn with_progress(progress: Progress) -> Self {
        Self { progress, ..Self::default() }
    }

    /// The bench that is open.
    pub fn bench(&self) -> Option<&Bench> {
        self.benches.get(&self.at)
    }

    /// A bench that was opened before.
    pub fn bench_of(&self, id: &BenchId) -> Option<&Bench> {
        self.benches.get(id)
    }

    /// Which bench is open.
    pub fn at(&self) -> &BenchId {
        &self.at
    }

    /// What can wait until the page rests: frees what nobody asks for any more, and works out what the next packet needs.
    pub fn idle(&mut self) {
        if let Some(bench) = self.benches.get_mut(&self.at) {
            bench.idle();
        }
    }

    /// Counts every action.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

/// Does one action.
pub fn update(session: &mut Session, action: Action) -> Vec<Effect> {
    session.revision += 1;
    match action {
        Action::Open { id, start, saved } => open(session, id, *start, saved.map(|it| *it)),
        Action::Guess { .. }
        | Action::Reveal { .. }
        | Action::Hint { .. }
        | Action::Solved { .. }
        | Action::Step { .. }
        | Action::Finish => progress(session, action),
        Action::Type { .. }
        | Action::Rest
        | Action::Do(_)
        | Action::Pass { .. }
        | Action::Perform { .. }
        | Action::Send { .. }
        | Action::Undo
        | Action::Redo
        | Action::Reset { .. } => match session.benches.get_mut(&session.at) {
            Some(bench) => work(bench, action),
            None => Vec::new(),
        },
    }
}

fn open(session: &mut Session, id: BenchId, start: Start, saved: Option<Saved>) -> Vec<Effect> {
    if let Some(bench) = session.benches.get_mut(&session.at) {
        bench.rest();
    }
    session.at = id.clone();
    let known = session.benches.get(&id).is_some_and(|it| it.start().version == start.version);
    if known {
        return vec![Effect::ShowText];
    }
    let mut bench = Bench::new(id.clone(), start);
    let notice = saved.and_then(|saved| saved.put_into(&mut bench));
    session.benches.insert(id, bench);
    [Effect::ShowText].into_iter().chain(notice.map(Effect::Tell)).collect()
}

fn work(bench: &mut Bench, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    let dropped = match action {
        Action::Type { text } => {
            bench.type_text(text);
            effects.push(Effect::ArmRest);
            0
        }
        Action::Rest => bench.rest(),
        Action::Do(command) => bench.perform(vec![command]),
        Action::Pass { ms } => {
            bench.pass(ms);
            0
        }
        Action::Perform { commands } => {
            if commands.iter().any(|it| matches!(it, Command::Send { .. })) {
                effects.push(Effect::Play);
            }
            bench.perform(commands)
        }
        Action::Send { request, times } => {
            effects.push(Effect::Play);
            let command = Command::Send { request };
            bench.perform(vec![command; times.clamp(1, MAX_TIMES) as usize])
        }
        Action::Undo => {
            if bench.undo() {
                effects.push(Effect::ShowText);
            }
            0
        }
        Action::Redo => {
            if bench.redo() {
                effects.push(Effect::ShowText);
            }
            0
        }
        Action::Reset { to } => {
            bench.reset();
            effects.extend(to.and_then(|it| it.put_into(bench)).map(Effect::Tell));
            effects.push(Effect::ShowText);
            0
        }
        Action::Open { .. }
        | Action::Guess { .. }
        | Action::Reveal { .. }
        | Action::Hint { .. }
        | Action::Solved { .. }
        | Action::Step { .. }
        | Action::Finish => 0,
    };
    if !effects.contains(&Effect::ArmRest) {
        effects.push(Effect::SaveBench);
    }
    if dropped > 0 {
        effects.push(Effect::Tell(Notice::HistoryCut));
    }
    effects
}

fn progress(session: &mut Session, action: Action) -> Vec<Effect> {
    let lesson = session.progress.of_mut(&session.at.lesson);
    match action {
        Action::Guess { prediction, choice, truth } => {
            let fresh = Guess { choice, truth, revealed: false };
            let guess = lesson.guesses.entry(prediction).or_insert(fresh);
            if !guess.revealed {
                *guess = fresh;
            }
        }
        Action::Reveal { prediction } => {
            if let Some(guess) = lesson.guesses.get_mut(&prediction) {
                guess.revealed = true;
            }
        }
        Action::Hint { exercise, of } => {
            let shown = lesson.hints.entry(exercise).or_default();
            *shown = (*shown + 1).min(of);
        }
        Action::Solved { exercise } => {
            lesson.solved.insert(exercise);
        }
        Action::Step { step } => {
            lesson.step = step;
            lesson.furthest = lesson.furthest.max(step);
        }
        Action::Finish => lesson.finished = true,
        Action::Open { .. }
        | Action::Type { .. }
        | Action::Rest
        | Action::Do(_)
        | Action::Pass { .. }
        | Action::Perform { .. }
        | Action::Send { .. }
        | Action::Undo
        | Action::Redo
        | Action::Reset { .. } => {}
    }
    vec![Effect::SaveProgress]
}
