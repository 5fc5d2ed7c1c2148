//! All of content/ at once.

use std::collections::BTreeMap;

use crate::bench::BenchSpec;
use crate::fault::Fault;
use crate::lesson::Lesson;

/// Texts of files by their path within content/ (`course.yaml`,
/// `lessons/node-port/lesson.yaml`).
pub type Files = BTreeMap<String, String>;

/// The order of the lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    pub chapters: Vec<Chapter>,
}

impl Course {
    /// The ids of all lessons, in order.
    pub fn lessons(&self) -> Vec<&String> {
        let mut all = Vec::new();
        for chapter in &self.chapters {
            all.extend(&chapter.lessons);
        }
        all
    }

    /// The place of a lesson in the course, from 0.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.lessons().iter().position(|it| *it == id)
    }
}

/// A chapter; its name is the message `chapter-ID`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub id: String,
    /// Ids of its lessons, in order.
    pub lessons: Vec<String>,
}

/// An example of the sandbox. Its name is the message `example-ID`, its note
/// `example-ID.note`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub id: String,
    pub bench: BenchSpec,
}

/// Everything that content/ holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    pub course: Course,
    /// In the order of the course. A page may start with its own lesson only.
    pub lessons: Vec<Lesson>,
    /// In the order of `examples.yaml`. The first is the empty sandbox.
    pub examples: Vec<Example>,
}

impl Content {
    /// Reads content/. What is faulty is left out, and every fault is told.
    pub fn read(files: &Files) -> (Content, Vec<Fault>) {
        crate::read::content(files)
    }

    /// Reads the examples only: what stands in files of `examples`. What is faulty is left out.
    pub fn read_examples(files: &Files) -> Vec<Example> {
        crate::read::examples(files, &mut Vec::new())
    }

    /// A lesson by its id.
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|it| it.id == id)
    }

    /// Whether every lesson of the course is here.
    pub fn is_whole(&self) -> bool {
        self.course.lessons().iter().all(|id| self.lesson(id).is_some())
    }

    /// Takes course and lessons from the whole; what that lacks is no lesson.
    pub fn complete(&mut self, whole: Content) {
        self.course = whole.course;
        self.lessons = whole.lessons;
        for chapter in &mut self.course.chapters {
            chapter.lessons.retain(|id| self.lessons.iter().any(|it| it.id == *id));
        }
    }

    /// The chapter that a lesson belongs to.
    pub fn chapter_of(&self, id: &str) -> Option<&Chapter> {
        self.course.chapters.iter().find(|it| it.lessons.iter().any(|lesson| lesson == id))
    }

    /// An example by its id.
    pub fn example(&self, id: &str) -> Option<&Example> {
        self.examples.iter().find(|it| it.id == id)
    }
}
