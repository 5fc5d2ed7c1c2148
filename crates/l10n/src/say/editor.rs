//! The code editor's own phrases.

use crate::message::Message;

/// CodeMirror's phrases that a learner can meet in this editor, as its source has them, with
/// their messages.
pub fn editor_phrases() -> [(&'static str, Message); 7] {
    [
        ("Control character", Message::new("editor-phrase-control-character")),
        ("Diagnostics", Message::new("editor-phrase-diagnostics")),
        ("No diagnostics", Message::new("editor-phrase-no-diagnostics")),
        ("close", Message::new("editor-phrase-close")),
        ("Completions", Message::new("editor-phrase-completions")),
        ("No field here", Message::new("editor-phrase-no-field")),
        ("Selection deleted", Message::new("editor-phrase-selection-deleted")),
    ]
}
