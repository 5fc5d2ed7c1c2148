//! `--rule host/path=service:port[,tls[=secret]]` of `kubectl create ingress`.
//! Models k8s.io/kubectl/pkg/cmd/create/create_ingress.go (v1.36).

use service_lab_engine::value::Value;

/// The rules, by host, and the TLS entries.
///
/// # Errors
/// kubectl's words, without the `error: ` before them.
pub fn read(texts: &[&str]) -> Result<(Vec<Value>, Vec<Value>), String> {
    let mut hosts: Vec<(String, Vec<Value>)> = Vec::new();
    let mut tls: Vec<(String, Vec<String>)> = Vec::new();
    let mut secured: Vec<String> = Vec::new();
    for text in texts {
        let rule = one(text).ok_or_else(|| {
            format!("rule {text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]")
        })?;
        match hosts.iter_mut().find(|(host, _)| *host == rule.host) {
            Some((_, paths)) => paths.push(rule.path),
            None => hosts.push((rule.host.clone(), vec![rule.path])),
        }
        // A host has the secret that it was given first.
        if let Some(secret) = rule.tls
            && !secured.contains(&rule.host)
        {
            match tls.iter_mut().find(|(name, _)| *name == secret) {
                Some((_, hosts)) => hosts.push(rule.host.clone()),
                None if secret.is_empty() && rule.host.is_empty() => {}
                None if rule.host.is_empty() => tls.push((secret, Vec::new())),
                None => tls.push((secret, vec![rule.host.clone()])),
            }
            secured.push(rule.host);
        }
    }
    let rules = hosts
        .into_iter()
        .map(|(host, paths)| {
            let mut value = Value::map();
            if !host.is_empty() {
                value.set("host", host);
            }
            value.set("http.paths", paths);
            value
        })
        .collect();
    let tls = tls
        .into_iter()
        .map(|(secret, hosts)| {
            let mut value = Value::map();
            let hosts: Vec<Value> = hosts.into_iter().map(Value::from).collect();
            if !hosts.is_empty() {
                value.set("hosts", hosts);
            }
            if !secret.is_empty() {
                value.set("secretName", secret);
            }
            value
        })
        .collect();
    Ok((rules, tls))
}

struct Rule {
    host: String,
    path: Value,
    tls: Option<String>,
}

/// One rule. Models the regular expression that rules are held to, which looks at no end of
/// the text, and buildTLSRules and buildHTTPIngressPath, which cut the text anew.
fn one(text: &str) -> Option<Rule> {
    let (host, path) = text.split_at(text.find('/')?);
    let word = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-');
    let target = |it: &str| {
        it.trim_start_matches(word)
            .strip_prefix(':')
            .is_some_and(|port| it.starts_with(word) && port.starts_with(word))
    };
    if !host.chars().all(|it| word(it) || matches!(it, '*' | '.'))
        || !path.split('=').skip(1).any(target)
    {
        return None;
    }
    let mut parts = text.split(',');
    let mut place = parts.next()?.get(host.len()..)?.split('=');
    let path = place.next()?;
    // Where a comma stands too early, upstream's program breaks off.
    let backend = backend(place.next()?)?;
    let tls = match (parts.next(), parts.next()) {
        (Some(tls), None) => Some(tls.split('=').nth(1).unwrap_or("").to_owned()),
        _ => None,
    };
    let (path, kind) = match path.strip_suffix('*') {
        Some(prefix) => (prefix, "Prefix"),
        None => (path, "Exact"),
    };
    let mut value = Value::map();
    value.set("backend.service", backend);
    value.set("path", path);
    value.set("pathType", kind);
    Some(Rule { host: host.to_owned(), path: value, tls })
}

/// `web:80` or `web:http`. Models buildIngressBackendSvc.
pub fn backend(text: &str) -> Option<Value> {
    let mut parts = text.split(':');
    let (name, port) = (parts.next()?, parts.next()?);
    let mut value = Value::map();
    value.set("name", name);
    match port.parse::<i64>() {
        Ok(number) => value.set("port.number", number),
        Err(_) if port.is_empty() => value.set("port", Value::map()),
        Err(_) => value.set("port.name", port),
    }
    Some(value)
}
