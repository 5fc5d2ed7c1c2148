//! kubectl: one parser and one printer for the page's terminal and for
//! `svclab kubectl`. Models k8s.io/kubectl (v1.36).

mod apply;
mod auth;
mod choose;
mod config;
mod config_data;
pub mod create;
pub mod delete;
pub mod describe;
mod diff;
pub mod drain;
mod edit;
pub mod events;
pub mod explain;
pub mod expose;
pub mod files;
pub mod flags;
pub mod get;
mod image_names;
pub mod info;
pub mod ingress_rules;
mod key_names;
mod known;
pub mod logs;
pub mod metadata;
mod named;
pub mod patch;
mod pod_cells;
pub mod pods;
pub mod printer;
mod replace;
pub mod resources;
pub mod rollout;
mod run;
pub mod scale;
pub mod select;
pub mod set;
mod sort;
pub mod table;
mod taint;
pub mod unknown;
mod usages;
pub mod wait;
mod waiting;

use std::collections::BTreeMap;

use service_lab_engine::api::{self, Done, Request, Status};
use service_lab_engine::client::print;
use service_lab_engine::objects::Kind;
use service_lab_engine::value::Value;

use crate::cluster::Cluster;
use crate::forward::Forward;
use crate::output::Output;
use crate::print::ages;
use crate::stdin::Stdin;
pub use flags::GLOBAL as GLOBAL_FLAGS;
use flags::{Args, GLOBAL, Takes};
use printer::Format;
use resources::Resource;
use select::{Item, Scope};

/// The number of the one process that the terminal runs at a time.
const PROCESS: u32 = 1;

/// The version that is simulated.
pub const VERSION: &str = "v1.36.2";

/// The server's warning on reading or writing Endpoints.
pub const ENDPOINTS_DEPRECATED: &str =
    "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

/// Flags that pflag says a word about when they are used.
const DEPRECATED: [(&str, &str); 2] = [
    ("record", "--record will be removed in the future"),
    (
        "cpu-percent",
        "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    ),
];

/// What a command does.
type Command<'a> = fn(&mut Kubectl<'a>, &Args) -> Output;

/// One run of kubectl.
pub struct Kubectl<'a> {
    /// The cluster it talks to.
    pub cluster: &'a mut dyn Cluster,
    /// Files of the terminal, by name.
    pub files: &'a BTreeMap<String, String>,
    /// What stands on standard input.
    pub stdin: &'a Stdin,
    /// `EDITOR`, where it is set.
    pub editor: Option<&'a str>,
    /// The context's namespace, which commands use that name none.
    pub namespace: &'a mut String,
    /// When `timeout` ends the run, in simulated time.
    pub deadline_ms: Option<u64>,
    /// Who manages the fields that this run sets.
    pub manager: String,
    /// Ports of the laptop that are taken.
    pub listening: Vec<u16>,
    /// What `port-forward` has opened, for the terminal to keep.
    pub forward: Option<Forward>,
    /// A file that `edit` leaves, for the terminal to keep: its name and text.
    pub kept: Option<(String, String)>,
}

/// `--dry-run`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DryRun {
    /// The change is made.
    None,
    /// Nothing is sent.
    Client,
    /// The server does everything but store.
    Server,
}

impl DryRun {
    /// Reads the flag.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn of(args: &Args) -> Result<Self, String> {
        match args.get("dry-run") {
            None | Some("none" | "false") => Ok(Self::None),
            Some("client" | "unchanged" | "true") => Ok(Self::Client),
            Some("server") => Ok(Self::Server),
            Some(other) => Err(format!(
                "Invalid dry-run value ({other}). Must be \"none\", \"server\", or \"client\"."
            )),
        }
    }

    /// What stands behind a printed line.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Client => " (dry run)",
            Self::Server => " (server dry run)",
        }
    }
}

impl<'a> Kubectl<'a> {
    /// Runs kubectl with the words behind its name.
    pub fn run(&mut self, words: &[String]) -> Output {
        let Some(at) = verb_place(words) else {
            return match Args::parse(words, &[GLOBAL]) {
                Err(error) => {
                    Output::fail(format!("error: {error}\nSee 'kubectl --help' for usage."))
                }
                Ok(_) => info::help(),
            };
        };
        // Global flags may stand before the command.
        let mut rest: Vec<String> = words.to_vec();
        let verb = rest.remove(at);
        let known: Option<Command<'a>> = match verb.as_str() {
            "get" => Some(|kubectl, args| get::run(kubectl, args)),
            "describe" => Some(|kubectl, args| describe::run(kubectl, args)),
            "apply" => {
                return match rest.first().map(String::as_str) {
                    Some("view-last-applied") => {
                        rest.remove(0);
                        self.with("apply view-last-applied", &rest, apply::view_last_applied)
                    }
                    Some(other @ ("edit-last-applied" | "set-last-applied")) => Output::fail(
                        format!("service-lab: kubectl apply {other} is not simulated here"),
                    ),
                    _ => self.with("apply", &rest, apply::apply),
                };
            }
            "replace" => Some(|kubectl, args| replace::run(kubectl, args)),
            "diff" => Some(|kubectl, args| diff::run(kubectl, args)),
            "edit" => Some(|kubectl, args| edit::run(kubectl, args)),
            "delete" => Some(|kubectl, args| delete::run(kubectl, args)),
            "create" => return create::run(self, &rest),
            "run" => Some(|kubectl, args| run::pod(kubectl, args)),
            "expose" => Some(|kubectl, args| expose::run(kubectl, args)),
            "scale" => Some(|kubectl, args| scale::run(kubectl, args)),
            "autoscale" => Some(|kubectl, args| scale::autoscale(kubectl, args)),
            "patch" => Some(|kubectl, args| patch::run(kubectl, args)),
            "label" => Some(|kubectl, args| metadata::label(kubectl, args)),
            "annotate" => Some(|kubectl, args| metadata::annotate(kubectl, args)),
            "set" => return set::run(self, &rest),
            "rollout" => return rollout::run(self, &rest),
            "wait" => Some(|kubectl, args| wait::run(kubectl, args)),
            "events" => Some(|kubectl, args| events::run(kubectl, args)),
            "logs" => Some(|kubectl, args| logs::run(kubectl, args)),
            "exec" => Some(|kubectl, args| pods::exec(kubectl, args)),
            "port-forward" => Some(|kubectl, args| pods::port_forward(kubectl, args)),
            "attach" => Some(|kubectl, args| pods::attach(kubectl, args)),
            "cp" => Some(|kubectl, args| pods::cp(kubectl, args)),
            "debug" => Some(|kubectl, args| pods::debug(kubectl, args)),
            "cordon" => Some(|kubectl, args| drain::cordon(kubectl, args, true)),
            "uncordon" => Some(|kubectl, args| drain::cordon(kubectl, args, false)),
            "drain" => Some(|kubectl, args| drain::drain(kubectl, args)),
            "taint" => Some(|kubectl, args| taint::run(kubectl, args)),
            "explain" => Some(|kubectl, args| info::explain(kubectl, args)),
            "api-resources" => Some(|_, args| info::api_resources(args)),
            "api-versions" => Some(|_, args| info::api_versions(args)),
            "version" => Some(|_, args| info::version(args)),
            "cluster-info" => return info::cluster_info(self, &rest),
            "config" => return config::config(self, &rest),
            "auth" => return auth::run(self, &rest),
            "top" => return info::top(self, &rest),
            "options" => return info::options(),
            "help" => return info::help_of(&rest),
            _ => None,
        };
        match known {
            Some(command) => self.with(&verb, &rest, command),
            None => unknown::tool(self, &verb, &rest).unwrap_or_else(|| unknown::command(&verb)),
        }
    }

    /// Parses the flags of a command and runs it.
    pub fn with(
        &mut self,
        path: &str,
        words: &[String],
        command: impl FnOnce(&mut Self, &Args) -> Output,
    ) -> Output {
        match self.begin(path, words) {
            Ok((args, mut out)) => {
                out.then(command(self, &args));
                out
            }
            Err(out) => out,
        }
    }

    /// What a command is given, and what is said of it before it runs; or all
    /// that is said where it does not run. One function for all commands.
    fn begin(&mut self, path: &str, words: &[String]) -> Result<(Args, Output), Output> {
        let args = match Args::parse(words, &[&known::of(path), GLOBAL]) {
            // Only `diff` words and numbers its own failures.
            Err(error) if path == "diff" => {
                return Err(Output { exit: 2, ..usage_error(path, &error) });
            }
            Err(error) => {
                let line = format!("error: {error}\nSee 'kubectl {path} --help' for usage.");
                return Err(Output::fail(line));
            }
            Ok(args) if args.on("help") => return Err(info::usage(path)),
            Ok(args) => args,
        };
        let args = self.settled(path, args).and_then(|it| printer::sound(path, it));
        let args = args.map_err(Output::fail)?;
        self.manager = args.get("field-manager").unwrap_or(manager_of(path)).to_owned();
        let mut out = Output::default();
        for (flag, why) in DEPRECATED {
            if args.get(flag).is_some() {
                out.complain(format!("Flag --{flag} has been deprecated, {why}"));
            }
        }
        if args.get("dry-run") == Some("unchanged") {
            out.complain(self.log_line(
                'W',
                "helpers.go:719",
                "--dry-run is deprecated and can be replaced with --dry-run=client.",
            ));
        }
        Ok((args, out))
    }

    /// The arguments with `--template` and templates in files put into `-o`,
    /// once nothing asks for another cluster than the one there is.
    fn settled(&self, path: &str, mut args: Args) -> Result<Args, String> {
        config::same_cluster(path, &args)?;
        let taints = path == "taint" && DryRun::of(&args) != Ok(DryRun::Client);
        if taints
            || matches!(path, "expose" | "run")
            || path.starts_with("set ")
            || path.starts_with("create ")
            || path.starts_with("rollout ")
        {
            args.put("typed", "true".to_owned());
        }
        let one = ["annotate", "scale", "expose", "wait", "rollout history"];
        if one.contains(&path) || path.starts_with("set ") {
            args.put("one-printer", "true".to_owned());
        }
        if self.namespace != "default" {
            args.put("context-namespace", self.namespace.clone());
        }
        let output = args.get("output").unwrap_or("").to_owned();
        let (name, file) = output.split_once('=').unwrap_or((output.as_str(), ""));
        let template = args.get("template").filter(|it| !it.is_empty());
        if let Some(template) = template.filter(|_| file.is_empty()) {
            let of = |name: &str| format!("{name}={template}");
            match name {
                "" => args.put("output", of("go-template")),
                "go-template" | "template" | "jsonpath" => args.put("output", of(name)),
                _ => {}
            }
        }
        let Some(kind) = name.strip_suffix("file").map(|it| it.trim_end_matches('-')) else {
            return Ok(args);
        };
        if file.is_empty() {
            return Ok(args);
        }
        let columns = kind == "custom-columns";
        let Some(text) = self.files.get(file) else {
            let what = if columns { "template" } else { "--template" };
            let why =
                format!("error reading {what} {file}, open {file}: no such file or directory");
            // `get` only asks how to print when it has something to print.
            if path == "get" {
                args.put("unread", why);
                return Ok(args);
            }
            return Err(format!("error: {why}"));
        };
        let mut lines = text.lines().map(|it| it.split_whitespace());
        let spec = match (columns, lines.next(), lines.next()) {
            (true, Some(heads), Some(paths)) => {
                let pairs: Vec<String> =
                    heads.zip(paths).map(|(it, at)| format!("{it}:{at}")).collect();
                pairs.join(",")
            }
            _ => text.clone(),
        };
        args.put("output", format!("{kind}={spec}"));
        Ok(args)
    }

    /// Simulated time in seconds since 1970.
    pub fn now_s(&self) -> i64 {
        ages::EPOCH_S + i64::try_from(self.cluster.now_ms() / 1000).unwrap_or(0)
    }

    /// A line of kubectl's own log, at simulated time.
    ///
    /// Models k8s.io/klog/v2 formatHeader: severity (`W`, `F`), month and day, time,
    /// process, place in the source.
    pub fn log_line(&self, severity: char, place: &str, text: &str) -> String {
        let time = self.now_text();
        let part = |from: usize, to: usize| time.get(from..to).unwrap_or_default();
        let micros = self.cluster.now_ms() % 1000 * 1000;
        let (month, day, clock) = (part(5, 7), part(8, 10), part(11, 19));
        format!("{severity}{month}{day} {clock}.{micros:06} {PROCESS:>7} {place}] {text}")
    }

    /// Simulated time as objects store it.
    pub fn now_text(&self) -> String {
        ages::rfc3339(self.now_s())
    }

    /// Whether `timeout` has ended this run.
    pub fn out_of_time(&self) -> bool {
        self.deadline_ms.is_some_and(|it| self.cluster.now_ms() >= it)
    }

    /// All objects of a type in a scope.
    ///
    /// # Errors
    /// The server's refusal, as kubectl prints it.
    pub fn list(&self, resource: &'static Resource, scope: &Scope) -> Result<Vec<Item>, String> {
        select::list(self.cluster, resource, scope)
    }

    /// Events about one object, oldest first.
    pub fn events_of(&self, item: &Item) -> Vec<Value> {
        let mut found: Vec<Value> = self
            .cluster
            .events()
            .into_iter()
            .filter(|event| {
                event.text("involvedObject.kind") == item.resource.kind
                    && event.text("involvedObject.name") == item.name()
                    && (item.namespace().is_empty()
                        || event.text("involvedObject.namespace") == item.namespace())
            })
            .collect();
        found.sort_by(|left, right| left.text("lastTimestamp").cmp(right.text("lastTimestamp")));
        found
    }

    /// Sends a request; the refusal is worded as kubectl words it.
    ///
    /// # Errors
    /// The line for standard error.
    pub fn send(&mut self, request: &Request, dry: DryRun) -> Result<Done, String> {
        self.serve(request, dry).map_err(|status| {
            let warned = status.warnings.iter().map(|it| format!("Warning: {it}\n"));
            warned.chain([refusal(&status)]).collect()
        })
    }

    /// Sends a request in the name of this run's field manager.
    ///
    /// # Errors
    /// The server's refusal.
    pub fn serve(&mut self, request: &Request, dry: DryRun) -> Result<Done, Status> {
        self.cluster.serve(request, &self.manager, dry == DryRun::Server).map_err(as_patched)
    }

    /// An object as a format prints it: `managedFields` stand in what templates
    /// see, and in YAML and JSON where they are asked for. Models
    /// printers.OmitManagedFieldsPrinter.
    pub fn as_printed(&self, value: &Value, format: &Format, args: &Args) -> Value {
        let mut value = value.clone();
        let templated =
            !matches!(format, Format::Name | Format::Yaml | Format::Json | Format::Kyaml);
        if templated || args.on("show-managed-fields") {
            self.show_managers(&mut value);
        }
        value
    }

    /// Writes into an object (or each of a List) who manages its fields.
    pub fn show_managers(&self, value: &mut Value) {
        if let Some(Value::List(items)) = value.as_map_mut().and_then(|it| it.get_mut("items")) {
            return items.iter_mut().for_each(|it| self.show_managers(it));
        }
        let Some(kind) = Kind::find(value.text("apiVersion"), value.text("kind")) else { return };
        let (space, name) = (value.text("metadata.namespace"), value.text("metadata.name"));
        if let Some(object) = self.cluster.store().find(kind, space, name) {
            value.set("metadata.managedFields", api::managed_fields(object));
        }
    }

    /// Prints an object that a command changed: as `-o` says, else one line.
    pub fn print_changed(
        &self,
        args: &Args,
        value: &Value,
        label: &str,
        line: String,
        out: &mut Output,
    ) {
        match args.get("output").map(Format::parse) {
            None if line.is_empty() => {}
            None => out.line(line),
            Some(Err(error)) => out.error(format!("error: {error}")),
            // What kubectl made itself, or read as a type of Go, has Go's order of fields.
            Some(Ok(Format::Json))
                if args.on("typed")
                    || DryRun::of(args) == Ok(DryRun::Client)
                        && value.at("metadata.uid").is_none() =>
            {
                out.line(crate::print::json::to_json_as_go(value));
            }
            Some(Ok(format)) => {
                let format = format.strictly(args);
                // One printer of YAML parts what it prints; many know nothing of each other.
                if args.on("one-printer") && format == Format::Yaml && !out.stdout.is_empty() {
                    out.stdout.push_str("---\n");
                }
                let value = self.as_printed(value, &format, args);
                if let Err(error) = format.print_to(&value, label, &mut out.stdout) {
                    out.error(format!("error: {error}"));
                }
            }
        }
    }
}

/// What is refused of the options of an update: only `replace` updates, and sends by itself;
/// other commands send what they changed as a patch.
fn as_patched(mut status: Status) -> Status {
    if let Some(about) = status.about.as_deref_mut().filter(|it| it.0 == "UpdateOptions") {
        about.0 = "PatchOptions".to_owned();
        status.message = status.message.replacen("UpdateOptions", "PatchOptions", 1);
    }
    status
}

/// The server's warning for kinds that are deprecated, once a command.
pub fn warn_of(kind: &str, out: &mut Output) {
    if kind == "Endpoints" && !out.stderr.contains(ENDPOINTS_DEPRECATED) {
        out.complain(format!("Warning: {ENDPOINTS_DEPRECATED}"));
    }
}

/// kubectl's warning where a short name means two types.
fn warn_of_short(kind: &str, args: &Args, out: &mut Output) {
    if kind == "Event" && args.words.iter().any(|it| it == "ev") {
        out.complain("Warning: short name \"ev\" could also match lower priority resource events.events.k8s.io");
    }
}

/// The field manager of a command that names none: a name of its own, or the
/// program's. Models the defaults of `--field-manager`.
fn manager_of(path: &str) -> &'static str {
    match path.split(' ').next().unwrap_or_default() {
        _ if path == "rollout undo" => "kubectl",
        "annotate" => "kubectl-annotate",
        "autoscale" => "kubectl-autoscale",
        "create" => "kubectl-create",
        "edit" => "kubectl-edit",
        "expose" => "kubectl-expose",
        "label" => "kubectl-label",
        "patch" => "kubectl-patch",
        "rollout" => "kubectl-rollout",
        "run" => "kubectl-run",
        "set" => "kubectl-set",
        "taint" => "kubectl-taint",
        _ => "kubectl",
    }
}

/// Where the command stands: global flags, with what they take, may stand
/// before it. Models cobra's stripFlags.
fn verb_place(words: &[String]) -> Option<usize> {
    let takes = |word: &str| {
        let flag = match word.strip_prefix("--") {
            Some(name) => GLOBAL.iter().find(|it| it.name == name),
            None if word.len() == 2 => {
                GLOBAL.iter().find(|it| it.short.is_some() && it.short == word.chars().nth(1))
            }
            None => None,
        };
        flag.is_some_and(|it| !matches!(it.takes, Takes::Bool | Takes::Optional(_)))
    };
    let mut place = 0;
    while let Some(word) = words.get(place) {
        if !word.starts_with('-') {
            return Some(place);
        }
        place += if takes(word) { 2 } else { 1 };
    }
    None
}

/// A refusal as kubectl prints it. Models cmdutil.StandardErrorMessage.
pub fn refusal(status: &Status) -> String {
    let failure = print::Failure::Server(status.clone());
    print::failures(&[failure]).trim_end_matches('\n').to_owned()
}

/// `error: WHY` and where to find help.
pub fn usage_error(path: &str, why: &str) -> Output {
    Output::fail(format!("error: {why}\nSee 'kubectl {path} -h' for help and examples"))
}
