//! Containers of Pods and templates. Models describeContainers of
//! k8s.io/kubectl/pkg/describe (v1.36).

use service_lab_engine::schema::quantity_nano;
use service_lab_engine::value::Value;

use super::{Sheet, number, or, time};

/// What a container is. `status` is the kubelet's word on it and `metadata` its Pod's; a template
/// has neither. Models describeContainers.
pub(super) fn lines(
    container: &Value,
    status: Option<&Value>,
    metadata: Option<&Value>,
    sheet: &mut Sheet,
) {
    if let Some(status) = status {
        sheet.line(format!("    Container ID:\t{}", status.text("containerID")));
    }
    sheet.line(format!("    Image:\t{}", container.text("image")));
    if let Some(status) = status {
        sheet.line(format!("    Image ID:\t{}", status.text("imageID")));
    }
    let ports = container.list("ports");
    let title = if ports.len() > 1 { "Ports" } else { "Port" };
    let text = |field: &str| -> String {
        let all: Vec<String> = ports
            .iter()
            .map(|port| {
                let name = match port.text("name") {
                    "" => String::new(),
                    name => format!(" ({name})"),
                };
                format!("{}/{}{name}", number(port, field), or(port.text("protocol"), "TCP"))
            })
            .collect();
        or(&all.join(", "), "<none>").to_owned()
    };
    sheet.line(format!("    {title}:\t{}", text("containerPort")));
    sheet.line(format!("    Host {title}:\t{}", text("hostPort")));
    if let Some(profile) = container.at("securityContext.seccompProfile") {
        sheet.line(format!("    SeccompProfile:\t{}", profile.text("type")));
        if profile.text("type") == "Localhost" {
            sheet.line(format!("      LocalhostProfile:\t{}", profile.text("localhostProfile")));
        }
    }
    for (title, field) in [("Command", "command"), ("Args", "args")] {
        if !container.list(field).is_empty() {
            sheet.line(format!("    {title}:"));
            let words = container.list(field).iter().filter_map(Value::as_str);
            for line in words.flat_map(|it| it.split('\n')) {
                sheet.line(format!("      {line}"));
            }
        }
    }
    if let Some(status) = status {
        state(status, sheet);
    }
    if let Some(own) = container.get("resources") {
        resources(own, "    ", sheet);
    }
    for (title, field) in [
        ("Liveness", "livenessProbe"),
        ("Readiness", "readinessProbe"),
        ("Startup", "startupProbe"),
    ] {
        if let Some(probe) = container.get(field) {
            sheet.line(format!("    {title}:\t{}", probe_text(probe)));
        }
    }
    environment(container, metadata, sheet);
    mounts(container, sheet);
}

/// Models describeResources.
pub(super) fn resources(resources: &Value, indent: &str, sheet: &mut Sheet) {
    for (title, field) in [("Limits", "limits"), ("Requests", "requests")] {
        let amounts = super::string_map(resources.get(field));
        if !amounts.is_empty() {
            sheet.line(format!("{indent}{title}:"));
            for (name, amount) in amounts {
                sheet.line(format!("{indent}  {name}:\t{amount}"));
            }
        }
    }
}

/// Models describeContainerEnvFrom and describeContainerEnvVars.
fn environment(container: &Value, metadata: Option<&Value>, sheet: &mut Sheet) {
    let optional = |it: &Value| it.at("optional") == Some(&Value::Bool(true));
    if !container.list("envFrom").is_empty() {
        sheet.line("    Environment Variables from:");
    }
    for source in container.list("envFrom") {
        let (kind, from) = match source.get("configMapRef") {
            Some(map) => ("ConfigMap", map),
            None => ("Secret", source.get("secretRef").unwrap_or(&Value::Null)),
        };
        let prefix = match source.text("prefix") {
            "" => String::new(),
            prefix => format!(" with prefix '{prefix}'"),
        };
        sheet.line(format!(
            "      {}\t{kind}{prefix}\tOptional: {}",
            from.text("name"),
            optional(from)
        ));
    }
    let env = container.list("env");
    if env.is_empty() {
        sheet.line("    Environment:\t<none>");
        return;
    }
    sheet.line("    Environment:");
    for entry in env {
        let name = entry.text("name");
        let Some(source) = entry.get("valueFrom") else {
            let mut lines = entry.text("value").split('\n');
            sheet.line(format!("      {name}:\t{}", lines.next().unwrap_or("")));
            for line in lines {
                sheet.line(format!("      \t{line}"));
            }
            continue;
        };
        let text = if let Some(field) = source.get("fieldRef") {
            let path = field.text("fieldPath");
            let value = metadata.map(|it| downward(it, path)).unwrap_or_default();
            format!("{value} ({}:{path})", or(field.text("apiVersion"), "v1"))
        } else if let Some(field) = source.get("resourceFieldRef") {
            let resource = field.text("resource");
            format!("{} ({resource})", amount(container, field, resource))
        } else if let Some(secret) = source.get("secretKeyRef") {
            format!(
                "<set to the key '{}' in secret '{}'>\tOptional: {}",
                secret.text("key"),
                secret.text("name"),
                optional(secret)
            )
        } else {
            // Of what comes from a file nothing is said.
            let Some(map) = source.get("configMapKeyRef") else { continue };
            format!(
                "<set to the key '{}' of config map '{}'>\tOptional: {}",
                map.text("key"),
                map.text("name"),
                optional(map)
            )
        };
        sheet.line(format!("      {name}:\t{text}"));
    }
}

/// Models fieldpath.ExtractFieldPathAsString: only metadata can be read.
fn downward(metadata: &Value, path: &str) -> String {
    let Some(field) = path.strip_prefix("metadata.") else { return String::new() };
    match field.split_once('[') {
        None if matches!(field, "name" | "namespace" | "uid") => metadata.text(field).to_owned(),
        Some((map @ ("labels" | "annotations"), key)) => {
            let key = key.trim_end_matches(']').trim_matches('\'');
            let found = metadata.get(map).and_then(|it| it.get(key)).and_then(Value::as_str);
            found.unwrap_or("").to_owned()
        }
        _ => String::new(),
    }
}

/// An amount in units of its divisor, rounded up. Models
/// ExtractContainerResourceValue.
fn amount(container: &Value, field: &Value, resource: &str) -> String {
    let nano = |text: &str| quantity_nano(text).unwrap_or(0);
    let amount = nano(container.text(&format!("resources.{resource}")));
    let divisor = match nano(field.text("divisor")) {
        0 => nano("1"),
        divisor => divisor,
    };
    let units = (amount + divisor - 1) / divisor.max(1);
    match (units, resource) {
        (0, "limits.cpu" | "limits.memory") => "node allocatable".to_owned(),
        _ => units.to_string(),
    }
}

/// Models describeContainerVolumes.
fn mounts(container: &Value, sheet: &mut Sheet) {
    let mut mounts: Vec<&Value> = container.list("volumeMounts").iter().collect();
    mounts.sort_by_key(|it| it.text("mountPath"));
    let none = if mounts.is_empty() { "\t<none>" } else { "" };
    sheet.line(format!("    Mounts:{none}"));
    for mount in mounts {
        let read_only = mount.at("readOnly") == Some(&Value::Bool(true));
        let mut mode = if read_only { "ro" } else { "rw" }.to_owned();
        if !mount.text("subPath").is_empty() {
            mode.push_str(&format!(",path={:?}", mount.text("subPath")));
        }
        sheet.line(format!(
            "      {} from {} ({mode})",
            mount.text("mountPath"),
            mount.text("name")
        ));
    }
    let mut devices: Vec<&Value> = container.list("volumeDevices").iter().collect();
    devices.sort_by_key(|it| it.text("devicePath"));
    if !devices.is_empty() {
        // Upstream says here once more whether there are mounts.
        sheet.line(format!("    Devices:{none}"));
    }
    for device in devices {
        sheet.line(format!("      {} from {}", device.text("devicePath"), device.text("name")));
    }
}

/// A path as it stands in an address. Models net/url escape for encodePath.
fn url_path(path: &str) -> String {
    let mut out = if path.starts_with('/') { String::new() } else { "/".to_owned() };
    for byte in path.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@".contains(&byte) => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Models DescribeProbe.
fn probe_text(probe: &Value) -> String {
    let port = |path: &str| match probe.at(path) {
        Some(Value::Int(number)) => number.to_string(),
        Some(Value::Str(name)) => name.clone(),
        _ => String::new(),
    };
    let or_number = |field: &str, otherwise: i64| match number(probe, field) {
        0 => otherwise,
        given => given,
    };
    let attributes = format!(
        "delay={}s timeout={}s period={}s #success={} #failure={}",
        number(probe, "initialDelaySeconds"),
        or_number("timeoutSeconds", 1),
        or_number("periodSeconds", 10),
        or_number("successThreshold", 1),
        or_number("failureThreshold", 3)
    );
    if probe.get("exec").is_some() {
        let words: Vec<&str> =
            probe.list("exec.command").iter().filter_map(Value::as_str).collect();
        return format!("exec [{}] {attributes}", words.join(" "));
    }
    if probe.get("httpGet").is_some() {
        let scheme = or(probe.text("httpGet.scheme"), "HTTP").to_ascii_lowercase();
        let host = match probe.text("httpGet.host") {
            address if address.contains(':') => format!("[{address}]"),
            host => host.to_owned(),
        };
        let path = url_path(or(probe.text("httpGet.path"), "/"));
        return format!("http-get {scheme}://{host}:{}{path} {attributes}", port("httpGet.port"));
    }
    if probe.get("tcpSocket").is_some() {
        return format!(
            "tcp-socket {}:{} {attributes}",
            probe.text("tcpSocket.host"),
            port("tcpSocket.port")
        );
    }
    if probe.get("grpc").is_some() {
        let service = probe.text("grpc.service");
        return format!("grpc <pod>:{} {service} {attributes}", number(probe, "grpc.port"));
    }
    format!("unknown {attributes}")
}

/// Models describeStatus.
fn state_lines(title: &str, state: &Value, sheet: &mut Sheet) {
    if let Some(running) = state.get("running") {
        sheet.line(format!("    {title}:\tRunning"));
        sheet.line(format!("      Started:\t{}", time(running.text("startedAt"))));
        return;
    }
    let Some(ended) = state.get("terminated") else {
        sheet.line(format!("    {title}:\tWaiting"));
        let reason = state.text("waiting.reason");
        if !reason.is_empty() {
            sheet.line(format!("      Reason:\t{reason}"));
        }
        return;
    };
    sheet.line(format!("    {title}:\tTerminated"));
    for (title, field) in [("Reason", "reason"), ("Message", "message")] {
        if !ended.text(field).is_empty() {
            sheet.line(format!("      {title}:\t{}", ended.text(field)));
        }
    }
    sheet.line(format!("      Exit Code:\t{}", number(ended, "exitCode")));
    if number(ended, "signal") > 0 {
        sheet.line(format!("      Signal:\t{}", number(ended, "signal")));
    }
    sheet.line(format!("      Started:\t{}", time(ended.text("startedAt"))));
    sheet.line(format!("      Finished:\t{}", time(ended.text("finishedAt"))));
}

/// Models describeContainerState.
fn state(status: &Value, sheet: &mut Sheet) {
    state_lines("State", status.get("state").unwrap_or(&Value::Null), sheet);
    if let Some(last) = status.get("lastState").filter(|it| it.get("terminated").is_some()) {
        state_lines("Last State", last, sheet);
    }
    let ready = status.at("ready") == Some(&Value::Bool(true));
    sheet.line(format!("    Ready:\t{}", if ready { "True" } else { "False" }));
    sheet.line(format!("    Restart Count:\t{}", number(status, "restartCount")));
}
