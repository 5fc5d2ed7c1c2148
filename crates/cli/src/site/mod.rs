//! `svclab site`: the static site from what was built and written. One page
//! per language and lesson, packs of text, the service worker with its list.
//! docs/site-format.md says what stands where. Works from any path of any host.

mod files;
mod frame;
mod html;
mod lesson;
mod packs;
mod pages;
mod version;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use service_lab_course::{Content, Files, pack};
use service_lab_l10n::{Bundle, Locale};

use files::{Site, hashed_name};
use frame::{Assets, Kind, Page};
use pages::AllValues;

/// What `svclab site` is told.
#[derive(Args)]
pub struct Options {
    /// What the release build of the app made.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Where the site goes; an older site there is replaced.
    #[arg(long, default_value = "site")]
    out: PathBuf,
    /// The folder that holds locales/, content/, public/ and editor/.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The folder with public/'s scripts as the pages get them, where they were made small. Without it: public/ itself.
    #[arg(long)]
    scripts: Option<PathBuf>,
    /// Lets every page start with both parts of the app's Wasm, where the first alone does not do for a first visit.
    #[arg(long)]
    whole: bool,
    /// The whole address of the site, for links between languages and for
    /// 404.html. Without it these are relative.
    #[arg(long)]
    base: Option<String>,
}

/// Builds the site; tells what it wrote.
pub fn run(options: &Options) -> ExitCode {
    match build(options).and_then(|site| files::write(&site, &options.out).map(|()| site)) {
        Ok(site) => {
            let pages = site.keys().filter(|it| it.ends_with(".html")).count();
            println!("{} files, {pages} of them pages, in {}", site.len(), options.out.display());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn build(options: &Options) -> Result<Site, String> {
    let texts = files::read_texts(&options.root.join("content"), ".yaml")?;
    let (content, faults) = Content::read(&texts);
    if let Some(fault) = faults.first() {
        return Err(format!(
            "content/{}: {:?}, and {} faults in all",
            fault.file,
            fault.kind,
            faults.len()
        ));
    }
    let values = content
        .lessons
        .iter()
        .map(|it| Ok((it.id.clone(), lesson::values(it)?)))
        .collect::<Result<AllValues, String>>()?;
    let mut site = Site::new();
    let mut assets = add_assets(options, &mut site)?;
    let (examples, course) = texts.into_iter().partition(|it| it.0.starts_with(EXAMPLES));
    for lesson in &content.lessons {
        let name = format!("packs/course-{}.txt", lesson.id);
        let bytes = pack(&of_lesson(&course, &lesson.id)).into_bytes();
        assets.lessons.push((lesson.id.clone(), add_hashed(&mut site, &name, bytes)));
    }
    assets.course = add_hashed(&mut site, "packs/course.txt", pack(&course).into_bytes());
    assets.examples = add_hashed(&mut site, "packs/examples.txt", pack(&examples).into_bytes());
    let bundles = add_packs(options, &mut site, &mut assets)?;
    add_pages(options, &content, &values, &bundles, &assets, &mut site);
    let worker = read(&options.root.join("public/sw.js"))?;
    let worker = version::worker(&String::from_utf8_lossy(&worker), &site);
    site.insert("sw.js".to_owned(), worker.into_bytes());
    Ok(site)
}

/// How the paths of examples begin: only the sandbox shows them.
const EXAMPLES: &str = "examples";

/// The order of the lessons, and the files of one.
fn of_lesson(course: &Files, id: &str) -> Files {
    let folder = format!("lessons/{id}/");
    let files = course.iter().filter(|(path, _)| !path.contains('/') || path.starts_with(&folder));
    files.map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// The style sheet that a lesson's page can do without at first.
const LATER: &str = "later.css";

/// How the name of the Wasm's second part ends (xtask/src/build.rs).
const REST: &str = "_rest.wasm";

fn read(path: &std::path::Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|it| files::told(path, &it))
}

fn add_hashed(site: &mut Site, path: &str, bytes: Vec<u8>) -> String {
    let name = hashed_name(path, &bytes);
    site.insert(name.clone(), bytes);
    name
}

/// What the build made gets the hash of its bytes into its name. What stands in
/// a folder keeps its name: the app's module knows those by it.
fn add_assets(options: &Options, site: &mut Site) -> Result<Assets, String> {
    let mut assets = Assets { whole: options.whole, ..Assets::default() };
    for (path, bytes) in files::read_folder(&options.dist)? {
        if path.ends_with(".html") {
            continue;
        }
        let name = format!("assets/{path}");
        if path.contains('/') {
            site.insert(name, bytes);
            continue;
        }
        let name = add_hashed(site, &name, bytes);
        match path.rsplit_once('.').map(|it| it.1) {
            Some("js") => assets.app = name,
            Some("wasm") if path.ends_with(REST) => assets.rest = name,
            Some("wasm") => assets.wasm = name,
            Some("css") if path == LATER => assets.later = name,
            Some("css") => assets.styles.push(name),
            _ => {}
        }
    }
    if assets.app.is_empty() || assets.wasm.is_empty() || assets.rest.is_empty() {
        let dist = options.dist.display();
        return Err(format!("{dist}: holds no built app; run cargo xtask build"));
    }
    let public = options.root.join("public");
    let scripts = options.scripts.as_ref().unwrap_or(&public);
    for (slot, file) in [
        (&mut assets.boot, scripts.join("boot.js")),
        (&mut assets.start, scripts.join("start.js")),
        (&mut assets.choose, scripts.join("choose.js")),
        (&mut assets.editor, options.root.join("editor/dist/editor.js")),
    ] {
        let name =
            file.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        *slot = add_hashed(site, &format!("assets/{name}"), read(&file)?);
    }
    if options.scripts.is_none() {
        // The start script asks for them; where scripts were made small, it holds them.
        for name in ["focus.js", "unpack.js", "work.js"] {
            site.insert(format!("assets/{name}"), read(&public.join(name))?);
        }
    }
    let missing = read(&scripts.join("missing.js"))?;
    assets.missing = String::from_utf8_lossy(&missing).trim_end().to_owned();
    for (path, bytes) in files::read_folder(&public.join("icons"))? {
        if !path.ends_with(".sh") {
            site.insert(format!("icons/{path}"), bytes);
        }
    }
    Ok(assets)
}

/// The packs of each language, below a folder with the hash of them all.
fn add_packs(
    options: &Options,
    site: &mut Site,
    assets: &mut Assets,
) -> Result<Vec<Bundle>, String> {
    let mut bundles = Vec::new();
    for locale in Locale::ALL {
        let tag = locale.tag();
        let folder = options.root.join("locales").join(tag);
        if !folder.is_dir() {
            eprintln!("{}: not there; the site goes without this language", folder.display());
            continue;
        }
        let packs = packs::cut(&files::read_texts(&folder, ".ftl")?)
            .map_err(|problem| format!("locales/{tag}: {problem}"))?;
        let texts: Vec<&String> =
            packs.iter().filter(|(name, _)| *name != packs::FIELDS).map(|it| it.1).collect();
        let bundle = Bundle::new(locale, &texts).map_err(|problems| {
            format!("locales/{tag}: {:?}, and {} in all", problems.first(), problems.len())
        })?;
        bundles.push(bundle);
        let all: Vec<&str> = packs.iter().flat_map(|(name, text)| [&**name, "\n", text]).collect();
        let hash = files::sha256(all.concat().as_bytes());
        let folder = format!("packs/{tag}.{}/", files::short(&hash));
        for (name, text) in packs {
            site.insert(format!("{folder}{name}"), text.into_bytes());
        }
        assets.texts.push((locale, folder));
    }
    Ok(bundles)
}

fn add_pages(
    options: &Options,
    content: &Content,
    values: &AllValues,
    bundles: &[Bundle],
    assets: &Assets,
    site: &mut Site,
) {
    let locales: Vec<Locale> = bundles.iter().map(Bundle::locale).collect();
    for bundle in bundles {
        let tag = bundle.locale().tag();
        for page in pages_of(content, values, bundle) {
            let path = format!("{tag}/{}index.html", page.kind.folder());
            let text = frame::app_page(&page, assets, &locales, options.base.as_deref());
            site.insert(path, text.into_bytes());
        }
        let manifest = pages::web_manifest(bundle);
        site.insert(format!("{tag}/manifest.webmanifest"), manifest.into_bytes());
    }
    add_plain_pages(options, content, bundles, assets, site);
}

fn pages_of<'a>(content: &Content, values: &AllValues, bundle: &'a Bundle) -> Vec<Page<'a>> {
    let say = |id: &'static str| bundle.text(&service_lab_l10n::Message::new(id));
    let titled = |title: String| format!("{title} · {}", say("ui-name"));
    let mut list = vec![
        Page {
            kind: Kind::Home,
            bundle,
            title: titled(say("ui-home-title")),
            description: say("ui-tagline"),
            main: pages::home(content, values, bundle),
        },
        Page {
            kind: Kind::Glossary,
            bundle,
            title: titled(say("ui-nav-glossary")),
            description: say("ui-tagline"),
            main: pages::glossary(bundle),
        },
        Page {
            kind: Kind::Sandbox,
            bundle,
            title: titled(say("ui-sandbox-title")),
            description: say("ui-sandbox-lead"),
            main: pages::sandbox(bundle),
        },
    ];
    let lessons = content.lessons.iter().filter_map(|it| Some((it, values.get(&it.id)?)));
    list.extend(lessons.map(|(it, values)| {
        let told = lesson::Told::new(it, bundle, values);
        Page {
            kind: Kind::Lesson(it.id.clone()),
            bundle,
            title: titled(told.title()),
            description: told.summary(),
            main: told.main(),
        }
    }));
    list
}

/// The pages without the app.
fn add_plain_pages(
    options: &Options,
    content: &Content,
    bundles: &[Bundle],
    assets: &Assets,
    site: &mut Site,
) {
    let root = options
        .base
        .as_deref()
        .map_or_else(|| "./".to_owned(), |it| format!("{}/", it.trim_end_matches('/')));
    let chinese = [Locale::ZhHant, Locale::ZhHans];
    let mut add = |path: &str,
                   name: &str,
                   base: &str,
                   only: &[Locale],
                   sentence: &'static str,
                   choosing: bool| {
        let main = pages::languages(bundles, base, only, sentence);
        // Only where the host's address is not known does a missing page have to find the way home.
        let inside = if base == "./" && name == "missing" { &assets.missing } else { "" };
        let text = frame::plain_page(name, base, "Service Lab", main, assets, choosing, inside);
        site.insert(path.to_owned(), text.into_bytes());
    };
    add("index.html", "choose", "./", &Locale::ALL, "ui-tagline", true);
    add("zh/index.html", "choose", "../", &chinese, "ui-tagline", true);
    for lesson in &content.lessons {
        add(
            &format!("zh/lessons/{}/index.html", lesson.id),
            "choose",
            "../../../",
            &chinese,
            "ui-tagline",
            true,
        );
    }
    add("zh/sandbox/index.html", "choose", "../../", &chinese, "ui-tagline", true);
    add("404.html", "missing", &root, &Locale::ALL, "ui-not-found", false);
    add("offline.html", "offline", "./", &Locale::ALL, "ui-load-failed", false);
}
