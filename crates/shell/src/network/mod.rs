//! The programs that use the network: curl, wget, nc, nslookup, dig, ping; and
//! those that show a node's rules. They word what the simulated packet met; they decide nothing.

mod dns;
mod http;
mod ping;
mod rules;

pub use dns::{dig, env, nslookup, resolv_conf};
pub use http::{curl, curl_line, nc, wget};
pub use ping::ping;
pub use rules::rules;
