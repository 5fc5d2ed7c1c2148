//! Commands as lines of a save, both ways.

use std::sync::Arc;

use service_lab_engine::api;
use service_lab_engine::client::Verb;
use service_lab_engine::cluster::{Provider, ProxyMode};
use service_lab_engine::net::{Client, Request};
use service_lab_engine::objects::{Key, Kind, Protocol};
use service_lab_engine::schema::FieldValidation;
use service_lab_engine::value::Value;
use service_lab_engine::world::Command;

use super::line;

pub(super) fn write_command(out: &mut String, command: &Command) {
    match command {
        Command::Edit { text } => line(out, &["edit", text]),
        Command::Apply { text } => line(out, &["apply", text]),
        Command::Prepare { text } => line(out, &["prepare", text]),
        Command::Serve { request, manager } => {
            manager_line(out, manager);
            write_serve(out, request);
        }
        Command::Delete { key } => key_line(out, "delete", key, &[]),
        Command::CrashPod { key } => key_line(out, "crash", key, &[]),
        Command::SetReady { key, ready } => {
            key_line(out, "ready", key, &[if *ready { "1" } else { "0" }]);
        }
        Command::Scale { key, replicas } => key_line(out, "scale", key, &[&replicas.to_string()]),
        Command::SetNode { name, up } => {
            line(out, &["node", name, if *up { "1" } else { "0" }]);
        }
        Command::SetProxyMode { mode } => line(out, &["mode", mode_name(*mode)]),
        Command::SetProvider { provider } => line(out, &["provider", provider_name(*provider)]),
        Command::Send { request } => {
            let mut parts = vec!["send"];
            let port = request.port.to_string();
            match &request.from {
                Client::Outside => parts.push("outside"),
                Client::Node(name) => parts.extend(["node", name]),
                Client::Pod { namespace, name } => parts.extend(["pod", namespace, name]),
            }
            let source = request.source_port.map(|it| it.to_string()).unwrap_or_default();
            let header = request.host_header.as_deref().unwrap_or_default();
            parts.extend([request.host.as_str(), &port, request.protocol.name()]);
            parts.extend([request.path.as_str(), header, &source]);
            line(out, &parts);
        }
        Command::Wait { ms } => line(out, &["wait", &ms.to_string()]),
        Command::Run { verb, namespace, text, validation, manager } => {
            manager_line(out, manager);
            let mut parts = vec!["run", verb_name(*verb), namespace, text];
            parts.extend(validation_name(*validation));
            line(out, &parts);
        }
    }
}

pub(super) fn read_command(parts: &[&str]) -> Option<Command> {
    Some(match parts {
        ["edit", text] => Command::Edit { text: (*text).to_owned() },
        ["apply", text] => Command::Apply { text: (*text).to_owned() },
        ["prepare", text] => Command::Prepare { text: (*text).to_owned() },
        ["serve", rest @ ..] => served(read_serve(rest)?),
        ["serve-patch", rest @ ..] => served(read_patch(rest)?),
        ["serve-delete", kind, space, name] => {
            served(api::Request::Delete(key(kind, space, name)?))
        }
        ["serve-delete-now", kind, space, name] => {
            served(api::Request::DeleteNow(key(kind, space, name)?))
        }
        ["serve-delete-foreground", kind, space, name] => {
            served(api::Request::DeleteForeground(key(kind, space, name)?))
        }
        ["serve-delete-orphaning", kind, space, name] => {
            served(api::Request::DeleteOrphaning(key(kind, space, name)?))
        }
        ["delete", kind, space, name] => Command::Delete { key: key(kind, space, name)? },
        ["crash", kind, space, name] => Command::CrashPod { key: key(kind, space, name)? },
        ["ready", kind, space, name, flag] => {
            Command::SetReady { key: key(kind, space, name)?, ready: read_flag(flag)? }
        }
        ["scale", kind, space, name, count] => {
            Command::Scale { key: key(kind, space, name)?, replicas: count.parse().ok()? }
        }
        ["node", name, flag] => Command::SetNode { name: Arc::from(*name), up: read_flag(flag)? },
        ["mode", name] => {
            let all = [ProxyMode::Iptables, ProxyMode::Nftables];
            Command::SetProxyMode { mode: all.into_iter().find(|it| mode_name(*it) == *name)? }
        }
        ["provider", name] => Command::SetProvider {
            provider: PROVIDERS.into_iter().find(|it| provider_name(*it) == *name)?,
        },
        ["send", rest @ ..] => Command::Send { request: read_request(rest)? },
        ["wait", ms] => Command::Wait { ms: ms.parse().ok()? },
        ["run", verb, namespace, text, rest @ ..] => Command::Run {
            verb: VERBS.into_iter().find(|it| verb_name(*it) == *verb)?,
            namespace: (*namespace).to_owned(),
            text: (*text).to_owned(),
            validation: read_validation(rest)?,
            manager: "".into(),
        },
        ["as", manager, rest @ ..] => named(read_command(rest)?, manager)?,
        _ => return None,
    })
}

/// A request of a field manager that no flag names.
fn served(request: api::Request) -> Command {
    Command::Serve { request, manager: "".into() }
}

/// The same command in the name of a field manager.
fn named(mut command: Command, name: &str) -> Option<Command> {
    match &mut command {
        Command::Serve { manager, .. } | Command::Run { manager, .. } => *manager = name.into(),
        _ => return None,
    }
    Some(command)
}

/// The field manager, before the words of its command.
fn manager_line(out: &mut String, manager: &str) {
    if !manager.is_empty() {
        line(out, &["as", manager]);
        out.pop();
        out.push('\t');
    }
}

/// The last word of a run, where `--validate` was not strict.
fn validation_name(validation: FieldValidation) -> Option<&'static str> {
    match validation {
        FieldValidation::Strict => None,
        FieldValidation::Warn => Some("warn"),
        FieldValidation::Ignore => Some("ignore"),
    }
}

fn read_validation(words: &[&str]) -> Option<FieldValidation> {
    match words {
        [] => Some(FieldValidation::Strict),
        ["warn"] => Some(FieldValidation::Warn),
        ["ignore"] => Some(FieldValidation::Ignore),
        _ => None,
    }
}

fn read_request(parts: &[&str]) -> Option<Request> {
    let (from, rest) = match parts {
        ["outside", rest @ ..] => (Client::Outside, rest),
        ["node", name, rest @ ..] => (Client::Node(Arc::from(*name)), rest),
        ["pod", namespace, name, rest @ ..] => {
            let (namespace, name) = (Arc::from(*namespace), Arc::from(*name));
            (Client::Pod { namespace, name }, rest)
        }
        _ => return None,
    };
    let [host, port, protocol, path, header, source] = rest else { return None };
    Some(Request {
        from,
        host: (*host).to_owned(),
        port: port.parse().ok()?,
        protocol: Protocol::parse(protocol),
        path: (*path).to_owned(),
        host_header: (!header.is_empty()).then(|| (*header).to_owned()),
        source_port: source.parse().ok(),
    })
}

fn write_serve(out: &mut String, request: &api::Request) {
    match request {
        api::Request::Create(value) => line(out, &["serve", "create", &value.to_json()]),
        api::Request::Apply { value, force } => {
            let force = if *force { "1" } else { "0" };
            line(out, &["serve", "apply", force, &value.to_json()]);
        }
        api::Request::Update { value, part } => {
            line(out, &["serve", "update", part_name(*part), &value.to_json()]);
        }
        api::Request::Patch { key, kind, body, part } => {
            let words = [patch_name(*kind), part_name(*part), &body.to_json()];
            key_line(out, "serve-patch", key, &words);
        }
        api::Request::Delete(key) => key_line(out, "serve-delete", key, &[]),
        api::Request::DeleteNow(key) => key_line(out, "serve-delete-now", key, &[]),
        api::Request::DeleteForeground(key) => {
            key_line(out, "serve-delete-foreground", key, &[]);
        }
        api::Request::DeleteOrphaning(key) => key_line(out, "serve-delete-orphaning", key, &[]),
    }
}

fn read_serve(parts: &[&str]) -> Option<api::Request> {
    Some(match parts {
        ["create", json] => api::Request::Create(read_json(json)?),
        ["apply", force, json] => {
            api::Request::Apply { value: read_json(json)?, force: read_flag(force)? }
        }
        ["update", part, json] => {
            api::Request::Update { value: read_json(json)?, part: read_part(part)? }
        }
        _ => return None,
    })
}

fn read_patch(parts: &[&str]) -> Option<api::Request> {
    let [kind, space, name, patch, part, json] = parts else { return None };
    Some(api::Request::Patch {
        key: key(kind, space, name)?,
        kind: PATCHES.into_iter().find(|it| patch_name(*it) == *patch)?,
        body: read_json(json)?,
        part: read_part(part)?,
    })
}

/// JSON is YAML, and the engine reads YAML.
fn read_json(json: &str) -> Option<Value> {
    let (documents, _) = service_lab_engine::yaml::read(json);
    Some(documents.into_iter().next()?.root?.to_value())
}

fn key(kind: &str, namespace: &str, name: &str) -> Option<Key> {
    let kind = Kind::ALL.into_iter().find(|it| it.name() == kind)?;
    Some(Key::new(kind, namespace, name))
}

fn read_flag(text: &str) -> Option<bool> {
    match text {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

const VERBS: [Verb; 7] = [
    Verb::Create,
    Verb::Apply,
    Verb::ApplyServerSide,
    Verb::ApplyForced,
    Verb::Replace,
    Verb::ReplaceStatus,
    Verb::Delete,
];

fn verb_name(verb: Verb) -> &'static str {
    match verb {
        Verb::Create => "create",
        Verb::Apply => "apply",
        Verb::ApplyServerSide => "apply-server-side",
        Verb::ApplyForced => "apply-forced",
        Verb::Replace => "replace",
        Verb::ReplaceStatus => "replace-status",
        Verb::Delete => "delete",
    }
}

/// The name of a proxy mode, as kube-proxy's configuration spells it.
pub fn mode_name(mode: ProxyMode) -> &'static str {
    match mode {
        ProxyMode::Iptables => "iptables",
        ProxyMode::Nftables => "nftables",
    }
}

/// Every provider.
pub const PROVIDERS: [Provider; 7] = [
    Provider::None,
    Provider::Gcp,
    Provider::Azure,
    Provider::AwsNlb,
    Provider::AwsClassic,
    Provider::OpenStack,
    Provider::CloudProviderKind,
];

/// The name of a provider in saves and in lessons.
pub fn provider_name(provider: Provider) -> &'static str {
    match provider {
        Provider::None => "none",
        Provider::Gcp => "gcp",
        Provider::Azure => "azure",
        Provider::AwsNlb => "aws-nlb",
        Provider::AwsClassic => "aws-classic",
        Provider::OpenStack => "openstack",
        Provider::CloudProviderKind => "cloud-provider-kind",
    }
}

/// Every way to patch.
const PATCHES: [api::PatchType; 3] =
    [api::PatchType::Json, api::PatchType::Merge, api::PatchType::Strategic];

fn patch_name(kind: api::PatchType) -> &'static str {
    match kind {
        api::PatchType::Json => "json",
        api::PatchType::Merge => "merge",
        api::PatchType::Strategic => "strategic",
    }
}

fn part_name(part: api::Part) -> &'static str {
    match part {
        api::Part::Main => "main",
        api::Part::Status => "status",
        api::Part::Scale => "scale",
    }
}

fn read_part(text: &str) -> Option<api::Part> {
    [api::Part::Main, api::Part::Status, api::Part::Scale]
        .into_iter()
        .find(|it| part_name(*it) == text)
}

fn key_line(out: &mut String, word: &str, key: &Key, more: &[&str]) {
    let parts: Vec<&str> = [word, key.kind.name(), &key.namespace, &key.name]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    line(out, &parts);
}
