//! `svclab grade` as a teacher sees it: the links are made here as the page makes them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use service_lab_course::Content;
use service_lab_session::{Action, BenchId, Session, Start, save, update};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn content() -> Content {
    let mut files = BTreeMap::new();
    let folder = root().join("content");
    let mut open = vec![folder.clone()];
    while let Some(at) = open.pop() {
        for path in fs::read_dir(at).expect("a folder").map(|it| it.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name =
                    path.strip_prefix(&folder).expect("below").to_string_lossy().into_owned();
                files.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    Content::read(&files).0
}

/// A link to the shop of the first lesson after these texts were typed.
fn link(content: &Content, typed: &[&str]) -> String {
    let lesson = content.lesson("pods-come-and-go").expect("the lesson");
    let id = BenchId::exercise("pods-come-and-go", "shop");
    let start = Box::new(Start::of(lesson.benches.get("shop").expect("its bench")));
    let mut session = Session::default();
    update(&mut session, Action::Open { id: id.clone(), start, saved: None });
    for text in typed {
        update(&mut session, Action::Type { text: (*text).to_owned() });
        update(&mut session, Action::Rest);
        update(&mut session, Action::Pass { ms: 60_000 });
    }
    let bench = session.bench_of(&id).expect("the bench");
    let work = save::write_shared(bench, &id, true);
    format!("https://lab.example/en/sandbox/#work=p{}", base64url(work.as_bytes()))
}

fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |it: u32| char::from(LETTERS[(it & 63) as usize]);
    let mut out = String::new();
    for part in bytes.chunks(3) {
        let all =
            (0..3).fold(0_u32, |sum, it| sum << 8 | u32::from(part.get(it).copied().unwrap_or(0)));
        out.extend((0..=part.len()).map(|it| letter(all >> (18 - 6 * it as u32))));
    }
    out
}

fn grade(arguments: &[&str], handed: &str) -> (String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_svclab"))
        .args(["grade", "-", "--root"])
        .arg(root())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("svclab starts");
    child.stdin.take().expect("a pipe").write_all(handed.as_bytes()).expect("it reads");
    let done = child.wait_with_output().expect("svclab ends");
    (String::from_utf8_lossy(&done.stdout).into_owned(), done.status.code())
}

#[test]
fn a_class_is_told_who_solved_what_and_what_most_missed() {
    let content = content();
    let lesson = content.lesson("pods-come-and-go").expect("the lesson");
    let (_, exercise) = lesson.exercises().find(|(_, it)| it.id == "busy-shop").expect("the task");
    let solution = exercise.solution.as_str();
    let alone = solution.replace("replicas: 3", "replicas: 1");
    let handed = format!(
        "Anna, {}\nBo, {}\nCleo, {}\nDagny, {}#work=dAAAA\n\nEva was ill\n",
        link(&content, &[solution]),
        link(&content, &[&alone]),
        link(&content, &[&alone, solution, &alone]),
        "https://lab.example/en/sandbox/",
    );
    let (told, exit) = grade(&[], &handed);
    assert_eq!(
        told,
        "Anna: pods-come-and-go/busy-shop: solved after 1 step
Bo: pods-come-and-go/busy-shop: 2 of 3 goals met, 1 step
    missed: Thirty requests reach at least three different Pods.
Cleo: pods-come-and-go/busy-shop: solved after 2 of 3 steps, and changed again since
    missed: Thirty requests reach at least three different Pods.
Dagny: damaged link
Eva was ill: no link

pods-come-and-go/busy-shop (Pods come and go): 2 of 3 solved
    most missed (2): Thirty requests reach at least three different Pods.
3 of 5 links judged
"
    );
    assert_eq!(exit, Some(1), "two lines could not be judged");
    let (table, exit) =
        grade(&["--csv", "--language", "da"], &format!("=Anna\t{}", link(&content, &[solution])));
    assert_eq!(
        table,
        "name,lesson,exercise,solved,solved_after,steps,goals_met,goals,missed,note\r\n'=Anna,pods-come-and-go,busy-shop,yes,1,1,3,3,,\r\n"
    );
    assert_eq!(exit, Some(0));
}
