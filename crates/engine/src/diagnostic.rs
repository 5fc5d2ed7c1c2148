//! What is wrong with a text, where, and in Kubernetes' own words.

use crate::path::FieldPath;
use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Refused: nothing was stored.
    Error,
    /// Accepted, with a `Warning:` of the server's.
    Warning,
    /// Accepted by Kubernetes without a word; our own advice.
    Advice,
}

/// Kubernetes' own English, byte for byte. No function translates it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verbatim(pub String);

/// Who refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// kubectl, before anything was sent.
    Kubectl,
    /// The API server.
    Server,
    /// Service Lab itself, where Kubernetes says nothing.
    Lab,
}

/// A replacement of one piece of the text that surely removes the problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced (empty: inserted here).
    pub at: Span,
    /// The new text.
    pub text: String,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// Which kind of problem: the key of its explanation.
    pub code: Code,
    /// Where in the text.
    pub at: Span,
    /// The field it is about.
    pub path: FieldPath,
    /// What Kubernetes says.
    pub verbatim: Verbatim,
    /// Who says it.
    pub by: By,
    /// The offending value or name, for the explanation.
    pub subject: String,
    /// A repair that is certain.
    pub edit: Option<Edit>,
}

/// Declares the kinds of problem with their stable names, which documentation
/// and explanations are keyed by.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A kind of problem. Every kind has an explanation in every language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every kind.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// Its stable name, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// The text is no YAML.
    YamlSyntax = "yaml-syntax",
    /// A tab where YAML wants spaces.
    YamlTab = "yaml-tab",
    /// The text is larger or deeper than the lab reads.
    YamlTooLarge = "yaml-too-large",
    /// A key stands twice; the last one wins.
    DuplicateKey = "duplicate-key",
    /// `apiVersion` or `kind` is missing.
    MissingKind = "missing-kind",
    /// No such kind in that apiVersion.
    UnknownKind = "unknown-kind",
    /// A field Kubernetes does not know.
    UnknownField = "unknown-field",
    /// A value of the wrong type.
    WrongType = "wrong-type",
    /// A kind that Kubernetes has and the lab does not simulate.
    NotSimulated = "not-simulated",
}
