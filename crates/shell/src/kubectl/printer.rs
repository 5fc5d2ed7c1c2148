//! `-o` of every command that prints objects. Models
//! k8s.io/cli-runtime/pkg/genericclioptions PrintFlags (v1.36).

use service_lab_engine::value::Value;

use super::flags::{Args, parse_bool};
use super::select::{self, Item};
use super::{DryRun, files};
use crate::print::columns::go_syntax;
use crate::print::{gotemplate, json, jsonpath, kyaml, yaml};

/// How objects are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// `kind/name`.
    Name,
    /// YAML.
    Yaml,
    /// JSON.
    Json,
    /// YAML that leaves nothing to guess.
    Kyaml,
    /// A JSONPath template.
    JsonPath(String),
    /// A JSONPath template whose results are printed as a JSON list.
    JsonPathAsJson(String),
    /// A Go template.
    GoTemplate(String),
    /// A template to which a key that is not there is a fault.
    Strict(Box<Format>),
}

const FORMATS: &str = "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml";

impl Format {
    /// Reads `-o`.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text).unwrap_or_else(|| {
            Err(format!(
                "unable to match a printer suitable for the output format \"{text}\", allowed formats are: {FORMATS}"
            ))
        })
    }

    /// Reads `-o`; nothing where it is no format of these.
    pub fn read(text: &str) -> Option<Result<Self, String>> {
        let (name, template) = match text.split_once('=') {
            Some((name, template)) => (name, Some(template.to_owned())),
            None => (text, None),
        };
        let with = |make: fn(String) -> Format| match template.clone().filter(|it| !it.is_empty()) {
            Some(template) => Ok(make(template)),
            None => Err("template format specified but no template given".to_owned()),
        };
        // These three are compared without case.
        let lower = name.to_ascii_lowercase();
        let name = if matches!(lower.as_str(), "name" | "yaml" | "json" | "kyaml") {
            &lower
        } else {
            name
        };
        match (name, template.is_some()) {
            ("name", false) => Some(Ok(Format::Name)),
            ("yaml", false) => Some(Ok(Format::Yaml)),
            ("kyaml", false) => Some(Ok(Format::Kyaml)),
            ("json", false) => Some(Ok(Format::Json)),
            ("jsonpath", _) => Some(with(Format::JsonPath)),
            ("jsonpath-as-json", _) => Some(with(Format::JsonPathAsJson)),
            ("jsonpath-file" | "go-template-file" | "templatefile", false) => {
                Some(with(Format::JsonPath))
            }
            ("go-template" | "template", _) => Some(with(Format::GoTemplate)),
            _ => None,
        }
    }

    /// The format of a command whose arguments these are: `--allow-missing-template-keys=false`
    /// makes a template strict.
    pub fn strictly(self, args: &Args) -> Self {
        let template =
            matches!(self, Self::JsonPath(_) | Self::JsonPathAsJson(_) | Self::GoTemplate(_));
        let allows = args.get("allow-missing-template-keys").and_then(parse_bool).unwrap_or(true);
        if template && !allows { Self::Strict(Box::new(self)) } else { self }
    }

    /// The format without its strictness, and whether it had it.
    fn plain(&self) -> (&Self, bool) {
        match self {
            Self::Strict(inner) => (inner, true),
            other => (other, false),
        }
    }

    /// Prints one object.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn print(&self, value: &Value, label: &str) -> Result<String, String> {
        let (format, strict) = self.plain();
        match format {
            Self::Name => Ok(format!("{label}\n")),
            Self::Yaml => Ok(yaml::to_yaml(value)),
            Self::Kyaml => Ok(kyaml::to_kyaml(value)),
            Self::Json => Ok(format!("{}\n", json::to_json_pretty(value))),
            Self::JsonPath(template) => parsed(template)?
                .strictly(strict)
                .print(value)
                .map_err(|error| executing(template, &error, value)),
            Self::JsonPathAsJson(template) => {
                let lists = parsed(template)?.strictly(strict).results(value);
                let lists = lists.map_err(|error| executing(template, &error, value))?;
                let texts: Vec<String> = lists
                    .into_iter()
                    .map(|it| format!("{}\n", json::to_json_pretty(&Value::List(it))))
                    .collect();
                Ok(texts.concat())
            }
            Self::GoTemplate(template) => {
                let mut out = String::new();
                gotemplate::print(template, value, strict, &mut out).map(|()| out)
            }
            Self::Strict(_) => Ok(String::new()),
        }
    }

    /// Prints one object behind what stands there; a Go template also what it printed before it
    /// failed, and what may tell why.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn print_to(&self, value: &Value, label: &str, out: &mut String) -> Result<(), String> {
        let (format, strict) = self.plain();
        match format {
            Self::GoTemplate(template) => gotemplate::print(template, value, strict, out),
            _ => self.print(value, label).map(|text| out.push_str(&text)),
        }
    }

    /// Checks a template before anything is asked of the server.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn check(&self) -> Result<(), String> {
        match self.plain().0 {
            Self::JsonPath(template) | Self::JsonPathAsJson(template) => {
                parsed(template).map(|_| ())
            }
            Self::GoTemplate(template) => gotemplate::parse(template).map(|_| ()),
            Self::Name | Self::Yaml | Self::Json | Self::Kyaml | Self::Strict(_) => Ok(()),
        }
    }
}

/// The arguments, where nothing in them is refused before anything else.
///
/// # Errors
/// kubectl's line.
pub fn sound(path: &str, args: Args) -> Result<Args, String> {
    match refused_first(path, &args) {
        Some(why) => Err(format!("error: {why}")),
        None => Ok(args),
    }
}

/// What a command refuses before it looks at what it is about: a dry run, then a way to print, that
/// there is not. Models which of them `Complete` of each command of k8s.io/kubectl/pkg/cmd asks for first.
fn refused_first(path: &str, args: &Args) -> Option<String> {
    let given = |flag: &str| args.get(flag).is_some();
    let (makes, prints) = match path {
        "annotate" | "wait" | "replace" | "expose" => (true, true),
        "run" => (given("image"), true),
        "scale" => (given("replicas"), true),
        "autoscale" => (given("max"), false),
        "create" => (args.words.is_empty(), true),
        "rollout history" => (select::named(&args.words).is_ok() && !args.words.is_empty(), true),
        "label" | "patch" | "taint" => (true, false),
        "cordon" | "uncordon" | "drain" => (!args.words.is_empty(), false),
        "create service externalname" if !given("external-name") => (false, false),
        "create deployment" => (given("image") && args.dash.unwrap_or(args.words.len()) == 1, true),
        "create configmap" | "create ingress" | "create namespace" => (args.words.len() == 1, true),
        _ if path.starts_with("create service ") => (args.words.len() == 1, true),
        _ => (path.starts_with("set "), true),
    };
    if !makes {
        return None;
    }
    let dry = DryRun::of(args).err();
    dry.or_else(|| {
        let format = args.get("output").filter(|it| prints && !it.is_empty())?;
        Format::parse(format).and_then(|it| it.check()).err()
    })
    .or_else(|| files::validation(args).err().filter(|_| path.starts_with("create ")))
}

/// What kubectl says where a template cannot be printed. Models JSONPathPrinter.PrintObj.
fn executing(template: &str, error: &str, value: &Value) -> String {
    format!(
        "error executing jsonpath {template:?}: Error executing template: {error}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{template}\n\tobject given to jsonpath engine was:\n\t\t{}\n\n",
        go_syntax(value)
    )
}

fn parsed(template: &str) -> Result<jsonpath::Template, String> {
    jsonpath::Template::parse(template)
        .map_err(|error| format!("error parsing jsonpath {template}, {error}"))
}

/// Objects as one: a single one as it is, several as a `List`.
pub fn as_one(items: &[Item], single: bool) -> Value {
    match items {
        [one] if single => one.value.clone(),
        many => {
            let mut list = Value::map();
            list.set("apiVersion", "v1");
            list.set("kind", "List");
            list.set("metadata.resourceVersion", "");
            list.set("items", many.iter().map(|it| it.value.clone()).collect::<Vec<_>>());
            list
        }
    }
}
