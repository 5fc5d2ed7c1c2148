//! The text of a lesson as a page: every step in order, live values from the
//! lesson's own worlds, what would spoil a guess folded away.

use service_lab_course::{Block, Exercise, Lesson, Prediction, Step, Values, start_world};
use service_lab_l10n::{Bundle, Message};

use super::html::{Html, inline};

/// A lesson in one language.
pub struct Told<'a> {
    lesson: &'a Lesson,
    bundle: &'a Bundle,
    values: &'a Values,
}

/// A lesson's live values, from the worlds that its benches start with.
///
/// # Errors
/// The values that those worlds do not have.
pub fn values(lesson: &Lesson) -> Result<Values, String> {
    let values = lesson.values(|bench| lesson.benches.get(bench).map(start_world));
    let absent: Vec<&str> =
        values.iter().filter(|(_, it)| *it == ABSENT).map(|(name, _)| name.as_str()).collect();
    if absent.is_empty() {
        return Ok(values);
    }
    Err(format!("lesson {}: its cluster has nothing for {}", lesson.id, absent.join(", ")))
}

/// What `Lesson::values` writes for a value that is not there.
const ABSENT: &str = "?";

impl<'a> Told<'a> {
    /// A lesson with its live values ([`values`]).
    pub fn new(lesson: &'a Lesson, bundle: &'a Bundle, values: &'a Values) -> Self {
        Self { lesson, bundle, values }
    }

    /// Its title, without markup.
    pub fn title(&self) -> String {
        self.bundle.plain(&self.message("title"))
    }

    /// Its summary, without markup.
    pub fn summary(&self) -> String {
        self.bundle.plain(&self.message("summary"))
    }

    /// What stands in `<main>`: the text beside the box with the start
    /// manifest.
    pub fn main(&self) -> Html {
        Html::new().element("article", &[("class", "lesson")], self.article()).element(
            "section",
            &[("class", "work")],
            self.work(),
        )
    }

    fn article(&self) -> Html {
        let head = Html::new().words("h1", &[], &self.title()).words(
            "p",
            &[("class", "summary")],
            &self.summary(),
        );
        let steps = self.lesson.steps.iter().fold(head, |html, step| {
            html.element("section", &[("class", "step")], self.step(step))
        });
        let did = Html::new().words("h2", &[], &self.say("ui-did-title")).add(self.prose("did"));
        steps.element("section", &[("class", "did")], did)
    }

    fn work(&self) -> Html {
        let start = self.lesson.steps.first().and_then(|step| self.lesson.benches.get(&step.bench));
        manifest_box(self.bundle, start.map_or("", |it| &it.start))
    }

    fn step(&self, step: &Step) -> Html {
        let head = Html::new().add(self.line("h2", &format!("step-{}", step.id)));
        step.blocks.iter().fold(head, |html, block| match block {
            Block::Prose(id) => html.add(self.prose(id)),
            Block::Predict(it) => html.element("div", &[("class", "ask")], self.prediction(it)),
            Block::Try(it) => html.add(self.line("p", &format!("try-{}", it.id))),
            Block::Exercise(it) => html.element("div", &[("class", "ask")], self.exercise(it)),
        })
    }

    fn prediction(&self, it: &Prediction) -> Html {
        let part = format!("predict-{}", it.id);
        let options = it.options.iter().fold(Html::new(), |html, option| {
            html.add(self.line("li", &format!("{part}-{}", option.id)))
        });
        Html::new().add(self.line("h3", &part)).element("ul", &[], options).element(
            "details",
            &[],
            self.folded("ui-predict-truth", &format!("{part}-after")),
        )
    }

    fn exercise(&self, it: &Exercise) -> Html {
        let part = format!("exercise-{}", it.id);
        let goals = it.goals.iter().fold(Html::new(), |html, goal| {
            html.add(self.line("li", &format!("{part}-goal-{}", goal.id)))
        });
        let hints = (1..=it.hints).fold(Html::new(), |html, number| {
            html.add(self.line("li", &format!("{part}-hint-{number}")))
        });
        let hints =
            Html::new().words("summary", &[], &self.say("ui-hint-first")).element("ol", &[], hints);
        Html::new()
            .words("h3", &[], &self.say("ui-exercise"))
            .add(self.prose(&part))
            .element("ul", &[], goals)
            .element("details", &[], hints)
            .element("details", &[], self.folded("ui-goals-all", &format!("{part}-after")))
    }

    fn folded(&self, summary: &'static str, part: &str) -> Html {
        Html::new().words("summary", &[], &self.say(summary)).add(self.prose(part))
    }

    fn message(&self, part: &str) -> Message {
        self.values
            .iter()
            .fold(Message::new(self.lesson.message(part)), |message, (name, value)| {
                message.with(name.clone(), value)
            })
    }

    fn say(&self, id: &'static str) -> String {
        self.bundle.text(&Message::new(id))
    }

    fn prose(&self, part: &str) -> Html {
        Html::new().prose(&self.bundle.rich(&self.message(part)), &link)
    }

    /// A message of one paragraph as one element.
    fn line(&self, name: &str, part: &str) -> Html {
        let blocks = self.bundle.rich(&self.message(part));
        let inner = match blocks.as_slice() {
            [service_lab_l10n::Block::Paragraph(inlines)] => inline(inlines, &link),
            _ => Html::new().text(&service_lab_l10n::plain(&blocks)),
        };
        Html::new().element(name, &[], inner)
    }
}

/// The box for a manifest, as the app takes it over.
pub fn manifest_box(bundle: &Bundle, text: &str) -> Html {
    let label = bundle.text(&Message::new("ui-editor"));
    Html::new().words("label", &[("for", "manifest")], &label).textarea(
        &[
            ("id", "manifest"),
            ("class", "editor-plain"),
            ("lang", "en"),
            ("spellcheck", "false"),
            ("autocapitalize", "off"),
            ("autocomplete", "off"),
            ("translate", "no"),
            ("rows", "24"),
        ],
        text,
    )
}

/// The address of a link's target from a lesson's page. Words and panels are
/// the app's: they read as text here.
fn link(to: &str) -> Option<String> {
    if let Some(id) = to.strip_prefix("lesson:") {
        return Some(format!("../{id}/"));
    }
    to.starts_with("https://").then(|| to.to_owned())
}
