//! Work in links: what one learner hands to another or to a teacher, in the part of an address that no server sees.

use leptos::prelude::*;
use service_lab_session::{BenchId, Start, save};
use wasm_bindgen::JsValue;

use crate::app::App;
use crate::page::{Route, storage};
use crate::service;

/// How the part of an address begins that holds work; public/start.js looks for it too.
const MARK: &str = "#work=";

/// Where the links opened here are listed, oldest first: the id of each one's bench in the sandbox, and the lesson and
/// exercise of the bench that its work started from.
const OPENED: &str = "shared";

/// How such ids begin; no example's does.
const ID: &str = "shared-";

/// So many are kept; the oldest goes with its bench.
const MOST: usize = 20;

/// Longest link with every step, in letters: what mail and chat programs still carry.
const LONGEST: usize = 16_000;

/// A link to work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub address: String,
    /// Whether it holds every step, or the manifest alone.
    pub whole: bool,
}

/// A link to the work at the open bench.
pub async fn link(app: App) -> Option<Link> {
    let from = source(app);
    let write =
        |steps| app.session.with_value(|it| Some(save::write_shared(it.bench()?, &from, steps)));
    let mut letters = service::pack_work(&write(true)?).await?;
    let whole = letters.len() <= LONGEST;
    if !whole {
        letters = service::pack_work(&write(false)?).await?;
    }
    let origin = window().location().origin().ok()?;
    let page = untrack(|| app.href(&Route::Sandbox));
    Some(Link { address: format!("{origin}{page}{MARK}{letters}"), whole })
}

/// What the open bench started from.
fn source(app: App) -> BenchId {
    let at = app.session.with_value(|it| it.at().clone());
    from(&at.exercise).unwrap_or(at)
}

/// A link that was opened here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The id of its bench in the sandbox.
    pub id: String,
    /// The bench that its work started from.
    pub from: BenchId,
}

/// The links opened here, oldest first.
pub fn opened() -> Vec<Opened> {
    let read = |line: &str| {
        let mut parts = line.split('\t');
        let id = parts.next().filter(|it| it.starts_with(ID))?.to_owned();
        Some(Opened { id, from: BenchId::exercise(parts.next()?, parts.next()?) })
    };
    storage::get(OPENED).unwrap_or_default().lines().filter_map(read).collect()
}

/// The bench that the work of a link started from.
pub fn from(id: &str) -> Option<BenchId> {
    opened().into_iter().find(|it| it.id == id).map(|it| it.from)
}

/// Where a bench is saved.
fn place(id: &str) -> String {
    format!("bench.{}", BenchId::exercise("sandbox", id))
}

/// Where it is kept what came with a link.
fn original(id: &str) -> String {
    format!("link.{id}")
}

/// The save that came with a link.
pub fn came_with(id: &str) -> Option<String> {
    id.starts_with(ID).then(|| storage::get(&original(id))).flatten()
}

/// Whether the address of this page holds work.
pub fn arrives() -> bool {
    window().location().hash().is_ok_and(|it| it.starts_with(MARK))
}

/// Takes the work out of the address of this page, so that a reload does not take back what is done from here on, and
/// keeps it. A link that was opened here before leads to what was made of its work since. `None`: it is damaged, or
/// nothing can be kept here.
pub async fn receive() -> Option<String> {
    let location = window().location();
    let hash = location.hash().ok()?;
    let page = location.pathname().ok()?;
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&page));
    }
    let text = service::unpack_work(hash.strip_prefix(MARK)?).await?;
    let work = save::read_shared(&text)?;
    let id = format!("{ID}{:x}", save::digest_text(&text));
    let mut all = opened();
    if !all.iter().any(|it| it.id == id) {
        if !(storage::set(&place(&id), &work.saved) && storage::set(&original(&id), &work.saved)) {
            return None;
        }
        all.push(Opened { id: id.clone(), from: work.from });
    }
    let first = all.len().saturating_sub(MOST);
    all.drain(..first).for_each(|it| {
        storage::remove(&place(&it.id));
        storage::remove(&original(&it.id));
    });
    let lines =
        all.iter().map(|it| format!("{}\t{}\t{}\n", it.id, it.from.lesson, it.from.exercise));
    storage::set(OPENED, &lines.collect::<String>()).then_some(id)
}

/// The start that work was done from; `None` where this version has no such lesson or example.
pub fn start(app: App, from: &BenchId) -> Option<Start> {
    app.content.with_value(|it| {
        if from.lesson == "sandbox" {
            return it.example(&from.exercise).map(|it| Start::of(&it.bench));
        }
        let name = if from.exercise.is_empty() { "main" } else { from.exercise.as_str() };
        it.lesson(&from.lesson)?.benches.get(name).map(Start::of)
    })
}
