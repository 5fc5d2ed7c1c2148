//! From the server's answer to places in the text, and to repairs that are
//! certain.

use super::apply::{Applied, Outcome};
use super::one::{Item, Placed};
use super::read::meant;
use crate::api::{Cause, Status};
use crate::diagnostic::{By, Code, Diagnostic, Edit, Severity, Verbatim};
use crate::path::FieldPath;
use crate::schema::{self, FieldValidation, Repair};
use crate::span::Span;
use crate::value::Value;
use crate::yaml::Node;

/// The lowest node port of a default cluster, for repairs.
const FIRST_NODE_PORT: i64 = 30_000;
/// How many node ports a default cluster has.
const NODE_PORTS: i64 = 2_768;

/// An object and the text that it stands in, from its document on.
struct Site<'a> {
    item: &'a Item,
    text: &'a str,
}

/// Every problem and warning of one object, at its place in the text.
pub(super) fn problems(text: &str, placed: &Placed, applied: &Applied) -> Vec<Diagnostic> {
    let text = text.get(placed.base..).unwrap_or_default();
    let site = Site { item: &placed.item, text };
    let mut out = Vec::new();
    match &applied.outcome {
        Outcome::Refused(status) => out.extend(site.refusal(status)),
        Outcome::NotSent(words) => {
            let at = FieldPath::root().field("metadata.name");
            let code = if words.contains("resource name may not be empty") {
                Code::NameRequired
            } else if words.contains("merge key") || words.contains("list element types") {
                Code::PatchRefused
            } else {
                Code::InvalidValue
            };
            let mut problem = site.diagnostic(Severity::Error, code, at, words.clone());
            problem.by = By::Kubectl;
            out.push(problem);
        }
        Outcome::Created
        | Outcome::Configured
        | Outcome::Unchanged
        | Outcome::Replaced
        | Outcome::Deleted => {}
    }
    out.extend(applied.warnings.iter().map(|text| site.warning(text)));
    for problem in &mut out {
        problem.move_by(placed.base);
    }
    out
}

impl Site<'_> {
    fn diagnostic(
        &self,
        severity: Severity,
        code: Code,
        path: FieldPath,
        words: String,
    ) -> Diagnostic {
        let value = self.item.node.find(&path).and_then(Node::as_scalar);
        let number = value.and_then(Value::as_int).map(|it| it.to_string());
        let text = value.and_then(Value::as_str).map(str::to_owned);
        Diagnostic {
            severity,
            code,
            at: self.item.node.locate(&path),
            subject: text.or(number).unwrap_or_default(),
            path,
            verbatim: Verbatim(words),
            by: By::Server,
            edit: None,
        }
    }

    fn refusal(&self, status: &Status) -> Vec<Diagnostic> {
        if !status.undecoded.is_empty() {
            let of = |it| {
                schema::diagnostic(self.text, &self.item.node, it, Severity::Error, By::Server)
            };
            return status.undecoded.iter().map(of).collect();
        }
        if !status.causes.is_empty() {
            return status.causes.iter().flat_map(|cause| self.of_patch(cause)).collect();
        }
        let field = |path: &'static str| FieldPath::root().field(path);
        let (code, path) = match status.reason {
            "NotFound" if status.message.starts_with("namespaces ") => {
                (Code::NamespaceNotFound, field("metadata.namespace"))
            }
            "NotFound" => (Code::NotFound, field("metadata.name")),
            "AlreadyExists" => (Code::AlreadyExists, field("metadata.name")),
            "Conflict" => (Code::Conflict, field("metadata.name")),
            "Forbidden" => (Code::ForbiddenField, field("metadata.name")),
            "BadRequest" if status.message.contains("no kind ") => {
                (Code::UnknownKind, field("kind"))
            }
            "" if status.message.starts_with("duplicate nodePort") => {
                (Code::DuplicateNodePort, field("spec.ports"))
            }
            _ => (Code::InvalidValue, FieldPath::root()),
        };
        let mut problem = self.diagnostic(Severity::Error, code, path, status.message.clone());
        if code == Code::UnknownKind {
            let repair = meant(self.item.kind.api_version(), &problem.subject).1;
            problem.edit =
                repair.and_then(|it| schema::edit(self.text, problem.at, &Repair::Replace(it)));
        }
        vec![problem]
    }

    /// A patch that could not be read says neither where nor, for a wrong
    /// type, what: the text itself is read as the API reads it, and tells both.
    fn of_patch(&self, cause: &Cause) -> Vec<Diagnostic> {
        let whole = self.of_cause(cause);
        if cause.code != Code::PatchRefused {
            return vec![whole];
        }
        let value = self.item.node.to_value();
        let refused = schema::decode(self.item.kind, &value, FieldValidation::Strict).err();
        let problems = refused.map(|it| it.problems).unwrap_or_default();
        if problems.is_empty() {
            return vec![whole];
        }
        let of = |it| {
            let mut problem =
                schema::diagnostic(self.text, &self.item.node, it, Severity::Error, By::Server);
            if !whole.verbatim.0.contains(&problem.verbatim.0) {
                problem.verbatim = whole.verbatim.clone();
            }
            problem
        };
        problems.iter().map(of).collect()
    }

    fn of_cause(&self, cause: &Cause) -> Diagnostic {
        let words = if cause.field.is_empty() {
            cause.message.clone()
        } else {
            format!("{}: {}", cause.field, cause.message)
        };
        let mut problem = self.diagnostic(Severity::Error, cause.code, cause.path.clone(), words);
        if !cause.subject.is_empty() {
            problem.subject = cause.subject.clone();
        }
        problem.edit = match cause.code {
            Code::PortNameRequired => self.name_port(cause),
            _ => self.repair(cause).map(|text| Edit { at: problem.at, text }),
        };
        problem
    }

    /// The one text that surely mends it, in place of the value.
    fn repair(&self, cause: &Cause) -> Option<String> {
        self.item.node.find(&cause.path)?;
        match cause.code {
            Code::InvalidProtocol if cause.subject.to_ascii_lowercase().starts_with("http") => {
                Some("TCP".to_owned())
            }
            Code::InvalidProtocol
            | Code::InvalidServiceType
            | Code::UnsupportedValue
            | Code::InvalidIpFamily => misspelt(cause),
            Code::TargetPortNameNeedsLetter if cause.subject.parse::<u16>().is_ok() => {
                Some(cause.subject.clone())
            }
            Code::NodePortOutOfRange => {
                let asked: i64 = cause.subject.parse().ok()?;
                Some((FIRST_NODE_PORT + asked.rem_euclid(NODE_PORTS)).to_string())
            }
            _ => None,
        }
    }

    /// A name for a port that has none, on a line of its own before the rest.
    fn name_port(&self, cause: &Cause) -> Option<Edit> {
        let mut port = cause.path.clone();
        port.0.pop();
        let node = self.item.node.find(&port)?;
        if node.get("name").is_some() {
            return None;
        }
        let number = node.get("port")?.to_value().as_int()?;
        let at = node.span.start;
        let before = self.text.get(..at)?;
        let line = before.rfind('\n').map_or(0, |it| it + 1);
        let column = before.get(line..)?.chars().count();
        let flow = self.text.get(at..)?.starts_with('{');
        let text = if flow {
            return Some(Edit {
                at: Span::new(at + 1, at + 1),
                text: format!("name: port-{number}, "),
            });
        } else {
            format!("name: port-{number}\n{}", " ".repeat(column))
        };
        Some(Edit { at: Span::new(at, at), text })
    }

    fn warning(&self, text: &str) -> Diagnostic {
        let heads = ["spec.", "metadata.", "subsets[", "endpoints["];
        let field = text.split([':', ' ']).next().unwrap_or_default();
        let field = if heads.iter().any(|it| field.starts_with(it)) { field } else { "" };
        let code = if text.contains("deprecated") || text.contains("non-functional") {
            Code::Deprecated
        } else if text.contains("DNS label") {
            Code::NameNoHostName
        } else if text.contains("matching no pod") {
            Code::SelectsNothing
        } else if text.contains("overlapping") || text.contains("ambiguous") {
            Code::OverlappingEntry
        } else if text.contains("ignored") {
            Code::IgnoredField
        } else if text.contains("hides") || text.contains("duplicate") {
            Code::HiddenEntry
        } else {
            Code::NonStandardValue
        };
        let path = match field {
            "spec.SessionAffinity" => FieldPath::root().field("spec.sessionAffinity"),
            other => parse_path(other),
        };
        self.diagnostic(Severity::Warning, code, path, text.to_owned())
    }
}

/// The allowed value that differs in letter case alone, or in one letter.
fn misspelt(cause: &Cause) -> Option<String> {
    let (_, list) = cause.message.split_once("supported values: ")?;
    let allowed: Vec<&str> = list.split(", ").map(|it| it.trim_matches('"')).collect();
    schema::closest(&cause.subject, allowed.into_iter()).map(str::to_owned)
}

/// A path as Kubernetes prints it.
fn parse_path(text: &str) -> FieldPath {
    let mut path = FieldPath::root();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some((inside, after)) = rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
            path = inside.parse().map_or_else(|_| path.key(inside), |index| path.index(index));
            rest = after;
        } else {
            let bare = rest.trim_start_matches('.');
            let (name, after) = bare.split_at(bare.find(['.', '[']).unwrap_or(bare.len()));
            // A bracket that nothing closes ends the path.
            if name.is_empty() {
                break;
            }
            path = path.named(name);
            rest = after;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use crate::client::{Run, Verb, fixture};
    use crate::diagnostic::{Code, Diagnostic};

    fn create(text: &str) -> Run {
        sent(Verb::Create, &[text])
    }

    /// Texts sent one after the other to a new cluster; what the last one gives.
    fn sent(verb: Verb, texts: &[&str]) -> Run {
        fixture::sent(&texts.iter().map(|it| (verb, *it)).collect::<Vec<_>>())
    }

    fn service(spec: &str) -> String {
        format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n{spec}")
    }

    /// Kinds of problem that one edit surely mends, each with a Service's spec.
    const MENDABLE: [(Code, &str); 12] = [
        (Code::InvalidProtocol, "  ports:\n  - port: 80\n    protocol: http\n"),
        (Code::InvalidProtocol, "  ports:\n  - {port: 80, protocol: tcp}\n"),
        (Code::InvalidServiceType, "  type: Nodeport\n  ports:\n  - port: 80\n"),
        (Code::TargetPortNameNeedsLetter, "  ports:\n  - port: 80\n    targetPort: \"8080\"\n"),
        (Code::NodePortOutOfRange, "  type: NodePort\n  ports:\n  - port: 80\n    nodePort: 80\n"),
        (Code::PortNameRequired, "  ports:\n  - port: 80\n  - name: b\n    port: 81\n"),
        (Code::PortNameRequired, "  ports:\n  - {name: a, port: 80}\n  - {port: 81}\n"),
        (Code::UnknownField, "  selecter:\n    app: web\n  ports:\n  - port: 80\n"),
        (Code::UnknownField, "  ports:\n  - port: 80\n    tagetPort: 8080\n"),
        (Code::WrongType, "  ports:\n  - port: \"80\"\n"),
        (Code::WrongType, "  selector:\n    app: 1\n  ports:\n  - port: 80\n"),
        (Code::UnsupportedValue, "  sessionAffinity: clientIP\n  ports:\n  - port: 80\n"),
    ];

    fn mended(text: &str, problem: &Diagnostic) -> Option<String> {
        let edit = problem.edit.as_ref()?;
        let (before, after) = (text.get(..edit.at.start)?, text.get(edit.at.end..)?);
        Some(format!("{before}{}{after}", edit.text))
    }

    #[test]
    fn every_offered_edit_removes_its_problem() {
        for (code, spec) in MENDABLE {
            let text = service(spec);
            let found = create(&text);
            let problem = found.diagnostics.iter().find(|it| it.code == code);
            let problem = problem.unwrap_or_else(|| panic!("{spec}\n{:?}", found.diagnostics));
            let better = mended(&text, problem).unwrap_or_else(|| panic!("no edit: {spec}"));
            let left = create(&better).diagnostics;
            assert!(left.iter().all(|it| it.code != code), "{better}\n{left:?}");
        }
    }

    #[test]
    fn an_object_that_exists_already_is_mended_by_the_same_edits() {
        let before = service("  type: NodePort\n  ports:\n  - port: 80\n    nodePort: 30080\n");
        for (code, spec) in MENDABLE {
            let text = service(spec);
            let found = sent(Verb::Apply, &[&before, &text]);
            let problem = found.diagnostics.iter().find(|it| it.code == code);
            let problem = problem.unwrap_or_else(|| panic!("{spec}\n{:?}", found.diagnostics));
            let better = mended(&text, problem).unwrap_or_else(|| panic!("no edit: {spec}"));
            let left = sent(Verb::Apply, &[&before, &better]).diagnostics;
            assert!(left.iter().all(|it| it.code != code), "{better}\n{left:?}");
        }
    }

    #[test]
    fn problems_stand_at_the_value_or_where_something_is_missing() {
        let text = service("  ports:\n  - port: 0\n    targetPort: 80\n");
        let found = create(&text);
        let places: Vec<_> =
            found.diagnostics.iter().map(|it| it.at.slice(&text).unwrap_or_default()).collect();
        assert_eq!(places, ["0"]);
        let text = service("  selector:\n    app: web\n");
        let found = create(&text);
        let places: Vec<_> =
            found.diagnostics.iter().map(|it| it.at.slice(&text).unwrap_or_default()).collect();
        assert_eq!(places, ["spec"]);
    }

    #[test]
    fn warnings_name_the_field_they_are_about() {
        let text = service("  trafficDistribution: PreferClose\n  ports:\n  - port: 80\n");
        let found = create(&text);
        let places: Vec<_> = found
            .diagnostics
            .iter()
            .map(|it| (it.code, it.at.slice(&text).unwrap_or_default()))
            .collect();
        assert_eq!(places, [(Code::Deprecated, "PreferClose")]);
    }

    #[test]
    fn problems_name_what_is_wrong() {
        let inside = |meta: &str| {
            service("  ports:\n  - port: 80\n")
                .replace("name: web", &format!("name: web\n  {meta}"))
        };
        let balancer = "  type: LoadBalancer\n  ports:\n  - port: 80\n";
        let padded = format!("{balancer}  loadBalancerIP: 203.0.113.020\n");
        let local = "  externalTrafficPolicy: Local\n  healthCheckNodePort: 1000\n";
        for (code, subject, text) in [
            (Code::NamespaceNotFound, "shop", inside("namespace: shop")),
            (Code::UnknownKind, "service", inside("").replace("kind: Service", "kind: service")),
            (Code::UnknownKind, "Deployment", inside("").replace("Service", "Deployment")),
            (Code::NonStandardValue, "203.0.113.020", service(&padded)),
            (Code::HealthCheckNodePortRefused, "1000", service(&format!("{balancer}{local}"))),
        ] {
            let found = create(&text).diagnostics;
            let problem = found.iter().find(|it| it.code == code);
            let problem = problem.unwrap_or_else(|| panic!("{text}\n{found:?}"));
            assert_eq!(problem.subject, subject, "{text}");
        }
        let text = inside("").replace("kind: Service", "kind: service");
        let found = create(&text).diagnostics;
        let better = found.first().and_then(|it| mended(&text, it));
        assert_eq!(better, Some(inside("")));
    }
}
