//! What a learner has guessed, asked for and finished, per lesson.

use std::collections::{BTreeMap, BTreeSet};

/// An answer to a prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Which option, from 0.
    pub choice: usize,
    /// Which option turned out true, found by doing it.
    pub truth: Option<usize>,
    /// Whether the outcome has been seen.
    pub revealed: bool,
}

/// One lesson's progress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// Guesses by the prediction's id.
    pub guesses: BTreeMap<String, Guess>,
    /// How many hints of an exercise were asked for.
    pub hints: BTreeMap<String, usize>,
    /// Exercises whose goals have all been met once.
    pub solved: BTreeSet<String>,
    /// The step of the lesson that is open, from 0.
    pub step: usize,
    /// The furthest step that was open.
    pub furthest: usize,
    /// Whether the last step was reached and every exercise solved.
    pub finished: bool,
}

/// Progress of all lessons, by lesson id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub lessons: BTreeMap<String, LessonProgress>,
}

impl Progress {
    /// A lesson's progress.
    pub fn of(&self, lesson: &str) -> Option<&LessonProgress> {
        self.lessons.get(lesson)
    }

    /// A lesson's progress, to be changed.
    pub fn of_mut(&mut self, lesson: &str) -> &mut LessonProgress {
        self.lessons.entry(lesson.to_owned()).or_default()
    }
}
