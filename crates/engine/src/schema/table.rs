//! The table itself: what a line of `fields.txt` says, and how it is found. It has the fields of the simulated kinds
//! (Kubernetes v1.36) as the API's Go types have them. What no lesson and no controller needs stands in
//! `fields-rare.txt`: the page fetches that part of the engine later.
//!
//! A line is `@Struct`, with `group.` before the name outside the core group, or a field of the struct before it:
//! name, type and extras.
//!
//! - Type: `string`, `int32`, `int64`, `bool`, `intstr`, `quantity`, `time`, `microtime`, `bytes`, `any`; `[]T` a list,
//!   `map:T`, `&Struct`, `T:Name` a named Go type. Before it `*` for a pointer (an empty value is kept) and `!` for what
//!   is always written.
//! - Extras: `+` required, `<Embedded` struct in Go, `%merge` key of a list (`.` = by value), `=allowed|values`,
//!   `~default`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::objects::Kind;

/// A struct of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struct {
    /// Its key in the table: `ServicePort`, `apps.DeploymentSpec`.
    pub key: &'static str,
    /// Its fields by name, sorted.
    pub fields: Vec<Field>,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Whether it is a pointer in Go: an empty value is something else than none.
    pub pointer: bool,
    /// Whether it is written even where it is empty.
    pub always: bool,
    /// Whether the API's description requires it.
    pub required: bool,
    /// The embedded Go struct it belongs to, which error messages name.
    pub embedded: Option<&'static str>,
    /// The key by which a strategic merge matches items; `.` for the items themselves.
    pub merge_key: Option<&'static str>,
    /// The allowed values; empty: not from a list.
    pub values: Vec<&'static str>,
    /// What the server writes where nothing is given.
    pub default: Option<&'static str>,
}

/// The type of a field. A name is the Go type's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    String(Option<&'static str>),
    Int32,
    Int64,
    Bool,
    IntOrString,
    Quantity,
    Time,
    Bytes,
    /// JSON of any shape.
    Any,
    /// A struct by its key.
    Struct(&'static str),
    List(Box<Type>),
    Map(Box<Type>, Option<&'static str>),
}

impl Struct {
    /// The field of this name, letter case included.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let place = self.fields.binary_search_by(|it| it.name.cmp(name)).ok()?;
        self.fields.get(place)
    }

    /// The Go type's name without its package.
    pub fn go_name(&self) -> &'static str {
        self.key.rsplit('.').next().unwrap_or(self.key)
    }

    /// The definition's name in the API's description: `io.k8s.api.core.v1.ServiceSpec`.
    pub fn definition(&self) -> String {
        match self.key.split_once('.') {
            Some(("meta", name)) => format!("io.k8s.apimachinery.pkg.apis.meta.v1.{name}"),
            Some(("autoscaling", name)) => format!("io.k8s.api.autoscaling.v2.{name}"),
            Some((group, name)) => format!("io.k8s.api.{group}.v1.{name}"),
            None => format!("io.k8s.api.core.v1.{}", self.key),
        }
    }
}

impl Type {
    /// The type as Go prints it in messages.
    pub fn go_name(&self) -> String {
        match self {
            Type::String(None) => "string".to_owned(),
            Type::String(Some("UID")) => "types.UID".to_owned(),
            Type::String(Some(name)) if name.starts_with("v2.") => (*name).to_owned(),
            Type::String(Some(name)) | Type::Map(_, Some(name)) => format!("v1.{name}"),
            Type::Int32 => "int32".to_owned(),
            Type::Int64 => "int64".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::IntOrString => "intstr.IntOrString".to_owned(),
            Type::Quantity => "resource.Quantity".to_owned(),
            Type::Time => "v1.Time".to_owned(),
            Type::Bytes => "[]uint8".to_owned(),
            Type::Any => "runtime.RawExtension".to_owned(),
            Type::Struct(key) => match key.strip_prefix("autoscaling.") {
                Some(name) => format!("v2.{name}"),
                None => format!("v1.{}", key.rsplit('.').next().unwrap_or(key)),
            },
            Type::List(item) => format!("[]{}", item.go_name()),
            Type::Map(item, None) => format!("map[string]{}", item.go_name()),
        }
    }

    /// The type as `kubectl explain` prints it.
    pub fn explained(&self) -> String {
        match self {
            Type::String(_) | Type::Quantity | Type::Time | Type::Bytes => "string".to_owned(),
            Type::Int32 | Type::Int64 => "integer".to_owned(),
            Type::Bool => "boolean".to_owned(),
            Type::IntOrString => "IntOrString".to_owned(),
            Type::Any => "Object".to_owned(),
            Type::Struct(key) => key.rsplit('.').next().unwrap_or(key).to_owned(),
            Type::List(item) => format!("[]{}", item.explained()),
            Type::Map(item, _) => format!("map[string]{}", item.explained()),
        }
    }

    /// The struct that a value of this type is, or that its items are.
    pub fn inner(&self) -> Option<&'static Struct> {
        match self {
            Type::Struct(key) => find(key),
            Type::List(item) | Type::Map(item, _) => item.inner(),
            _ => None,
        }
    }
}

const TEXT: &str = include_str!("fields.txt");
const RARE: &str = include_str!("fields-rare.txt");

/// The struct of this key.
pub fn find(key: &str) -> Option<&'static Struct> {
    table().get(key).or_else(|| rare().get(key))
}

/// The struct of a kind.
pub fn of(kind: Kind) -> Option<&'static Struct> {
    let key = match kind.group() {
        "apps" => format!("apps.{}", kind.name()),
        "autoscaling" => format!("autoscaling.{}", kind.name()),
        "discovery.k8s.io" => format!("discovery.{}", kind.name()),
        "networking.k8s.io" => format!("networking.{}", kind.name()),
        _ => kind.name().to_owned(),
    };
    find(&key)
}

/// Every struct.
pub fn all() -> impl Iterator<Item = &'static Struct> {
    table().values().chain(rare().values())
}

type Table = BTreeMap<&'static str, Struct>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(TEXT))
}

fn rare() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(RARE))
}

fn read(text: &'static str) -> Table {
    let mut table = BTreeMap::new();
    let mut current: Option<Struct> = None;
    for line in text.lines() {
        match line.strip_prefix('@') {
            Some(key) => {
                close(&mut table, current.replace(Struct { key, fields: Vec::new() }));
            }
            None => {
                if let (Some(open), Some(field)) = (&mut current, field(line)) {
                    open.fields.push(field);
                }
            }
        }
    }
    close(&mut table, current);
    table
}

fn close(table: &mut Table, open: Option<Struct>) {
    if let Some(mut open) = open {
        open.fields.sort_by_key(|it| it.name);
        table.insert(open.key, open);
    }
}

fn field(line: &'static str) -> Option<Field> {
    let mut words = line.split(' ');
    let name = words.next()?;
    let spelt = words.next()?;
    let (always, spelt) = match spelt.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, spelt),
    };
    let (pointer, spelt) = match spelt.strip_prefix('*') {
        Some(rest) => (true, rest),
        None => (false, spelt),
    };
    let mut field = Field {
        name,
        kind: type_of(spelt)?,
        pointer,
        always,
        required: false,
        embedded: None,
        merge_key: None,
        values: Vec::new(),
        default: None,
    };
    for word in words {
        match word.split_at_checked(1)? {
            ("+", _) => field.required = true,
            ("<", rest) => field.embedded = Some(rest),
            ("%", rest) => field.merge_key = Some(rest),
            ("=", rest) => field.values = rest.split('|').collect(),
            ("~", rest) => field.default = Some(rest),
            _ => return None,
        }
    }
    Some(field)
}

fn type_of(spelt: &'static str) -> Option<Type> {
    if let Some(item) = spelt.strip_prefix("[]") {
        return Some(Type::List(Box::new(type_of(item)?)));
    }
    if let Some(item) = spelt.strip_prefix("map:") {
        let (item, name) = named(item);
        return Some(Type::Map(Box::new(type_of(item)?), name));
    }
    if let Some(key) = spelt.strip_prefix('&') {
        return Some(Type::Struct(key));
    }
    let (spelt, name) = named(spelt);
    Some(match spelt {
        "string" => Type::String(name),
        "int32" => Type::Int32,
        "int64" => Type::Int64,
        "bool" => Type::Bool,
        "intstr" => Type::IntOrString,
        "quantity" => Type::Quantity,
        "time" | "microtime" => Type::Time,
        "bytes" => Type::Bytes,
        "any" => Type::Any,
        _ => return None,
    })
}

fn named(spelt: &'static str) -> (&'static str, Option<&'static str>) {
    match spelt.split_once(':') {
        Some((spelt, name)) => (spelt, Some(name)),
        None => (spelt, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_field_and_every_struct_it_names_exists() {
        let lines = TEXT.lines().chain(RARE.lines());
        let lines = lines.filter(|it| !it.starts_with('@')).count();
        assert_eq!(all().map(|it| it.fields.len()).sum::<usize>(), lines);
        for field in all().flat_map(|it| &it.fields) {
            let mut kind = &field.kind;
            while let Type::List(item) | Type::Map(item, _) = kind {
                kind = item;
            }
            if let Type::Struct(key) = kind {
                assert!(find(key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn every_kind_has_a_struct() {
        for kind in Kind::ALL {
            assert!(of(kind).is_some(), "{}", kind.name());
        }
    }
}
