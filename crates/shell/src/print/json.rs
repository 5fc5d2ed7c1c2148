//! JSON as kubectl writes it: four spaces, sorted keys.
//!
//! Models k8s.io/cli-runtime/pkg/printers JSONPrinter (v1.36).

use service_lab_engine::value::{Map, Value, write_json_string};

/// The value over several lines, without a line break at its end.
pub fn to_json_pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out
}

/// The same, two blanks deep. Models json.Indent as some commands call it by themselves.
pub fn to_json_narrow(value: &Value) -> String {
    let pretty = to_json_pretty(value);
    let narrow = pretty.lines().map(|line| {
        let text = line.trim_start_matches(' ');
        format!("{}{text}", " ".repeat((line.len() - text.len()) / 2))
    });
    narrow.collect::<Vec<_>>().join("\n")
}

/// The same with the fields of an object that kubectl made itself in the order
/// of Go's structs.
pub fn to_json_as_go(value: &Value) -> String {
    let mut out = String::new();
    write_as(value, 0, "", FIELDS, &mut out);
    out
}

/// The same in one line.
pub fn to_json_as_go_short(value: &Value) -> String {
    let mut out = String::new();
    write_short(value, "", &mut out);
    out
}

fn write_short(value: &Value, of: &str, out: &mut String) {
    match value {
        Value::List(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                write_short(item, "", out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            let mut items: Vec<_> = map.iter().collect();
            if !MAPS.contains(&of) {
                let order = if REFERENCES.contains(&of) { REFERENCE } else { FIELDS };
                items.sort_by_key(|(key, _)| place(map, key, order));
            }
            out.push('{');
            for (place, (key, item)) in items.into_iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                write_json_string(key, out);
                out.push(':');
                write_short(item, key, out);
            }
            out.push('}');
        }
        flat => out.push_str(&flat.to_json()),
    }
}

/// Events with their fields in the order of Go's structs.
pub fn events_as_go(value: &Value) -> String {
    let mut out = String::new();
    write_as(value, 0, "", EVENT, &mut out);
    out
}

/// Fields of k8s.io/api/core/v1 EventList, Event, EventSource and EventSeries,
/// and of their metadata.
const EVENT: &[&str] = &[
    "kind",
    "apiVersion",
    "metadata",
    "name",
    "generateName",
    "namespace",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "labels",
    "annotations",
    "managedFields",
    "involvedObject",
    "reason",
    "message",
    "source",
    "component",
    "host",
    "firstTimestamp",
    "lastTimestamp",
    "count",
    "lastObservedTime",
    "type",
    "eventTime",
    "series",
    "action",
    "related",
    "reportingComponent",
    "reportingInstance",
    "items",
];
/// Fields of k8s.io/api/core/v1 ObjectReference.
const REFERENCE: &[&str] =
    &["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"];

/// Fields of status in k8s.io/api, of a Deployment first.
const STATUS: &[&str] = &[
    "capacity",
    "allocatable",
    "observedGeneration",
    "phase",
    "replicas",
    "updatedReplicas",
    "readyReplicas",
    "availableReplicas",
    "unavailableReplicas",
    "terminatingReplicas",
    "conditions",
    "addresses",
    "daemonEndpoints",
    "nodeInfo",
    "message",
    "reason",
    "hostIP",
    "hostIPs",
    "podIP",
    "podIPs",
    "startTime",
    "initContainerStatuses",
    "containerStatuses",
    "qosClass",
    "loadBalancer",
    "currentReplicas",
    "desiredReplicas",
    "currentMetrics",
];
/// Fields of their conditions.
const CONDITION: &[&str] = &[
    "type",
    "status",
    "lastUpdateTime",
    "lastHeartbeatTime",
    "lastTransitionTime",
    "reason",
    "message",
];
/// Fields of a rolling update.
const ROLLING: &[&str] = &["maxUnavailable", "maxSurge"];

/// The order of the fields of what a field holds, where it is not that of all others.
fn own_order(of: &str) -> Option<&'static [&'static str]> {
    match of {
        "status" => Some(STATUS),
        "conditions" => Some(CONDITION),
        "rollingUpdate" => Some(ROLLING),
        _ => REFERENCES.contains(&of).then_some(REFERENCE),
    }
}

/// Fields that hold one.
const REFERENCES: [&str; 3] = ["involvedObject", "related", "scaleTargetRef"];

/// The security context of a container, which stands elsewhere than that of a Pod.
const CONTAINERS_CONTEXT: &str = "securityContext of a container";

/// Where a field of this map stands.
fn place(map: &Map, key: &str, order: &[&str]) -> usize {
    let contained = key == "securityContext" && map.contains_key("image");
    let key = if contained { CONTAINERS_CONTEXT } else { key };
    order.iter().position(|it| *it == key).unwrap_or(order.len())
}

/// Fields in the order of their structs in k8s.io/api, as far as kubectl sets
/// them; it is one order for all, since no two structs disagree but in one field.
const FIELDS: &[&str] = &[
    "kind",
    "apiVersion",
    "metadata",
    "name",
    "namespace",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "labels",
    "annotations",
    "spec",
    "immutable",
    "data",
    "replicas",
    "image",
    "command",
    "args",
    "workingDir",
    "volumes",
    "initContainers",
    "containers",
    "restartPolicy",
    "terminationGracePeriodSeconds",
    "activeDeadlineSeconds",
    "dnsPolicy",
    "nodeSelector",
    "serviceAccountName",
    "serviceAccount",
    "automountServiceAccountToken",
    "nodeName",
    "hostNetwork",
    "hostPID",
    "hostIPC",
    "securityContext",
    "hostname",
    "subdomain",
    "affinity",
    "schedulerName",
    "hostPort",
    "containerPort",
    "protocol",
    "port",
    "targetPort",
    "nodePort",
    "ports",
    "envFrom",
    "env",
    "resources",
    "readOnly",
    "mountPath",
    "volumeMounts",
    "livenessProbe",
    "readinessProbe",
    "startupProbe",
    "lifecycle",
    "terminationMessagePath",
    "terminationMessagePolicy",
    "imagePullPolicy",
    CONTAINERS_CONTEXT,
    "stdin",
    "stdinOnce",
    "tty",
    "projected",
    "sources",
    "items",
    "serviceAccountToken",
    "expirationSeconds",
    "configMap",
    "downwardAPI",
    "defaultMode",
    "key",
    "operator",
    "value",
    "effect",
    "tolerationSeconds",
    "tolerations",
    "hostAliases",
    "priorityClassName",
    "priority",
    "enableServiceLinks",
    "preemptionPolicy",
    "selector",
    "clusterIP",
    "clusterIPs",
    "type",
    "rollingUpdate",
    "externalIPs",
    "sessionAffinity",
    "loadBalancerIP",
    "externalName",
    "externalTrafficPolicy",
    "healthCheckNodePort",
    "sessionAffinityConfig",
    "ipFamilies",
    "ipFamilyPolicy",
    "allocateLoadBalancerNodePorts",
    "internalTrafficPolicy",
    "template",
    "strategy",
    "revisionHistoryLimit",
    "progressDeadlineSeconds",
    "ingressClassName",
    "defaultBackend",
    "tls",
    "rules",
    "host",
    "http",
    "path",
    "pathType",
    "backend",
    "hosts",
    "scaleTargetRef",
    "minReplicas",
    "maxReplicas",
    "metrics",
    "resource",
    "target",
    "averageValue",
    "averageUtilization",
    "fieldRef",
    "fieldPath",
    "status",
    "phase",
    "conditions",
    "qosClass",
    "desiredReplicas",
    "currentMetrics",
];
/// Fields that hold maps, whose keys Go sorts.
const MAPS: [&str; 5] = ["labels", "annotations", "selector", "matchLabels", "data"];

fn write(value: &Value, depth: usize, out: &mut String) {
    write_as(value, depth, "", &[], out);
}

fn write_as(value: &Value, depth: usize, of: &str, order: &[&str], out: &mut String) {
    match value {
        Value::List(items) if !items.is_empty() => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                open_line(place, depth + 1, out);
                let of = if of == "conditions" { of } else { "" };
                write_as(item, depth + 1, of, order, out);
            }
            close_line(depth, out);
            out.push(']');
        }
        Value::Map(map) if !map.is_empty() => {
            out.push('{');
            let mut items: Vec<_> = map.iter().collect();
            let order_here = own_order(of).unwrap_or(order);
            if !order.is_empty() && !MAPS.contains(&of) {
                items.sort_by_key(|(key, _)| place(map, key, order_here));
            }
            for (place, (key, item)) in items.into_iter().enumerate() {
                open_line(place, depth + 1, out);
                write_json_string(key, out);
                out.push_str(": ");
                write_as(item, depth + 1, key, order, out);
            }
            close_line(depth, out);
            out.push('}');
        }
        flat => out.push_str(&flat.to_json()),
    }
}

fn open_line(place: usize, depth: usize, out: &mut String) {
    out.push_str(if place > 0 { ",\n" } else { "\n" });
    out.push_str(&"    ".repeat(depth));
}

fn close_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"    ".repeat(depth));
}

/// Deepest JSON that is read.
const MAX_DEPTH: usize = 64;

/// Reads JSON.
///
/// # Errors
/// Go's encoding/json words.
pub fn parse(text: &str) -> Result<Value, String> {
    let mut reader = Reader { letters: text.chars().peekable(), depth: 0 };
    reader.blanks();
    let value = reader.value("looking for beginning of value")?;
    reader.blanks();
    match reader.letters.next() {
        None => Ok(value),
        Some(letter) => Err(invalid(letter, "after top-level value")),
    }
}

fn invalid(letter: char, context: &str) -> String {
    let shown = match letter {
        '\'' => "'\\''".to_owned(),
        '"' => "'\"'".to_owned(),
        '\n' => "'\\n'".to_owned(),
        '\t' => "'\\t'".to_owned(),
        other => format!("'{other}'"),
    };
    format!("invalid character {shown} {context}")
}

const END: &str = "unexpected end of JSON input";

struct Reader<'t> {
    letters: std::iter::Peekable<std::str::Chars<'t>>,
    depth: usize,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.letters.next_if(|it| matches!(it, ' ' | '\t' | '\n' | '\r')).is_some() {}
    }

    fn value(&mut self, context: &str) -> Result<Value, String> {
        if self.depth > MAX_DEPTH {
            return Err("exceeded max depth".to_owned());
        }
        match self.letters.peek().copied() {
            None => Err(END.to_owned()),
            Some('{') => self.map(),
            Some('[') => self.list(),
            Some('"') => self.string().map(Value::Str),
            Some('t') => self.word("true", Value::Bool(true)),
            Some('f') => self.word("false", Value::Bool(false)),
            Some('n') => self.word("null", Value::Null),
            Some(letter) if letter == '-' || letter.is_ascii_digit() => self.number(),
            Some(letter) => Err(invalid(letter, context)),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, String> {
        for wanted in word.chars() {
            match self.letters.next() {
                Some(letter) if letter == wanted => {}
                Some(letter) => {
                    return Err(invalid(
                        letter,
                        &format!("in literal {word} (expecting '{wanted}')"),
                    ));
                }
                None => return Err(END.to_owned()),
            }
        }
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, String> {
        let mut text = String::new();
        while let Some(letter) = self
            .letters
            .next_if(|it| it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | 'e' | 'E'))
        {
            text.push(letter);
        }
        Ok(text.parse::<i64>().map_or(Value::Decimal(text), Value::Int))
    }

    fn string(&mut self) -> Result<String, String> {
        self.letters.next();
        let mut text = String::new();
        loop {
            match self.letters.next() {
                None => return Err(END.to_owned()),
                Some('"') => return Ok(text),
                Some('\\') => match self.letters.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some('b') => text.push('\u{8}'),
                    Some('f') => text.push('\u{c}'),
                    Some('u') => {
                        let digits: String = self.letters.by_ref().take(4).collect();
                        let code = u32::from_str_radix(&digits, 16).unwrap_or(0xfffd);
                        text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                    }
                    Some(other @ ('"' | '\\' | '/')) => text.push(other),
                    Some(other) => return Err(invalid(other, "in string escape code")),
                    None => return Err(END.to_owned()),
                },
                Some(letter) if letter < ' ' => return Err(invalid(letter, "in string literal")),
                Some(letter) => text.push(letter),
            }
        }
    }

    fn list(&mut self) -> Result<Value, String> {
        self.letters.next();
        self.depth += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.letters.next_if_eq(&']').is_none() {
            loop {
                self.blanks();
                items.push(self.value("looking for beginning of value")?);
                self.blanks();
                match self.letters.next() {
                    Some(',') => {}
                    Some(']') => break,
                    Some(letter) => return Err(invalid(letter, "after array element")),
                    None => return Err(END.to_owned()),
                }
            }
        }
        self.depth -= 1;
        Ok(Value::List(items))
    }

    fn map(&mut self) -> Result<Value, String> {
        self.letters.next();
        self.depth += 1;
        let mut value = service_lab_engine::value::Map::new();
        self.blanks();
        if self.letters.next_if_eq(&'}').is_none() {
            loop {
                self.blanks();
                match self.letters.peek().copied() {
                    Some('"') => {}
                    Some(letter) => {
                        return Err(invalid(letter, "looking for beginning of object key string"));
                    }
                    None => return Err(END.to_owned()),
                }
                let key = self.string()?;
                self.blanks();
                match self.letters.next() {
                    Some(':') => {}
                    Some(letter) => return Err(invalid(letter, "after object key")),
                    None => return Err(END.to_owned()),
                }
                self.blanks();
                let item = self.value("looking for beginning of value")?;
                value.insert(key, item);
                self.blanks();
                match self.letters.next() {
                    Some(',') => {}
                    Some('}') => break,
                    Some(letter) => return Err(invalid(letter, "after object key:value pair")),
                    None => return Err(END.to_owned()),
                }
            }
        }
        self.depth -= 1;
        Ok(Value::Map(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_and_faults_are_told_in_gos_words() {
        assert_eq!(
            parse("{\"a\":[1,true,null]}").map(|it| it.to_json()),
            Ok("{\"a\":[1,true,null]}".to_owned())
        );
        assert_eq!(
            parse("{spec: 1}"),
            Err("invalid character 's' looking for beginning of object key string".to_owned())
        );
        assert_eq!(parse("{\"a\":1"), Err(END.to_owned()));
    }
}
