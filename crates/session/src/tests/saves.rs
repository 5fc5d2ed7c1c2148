//! What a learner has done, written down and read again.

use super::*;

fn worked() -> Session {
    let mut session = session();
    type_text(&mut session, &SERVICE.replace("port: 80,", "port: 81,"));
    update(&mut session, Action::Rest);
    update(&mut session, Action::Send { request: request(), times: 2 });
    let key = pod(&session);
    update(&mut session, Action::Do(Command::Delete { key }));
    update(&mut session, Action::Pass { ms: 3000 });
    session
}

#[test]
fn a_save_brings_text_steps_and_cluster_back() {
    let session = worked();
    let text = save::write(bench(&session));
    let mut again = Session::default();
    let effects = open(&mut again, save::read(&text));
    assert_eq!(effects, [Effect::ShowText]);
    assert_eq!(bench(&again).world(), bench(&session).world());
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 2);
    assert!(bench(&again).can_undo());
}

#[test]
fn shared_work_starts_from_the_same_and_brings_text_and_steps() {
    let session = worked();
    let from = BenchId::exercise("load-balancer", "shop");
    let text = save::write_shared(bench(&session), &from, true);
    let shared = save::read_shared(&text).unwrap_or_default();
    assert_eq!(shared.from, from);
    let mut again = Session::default();
    open(&mut again, save::read(&shared.saved));
    assert_eq!(bench(&again).world(), bench(&session).world());
    let short = save::write_shared(bench(&session), &from, false);
    let mut again = Session::default();
    open(&mut again, save::read_shared(&short).and_then(|it| save::read(&it.saved)));
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 0);
    for end in (0..text.len().min(200)).filter(|it| text.is_char_boundary(*it)) {
        text.get(..end).and_then(save::read_shared);
    }
    let other = text.replacen("work\t1", "work\t2", 1);
    assert_eq!(save::read_shared(&other), None);
    let odd = BenchId::exercise("sandbox", "two\nlines");
    assert_eq!(save::read_shared(&save::write_shared(bench(&session), &odd, true)), None);
}

#[test]
fn start_over_leads_back_to_the_work_that_came_with_a_link() {
    let session = worked();
    let given = save::write(bench(&session));
    let mut again = Session::default();
    open(&mut again, save::read(&given));
    type_text(&mut again, "");
    update(&mut again, Action::Reset { to: save::read(&given).map(Box::new) });
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).world(), bench(&session).world());
    update(&mut again, Action::Reset { to: None });
    assert_eq!(bench(&again).text(), bench(&again).start().text);
}

#[test]
fn a_damaged_save_keeps_what_can_be_read_and_says_so() {
    let session = worked();
    let text = save::write(bench(&session)).replace("delete\t", "dilute\t");
    let mut again = Session::default();
    let effects = open(&mut again, save::read(&text));
    assert!(effects.contains(&Effect::Tell(Notice::SaveDamaged)));
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 2);
}

#[test]
fn no_cut_of_a_save_makes_it_panic() {
    let text = save::write(bench(&worked()));
    for end in (0..text.len()).step_by(7).filter(|it| text.is_char_boundary(*it)) {
        let mut session = Session::default();
        open(&mut session, text.get(..end).and_then(save::read));
    }
    assert_eq!(save::read("not a save"), None);
}

#[test]
fn a_save_of_another_lesson_version_keeps_the_text_only() {
    let session = worked();
    let text = save::write(bench(&session)).replace("lesson\t1", "lesson\t2");
    let mut again = Session::default();
    let effects = open(&mut again, save::read(&text));
    assert!(effects.contains(&Effect::Tell(Notice::SaveOutdated)));
    assert_eq!(bench(&again).text(), bench(&session).text());
    assert_eq!(bench(&again).traces().count(), 0);
}

#[test]
fn progress_survives_its_save() {
    let mut session = session();
    let prediction = "who\tknocks".to_owned();
    update(
        &mut session,
        Action::Guess { prediction: prediction.clone(), choice: 1, truth: Some(2) },
    );
    update(&mut session, Action::Reveal { prediction: prediction.clone() });
    update(&mut session, Action::Guess { prediction, choice: 2, truth: Some(2) });
    update(&mut session, Action::Hint { exercise: "a".to_owned(), of: 3 });
    update(&mut session, Action::Solved { exercise: "a".to_owned() });
    update(&mut session, Action::Step { step: 4 });
    update(&mut session, Action::Step { step: 1 });
    let again = save::read_progress(&save::write_progress(&session.progress));
    assert_eq!(again, session.progress);
    let lesson = again.of("test").unwrap_or_else(|| panic!("the lesson is lost"));
    let choices: Vec<usize> = lesson.guesses.values().map(|it| it.choice).collect();
    assert_eq!(choices, [1], "a guess stands once its outcome was seen");
    assert_eq!((lesson.step, lesson.furthest), (1, 4));
}
