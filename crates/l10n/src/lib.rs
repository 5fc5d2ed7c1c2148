//! Every sentence a person reads: languages, typed messages, Fluent bundles
//! and the inline grammar of prose.
//!
//! Owns the way from an engine enum to a message id with arguments
//! ([`say`]) and from there to text in one language ([`Bundle`]). It holds no
//! sentence itself: sentences stand in `locales/<tag>/*.ftl` and are handed
//! in as text. It never words Kubernetes' own English
//! ([`service_lab_engine::diagnostic::Verbatim`]).

mod bundle;
pub mod check;
pub mod ftl;
mod locale;
mod message;
mod resolve;
mod rich;
pub mod say;

pub use bundle::Bundle;
pub use ftl::Problem;
pub use locale::Locale;
pub use message::{Arg, Message};
pub use rich::{Block, Inline, parse as parse_rich, plain};
