//! The programs that use the network: curl, wget, nc, nslookup, dig, ping; and
//! those that show a node's rules. They word what the simulated packet met; they decide nothing.

mod curl;
mod dns;
mod environment;
mod http;
mod options;
mod ping;
mod rules;

pub use curl::curl;
pub use dns::{dig, nslookup, resolv_conf};
pub use environment::{env, environment};
pub use http::{nc, wget};
pub use ping::ping;
pub use rules::rules;
