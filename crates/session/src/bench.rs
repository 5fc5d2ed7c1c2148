//! One bench: an editor with its cluster. Every lesson, every exercise with a
//! start of its own and the sandbox have one.

use std::fmt;
use std::sync::Arc;

use service_lab_course::{BenchSpec, world_with};
use service_lab_engine::diagnostic::{Diagnostic, Severity};
use service_lab_engine::net::Trace;
use service_lab_engine::net::facts::FactsCache;
use service_lab_engine::store::{Actor, Change, Pair, Store};
use service_lab_engine::world::{Command, Event, World, step};

use crate::history::{Entry, History, run};
use crate::scene::Seats;
use crate::tally::Tally;

/// Which bench.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BenchId {
    /// A lesson's id, or `sandbox`.
    pub lesson: String,
    /// An exercise's id; `""` is the lesson itself.
    pub exercise: String,
}

impl BenchId {
    /// The bench of a lesson.
    pub fn lesson(id: &str) -> Self {
        Self { lesson: id.to_owned(), exercise: String::new() }
    }

    /// The bench of an exercise.
    pub fn exercise(lesson: &str, exercise: &str) -> Self {
        Self { lesson: lesson.to_owned(), exercise: exercise.to_owned() }
    }
}

impl fmt::Display for BenchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.exercise.is_empty() {
            f.write_str(&self.lesson)
        } else {
            write!(f, "{}/{}", self.lesson, self.exercise)
        }
    }
}

/// Changes of one step that are told at most; time that passes adds none to more.
const MAX_CHANGES: usize = 4096;

/// What a bench starts from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// The cluster, with all that is given; nothing of the learner's text yet.
    pub world: World,
    /// The text that stands in the editor at first.
    pub text: String,
    /// Changes whenever the lesson does; saves of another one are applied as
    /// texts only.
    pub version: u64,
}

impl Start {
    /// The start that a lesson describes.
    pub fn of(spec: &BenchSpec) -> Self {
        let (world, _) = World::new(spec.config.clone());
        let version = crate::save::digest(&world) ^ crate::save::digest_text(&spec.start);
        Self { world, text: spec.start.clone(), version }
    }
}

/// How the text in the editor and the cluster stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BurstState {
    /// The cluster runs this text.
    Settled,
    /// The cluster runs this text; the step is not closed yet.
    Open,
    /// The text is refused: the cluster runs the last good version.
    Refused,
}

/// Keystrokes that make one step together.
#[derive(Clone, Debug, PartialEq)]
struct Burst {
    before: World,
    /// The last text that was accepted, with what it changed.
    good: Option<String>,
}

/// An editor with its cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Bench {
    pub id: BenchId,
    start: Start,
    text: String,
    world: World,
    history: History,
    burst: Option<Burst>,
    /// A refused text that Undo took back.
    abandoned: Option<String>,
    diagnostics: Arc<Vec<Diagnostic>>,
    refused: bool,
    /// What the last step changed.
    changes: Arc<Vec<Change>>,
    seats: Seats,
    /// Simulated time when the learner came.
    began_ms: u64,
    revision: u64,
    cluster_revision: u64,
    picture_revision: u64,
}

impl Bench {
    /// A bench as it starts: the text has been applied to the given cluster.
    pub fn new(id: BenchId, start: Start) -> Self {
        // Nobody sits yet: whoever is there sits down with those whom the text brings.
        let world = World { store: Store::default(), ..start.world.clone() };
        let mut bench = Self {
            id,
            text: start.text.clone(),
            world,
            history: History::new(start.world.clone(), String::new()),
            start,
            burst: None,
            abandoned: None,
            diagnostics: Arc::default(),
            refused: false,
            changes: Arc::default(),
            seats: Seats::default(),
            began_ms: 0,
            revision: 0,
            cluster_revision: 0,
            picture_revision: 0,
        };
        bench.reset();
        bench
    }

    /// What stands in the editor.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cluster.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The cluster after the steps in force: without the keystrokes of a burst
    /// that is not a step yet.
    pub fn settled(&self) -> &World {
        self.burst.as_ref().map_or(&self.world, |it| &it.before)
    }

    /// Simulated milliseconds since the bench began.
    pub fn elapsed_ms(&self) -> u64 {
        self.world.now_ms.saturating_sub(self.began_ms)
    }

    /// Counts every change of anything in here; equal counts, equal bench.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Counts the changes of objects, settings and power: what requests and
    /// time alone do is not among them.
    pub fn cluster_revision(&self) -> u64 {
        self.cluster_revision
    }

    /// Counts those of these changes that a picture may show.
    pub fn picture_revision(&self) -> u64 {
        self.picture_revision
    }

    /// What is wrong with the text in the editor.
    pub fn diagnostics(&self) -> &Arc<Vec<Diagnostic>> {
        &self.diagnostics
    }

    /// What the last step changed in the cluster.
    pub fn changes(&self) -> &Arc<Vec<Change>> {
        &self.changes
    }

    /// The steps.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What it started from.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// Where each Pod sits in the picture.
    pub fn seats(&self) -> &Seats {
        &self.seats
    }

    /// How text and cluster stand to each other.
    pub fn state(&self) -> BurstState {
        match (&self.burst, self.refused) {
            (_, true) => BurstState::Refused,
            (Some(_), false) => BurstState::Open,
            (None, false) => BurstState::Settled,
        }
    }

    /// Every request in force, oldest first.
    pub fn traces(&self) -> impl DoubleEndedIterator<Item = &Arc<Trace>> {
        self.history.done().iter().flat_map(|it| &it.sent)
    }

    /// Who answered how often since the cluster last changed.
    pub fn tally(&self) -> Tally {
        let mut since: Vec<&Arc<Trace>> = Vec::new();
        for entry in self.history.done().iter().rev() {
            let (sent, nothing_else) = entry.last_sent();
            since.extend(sent);
            if !nothing_else {
                break;
            }
        }
        Tally::of(since)
    }

    /// Whether Undo has something to do.
    pub fn can_undo(&self) -> bool {
        self.refused || self.burst.is_some() || self.history.can_undo()
    }

    /// Whether Redo has something to do.
    pub fn can_redo(&self) -> bool {
        self.abandoned.is_some() || self.history.can_redo()
    }

    /// The learner typed: the cluster becomes what it was before this burst
    /// plus one apply of the whole text, or stays as it is where the text is
    /// refused.
    pub(crate) fn type_text(&mut self, text: String) {
        if text == self.text {
            return;
        }
        self.revision += 1;
        self.abandoned = None;
        self.text = text;
        let before =
            self.burst.get_or_insert_with(|| Burst { before: self.world.clone(), good: None });
        let command = Command::Edit { text: self.text.clone() };
        let stepped = step(&before.before, &command);
        let (changes, diagnostics) = read_events(stepped.events);
        self.refused = refuses(&diagnostics);
        self.diagnostics = Arc::new(diagnostics);
        if !self.refused {
            before.good = Some(self.text.clone());
            self.set_world(stepped.world);
            self.changes = Arc::new(changes);
        }
    }

    /// The burst ends: its last good text is one step, if it changed anything.
    /// Returns how many of the oldest steps were dropped.
    pub(crate) fn rest(&mut self) -> usize {
        let Some(burst) = self.burst.take() else { return 0 };
        let Some(text) = burst.good else { return 0 };
        self.revision += 1;
        // The same text again is a step where it undid what was done by other means.
        if text == self.history.text() && self.world == burst.before {
            return 0;
        }
        let entry = Entry { commands: vec![Command::Edit { text }], sent: Vec::new() };
        let diagnostics = (!self.refused).then(|| self.diagnostics.clone());
        self.history.push(entry, &self.world, diagnostics)
    }

    /// Does commands as one step. Returns how many of the oldest were dropped.
    pub(crate) fn perform(&mut self, commands: Vec<Command>) -> usize {
        let dropped = self.rest();
        self.revision += 1;
        self.abandoned = None;
        let (world, entry, events) = run(&self.world, commands);
        let sends = entry.quiet();
        self.set_world(world);
        if !sends {
            self.changes = Arc::new(read_events(events).0);
        }
        let settled = !self.refused && self.text == self.history.text();
        let diagnostics = settled.then(|| self.diagnostics.clone());
        dropped + self.history.push(entry, &self.world, diagnostics)
    }

    /// Lets simulated time pass as part of the last step.
    pub(crate) fn pass(&mut self, ms: u64) {
        self.rest();
        let stepped = step(&self.world, &Command::Wait { ms });
        if self.history.extend_last(Command::Wait { ms }, &stepped.world) {
            self.revision += 1;
            self.set_world(stepped.world);
            let changes = read_events(stepped.events).0;
            if !changes.is_empty() && self.changes.len() < MAX_CHANGES {
                Arc::make_mut(&mut self.changes).extend(changes);
            }
        }
    }

    /// Takes back the last step, or a refused text. Returns whether it did.
    pub(crate) fn undo(&mut self) -> bool {
        if self.refused {
            self.burst_to_step();
            self.abandoned = Some(self.text.clone());
            self.show_history();
            return true;
        }
        self.rest();
        let done = self.history.undo();
        if done {
            self.abandoned = None;
            self.show_history();
        }
        done
    }

    /// Does the next step again. Returns whether there was one.
    pub(crate) fn redo(&mut self) -> bool {
        if let Some(text) = self.abandoned.take() {
            self.type_text(text);
            return true;
        }
        let done = self.history.redo();
        if done {
            self.show_history();
        }
        done
    }

    /// Back to the start: text, cluster and steps.
    pub(crate) fn reset(&mut self) {
        self.revision += 1;
        self.burst = None;
        self.abandoned = None;
        self.text = self.start.text.clone();
        let command = Command::Edit { text: self.text.clone() };
        let stepped = step(&self.start.world, &command);
        let (_, diagnostics) = read_events(stepped.events);
        self.refused = refuses(&diagnostics);
        self.diagnostics = Arc::new(diagnostics);
        let base_text = if self.refused { String::new() } else { self.text.clone() };
        let world = world_with(&self.start.world, &base_text);
        self.began_ms = world.now_ms;
        self.history = History::new(world.clone(), base_text);
        self.changes = Arc::default();
        self.set_world(world);
    }

    /// Puts saved steps and text in place.
    pub(crate) fn restore(&mut self, steps: Vec<Vec<Command>>, done: usize, text: String) {
        self.reset();
        let mut world = self.world.clone();
        for commands in steps {
            let (after, entry, _) = run(&world, commands);
            world = after;
            self.history.push(entry, &world, None);
        }
        self.history.go_to(done);
        self.show_history();
        self.type_text(text);
    }

    fn burst_to_step(&mut self) {
        self.rest();
        self.refused = false;
    }

    /// Shows what the history says: its world, its text.
    fn show_history(&mut self) {
        self.revision += 1;
        self.burst = None;
        self.refused = false;
        let mut world = self.history.world();
        carry_facts(&self.world, &mut world);
        self.set_world(world);
        self.text = self.history.text().to_owned();
        self.changes = Arc::default();
        self.diagnostics = self.history.diagnostics().cloned().unwrap_or_else(|| {
            let checked = step(&self.world, &Command::Edit { text: self.text.clone() });
            Arc::new(read_events(checked.events).1)
        });
    }

    fn set_world(&mut self, world: World) {
        let moved = world.store != self.world.store;
        let shows = moved && self.seats.follow(&self.world.store, &world.store);
        let set = !Arc::ptr_eq(&world.config, &self.world.config)
            || world.machines.powered_off != self.world.machines.powered_off;
        self.cluster_revision += u64::from(moved || set);
        self.picture_revision += u64::from(shows || set);
        self.history.let_go(std::mem::replace(&mut self.world, world));
    }

    /// Frees the worlds that nobody asks for any more, and works out ahead what the next packet needs: for when the
    /// page rests.
    pub(crate) fn idle(&mut self) {
        self.history.tidy();
        self.world.prepare();
    }
}

/// Lets one world's rules follow from another's, where no node of either is behind: they differ in little.
fn carry_facts(from: &World, to: &mut World) {
    let late = |it: &World| it.lag.next_ms().is_some();
    if late(from) || late(to) || !Arc::ptr_eq(&from.config, &to.config) {
        return;
    }
    let change = |(before, after): Pair<'_>| {
        let key = after.or(before)?.key.clone();
        let (before, after) = (before.cloned(), after.cloned());
        Some(Change { key, before, after, by: Actor::ApiServer })
    };
    let changes: Vec<Change> =
        from.store.differing(&to.store).into_iter().filter_map(change).collect();
    let mut facts: FactsCache = from.cache.clone();
    facts.changed(&changes);
    to.cache = facts;
}

fn read_events(events: Vec<Event>) -> (Vec<Change>, Vec<Diagnostic>) {
    let mut changes = Vec::new();
    let mut diagnostics = Vec::new();
    for event in events {
        match event {
            Event::Changed(change) => changes.push(change),
            Event::Checked(more) => diagnostics.extend(more),
            Event::Sent(_)
            | Event::Printed { .. }
            | Event::Ran(_)
            | Event::Served(_)
            | Event::Refused(_)
            | Event::Reported(_)
            | Event::Unsettled => {}
        }
    }
    (changes, diagnostics)
}

fn refuses(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|it| it.severity == Severity::Error)
}
