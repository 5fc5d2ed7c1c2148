//! The lesson's text: one step at a time.

use leptos::prelude::*;
use service_lab_course::{
    Ask, Block, Exercise, GoalReport, Lesson, Prediction, Step, Try, answer, ask, commands,
};
use service_lab_engine::world::{Command, World, step as step_world};
use service_lab_l10n::Message;
use service_lab_session::{Action, BenchId, Start};

use super::rich::{line, prose};
use super::share::share;
use super::sight::bring_into_sight;
use super::{app, icons};
use crate::app::App;
use crate::derived::Derived;
use crate::effect::effect;
use crate::held::Held;
use crate::page::Route;

/// A lesson's text.
pub fn article(id: &str) -> impl IntoView + use<> {
    let app = app();
    let Some(lesson) = app.content.with_value(|it| it.lesson(id).cloned()) else {
        return ().into_any();
    };
    let starts = lesson.clone();
    app.values.set(std::sync::Arc::new(
        lesson.values(|bench| starts.benches.get(bench).map(service_lab_course::start_world)),
    ));
    let number = {
        let last = lesson.steps.len().saturating_sub(1);
        Derived::new(move |_| app.step_number().min(last))
    };
    let place = app.content.with_value(|it| it.course.place(&lesson.id)).unwrap_or_default();
    let shown = lesson.clone();
    view! {
        <article class="lesson">
            {move || {
                let number = number.get();
                let lesson = shown.clone();
                let step = lesson.steps.get(number).cloned()?;
                open_bench(app, &lesson, &step);
                Some(step_view(lesson, step, place, number))
            }}
        </article>
    }
    .into_any()
}

/// Opens the bench that a step plays on.
fn open_bench(app: App, lesson: &Lesson, step: &Step) {
    let Some(spec) = lesson.benches.get(&step.bench) else { return };
    let exercise = if step.bench == "main" { "" } else { step.bench.as_str() };
    untrack(|| app.open(BenchId::exercise(&lesson.id, exercise), || Start::of(spec)));
}

fn step_view(lesson: Lesson, step: Step, place: usize, number: usize) -> impl IntoView {
    let app = app();
    let of = lesson.steps.len();
    let kicker = move || {
        app.say(
            &Message::new("ui-lesson-place")
                .with("lesson", place + 1)
                .with("step", number + 1)
                .with("of", of),
        )
    };
    let title = part(app, &lesson, format!("step-{}", step.id));
    let mut tried = false;
    let mut asked = Vec::new();
    let blocks = step
        .blocks
        .iter()
        .map(|block| match block {
            // What tells of an answer waits until there is one.
            Block::Prose(id) if tried => {
                let text = prose(part(app, &lesson, id.clone()));
                view! { <div hidden=move || app.trace().is_none()>{text}</div> }.into_any()
            }
            Block::Prose(id) => prose(part(app, &lesson, id.clone())).into_any(),
            Block::Predict(it) => {
                asked.push(it.id.clone());
                prediction(app, &lesson, it).into_any()
            }
            Block::Try(it) => {
                tried = true;
                attempt(app, &lesson, it, asked.clone()).into_any()
            }
            Block::Exercise(it) => exercise(app, &lesson, it).into_any(),
        })
        .collect_view();
    let last = number + 1 == of;
    view! {
        <p class="kicker">{kicker}</p>
        <h1>{line(title)}</h1>
        {blocks}
        {last.then(|| did(app, &lesson))}
        {walk_on(app, &lesson, number, place)}
    }
}

/// A message of the lesson, following language and values.
fn part(
    app: App,
    lesson: &Lesson,
    part: String,
) -> impl Fn() -> Message + Clone + Send + Sync + use<> {
    let lesson = lesson.clone();
    move || app.lesson_message(&lesson, &part)
}

fn did(app: App, lesson: &Lesson) -> impl IntoView + use<> {
    view! {
        <section class="did">
            <h2>{move || app.t("ui-did-title")}</h2>
            {prose(part(app, lesson, "did".to_owned()))}
        </section>
    }
}

/// Back, next, and the end of the lesson.
fn walk_on(app: App, lesson: &Lesson, number: usize, place: usize) -> impl IntoView + use<> {
    let of = lesson.steps.len();
    let go = move |step: usize| {
        app.dispatch(Action::Step { step });
        if let Ok(Some(article)) = document().query_selector(".lesson") {
            article.set_scroll_top(0);
        }
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let next_lesson =
        app.content.with_value(|it| it.course.lessons().get(place + 1).map(|it| String::clone(it)));
    let onward = if number + 1 < of {
        view! {
            <button type="button" class="button" on:click=move |_| go(number + 1)>
                {move || app.t("ui-next")}
                {icons::arrow()}
            </button>
        }
        .into_any()
    } else {
        let label = if next_lesson.is_some() { "ui-next-lesson" } else { "ui-finish" };
        view! {
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    app.dispatch(Action::Finish);
                    app.tell(Message::new("ui-lesson-done"));
                    app.go(next_lesson.clone().map_or(Route::Home, Route::Lesson));
                }
            >
                {move || app.t(label)}
                {icons::arrow()}
            </button>
        }
        .into_any()
    };
    view! {
        <nav class="walk-on" aria-label=move || app.t("ui-steps")>
            {(number > 0).then(|| view! {
                <button type="button" class="ghost" on:click=move |_| go(number - 1)>
                    {icons::back()}
                    {move || app.t("ui-back")}
                </button>
            })}
            <span class="grow"></span>
            {onward}
        </nav>
    }
}

/// The commands of acts and requests, in a world that moves on with each.
/// `None`: there is nothing to send to.
fn script(
    app: App,
    acts: &[service_lab_course::Act],
    request: Option<&service_lab_course::RequestSpec>,
) -> Result<Vec<Command>, Ask> {
    let values = app.values.get_untracked();
    let Some(mut world) = untrack(|| app.world(World::clone)) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for act in acts {
        for command in commands(&world, act) {
            world = step_world(&world, &command).world;
            all.push(command);
        }
    }
    if let Some(spec) = request {
        for _ in 0..spec.count.max(1) {
            match ask(&world, spec, &values) {
                Ask::Send(request) => {
                    let command = Command::Send { request };
                    world = step_world(&world, &command).world;
                    all.push(command);
                }
                nothing => return if all.is_empty() { Err(nothing) } else { Ok(all) },
            }
        }
    }
    Ok(all)
}

fn run_script(app: App, found: Result<Vec<Command>, Ask>) {
    match found {
        Ok(commands) => {
            bring_into_sight(app);
            app.perform(commands);
        }
        Err(Ask::NoSender) => app.tell(Message::new("ui-no-sender")),
        Err(Ask::NoAddress | Ask::Send(_)) => app.tell(Message::new("ui-no-address")),
    }
}

/// A button that does something, once the guesses `before` it have been made.
fn attempt(app: App, lesson: &Lesson, attempt: &Try, before: Vec<String>) -> impl IntoView + use<> {
    let label = part(app, lesson, format!("try-{}", attempt.id));
    let attempt = attempt.clone();
    let waits = move || before.iter().any(|it| app.guess(it).is_none());
    let run = move |_| {
        app.dispatch(Action::Rest);
        run_script(app, script(app, &attempt.acts, attempt.request.as_ref()));
    };
    view! {
        <p class="attempt">
            <button type="button" class="button" disabled=waits on:click=run>
                <span>{line(label)}</span>
            </button>
        </p>
    }
}

/// A question with its options: guess, send, see.
fn prediction(app: App, lesson: &Lesson, prediction: &Prediction) -> impl IntoView + use<> {
    let id = prediction.id.clone();
    let guess = {
        let id = id.clone();
        Derived::new(move |_| app.guess(&id))
    };
    let chosen = Held::new(guess.get_untracked().map(|it| it.choice));
    let question = part(app, lesson, format!("predict-{id}"));
    let after = part(app, lesson, format!("predict-{id}-after"));
    let revealed = move || guess.get().is_some_and(|it| it.revealed);
    let options = prediction
        .options
        .iter()
        .enumerate()
        .map(|(number, option)| {
            let text = part(app, lesson, format!("predict-{id}-{}", option.id));
            let is_true = move || revealed() && guess.get().and_then(|it| it.truth) == Some(number);
            let is_wrong = move || {
                revealed() && !is_true() && guess.get().is_some_and(|it| it.choice == number)
            };
            let letter = char::from(b'A'.saturating_add(u8::try_from(number).unwrap_or(0)));
            view! {
                <label
                    class="option"
                    class:chosen=move || chosen.get() == Some(number)
                    class:right=is_true
                    class:wrong=is_wrong
                >
                    <input
                        type="radio"
                        name=format!("predict-{id}")
                        value=number
                        prop:checked=move || chosen.get() == Some(number)
                        disabled=revealed
                        on:change=move |_| chosen.set(Some(number))
                    />
                    <kbd aria-hidden="true">{letter.to_string()}</kbd>
                    <span>{line(text)}</span>
                    <span class="option-mark">
                        {move || is_true().then(|| view! {
                            {icons::tick()}
                            <span class="hidden">{app.t("ui-predict-truth")}</span>
                        })}
                        {move || is_wrong().then(|| view! {
                            {icons::cross()}
                            <span class="hidden">{app.t("ui-predict-yours")}</span>
                        })}
                    </span>
                </label>
            }
        })
        .collect_view();
    let run = {
        let prediction = prediction.clone();
        move |_| {
            app.dispatch(Action::Rest);
            let first = guess.get_untracked().is_none_or(|it| !it.revealed);
            if first {
                let Some(choice) = chosen.get_untracked() else { return };
                let values = app.values.get_untracked();
                let truth = untrack(|| app.world(|it| answer(it, &prediction, &values))).flatten();
                let prediction = prediction.id.clone();
                app.dispatch(Action::Guess { prediction, choice, truth });
            }
            run_script(app, script(app, &prediction.acts, Some(&prediction.request)));
            let sent = untrack(|| app.trace()).is_some();
            if !sent {
                app.dispatch(Action::Reveal { prediction: prediction.id.clone() });
            }
        }
    };
    reveal_at_the_end(app, prediction.id.clone(), guess);
    let owned = lesson.clone();
    let truths: Vec<String> = prediction
        .options
        .iter()
        .map(|it| format!("predict-{}-{}", prediction.id, it.id))
        .collect();
    let outcome = move || {
        let guess = guess.get()?;
        if !guess.revealed {
            return Some(view! { <p class="outcome">{app.t("ui-predict-wait")}</p> }.into_any());
        }
        let right = guess.truth == Some(guess.choice);
        let truth = guess
            .truth
            .and_then(|it| truths.get(it))
            .map(|it| app.plain(&app.lesson_message(&owned, it)));
        let words = match truth {
            _ if right => Some(app.t("ui-predict-right")),
            Some(truth) => Some(app.say(&Message::new("ui-predict-wrong").with("answer", truth))),
            None => None,
        };
        Some(
            view! {
                <div class="outcome" class:good=right>
                    {words.map(|it| view! {
                        <p class="outcome-head">
                            {right.then(icons::tick)}
                            <span>{it}</span>
                        </p>
                    })}
                    {prose(after.clone())}
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <section class="ask">
            <fieldset>
                <legend>{line(question)}</legend>
                <div class="options">{options}</div>
            </fieldset>
            <div class="ask-foot">
                <button
                    type="button"
                    class="button"
                    disabled=move || chosen.get().is_none()
                    on:click=run
                >
                    {move || {
                        let again = revealed() && app.trace().is_some();
                        app.t(if again { "ui-predict-again" } else { "ui-predict-run" })
                    }}
                </button>
                {move || chosen.get().is_none().then(|| view! {
                    <span class="quiet">{app.t("ui-predict-choose")}</span>
                })}
            </div>
            <div aria-live="polite">{outcome}</div>
        </section>
    }
}

/// The outcome of a guess is shown when the packet has come to its last hop.
fn reveal_at_the_end(
    app: App,
    prediction: String,
    guess: Derived<Option<service_lab_session::Guess>>,
) {
    effect(move || {
        let waiting = guess.get().is_some_and(|it| !it.revealed);
        let playback = app.playback.get();
        if waiting && !playback.playing && at_end(app) {
            let prediction = prediction.clone();
            app.dispatch(Action::Reveal { prediction });
        }
    });
}

/// Whether the packet shown has come to its last hop.
pub fn at_end(app: App) -> bool {
    app.trace().is_some_and(|(trace, _, _)| {
        app.playback.get().at + 1 >= trace.hops.len() + trace.reply.len()
    })
}

/// A task with goals and staged hints.
fn exercise(app: App, lesson: &Lesson, exercise: &Exercise) -> impl IntoView + use<> {
    let id = exercise.id.clone();
    let solved = {
        let (lesson, id) = (lesson.id.clone(), id.clone());
        Derived::new(move |_| {
            app.progress(|it| it.of(&lesson).is_some_and(|it| it.solved.contains(&id)))
        })
    };
    let goals = exercise
        .goals
        .iter()
        .map(|goal| {
            let text = part(app, lesson, format!("exercise-{id}-goal-{}", goal.id));
            let (exercise, goal) = (id.clone(), goal.id.clone());
            let met = Derived::new(move |_| {
                app.reports.with(|it| is_met(it.get(&exercise).map(Vec::as_slice), &goal))
            });
            view! {
                <li class="goal" class:met=move || met.get()>
                    <span class="goal-mark">{move || met.get().then(icons::tick)}</span>
                    <span>
                        {line(text)}
                        <span class="hidden">
                            {move || {
                                app.t(if met.get() { "ui-goal-met" } else { "ui-goal-open" })
                            }}
                        </span>
                    </span>
                </li>
            }
        })
        .collect_view();
    let after = part(app, lesson, format!("exercise-{id}-after"));
    view! {
        <section class="ask exercise">
            <p class="tag">{move || app.t("ui-exercise")}</p>
            {prose(part(app, lesson, format!("exercise-{id}")))}
            <h2>{move || app.t("ui-goals")}</h2>
            <ul class="goals">{goals}</ul>
            <div aria-live="polite">
                {move || solved.get().then(|| view! {
                    <div class="outcome good">
                        <p class="outcome-head">{icons::tick()} {app.t("ui-solved")}</p>
                        {prose(after.clone())}
                        {share()}
                    </div>
                })}
            </div>
            {hints(app, lesson, exercise)}
        </section>
    }
}

fn is_met(reports: Option<&[GoalReport]>, goal: &str) -> bool {
    reports.is_some_and(|all| all.iter().any(|it| it.id == goal && it.met))
}

/// Hints one after another, and at last a solution.
fn hints(app: App, lesson: &Lesson, exercise: &Exercise) -> impl IntoView + use<> {
    let (id, of) = (exercise.id.clone(), exercise.hints);
    let shown = {
        let (lesson, id) = (lesson.id.clone(), id.clone());
        Derived::new(move |_| {
            app.progress(|it| it.of(&lesson)?.hints.get(&id).copied()).unwrap_or_default()
        })
    };
    let owned = lesson.clone();
    let list_id = id.clone();
    let list = move || {
        (1..=shown.get().min(of))
            .map(|number| {
                let text = part(app, &owned, format!("exercise-{list_id}-hint-{number}"));
                let head = app.say(&Message::new("ui-hint").with("number", number));
                view! {
                    <li>
                        <b>{head}</b>
                        {prose(text)}
                    </li>
                }
            })
            .collect_view()
    };
    let ask_id = id.clone();
    let ask = move |_| {
        app.dispatch(Action::Hint { exercise: ask_id.clone(), of });
    };
    let solution = exercise.solution.clone();
    let give = move |_| {
        app.editor.show(&solution);
        app.dispatch(Action::Type { text: solution.clone() });
        app.dispatch(Action::Rest);
    };
    let label = move || match shown.get() {
        0 => app.t("ui-hint-first"),
        shown => app.say(&Message::new("ui-hint-next").with("number", shown + 1).with("of", of)),
    };
    view! {
        <ol class="hints" aria-live="polite">{list}</ol>
        <p>
            <Show
                when=move || shown.get() < of
                fallback=move || {
                    let give = give.clone();
                    view! {
                        <button type="button" class="link" on:click=give>
                            {move || app.t("ui-solution")}
                        </button>
                        <span class="quiet">" " {move || app.t("ui-solution-note")}</span>
                    }
                }
            >
                <button type="button" class="link" on:click=ask.clone()>{label}</button>
            </Show>
        </p>
    }
}
