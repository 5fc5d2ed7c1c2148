//! Standard input of a program: a text, and whether it was read.

use std::cell::Cell;

/// What a program may read. What one has read is gone for the next.
#[derive(Debug, Default)]
pub struct Stdin {
    text: String,
    read: Cell<bool>,
}

impl Stdin {
    /// Standard input with a text on it.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), read: Cell::new(false) }
    }

    /// All of it, which is read by that.
    pub fn all(&self) -> &str {
        self.read.set(true);
        &self.text
    }

    /// All of it, which stays unread.
    pub fn peek(&self) -> &str {
        &self.text
    }

    /// Whether somebody has read it.
    pub fn was_read(&self) -> bool {
        self.read.get()
    }
}
