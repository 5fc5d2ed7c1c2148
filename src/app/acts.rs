//! What is done to the session, and what follows from it: followers are told,
//! time passes, work is saved, goals are judged.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use service_lab_course::{Block, grade_all};
use service_lab_engine::world::Command;
use service_lab_l10n::say;
use service_lab_session::{Action, Bench, BenchId, Effect, Session, Start, save, update};

use super::{App, Playback, Reports};
use crate::held::Held;
use crate::page::{storage, when_idle};
use crate::share;

/// How long the learner rests before a burst of keystrokes is one step.
const REST_MS: u32 = 1000;
/// While something is about to happen, a simulated second passes in so many
/// milliseconds.
const FILM_MS: u32 = 650;
/// Simulated seconds that pass by themselves after something was caused: a Pod
/// that starts is ready by then. What takes longer waits for the learner.
const FILM_SECONDS: u32 = 5;
/// How long after something was done it is saved; a page that goes saves at
/// once.
const SAVE_MS: u32 = 300;

impl App {
    /// Does an action and what follows from it.
    pub fn dispatch(&self, action: Action) {
        let typing = matches!(action, Action::Type { .. });
        let causes = matches!(action, Action::Rest | Action::Do(_) | Action::Perform { .. });
        let effects = self.session.try_update_value(|it| update(it, action)).unwrap_or_default();
        let changed = self.tell_followers();
        for effect in effects {
            self.carry_out(effect);
        }
        if !typing {
            self.grade();
            if causes && changed {
                self.start_film(FILM_SECONDS);
            }
        }
    }

    /// Tells those who follow the open bench, or its cluster, where it changed. Returns whether the bench did.
    fn tell_followers(&self) -> bool {
        let tell = |signal: Held<(BenchId, u64)>, count: fn(&Bench) -> u64| {
            let now = self.session.with_value(|it| {
                let count = it.bench().map(count).unwrap_or_default();
                signal.with_untracked(|(at, before)| {
                    (at != it.at() || *before != count).then(|| (it.at().clone(), count))
                })
            });
            now.map(|it| signal.set(it)).is_some()
        };
        tell(self.picture, Bench::picture_revision);
        tell(self.cluster, Bench::cluster_revision);
        tell(self.revision, Bench::revision)
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::ShowText => {
                let text = self.session.with_value(|it| it.bench().map(|it| it.text().to_owned()));
                self.editor.show(&text.unwrap_or_default());
            }
            Effect::ArmRest => {
                let app = *self;
                let timer = Timeout::new(REST_MS, move || app.dispatch(Action::Rest));
                self.rest.set_value(Some(timer));
            }
            Effect::SaveBench => self.save_soon(),
            Effect::SaveProgress => {
                self.progress.update(|it| *it += 1);
                self.session.with_value(|it| {
                    storage::set("progress", &save::write_progress(&it.progress));
                });
            }
            Effect::Play => {
                self.playback.set(Playback { playing: true, ..Playback::default() });
            }
            Effect::Tell(notice) => self.tell(say::notice(notice)),
        }
    }

    /// When the page has shown what was done and rests: saves the open bench, and works out what the next packet needs.
    fn save_soon(&self) {
        let app = *self;
        if self.unsaved.with_value(Option::is_none) {
            let rest = move || {
                app.save_now();
                app.session.try_update_value(Session::idle);
            };
            self.unsaved.set_value(Some(Timeout::new(SAVE_MS, move || when_idle(rest))));
        }
    }

    /// Saves the open bench where something is not saved yet: before another
    /// one is opened or the page goes.
    pub fn save_now(&self) {
        if self.unsaved.try_update_value(Option::take).flatten().is_none() {
            return;
        }
        self.session.with_value(|it| {
            if let Some(bench) = it.bench() {
                storage::set(&format!("bench.{}", bench.id), &save::write(bench));
            }
        });
    }

    /// Lets simulated seconds pass one by one while something is about to
    /// happen, so that the learner sees it happen.
    fn start_film(&self, seconds: u32) {
        if seconds == 0 {
            return;
        }
        let app = *self;
        let timer = Timeout::new(FILM_MS, move || {
            let horizon = u64::from(seconds) * 1000;
            let busy = app.session.with_value(|it| {
                it.bench().is_some_and(|it| {
                    let world = it.world();
                    world.next_at_ms.is_some_and(|next| next <= world.now_ms + horizon)
                })
            });
            if busy {
                app.dispatch(Action::Pass { ms: 1000 });
                app.start_film(seconds - 1);
            }
        });
        self.film.set_value(Some(timer));
    }

    /// Judges the goals of the open step on the learner's world.
    fn grade(&self) {
        let Some(step) = untrack(|| self.step()) else { return };
        let mut reports = Reports::new();
        let mut solved = Vec::new();
        let values = self.values.get_untracked();
        self.session.with_value(|session| {
            let Some(bench) = session.bench() else { return };
            for block in &step.blocks {
                let Block::Exercise(exercise) = block else { continue };
                let found = grade_all(bench.world(), &exercise.goals, &values);
                let known = session
                    .progress
                    .of(&session.at().lesson)
                    .is_some_and(|it| it.solved.contains(&exercise.id));
                if !known && found.iter().all(|it| it.met) {
                    solved.push(exercise.id.clone());
                }
                reports.insert(exercise.id.clone(), found);
            }
        });
        self.reports.set(Arc::new(reports));
        for exercise in solved {
            self.dispatch(Action::Solved { exercise });
        }
    }

    /// Opens the bench of the open step, example or page.
    pub fn open(&self, id: BenchId, start: impl FnOnce() -> Start) {
        let known = self.session.with_value(|it| it.bench_of(&id).is_some());
        let same = self.session.with_value(|it| *it.at() == id && it.bench().is_some());
        if same {
            self.grade();
            return;
        }
        self.save_now();
        self.rest.set_value(None);
        self.film.set_value(None);
        self.playback.set(Playback::default());
        let saved = (!known)
            .then(|| storage::get(&format!("bench.{id}")))
            .flatten()
            .and_then(|it| save::read(&it))
            .map(Box::new);
        let start = Box::new(start());
        self.dispatch(Action::Open { id, start, saved });
        self.playback.set(Playback { at: usize::MAX, ..Playback::default() });
    }

    /// Takes the open bench back to its start: one that began with a link, to what came with that.
    pub fn reset(&self) {
        let id = self.session.with_value(|it| it.at().exercise.clone());
        let to = share::came_with(&id).and_then(|it| save::read(&it)).map(Box::new);
        self.dispatch(Action::Reset { to });
    }

    /// Does commands of a lesson's button as one step.
    pub fn perform(&self, commands: Vec<Command>) {
        if !commands.is_empty() {
            self.dispatch(Action::Perform { commands });
        }
    }
}
