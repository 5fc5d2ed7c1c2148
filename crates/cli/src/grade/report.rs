//! What `svclab grade` prints: a line for each learner and exercise, then a line for each exercise with what most of the
//! class missed; or a table for a spreadsheet.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use service_lab_l10n::{Bundle, Message};

use super::{Entry, Graded, Outcome};

/// Columns of the table.
const COLUMNS: &str = "name,lesson,exercise,solved,solved_after,steps,goals_met,goals,missed,note";

/// A report to read.
pub fn plain(entries: &[Entry], words: &Bundle) -> String {
    let mut out = String::new();
    let mut all: BTreeMap<(&str, &str), Vec<&Graded>> = BTreeMap::new();
    let mut unread = 0;
    for entry in entries {
        let graded = match &entry.outcome {
            Outcome::Nothing(why) => {
                unread += 1;
                let _ = writeln!(out, "{}: {why}", entry.name);
                continue;
            }
            Outcome::Exercises(graded) => graded,
        };
        for it in graded {
            let _ = writeln!(out, "{}: {}/{}: {}", entry.name, it.lesson, it.exercise, came_to(it));
            for goal in &it.missed {
                let _ = writeln!(out, "    missed: {}", told(words, it, goal));
            }
            all.entry((&it.lesson, &it.exercise)).or_default().push(it);
        }
    }
    if !all.is_empty() {
        out.push('\n');
    }
    for ((lesson, exercise), graded) in &all {
        let solved = graded.iter().filter(|it| it.solved_after.is_some()).count();
        let title = words.plain(&Message::new(format!("lesson-{lesson}-title")));
        let _ = writeln!(out, "{lesson}/{exercise} ({title}): {solved} of {} solved", graded.len());
        if let Some((goal, times, one)) = most_missed(graded) {
            let _ = writeln!(out, "    most missed ({times}): {}", told(words, one, goal));
        }
    }
    let judged = entries.len() - unread;
    let _ = writeln!(out, "{judged} of {} links judged", entries.len());
    out
}

/// The goal that most works miss.
fn most_missed<'g>(graded: &[&'g Graded]) -> Option<(&'g str, usize, &'g Graded)> {
    let mut counts: BTreeMap<&str, (usize, &Graded)> = BTreeMap::new();
    for it in graded {
        for goal in &it.missed {
            counts.entry(goal).or_insert((0, it)).0 += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, (count, _))| *count);
    most.map(|(goal, (count, one))| (goal, count, one))
}

fn came_to(it: &Graded) -> String {
    match (it.solved_after, it.missed.len()) {
        (Some(0), 0) => "solved".to_owned(),
        (Some(steps), 0) => format!("solved after {}", counted(steps)),
        (Some(steps), _) => {
            format!("solved after {} of {}, and changed again since", steps, counted(it.steps))
        }
        (None, missed) => {
            format!("{} of {} goals met, {}", it.goals - missed, it.goals, counted(it.steps))
        }
    }
}

fn counted(steps: usize) -> String {
    if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") }
}

/// A goal in the words of its lesson.
fn told(words: &Bundle, it: &Graded, goal: &str) -> String {
    let id = format!("lesson-{}-exercise-{}-goal-{goal}", it.lesson, it.exercise);
    words.plain(&Message::new(id))
}

/// A table: RFC 4180, a line for each learner and exercise.
pub fn csv(entries: &[Entry], words: &Bundle) -> String {
    let mut out = format!("{COLUMNS}\r\n");
    for entry in entries {
        match &entry.outcome {
            Outcome::Nothing(why) => {
                row(&mut out, &[&entry.name, "", "", "", "", "", "", "", "", why])
            }
            Outcome::Exercises(graded) => {
                for it in graded {
                    let missed: Vec<String> =
                        it.missed.iter().map(|goal| told(words, it, goal)).collect();
                    row(
                        &mut out,
                        &[
                            &entry.name,
                            &it.lesson,
                            &it.exercise,
                            if it.solved_after.is_some() { "yes" } else { "no" },
                            &it.solved_after.map(|it| it.to_string()).unwrap_or_default(),
                            &it.steps.to_string(),
                            &(it.goals - it.missed.len()).to_string(),
                            &it.goals.to_string(),
                            &missed.join(" | "),
                            "",
                        ],
                    );
                }
            }
        }
    }
    out
}

fn row(out: &mut String, cells: &[&str]) {
    let quoted: Vec<String> = cells.iter().map(|it| cell(it)).collect();
    out.push_str(&quoted.join(","));
    out.push_str("\r\n");
}

/// A cell; what a spreadsheet would take for a formula is kept from being one.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
