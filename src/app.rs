//! The app's state: one session, and beside it what is only of the page
//! (playback, language, notices). Every change of the session goes through
//! [`App::dispatch`].

mod acts;

use std::collections::BTreeMap;
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use service_lab_course::{Block, Content, GoalReport, Lesson, Step, Values};
use service_lab_engine::net::Trace;
use service_lab_engine::schema::Descriptions;
use service_lab_engine::world::World;
use service_lab_l10n::{Arg, Locale, Message};
use service_lab_session::{Bench, BenchId, Guess, Progress, Session, save};

use crate::derived::Derived;
use crate::editor::EditorPort;
use crate::held::Held;
use crate::page::{Route, Site, storage};
use crate::texts::Texts;
use crate::view::Screen;

/// How long a notice stays.
const NOTE_MS: u32 = 7000;

/// Where the packet shown is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Playback {
    /// Number of the request shown among all; `None`: the last.
    pub shown: Option<usize>,
    /// The hop it is at, from 0, the way back included.
    pub at: usize,
    /// Whether it moves on by itself.
    pub playing: bool,
    /// Whether it just moved on by one, so that the way there is drawn.
    pub moving: bool,
}

/// What a phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneView {
    #[default]
    Lesson,
    Picture,
    Yaml,
    Tools,
}

impl PhoneView {
    /// Every view, in the order of the bar.
    pub const ALL: [PhoneView; 4] =
        [PhoneView::Lesson, PhoneView::Picture, PhoneView::Yaml, PhoneView::Tools];

    /// Its name in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            PhoneView::Lesson => "lesson",
            PhoneView::Picture => "picture",
            PhoneView::Yaml => "yaml",
            PhoneView::Tools => "tools",
        }
    }
}

/// A notice at the edge of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub number: u32,
    pub message: Message,
    /// It offers to reload into a new version.
    pub update: bool,
}

/// The request shown, with its number among all and how many there are.
pub type Shown = (Arc<Trace>, usize, usize);

/// What is open, found once for all who ask.
#[derive(Clone, Copy)]
struct Found {
    lesson: Derived<Option<Arc<Lesson>>>,
    step: Derived<Option<Arc<Step>>>,
    guarded: Derived<bool>,
    trace: Derived<Option<Shown>>,
}

/// Goals of the exercises of the open step, by exercise.
pub type Reports = BTreeMap<String, Vec<GoalReport>>;

/// The app. A handle: copies share everything.
#[derive(Clone, Copy)]
pub struct App {
    /// What the learner is doing. Nobody follows the whole of it: see the three counts below.
    pub session: StoredValue<Session>,
    pub texts: Texts,
    pub content: StoredValue<Arc<Content>>,
    pub site: StoredValue<Site>,
    pub route: Held<Route>,
    pub playback: Held<Playback>,
    pub phone: Held<PhoneView>,
    pub notes: Held<Vec<Note>>,
    notes_told: StoredValue<u32>,
    pub values: Held<Arc<Values>>,
    pub reports: Held<Arc<Reports>>,
    /// The open bench and its revision.
    pub revision: Held<(BenchId, u64)>,
    /// The open bench and the revision of its cluster, which requests leave as
    /// it was.
    cluster: Held<(BenchId, u64)>,
    /// The same, for what a picture may show.
    picture: Held<(BenchId, u64)>,
    /// How often the learner's progress changed.
    progress: Held<u32>,
    found: Found,
    pub editor: EditorPort,
    /// Whether the learner wants every tool, whatever the step asks for.
    pub all_tools: Held<bool>,
    /// How many rules each node's kernel holds, where the picture shows it.
    pub rules: Derived<Arc<BTreeMap<String, u32>>>,
    /// The terminals, by bench: they outlive the tab they are shown in.
    pub terminals: Held<BTreeMap<BenchId, Screen>>,
    /// What fields are for, in the languages fetched so far.
    fields: StoredValue<Vec<(Locale, Arc<Descriptions>)>>,
    rest: StoredValue<Option<Timeout>, LocalStorage>,
    film: StoredValue<Option<Timeout>, LocalStorage>,
    /// Saves the open bench when it fires.
    unsaved: StoredValue<Option<Timeout>, LocalStorage>,
}

impl App {
    /// The app with its texts and course; nothing is open yet.
    pub fn new(site: Site, texts: Texts, content: Content, route: Route) -> Self {
        let progress = storage::get("progress").map(|it| save::read_progress(&it));
        let session = StoredValue::new(Session::with_progress(progress.unwrap_or_default()));
        let [revision, cluster, picture] = [(); 3].map(|()| Held::new((BenchId::default(), 0)));
        let rules = Derived::new(move |_| {
            cluster.track();
            Arc::new(session.with_value(|it| it.bench().map(rule_counts)).unwrap_or_default())
        });
        let nothing = Found {
            lesson: Derived::new(|_| None),
            step: Derived::new(|_| None),
            guarded: Derived::new(|_| false),
            trace: Derived::new(|_| None),
        };
        let app = Self {
            session,
            rules,
            texts,
            content: StoredValue::new(Arc::new(content)),
            site: StoredValue::new(site),
            route: Held::new(route),
            playback: Held::new(Playback::default()),
            phone: Held::new(PhoneView::default()),
            notes: Held::new(Vec::new()),
            notes_told: StoredValue::new(0),
            values: Held::new(Arc::default()),
            reports: Held::new(Arc::default()),
            revision,
            cluster,
            picture,
            progress: Held::new(0),
            found: nothing,
            editor: EditorPort::new(),
            all_tools: Held::new(false),
            terminals: Held::new(BTreeMap::new()),
            fields: StoredValue::new(Vec::new()),
            rest: StoredValue::new_local(None),
            film: StoredValue::new_local(None),
            unsaved: StoredValue::new_local(None),
        };
        // Each of these asks those before it.
        let lesson = Derived::new(move |_| app.find_lesson());
        let app = Self { found: Found { lesson, ..app.found }, ..app };
        let step = Derived::new(move |_| app.find_step());
        let app = Self { found: Found { step, ..app.found }, ..app };
        let guarded = Derived::new(move |_| app.find_guarded());
        let app = Self { found: Found { guarded, ..app.found }, ..app };
        let trace = Derived::new(move |_| app.find_trace());
        Self { found: Found { trace, ..app.found }, ..app }
    }

    /// A message of the open lesson, with its live values.
    pub fn lesson_message(&self, lesson: &Lesson, part: &str) -> Message {
        let values = self.values.get();
        Message {
            id: lesson.message(part).into(),
            args: values
                .iter()
                .map(|(name, value)| (name.clone().into(), Arg::Text(value.clone())))
                .collect(),
        }
    }

    /// The address of a page in the present language.
    pub fn href(&self, route: &Route) -> String {
        self.site.with_value(|it| it.href(self.locale(), route))
    }

    /// Reads the open bench, if there is one. Follows every change of it.
    pub fn bench<T>(&self, read: impl FnOnce(&Bench) -> T) -> Option<T> {
        self.revision.track();
        self.session.with_value(|it| it.bench().map(read))
    }

    /// Reads the open bench and follows its cluster only: objects, settings,
    /// power, and where Pods sit.
    pub fn cluster<T>(&self, read: impl FnOnce(&Bench) -> T) -> Option<T> {
        self.cluster.track();
        self.session.with_value(|it| it.bench().map(read))
    }

    /// The open bench and the revision of its cluster, and follows them.
    pub fn cluster_revision(&self) -> (BenchId, u64) {
        self.cluster.get()
    }

    /// Reads the open bench and follows what a picture may show of its cluster.
    pub fn picture<T>(&self, read: impl FnOnce(&Bench) -> T) -> Option<T> {
        self.picture.track();
        self.session.with_value(|it| it.bench().map(read))
    }

    /// Reads the world of the open bench and follows its cluster; for time and
    /// connections read the [`Self::bench`].
    pub fn world<T>(&self, read: impl FnOnce(&World) -> T) -> Option<T> {
        self.cluster(|it| read(it.world()))
    }

    /// Reads the learner's progress and follows it.
    pub fn progress<T>(&self, read: impl FnOnce(&Progress) -> T) -> T {
        self.progress.track();
        self.session.with_value(|it| read(&it.progress))
    }

    /// The open lesson.
    pub fn lesson(&self) -> Option<Arc<Lesson>> {
        self.found.lesson.get()
    }

    fn find_lesson(&self) -> Option<Arc<Lesson>> {
        let route = self.route.get();
        match &route {
            Route::Lesson(id) if !self.waits_for(&route) => {
                self.content.with_value(|it| it.lesson(id).cloned().map(Arc::new))
            }
            _ => None,
        }
    }

    /// Place of the open step in its lesson, from 0.
    pub fn step_number(&self) -> usize {
        let Route::Lesson(id) = self.route.get() else { return 0 };
        self.progress(|it| it.of(&id).map(|it| it.step)).unwrap_or_default()
    }

    /// The open step.
    pub fn step(&self) -> Option<Arc<Step>> {
        self.found.step.get()
    }

    fn find_step(&self) -> Option<Arc<Step>> {
        let lesson = self.lesson()?;
        let number = self.step_number().min(lesson.steps.len().saturating_sub(1));
        lesson.steps.get(number).cloned().map(Arc::new)
    }

    /// The guess at a prediction of the open lesson.
    pub fn guess(&self, prediction: &str) -> Option<Guess> {
        let Route::Lesson(id) = self.route.get() else { return None };
        self.progress(|it| it.of(&id)?.guesses.get(prediction).copied())
    }

    /// Whether the open step still asks for a guess: nothing may give the
    /// answer away.
    pub fn guarded(&self) -> bool {
        self.found.guarded.get()
    }

    fn find_guarded(&self) -> bool {
        self.any_guess(|it| it.is_none())
    }

    /// Whether the open step has a guess whose outcome is not shown yet.
    pub fn unrevealed(&self) -> bool {
        self.any_guess(|it| it.is_none_or(|it| !it.revealed))
    }

    fn any_guess(&self, is: fn(Option<Guess>) -> bool) -> bool {
        self.step().is_some_and(|step| {
            step.blocks.iter().any(|block| match block {
                Block::Predict(it) => is(self.guess(&it.id)),
                _ => false,
            })
        })
    }

    /// The request shown, with its number among all and how many there are;
    /// none while it would give an answer away.
    pub fn trace(&self) -> Option<Shown> {
        self.found.trace.get()
    }

    /// Whether what was sent is hidden, for it may give the first answer of the step
    /// away. Where something was to be tried or guessed before, its outcome is shown.
    fn hides_traces(&self) -> bool {
        let Some(step) = self.step().filter(|_| self.guarded()) else { return false };
        let first = step.blocks.iter().find(|it| !matches!(it, Block::Prose(_)));
        matches!(first, Some(Block::Predict(it)) if self.guess(&it.id).is_none())
    }

    fn find_trace(&self) -> Option<Shown> {
        if self.hides_traces() {
            return None;
        }
        let shown = self.playback.with(|it| it.shown);
        self.bench(|bench| {
            let all = bench.traces().count();
            let number = shown.unwrap_or(usize::MAX).min(all.checked_sub(1)?);
            Some((bench.traces().nth(number)?.clone(), number, all))
        })
        .flatten()
    }

    /// Shows a notice for a while.
    pub fn tell(&self, message: Message) {
        let app = *self;
        let number = self.note(message, false);
        Timeout::new(NOTE_MS, move || {
            app.notes.update(|notes| notes.retain(|it| it.number != number));
        })
        .forget();
    }

    /// Offers to reload into a new version; stays until it is dismissed.
    pub fn offer_update(&self) {
        self.note(Message::new("ui-update-ready"), true);
    }

    fn note(&self, message: Message, update: bool) -> u32 {
        let number = self.notes_told.get_value() + 1;
        self.notes_told.set_value(number);
        self.notes.update(|notes| {
            notes.retain(|it| it.message != message);
            notes.push(Note { number, message, update });
        });
        number
    }

    /// What fields are for; without a sentence where the texts have not come.
    pub fn fields(&self, locale: Locale) -> Arc<Descriptions> {
        let found = self
            .fields
            .with_value(|all| all.iter().find(|it| it.0 == locale).map(|it| it.1.clone()));
        found.unwrap_or_default()
    }

    /// Fetches what fields are for, once in each language.
    pub fn fetch_fields(&self, locale: Locale) {
        let app = *self;
        if app.fields.with_value(|all| all.iter().any(|it| it.0 == locale)) {
            return;
        }
        let site = self.site.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(found) = crate::packs::fields(&site, locale).await {
                app.fields.update_value(|all| all.push((locale, Arc::new(found))));
            }
        });
    }
}

/// Nodes and Services up to which rules are counted for the picture: above,
/// counting would cost more than the whole picture.
const COUNTED_NODES: usize = 12;
const COUNTED_SERVICES: usize = 60;

fn rule_counts(bench: &Bench) -> BTreeMap<String, u32> {
    let world = bench.world();
    if world.store.services().nth(COUNTED_SERVICES).is_some() {
        return BTreeMap::new();
    }
    world
        .store
        .nodes()
        .take(COUNTED_NODES)
        .filter_map(|(it, _)| {
            let name = it.key.name.to_string();
            let count = crate::view::rule_count(world, &name)?;
            Some((name, count))
        })
        .collect()
}
