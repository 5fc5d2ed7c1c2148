//! What a problem in a text means. Kubernetes' own words stand beside it and
//! are never translated.

use service_lab_engine::diagnostic::{Code, Diagnostic};

use crate::message::Message;

/// A part of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExplainPart {
    /// A few words.
    Title,
    /// What it means.
    What,
    /// Why Kubernetes asks for it.
    Why,
    /// How to mend it.
    Mend,
}

impl ExplainPart {
    /// In reading order.
    pub const ALL: [ExplainPart; 4] =
        [ExplainPart::Title, ExplainPart::What, ExplainPart::Why, ExplainPart::Mend];

    /// The name of its attribute.
    pub fn name(self) -> &'static str {
        match self {
            ExplainPart::Title => "title",
            ExplainPart::What => "what",
            ExplainPart::Why => "why",
            ExplainPart::Mend => "mend",
        }
    }
}

/// One part of the explanation of a problem. Arguments: `path`, the field as
/// Kubernetes writes it, and `subject`, the offending value or name; an empty
/// one is shown as Kubernetes shows it.
pub fn explain(problem: &Diagnostic, part: ExplainPart) -> Message {
    let subject = if problem.subject.is_empty() { "\"\"" } else { problem.subject.as_str() };
    Message::new(explain_id(problem.code, part))
        .with("path", &problem.path)
        .with("subject", subject)
}

/// The ids of a kind's explanation: every language has all of them.
pub fn explain_parts(code: Code) -> [String; 4] {
    ExplainPart::ALL.map(|part| explain_id(code, part))
}

fn explain_id(code: Code, part: ExplainPart) -> String {
    format!("explain-{}.{}", code.name(), part.name())
}
