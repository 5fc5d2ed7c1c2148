//! A static file server as plain as any host's: files, index.html of folders,
//! 404.html. No rules of its own, so what works here works anywhere.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::run::Outcome;

/// The longest head of a request that is read, in bytes.
const HEAD_LIMIT: usize = 16 * 1024;

/// How long a silent connection is kept, in seconds.
const IDLE_SECONDS: u64 = 30;

/// What is sent as what.
const TYPES: [(&str, &str); 10] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("ftl", "text/plain; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
];

/// A server that listens but does not answer yet.
pub struct Server {
    listener: TcpListener,
    folder: PathBuf,
    /// The path that the folder's files stand under: begins and ends with `/`.
    under: String,
}

/// The address at which only this machine is answered.
pub const HERE: &str = "127.0.0.1";

/// Listens at an address and a port, of which 0 takes a free one.
pub fn listen(folder: &Path, (host, port): (&str, u16), under: &str) -> Result<Server, String> {
    if !folder.is_dir() {
        return Err(format!("{}: is no folder", folder.display()));
    }
    let listener = TcpListener::bind((host, port))
        .map_err(|it| format!("{host} port {port}: {it} (another port: --port N)"))?;
    let inner = under.trim_matches('/');
    let under = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
    Ok(Server { listener, folder: folder.to_path_buf(), under })
}

impl Server {
    /// Where to open it.
    pub fn address(&self) -> String {
        let port = self.listener.local_addr().map_or(0, |it| it.port());
        format!("http://localhost:{port}{}", self.under)
    }

    /// Answers until the program ends.
    pub fn answer_forever(self) -> Outcome {
        for stream in self.listener.incoming().flatten() {
            let (folder, under) = (self.folder.clone(), self.under.clone());
            thread::spawn(move || converse(&stream, &folder, &under));
        }
        Ok(())
    }
}

/// One connection, request after request.
fn converse(stream: &TcpStream, folder: &Path, under: &str) {
    let limit = Some(Duration::from_secs(IDLE_SECONDS));
    if stream.set_read_timeout(limit).is_err() || stream.set_nodelay(true).is_err() {
        return;
    }
    let mut reader = BufReader::new(stream);
    while let Some(line) = read_head(&mut reader) {
        let mut words = line.split(' ');
        let answer = match (words.next(), words.next()) {
            (Some(method @ ("GET" | "HEAD")), Some(target)) => {
                find(folder, under, target).bytes(method == "GET")
            }
            _ => Answer::plain("405 Method Not Allowed").bytes(true),
        };
        let mut stream = stream;
        if stream.write_all(&answer).is_err() {
            return;
        }
    }
}

/// Reads to the empty line; gives the first line.
fn read_head(reader: &mut impl BufRead) -> Option<String> {
    let mut first = None;
    let mut read = 0;
    loop {
        let mut line = String::new();
        read += reader.read_line(&mut line).ok()?;
        if line.is_empty() || read > HEAD_LIMIT {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            return first;
        }
        first.get_or_insert_with(|| line.to_owned());
    }
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn plain(status: &'static str) -> Self {
        Self { status, kind: "text/plain", location: None, body: status.into() }
    }

    fn bytes(&self, with_body: bool) -> Vec<u8> {
        let mut out = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n",
            self.status,
            self.kind,
            self.body.len()
        );
        if let Some(location) = &self.location {
            out.push_str(&format!("Location: {location}\r\n"));
        }
        out.push_str("\r\n");
        let mut out = out.into_bytes();
        if with_body {
            out.extend(&self.body);
        }
        out
    }
}

fn find(folder: &Path, under: &str, target: &str) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(inner) = path.strip_prefix(under) else {
        return missing(folder);
    };
    let inner = decoded(inner);
    // A path that begins with `/` or a drive would take the place of the folder.
    let inside = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
    if inner.contains('\\') || !Path::new(&inner).components().all(inside) {
        return missing(folder);
    }
    let mut file = folder.join(&inner);
    if file.is_dir() {
        if !inner.is_empty() && !inner.ends_with('/') {
            let location = Some(format!("{path}/"));
            return Answer { location, ..Answer::plain("301 Moved Permanently") };
        }
        file.push("index.html");
    }
    match fs::read(&file) {
        Ok(body) => Answer { status: "200 OK", kind: kind_of(&file), location: None, body },
        Err(_) => missing(folder),
    }
}

fn missing(folder: &Path) -> Answer {
    match fs::read(folder.join("404.html")) {
        Ok(body) => Answer { status: "404 Not Found", kind: TYPES[0].1, location: None, body },
        Err(_) => Answer::plain("404 Not Found"),
    }
}

fn kind_of(file: &Path) -> &'static str {
    let ending = file.extension().map(|it| it.to_string_lossy()).unwrap_or_default();
    TYPES.iter().find(|(it, _)| *it == ending).map_or("application/octet-stream", |(_, kind)| kind)
}

/// Undoes `%20` and its like; what is no such code stays.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = path.get(at + 1..at + 3).and_then(|it| u8::from_str_radix(it, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_out_of_the_folder() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = format!("/{}/Cargo.toml", here.display());
        for target in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/src/../../Cargo.toml", &root] {
            assert_eq!(find(here, "/", target).status, "404 Not Found", "{target}");
        }
        assert_eq!(find(here, "/", "/Cargo.toml").status, "200 OK");
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_there() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let answer = find(here, "/under/", "/under/src");
        assert_eq!(answer.location.as_deref(), Some("/under/src/"));
        assert_eq!(find(here, "/under/", "/src").status, "404 Not Found");
    }
}
