//! The steps of one bench: commands in order, a place in them, and worlds along
//! the way so that going back is quick: all of the latest ones, which share
//! nearly everything with each other, and before them one now and then.
//!
//! Architecture invariant: a world in here is always the replay of the
//! commands before it; nothing else ever writes one.

use std::collections::BTreeMap;
use std::sync::Arc;

use service_lab_engine::api;
use service_lab_engine::diagnostic::Diagnostic;
use service_lab_engine::net::Trace;
use service_lab_engine::net::facts::FactsCache;
use service_lab_engine::store::Store;
use service_lab_engine::value::Value;
use service_lab_engine::world::{Command, Event, Stepped, World, step_on};

/// Steps kept; a lesson takes a few dozen, so this is a long afternoon.
pub const MAX_STEPS: usize = 500;
/// Bytes kept, in commands and snapshots together: a quarter of the memory
/// that a page may use.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Steps between two snapshots: going back replays at most so many.
pub const SNAPSHOT_EVERY: usize = 32;
/// What an object that a snapshot does not share takes, about.
const OBJECT_BYTES: usize = 4096;
/// Objects in which the latest worlds may differ, all together. Of these worlds
/// each holds only what it does not share with the next: some KB an object, so
/// some MB at most.
const MAX_RECENT_OBJECTS: usize = 4096;

/// Worlds that wait to be freed.
const MAX_GONE: usize = 16;

/// One step: commands that are taken back together.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What was done, in order; twenty requests sent at once are one step.
    pub commands: Vec<Command>,
    /// The requests among them, answered or not.
    pub sent: Vec<Arc<Trace>>,
}

impl Entry {
    /// Whether it only sent requests, time passing after them included: Undo
    /// passes over such steps.
    pub fn quiet(&self) -> bool {
        let sends = |it: &Command| matches!(it, Command::Send { .. });
        self.commands.iter().any(sends)
            && self.commands.iter().all(|it| sends(it) || matches!(it, Command::Wait { .. }))
    }

    /// The requests at its end, and whether it did nothing before them. Time
    /// that passes after them does not count.
    pub fn last_sent(&self) -> (&[Arc<Trace>], bool) {
        let waits = |it: &Command| matches!(it, Command::Wait { .. });
        let ended = self.commands.iter().rposition(|it| !waits(it)).map_or(0, |it| it + 1);
        let before = self.commands.iter().take(ended);
        let sends = before.rev().take_while(|it| matches!(it, Command::Send { .. })).count();
        let first = self.sent.len().saturating_sub(sends);
        (self.sent.get(first..).unwrap_or_default(), sends > 0 && sends == ended)
    }

    /// The text that it put in the cluster, if it is an edit.
    pub fn text(&self) -> Option<&str> {
        self.commands.iter().rev().find_map(|it| match it {
            Command::Edit { text } => Some(text.as_str()),
            _ => None,
        })
    }

    fn bytes(&self) -> usize {
        self.commands.iter().map(command_bytes).sum()
    }
}

/// What was there after some steps.
#[derive(Clone, Debug)]
struct Moment {
    world: World,
    /// What was wrong with the text that the cluster runs, where that stood in
    /// the editor.
    diagnostics: Option<Arc<Vec<Diagnostic>>>,
    /// Objects that are not the very same one step later.
    changed: usize,
}

/// Worlds after so many entries, the latest ones without a gap. Each is what a
/// replay gives, so they take no part in comparing.
#[derive(Clone, Debug, Default)]
struct Recent {
    moments: BTreeMap<usize, Moment>,
}

impl PartialEq for Recent {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Recent {
    /// Keeps what is there after so many steps, and lets the oldest go.
    fn keep(
        &mut self,
        done: usize,
        world: &World,
        diagnostics: Option<Arc<Vec<Diagnostic>>>,
        past: &mut Gone,
    ) {
        if let Some((_, last)) = self.moments.range_mut(..done).next_back() {
            last.changed = last.world.store.differing(&world.store).len();
        }
        // What follows from the store would keep every rule of a past cluster alive.
        let world = World { cache: FactsCache::default(), ..world.clone() };
        let before = self.moments.insert(done, Moment { world, diagnostics, changed: 0 });
        before.into_iter().for_each(|it| past.put(it.world));
        let mut changed: usize = self.moments.values().map(|it| it.changed).sum();
        while self.moments.len() > SNAPSHOT_EVERY || changed > MAX_RECENT_OBJECTS {
            let Some((_, gone)) = self.moments.pop_first() else { break };
            changed -= gone.changed;
            past.put(gone.world);
        }
    }
}

/// A world along the way, and about how much it holds alone.
#[derive(Clone, Debug, PartialEq)]
struct Snapshot {
    world: World,
    bytes: usize,
}

/// Steps in order, and how many of them are in force.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    base: World,
    base_text: String,
    entries: Vec<Entry>,
    done: usize,
    /// Worlds after so many entries.
    snapshots: BTreeMap<usize, Snapshot>,
    recent: Recent,
    bytes: usize,
    /// Worlds that nobody asks for any more. What only they held takes a while to free: [`History::tidy`] does it.
    gone: Gone,
}

/// Worlds that wait to be freed; they take no part in comparing.
#[derive(Clone, Debug, Default)]
struct Gone(Vec<World>);

impl PartialEq for Gone {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Gone {
    /// Keeps a world until somebody has time to free it. Of too many the oldest is freed at once.
    fn put(&mut self, world: World) {
        if self.0.len() >= MAX_GONE {
            self.0.remove(0);
        }
        self.0.push(world);
    }
}

impl History {
    /// No steps yet: the world a bench starts from, and the text that made it.
    pub fn new(base: World, base_text: String) -> Self {
        Self {
            base,
            base_text,
            entries: Vec::new(),
            done: 0,
            snapshots: BTreeMap::new(),
            recent: Recent::default(),
            bytes: 0,
            gone: Gone::default(),
        }
    }

    /// The steps in force, oldest first.
    pub fn done(&self) -> &[Entry] {
        self.entries.get(..self.done).unwrap_or_default()
    }

    /// Every step, those taken back included.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// The last text that the cluster accepted.
    pub fn text(&self) -> &str {
        self.done().iter().rev().find_map(Entry::text).unwrap_or(&self.base_text)
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.done().iter().any(|it| !it.quiet())
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        self.entries.len() > self.done
    }

    /// The world now: the one that is kept, or a replay.
    pub fn world(&self) -> World {
        match self.recent.moments.get(&self.done) {
            Some(moment) => moment.world.clone(),
            None => self.replay(),
        }
    }

    /// What is wrong with the text of the world now, where that is known.
    pub(crate) fn diagnostics(&self) -> Option<&Arc<Vec<Diagnostic>>> {
        self.recent.moments.get(&self.done)?.diagnostics.as_ref()
    }

    /// The world now, by replay from the nearest snapshot.
    pub fn replay(&self) -> World {
        let (from, start) = self
            .snapshots
            .range(..=self.done)
            .next_back()
            .map_or((0, &self.base), |(at, snapshot)| (*at, &snapshot.world));
        let steps = self.entries.get(from..self.done).unwrap_or_default();
        steps
            .iter()
            .flat_map(|it| &it.commands)
            .fold(start.clone(), |world, command| step_on(world, command).world)
    }

    /// Adds a step whose outcome is known, and forgets the steps that were
    /// taken back. Returns how many of the oldest had to be dropped.
    pub fn push(
        &mut self,
        entry: Entry,
        world: &World,
        diagnostics: Option<Arc<Vec<Diagnostic>>>,
    ) -> usize {
        self.forget_undone();
        self.bytes += entry.bytes();
        self.entries.push(entry);
        self.done = self.entries.len();
        self.recent.keep(self.done, world, diagnostics, &mut self.gone);
        self.drop_oldest() + self.keep_snapshot(world)
    }

    /// Every so many steps keeps the world for going back. Where it would take too much room (a big cluster in which
    /// nothing is as it was at first) the steps begin with the oldest world that is at hand instead. Returns how many
    /// steps had to be dropped.
    fn keep_snapshot(&mut self, world: &World) -> usize {
        if !self.done.is_multiple_of(SNAPSHOT_EVERY) {
            return 0;
        }
        let last = self.snapshots.last_key_value().map_or(&self.base, |(_, it)| &it.world);
        let bytes = store_bytes(&last.store, &world.store);
        if self.bytes + bytes > MAX_BYTES
            && let Some((&first, moment)) = self.recent.moments.first_key_value()
        {
            let world = moment.world.clone();
            return self.begin_at(first, world);
        }
        self.bytes += bytes;
        self.snapshots.insert(self.done, Snapshot { world: world.clone(), bytes });
        0
    }

    /// Adds a command to the last step, unless steps were taken back. Returns
    /// whether it did.
    pub fn extend_last(&mut self, command: Command, world: &World) -> bool {
        if self.can_redo() {
            return false;
        }
        let Some(last) = self.entries.last_mut() else { return false };
        match (last.commands.last_mut(), command) {
            (Some(Command::Wait { ms }), Command::Wait { ms: more }) => {
                *ms = ms.saturating_add(more);
            }
            (_, command) => last.commands.push(command),
        }
        if let Some(snapshot) = self.snapshots.get_mut(&self.done) {
            snapshot.world = world.clone();
        }
        let diagnostics = self.diagnostics().cloned();
        self.recent.keep(self.done, world, diagnostics, &mut self.gone);
        true
    }

    /// Takes back the last step that changed something, with the requests sent
    /// after it. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let last = self.done().iter().rposition(|it| !it.quiet());
        if let Some(place) = last {
            self.done = place;
        }
        last.is_some()
    }

    /// Does the next step again, with the requests sent after it.
    pub fn redo(&mut self) -> bool {
        if !self.can_redo() {
            return false;
        }
        self.done += 1;
        while self.entries.get(self.done).is_some_and(Entry::quiet) {
            self.done += 1;
        }
        true
    }

    /// Goes to a place in the history (at most its end).
    pub fn go_to(&mut self, done: usize) {
        self.done = done.min(self.entries.len());
    }

    fn forget_undone(&mut self) {
        for gone in self.entries.drain(self.done..) {
            self.bytes = self.bytes.saturating_sub(gone.bytes());
        }
        for (_, gone) in self.snapshots.split_off(&(self.done + 1)) {
            self.bytes = self.bytes.saturating_sub(gone.bytes);
        }
        for (_, gone) in self.recent.moments.split_off(&(self.done + 1)) {
            self.gone.put(gone.world);
        }
    }

    fn drop_oldest(&mut self) -> usize {
        let mut dropped = 0;
        while self.entries.len() > MAX_STEPS || self.bytes > MAX_BYTES {
            let Some((&first, snapshot)) = self.snapshots.first_key_value() else { break };
            let world = snapshot.world.clone();
            dropped += self.begin_at(first, world);
        }
        dropped
    }

    /// Forgets the first steps: the others begin with the world after them. Returns how many they were.
    fn begin_at(&mut self, first: usize, world: World) -> usize {
        if let Some(text) = self.entries.iter().take(first).rev().find_map(Entry::text) {
            self.base_text = text.to_owned();
        }
        self.gone.put(std::mem::replace(&mut self.base, world));
        for gone in self.entries.drain(..first.min(self.entries.len())) {
            self.bytes = self.bytes.saturating_sub(gone.bytes());
        }
        self.done = self.done.saturating_sub(first);
        for (at, snapshot) in std::mem::take(&mut self.snapshots) {
            match at.checked_sub(first) {
                Some(at @ 1..) => {
                    self.snapshots.insert(at, snapshot);
                }
                _ => self.bytes = self.bytes.saturating_sub(snapshot.bytes),
            }
        }
        for (at, moment) in std::mem::take(&mut self.recent.moments) {
            match at.checked_sub(first) {
                Some(at @ 1..) => {
                    self.recent.moments.insert(at, moment);
                }
                _ => self.gone.put(moment.world),
            }
        }
        first
    }

    /// Keeps a world that nobody asks for any more until there is time to free it.
    pub(crate) fn let_go(&mut self, world: World) {
        self.gone.put(world);
    }

    /// Frees what waits to be freed: for when the page rests.
    pub(crate) fn tidy(&mut self) {
        self.gone.0.clear();
    }
}

/// Does commands one after another and collects what they brought about.
pub(crate) fn run(world: &World, commands: Vec<Command>) -> (World, Entry, Vec<Event>) {
    let mut now = world.clone();
    let mut events = Vec::new();
    for command in &commands {
        let Stepped { world, events: more } = step_on(now, command);
        now = world;
        events.extend(more);
    }
    let sent = events
        .iter()
        .filter_map(|it| match it {
            Event::Sent(trace) => Some(trace.clone()),
            Event::Changed(_)
            | Event::Checked(_)
            | Event::Ran(_)
            | Event::Served(_)
            | Event::Refused(_)
            | Event::Printed { .. }
            | Event::Reported(_)
            | Event::Unsettled => None,
        })
        .collect();
    (now, Entry { commands, sent }, events)
}

fn command_bytes(command: &Command) -> usize {
    const FIXED: usize = 64;
    FIXED
        + match command {
            Command::Edit { text }
            | Command::Apply { text }
            | Command::Prepare { text }
            | Command::Run { text, .. } => text.len(),
            Command::Serve { request, .. } => request_bytes(request),
            _ => 0,
        }
}

fn request_bytes(request: &api::Request) -> usize {
    match request {
        api::Request::Create(value)
        | api::Request::Apply { value, .. }
        | api::Request::Update { value, .. } => value_bytes(value),
        api::Request::Patch { body, .. } => value_bytes(body),
        api::Request::Delete(_)
        | api::Request::DeleteNow(_)
        | api::Request::DeleteForeground(_)
        | api::Request::DeleteOrphaning(_) => 0,
    }
}

/// About how much a store holds that an earlier one does not share.
fn store_bytes(before: &Store, after: &Store) -> usize {
    let new = before.differing(after).into_iter().filter(|it| it.1.is_some()).count();
    new.saturating_mul(OBJECT_BYTES)
}

fn value_bytes(value: &Value) -> usize {
    const NODE: usize = 32;
    NODE + match value {
        Value::Null | Value::Bool(_) | Value::Int(_) => 0,
        Value::Decimal(text) | Value::Str(text) => text.len(),
        Value::List(items) => items.iter().map(value_bytes).sum(),
        Value::Map(map) => map.iter().map(|(key, it)| key.len() + value_bytes(it)).sum(),
    }
}
