//! The words in the picture, and what the page says in passing.

use service_lab_session::Notice;
use service_lab_session::scene::Word;

use crate::message::Message;

/// A word in the picture. It must fit in a small box.
pub fn word(word: &Word) -> Message {
    match word {
        Word::Outside => Message::new("picture-outside"),
        Word::Cluster => Message::new("picture-cluster"),
        Word::Laptop => Message::new("picture-laptop"),
        Word::Virtual => Message::new("picture-virtual"),
        Word::EveryNode => Message::new("picture-every-node"),
        Word::KernelRules => Message::new("picture-kernel-rules"),
        Word::Rules(count) => Message::new("picture-rules").count("count", u64::from(*count)),
        Word::Tried(count) => Message::new("picture-tried").count("count", u64::from(*count)),
        Word::Ready => Message::new("picture-ready"),
        Word::NotReady => Message::new("picture-not-ready"),
        Word::Starting => Message::new("picture-starting"),
        Word::Ending => Message::new("picture-ending"),
        Word::Failed => Message::new("picture-failed"),
        Word::NodeDown => Message::new("picture-node-down"),
        Word::NoPod => Message::new("picture-no-pod"),
        Word::LoadBalancer => Message::new("picture-load-balancer"),
        Word::Pending => Message::new("picture-pending"),
        Word::Dns => Message::new("picture-dns"),
        Word::Network => Message::new("picture-network"),
        Word::Machine => Message::new("picture-machine"),
        Word::ApiServer => Message::new("picture-api-server"),
        Word::NameOnly => Message::new("picture-name-only"),
        Word::Headless => Message::new("picture-headless"),
    }
}

/// What the learner is told in passing.
pub fn notice(notice: Notice) -> Message {
    Message::new(match notice {
        Notice::HistoryCut => "notice-history-cut",
        Notice::SaveDamaged => "notice-save-damaged",
        Notice::SaveOutdated => "notice-save-outdated",
    })
}
