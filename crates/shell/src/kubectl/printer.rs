//! `-o` of every command that prints objects. Models
//! k8s.io/cli-runtime/pkg/genericclioptions PrintFlags (v1.36).

use service_lab_engine::value::Value;

use super::DryRun;
use super::flags::Args;
use super::select::{self, Item};
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
            ("go-template" | "template", _) => Some(with(Format::GoTemplate)),
            _ => None,
        }
    }

    /// Prints one object.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn print(&self, value: &Value, label: &str) -> Result<String, String> {
        match self {
            Self::Name => Ok(format!("{label}\n")),
            Self::Yaml => Ok(yaml::to_yaml(value)),
            Self::Kyaml => Ok(kyaml::to_kyaml(value)),
            Self::Json => Ok(format!("{}\n", json::to_json_pretty(value))),
            Self::JsonPath(template) => parsed(template)?.print(value).map_err(|error| {
                format!("error executing jsonpath {template:?}: Error executing template: {error}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{template}\n\tobject given to jsonpath engine was:\n\t\t{}\n\n", go_syntax(value))
            }),
            Self::JsonPathAsJson(template) => {
                let lists = parsed(template)?.results(value)?;
                let texts: Vec<String> = lists
                    .into_iter()
                    .map(|it| format!("{}\n", json::to_json_pretty(&Value::List(it))))
                    .collect();
                Ok(texts.concat())
            }
            Self::GoTemplate(template) => gotemplate::print(template, value),
        }
    }

    /// Checks a template before anything is asked of the server.
    ///
    /// # Errors
    /// kubectl's words, without the `error: ` before them.
    pub fn check(&self) -> Result<(), String> {
        match self {
            Self::JsonPath(template) | Self::JsonPathAsJson(template) => {
                parsed(template).map(|_| ())
            }
            Self::GoTemplate(template) => gotemplate::parse(template).map(|_| ()),
            Self::Name | Self::Yaml | Self::Json | Self::Kyaml => Ok(()),
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
        "create" => (args.words.is_empty(), true),
        "rollout history" => (select::named(&args.words).is_ok() && !args.words.is_empty(), true),
        "label" | "patch" | "taint" => (true, false),
        "cordon" | "uncordon" | "drain" => (!args.words.is_empty(), false),
        "create service externalname" if !given("external-name") => (false, false),
        "create configmap" | "create ingress" => (args.words.len() == 1, true),
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
