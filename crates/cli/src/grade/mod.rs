//! `svclab grade`: a report on a class, made of the links that learners handed in. Each link holds the work itself: it
//! is done again here, step by step, and the goals of its exercises are judged as on the page.

mod link;
mod report;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use service_lab_course::{Content, Exercise, Lesson, Values, grade_all, start_world};
use service_lab_l10n::{Bundle, Locale};
use service_lab_session::{Action, Bench, BenchId, Session, Start, save, update};

use crate::content::{files_below, sources};

/// Most steps of one link that are taken back to find where an exercise was solved.
const MOST_STEPS: usize = 300;

/// The lesson of work that began in the sandbox.
const SANDBOX: &str = "sandbox";

#[derive(Args)]
pub struct GradeOptions {
    /// Texts with one link on a line, and whatever stands before it as the learner's name (a table saved as CSV, say);
    /// `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The repository, or a folder with the `content` and `locales` that the site was made of.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// In which language goals are told: en, da, zh-Hant, zh-Hans, ko.
    #[arg(long, default_value = "en", value_parser = locale)]
    language: Locale,
    /// A table for a spreadsheet.
    #[arg(long)]
    csv: bool,
}

fn locale(tag: &str) -> Result<Locale, String> {
    Locale::from_tag(tag).ok_or_else(|| "one of en, da, zh-Hant, zh-Hans, ko".to_owned())
}

/// What one link comes to.
pub enum Outcome {
    /// It cannot be read, or is about something else; why.
    Nothing(String),
    /// Each exercise of the bench that was handed in.
    Exercises(Vec<Graded>),
}

/// One exercise, judged.
pub struct Graded {
    pub lesson: String,
    pub exercise: String,
    /// So many goals it has.
    pub goals: usize,
    /// Ids of those that the work does not meet as it was handed in.
    pub missed: Vec<String>,
    /// After how many steps all goals were met for the last time.
    pub solved_after: Option<usize>,
    /// So many steps were done.
    pub steps: usize,
}

/// A line of what was handed in.
pub struct Entry {
    /// Who, as far as the line says so; else its number.
    pub name: String,
    pub outcome: Outcome,
}

/// Runs the command.
pub fn run(options: &GradeOptions) -> ExitCode {
    match report_of(options) {
        Ok((text, whole)) => {
            print!("{text}");
            if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// The report, and whether every link could be judged.
fn report_of(options: &GradeOptions) -> Result<(String, bool), String> {
    let folder = options.root.join("content");
    let files = files_below(&folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let (content, _) = Content::read(&files);
    let words = words(&options.root, options.language)?;
    let mut entries = Vec::new();
    for file in &options.files {
        let lines =
            read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        entries.extend(lines.lines().enumerate().filter_map(|(place, line)| {
            let handed = link::in_line(line)?;
            let name =
                if handed.name.is_empty() { format!("line {}", place + 1) } else { handed.name };
            Some(Entry { name, outcome: judge(&content, handed.letters) })
        }));
    }
    let whole = entries.iter().all(|it| matches!(it.outcome, Outcome::Exercises(_)));
    let text =
        if options.csv { report::csv(&entries, &words) } else { report::plain(&entries, &words) };
    Ok((text, whole))
}

fn read(file: &Path) -> std::io::Result<String> {
    if file != Path::new("-") {
        return Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

fn words(root: &Path, language: Locale) -> Result<Bundle, String> {
    let all = sources(root, language.tag())
        .map_err(|error| format!("cannot read locales/{}: {error}", language.tag()))?;
    let texts: Vec<String> = all.into_iter().map(|it| it.text).collect();
    Bundle::new(language, &texts).map_err(|_| {
        format!("locales/{}: svclab content check tells what is wrong", language.tag())
    })
}

/// Judges the work in a link.
fn judge(content: &Content, letters: &str) -> Outcome {
    let nothing = |why: &str| Outcome::Nothing(why.to_owned());
    if letters.is_empty() {
        return nothing("no link");
    }
    let Some(work) = link::unpack(letters).and_then(|it| save::read_shared(&it)) else {
        return nothing("damaged link");
    };
    if work.from.lesson == SANDBOX {
        return nothing("work of the sandbox, which has no goals");
    }
    let name = if work.from.exercise.is_empty() { "main" } else { work.from.exercise.as_str() };
    let lesson = content.lesson(&work.from.lesson);
    let Some((lesson, spec)) = lesson.and_then(|it| Some((it, it.benches.get(name)?))) else {
        return Outcome::Nothing(format!("no lesson {} here", work.from));
    };
    let Some(saved) = save::read(&work.saved) else { return nothing("damaged link") };
    let start = Box::new(Start::of(spec));
    let mut session = Session::default();
    update(
        &mut session,
        Action::Open { id: work.from.clone(), start, saved: Some(Box::new(saved)) },
    );
    let values = lesson.values(|bench| lesson.benches.get(bench).map(start_world));
    let tasks: Vec<&Exercise> = lesson
        .exercises()
        .filter(|(step, _)| step.bench == name)
        .map(|(_, exercise)| exercise)
        .collect();
    if tasks.is_empty() {
        return nothing("a lesson's bench without an exercise");
    }
    Outcome::Exercises(
        tasks
            .into_iter()
            .map(|it| graded(session.clone(), &work.from, lesson, it, &values))
            .collect(),
    )
}

/// Judges one exercise, at the end and, where it is not solved there any more, after each step before it.
fn graded(
    mut session: Session,
    bench: &BenchId,
    lesson: &Lesson,
    exercise: &Exercise,
    values: &Values,
) -> Graded {
    let missed = |session: &Session| -> Vec<String> {
        let all = || exercise.goals.iter().map(|it| it.id.clone()).collect();
        let Some(bench) = session.bench_of(bench) else { return all() };
        let found = grade_all(bench.world(), &exercise.goals, values);
        found.into_iter().filter(|it| !it.met).map(|it| it.id).collect()
    };
    let steps =
        |session: &Session| session.bench_of(bench).map_or(0, |it| it.history().done().len());
    let at_the_end = missed(&session);
    let (all, mut left) = (steps(&session), MOST_STEPS);
    let mut open = !at_the_end.is_empty();
    while open && left > 0 && session.bench_of(bench).is_some_and(Bench::can_undo) {
        update(&mut session, Action::Undo);
        open = !missed(&session).is_empty();
        left -= 1;
    }
    Graded {
        lesson: lesson.id.clone(),
        exercise: exercise.id.clone(),
        goals: exercise.goals.len(),
        missed: at_the_end,
        solved_after: (!open).then(|| steps(&session)),
        steps: all,
    }
}
