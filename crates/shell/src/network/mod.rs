//! The programs that use the network: curl, wget, nc, nslookup, dig, ping.
//! They word what the simulated packet met; they decide nothing.

mod dns;
mod http;
mod ping;

pub use dns::{dig, env, nslookup, resolv_conf};
pub use http::{curl, curl_line, nc, wget};
pub use ping::ping;
