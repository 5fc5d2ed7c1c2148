//! `--from` and `--to`.

use service_lab_engine::net::Client;

/// `outside`, `node:NAME`, `pod:NAMESPACE/NAME` or `pod:NAME`.
pub fn client(text: &str) -> Result<Client, String> {
    match text.split_once(':') {
        None if text == "outside" => Ok(Client::Outside),
        Some(("node", name)) if !name.is_empty() => Ok(Client::Node(name.into())),
        Some(("pod", name)) if !name.is_empty() => {
            let (namespace, name) = name.split_once('/').unwrap_or(("default", name));
            Ok(Client::Pod { namespace: namespace.into(), name: name.into() })
        }
        _ => Err(format!("--from {text}: expected outside, node:NAME or pod:NAMESPACE/NAME")),
    }
}

/// `HOST:PORT[/PATH]`; an IPv6 address stands in brackets.
pub fn target(text: &str) -> Result<(String, u16, String), String> {
    let wrong = || format!("--to {text}: expected HOST:PORT");
    let rest = text.strip_prefix("http://").unwrap_or(text);
    let (place, path) = match rest.split_once('/') {
        Some((place, path)) => (place, format!("/{path}")),
        None => (rest, "/".to_owned()),
    };
    let (host, port) = place.rsplit_once(':').ok_or_else(wrong)?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.is_empty() {
        return Err(wrong());
    }
    Ok((host.to_owned(), port.parse().map_err(|_| wrong())?, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_and_targets_are_read_as_they_are_written() {
        assert_eq!(client("outside"), Ok(Client::Outside));
        assert_eq!(
            client("pod:web"),
            Ok(Client::Pod { namespace: "default".into(), name: "web".into() })
        );
        assert!(client("house").is_err());
        assert_eq!(target("[fd00::1]:80").unwrap(), ("fd00::1".into(), 80, "/".into()));
        assert_eq!(target("web.shop:8080/hostname").unwrap().2, "/hostname");
        assert!(target("web").is_err());
    }
}
