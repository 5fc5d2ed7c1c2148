//! JSON into the API's types: wrong types, unknown fields, and the shape in
//! which Go prints the object again.
//!
//! Models sigs.k8s.io/json (case-sensitive, first problem only) and the
//! strict decoding of k8s.io/apimachinery/pkg/runtime/serializer/json (v1.36).

use super::quantity;
use super::table::{self, Field, Struct, Type};
use super::time;
use crate::diagnostic::Code;
use crate::objects::Kind;
use crate::path::{FieldPath, Step};
use crate::value::{Map, Value};
use crate::yaml::quote;

/// What becomes of unknown and duplicate fields: `fieldValidation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldValidation {
    /// Nothing is said.
    Ignore,
    /// Each gives a `Warning:`.
    Warn,
    /// The object is refused; what kubectl asks for.
    #[default]
    Strict,
}

/// An object as the API's types hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// As Go prints it: unknown fields and empty optional ones are gone, zero
    /// values of required ones stand there.
    pub value: Value,
    /// `unknown field "spec.foo"`, in the server's order.
    pub warnings: Vec<String>,
}

/// One field that the types do not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Kind of problem.
    pub code: Code,
    /// Where in the object.
    pub path: FieldPath,
    /// The server's words about it.
    pub words: String,
    /// The offending value, or the unknown name.
    pub subject: String,
    /// How it is surely mended.
    pub repair: Option<Repair>,
}

/// A repair that is certain, before its place in a text is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Another name for the key.
    Rename(String),
    /// Another text for the value.
    Replace(String),
    /// The value as it is written, in quotes.
    Quote,
}

/// Why an object is none of its kind: a 400 BadRequest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The whole message.
    pub message: String,
    /// What it is about.
    pub problems: Vec<Problem>,
}

/// Reads `value` as an object of this kind.
///
/// # Errors
/// The first wrong type; or, where [`FieldValidation::Strict`] asks for it,
/// all unknown fields.
pub fn decode(kind: Kind, value: &Value, validation: FieldValidation) -> Result<Decoded, Refused> {
    decode_from_yaml(kind, value, &[], validation)
}

/// Reads an object that was posted as YAML: its duplicate keys (`line 7: key
/// "type" already set in map`) count as strict errors, before all others.
///
/// # Errors
/// As [`decode`].
pub fn decode_from_yaml(
    kind: Kind,
    value: &Value,
    duplicates: &[String],
    validation: FieldValidation,
) -> Result<Decoded, Refused> {
    let Some(root) = table::of(kind) else { return Ok(as_it_is(value)) };
    let name = kind.name();
    let version = kind.api_version();
    let version = version.rsplit('/').next().unwrap_or(version);
    let refused = |words: &str, problems| Refused {
        message: format!("{name} in version \"{version}\" cannot be handled as a {name}: {words}"),
        problems,
    };
    let (mut value, first, unknown) = decode_struct(root, value);
    value.set("apiVersion", kind.api_version());
    value.set("kind", name);
    if let Some(problem) = first {
        return Err(refused(&problem.words.clone(), vec![problem]));
    }
    let strict = duplicates.iter().cloned().chain(unknown.iter().map(|it| it.words.clone()));
    let strict: Vec<String> = strict.collect();
    match validation {
        FieldValidation::Ignore => Ok(Decoded { value, warnings: Vec::new() }),
        FieldValidation::Warn => Ok(Decoded { value, warnings: strict }),
        FieldValidation::Strict if strict.is_empty() => Ok(Decoded { value, warnings: Vec::new() }),
        FieldValidation::Strict => {
            let words = strict_words(duplicates, &unknown);
            Err(refused(&format!("strict decoding error: {words}"), unknown))
        }
    }
}

fn as_it_is(value: &Value) -> Decoded {
    Decoded { value: value.clone(), warnings: Vec::new() }
}

fn strict_words(duplicates: &[String], unknown: &[Problem]) -> String {
    let mut words = Vec::new();
    if !duplicates.is_empty() {
        words.push(format!("yaml: unmarshal errors:\n  {}", duplicates.join("\n  ")));
    }
    words.extend(unknown.iter().map(|it| it.words.clone()));
    words.join(", ")
}

/// Reads a value as a struct of the table: the value as Go prints it, the
/// first wrong type, and all unknown fields in the server's order.
pub fn decode_struct(of: &'static Struct, value: &Value) -> (Value, Option<Problem>, Vec<Problem>) {
    let mut decoder = Decoder::default();
    let value = decoder.value(&Type::Struct(of.key), value);
    (value, decoder.first, decoder.unknown)
}

/// Most unknown fields that are told, as upstream's limit of strict errors.
const MAX_STRICT_ERRORS: usize = 100;

/// A step on the way, borrowed until a problem needs it.
#[derive(Clone, Copy)]
enum At<'v> {
    Field(&'v str),
    Index(usize),
    Key(&'v str),
}

#[derive(Default)]
struct Decoder<'v> {
    /// The struct that messages name.
    within: Option<&'static str>,
    /// Names of the fields on the way, embedded structs included.
    stack: Vec<&'static str>,
    steps: Vec<At<'v>>,
    first: Option<Problem>,
    /// Whether reading ended there: types that read themselves end it.
    ended: bool,
    unknown: Vec<Problem>,
}

impl<'v> Decoder<'v> {
    /// Where it is.
    fn path(&self) -> FieldPath {
        let step = |it: &At<'_>| match *it {
            At::Field(name) => Step::Field(name.to_owned().into()),
            At::Index(index) => Step::Index(index),
            At::Key(key) => Step::Key(key.to_owned()),
        };
        FieldPath(self.steps.iter().map(step).collect())
    }

    /// The value as its type holds it. `null` and anything wrong is zero.
    fn value(&mut self, kind: &Type, value: &'v Value) -> Value {
        match (kind, value) {
            (_, Value::Null) => zero(kind),
            (Type::Any, any) => any.clone(),
            (Type::Struct(key), Value::Map(map)) => self.fields(key, map),
            (Type::List(item), Value::List(items)) => self.items(item, items),
            (Type::Map(item, _), Value::Map(map)) => self.entries(item, map),
            (Type::String(_), Value::Str(_)) | (Type::Bool, Value::Bool(_)) => value.clone(),
            (Type::Int32, Value::Int(number)) if i32::try_from(*number).is_ok() => value.clone(),
            (Type::Int64, Value::Int(_)) => value.clone(),
            (Type::IntOrString, Value::Str(_)) => value.clone(),
            (Type::IntOrString, Value::Int(number)) if i32::try_from(*number).is_ok() => {
                value.clone()
            }
            (Type::IntOrString, other) => {
                self.ending(|it| it.wrong(&Type::Int32, other, &Type::Int32))
            }
            (Type::Quantity, other) => self.quantity(other),
            (Type::Time, Value::Str(text)) => self.time(text),
            (Type::Time, other) => self.ending(|it| it.wrong(&Type::String(None), other, kind)),
            (Type::Bytes, Value::Str(text)) => self.bytes(text),
            (kind, other) => self.wrong(kind, other, kind),
        }
    }

    fn fields(&mut self, key: &str, map: &'v Map) -> Value {
        let Some(of) = table::find(key) else { return Value::Map(map.clone()) };
        let mut out = Map::new();
        for (name, value) in map {
            self.steps.push(At::Field(name));
            match of.field(name) {
                Some(field) => {
                    let value = self.field(of, field, value);
                    if kept(field, &value) {
                        out.insert(name.clone(), value);
                    }
                }
                None => self.unknown_field(of, name),
            }
            self.steps.pop();
        }
        for field in of.fields.iter().filter(|it| it.always) {
            if !out.contains_key(field.name) {
                let value = if field.pointer { Value::Null } else { zero(&field.kind) };
                out.insert(field.name.to_owned(), value);
            }
        }
        Value::Map(out)
    }

    fn field(&mut self, of: &'static Struct, field: &'static Field, value: &'v Value) -> Value {
        let depth = self.stack.len();
        let within = self.within.replace(of.go_name());
        self.stack.extend(field.embedded);
        self.stack.push(field.name);
        let decoded = match value {
            Value::Null if field.pointer => Value::Null,
            value => self.value(&field.kind, value),
        };
        self.stack.truncate(depth);
        self.within = within;
        decoded
    }

    fn items(&mut self, item: &Type, items: &'v [Value]) -> Value {
        let mut out = Vec::with_capacity(items.len());
        for (index, value) in items.iter().enumerate() {
            self.steps.push(At::Index(index));
            out.push(self.value(item, value));
            self.steps.pop();
        }
        Value::List(out)
    }

    fn entries(&mut self, item: &Type, map: &'v Map) -> Value {
        let text = |it: &Value| matches!(it, Value::Str(_));
        if matches!(item, Type::String(_)) && map.values().all(text) {
            return Value::Map(map.clone());
        }
        let mut out = Map::new();
        for (key, value) in map {
            self.steps.push(At::Key(key));
            out.insert(key.clone(), self.value(item, value));
            self.steps.pop();
        }
        Value::Map(out)
    }

    fn quantity(&mut self, value: &Value) -> Value {
        let text = match value {
            Value::Str(text) => text.clone(),
            other => other.to_json(),
        };
        match quantity::canonical(&text) {
            Some(canonical) => Value::Str(canonical),
            None => {
                let words = quantity::wrong(&text).to_owned();
                self.ending(|it| it.refuse(Code::InvalidValue, words, text))
            }
        }
    }

    fn time(&mut self, text: &str) -> Value {
        match time::check(text) {
            // Go's zero time is no time.
            Ok(canonical) if canonical == "0001-01-01T00:00:00Z" => Value::Null,
            Ok(canonical) => Value::Str(canonical),
            Err(words) => self.ending(|it| it.refuse(Code::InvalidValue, words, text.to_owned())),
        }
    }

    fn bytes(&mut self, text: &str) -> Value {
        match base64_again(text) {
            Ok(text) => Value::Str(text),
            Err(at) => {
                let words = format!("illegal base64 data at input byte {at}");
                self.refuse(Code::InvalidValue, words, text.to_owned())
            }
        }
    }

    /// Models encoding/json UnmarshalTypeError.
    fn wrong(&mut self, wanted: &Type, value: &Value, zero_of: &Type) -> Value {
        let what = match (value, wanted) {
            (Value::Null, _) => "null".to_owned(),
            (Value::Bool(_), _) => "bool".to_owned(),
            (Value::Int(number), Type::Int32 | Type::Int64) => format!("number {number}"),
            (Value::Decimal(number), Type::Int32 | Type::Int64) => format!("number {number}"),
            (Value::Int(_) | Value::Decimal(_), _) => "number".to_owned(),
            (Value::Str(_), _) => "string".to_owned(),
            (Value::List(_), _) => "array".to_owned(),
            (Value::Map(_), _) => "object".to_owned(),
        };
        let words = match self.within {
            Some(within) => format!(
                "json: cannot unmarshal {what} into Go struct field {within}.{} of type {}",
                self.stack.join("."),
                wanted.go_name()
            ),
            None => {
                format!("json: cannot unmarshal {what} into Go value of type {}", wanted.go_name())
            }
        };
        let subject = match value {
            Value::Str(text) => text.clone(),
            other => other.to_json(),
        };
        let earlier = self.first.is_some();
        self.refuse(Code::WrongType, words, subject);
        if let Some(first) = self.first.as_mut().filter(|_| !earlier) {
            first.repair = retype(wanted, value);
        }
        zero(zero_of)
    }

    /// A problem of a type that reads itself: it ends the reading, and wrong types
    /// before it are not told.
    ///
    /// Models how sigs.k8s.io/json keeps an UnmarshalTypeError of its own, but gives
    /// back at once what an Unmarshaler says.
    fn ending(&mut self, tell: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.ended {
            self.first = None;
        }
        let value = tell(self);
        self.ended = true;
        value
    }

    fn refuse(&mut self, code: Code, words: String, subject: String) -> Value {
        if self.first.is_none() {
            let path = self.path();
            self.first = Some(Problem { code, path, words, subject, repair: None });
        }
        Value::Null
    }

    fn unknown_field(&mut self, of: &Struct, name: &str) {
        if self.unknown.len() >= MAX_STRICT_ERRORS {
            return;
        }
        let path = self.path();
        self.unknown.push(Problem {
            code: Code::UnknownField,
            words: format!("unknown field {}", quote(&path.to_string())),
            path,
            subject: name.to_owned(),
            repair: super::closest(name, of.fields.iter().map(|it| it.name))
                .map(|it| Repair::Rename(it.to_owned())),
        });
    }
}

/// Whether Go writes this value of the field.
fn kept(field: &Field, value: &Value) -> bool {
    if field.always {
        return true;
    }
    match value {
        Value::Null => false,
        _ if field.pointer => true,
        Value::Bool(flag) => *flag,
        Value::Int(number) => *number != 0,
        Value::Str(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty() || matches!(field.kind, Type::Struct(_)),
        Value::Decimal(_) => true,
    }
}

fn zero(kind: &Type) -> Value {
    match kind {
        Type::String(_) | Type::Bytes => Value::Str(String::new()),
        Type::Int32 | Type::Int64 | Type::IntOrString => Value::Int(0),
        Type::Bool => Value::Bool(false),
        Type::Quantity => Value::Str("0".to_owned()),
        Type::Time | Type::Any | Type::List(_) | Type::Map(..) => Value::Null,
        Type::Struct(key) => {
            let mut out = Map::new();
            for field in table::find(key).into_iter().flat_map(|it| &it.fields) {
                if field.always {
                    let value = if field.pointer { Value::Null } else { zero(&field.kind) };
                    out.insert(field.name.to_owned(), value);
                }
            }
            Value::Map(out)
        }
    }
}

/// The repair of a scalar of the wrong type, where only one is meant.
fn retype(wanted: &Type, value: &Value) -> Option<Repair> {
    match (wanted, value) {
        (Type::Int32 | Type::Int64, Value::Str(text)) => {
            text.trim().parse::<i32>().ok().map(|number| Repair::Replace(number.to_string()))
        }
        (Type::Bool, Value::Str(text)) => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(Repair::Replace("true".to_owned())),
            "false" | "no" | "off" => Some(Repair::Replace("false".to_owned())),
            _ => None,
        },
        (Type::String(_), Value::Bool(_) | Value::Int(_) | Value::Decimal(_)) => {
            Some(Repair::Quote)
        }
        _ => None,
    }
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text as its bytes are written again, or the place of what is wrong in it.
///
/// Models encoding/base64 decodeQuantum and CorruptInputError.
fn base64_again(text: &str) -> Result<String, usize> {
    let line_end = |it: u8| matches!(it, b'\n' | b'\r');
    let mut bytes = text.bytes().enumerate().filter(|it| !line_end(it.1));
    let mut out = String::new();
    let mut group: Vec<usize> = Vec::new();
    while let Some((at, letter)) = bytes.next() {
        if let Some(value) = BASE64.iter().position(|it| *it == letter) {
            group.push(value);
            if group.len() == 4 {
                push_group(&mut out, &mut group);
            }
            continue;
        }
        if letter != b'=' || group.len() < 2 {
            return Err(at);
        }
        if group.len() == 2 {
            match bytes.next() {
                None => return Err(text.len()),
                Some((_, b'=')) => {}
                // Upstream tells the place before the letter that is none.
                Some((next, _)) => return Err(next - 1),
            }
        }
        push_group(&mut out, &mut group);
        return bytes.next().map_or(Ok(out), |it| Err(it.0));
    }
    // Upstream counts back from the end.
    if group.is_empty() { Ok(out) } else { Err(text.len() - group.len()) }
}

/// Writes a group of two to four letters, without bits that stand for nothing.
fn push_group(out: &mut String, group: &mut Vec<usize>) {
    let unused = [0, 0, 0b1111, 0b11, 0].get(group.len()).copied().unwrap_or(0);
    if let Some(last) = group.last_mut() {
        *last &= !unused;
    }
    let letters = group.iter().filter_map(|it| BASE64.get(*it)).map(|it| char::from(*it));
    out.extend(letters.chain(std::iter::repeat('=')).take(4));
    group.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Kind, text: &str) -> String {
        let (documents, _) = crate::yaml::read(text);
        let value = documents.into_iter().find_map(|it| it.root).map(|it| it.to_value());
        let decoded = decode(kind, &value.unwrap(), FieldValidation::Strict);
        decoded.err().map(|it| it.message).unwrap_or_default()
    }

    #[test]
    fn what_reads_itself_is_told_before_other_wrong_types() {
        let text = "metadata: {name: web}\nspec: {ports: [{port: yes, targetPort: no}]}\n";
        assert_eq!(
            told(Kind::Service, text),
            "Service in version \"v1\" cannot be handled as a Service: json: cannot unmarshal bool \
             into Go struct field ServicePort.spec.ports.targetPort of type int32"
        );
        let text = "metadata: {labels: {a: 1}}\nspec: {overhead: {cpu: lots}, hostname: 1}\n";
        let words = told(Kind::Pod, text);
        assert!(words.contains("quantities must match"), "{words}");
    }

    #[test]
    fn rare_fields_have_their_types_and_each_version_its_name() {
        let iscsi = "spec: {volumes: [{name: a, iscsi: {lun: x}}]}\n";
        assert_eq!(
            told(Kind::Pod, iscsi),
            "Pod in version \"v1\" cannot be handled as a Pod: json: cannot unmarshal string into Go \
             struct field ISCSIVolumeSource.spec.volumes.VolumeSource.iscsi.lun of type int32"
        );
        assert_eq!(
            told(Kind::HorizontalPodAutoscaler, "spec: {metrics: [{type: 1}]}\n"),
            "HorizontalPodAutoscaler in version \"v2\" cannot be handled as a \
             HorizontalPodAutoscaler: json: cannot unmarshal number into Go struct field \
             MetricSpec.spec.metrics.type of type v2.MetricSourceType"
        );
    }

    #[test]
    fn the_first_moment_is_no_time() {
        let mut pod = Value::map();
        pod.set("metadata.creationTimestamp", "0001-01-01T01:00:00+01:00");
        let decoded = decode(Kind::Pod, &pod, FieldValidation::Strict).unwrap();
        assert_eq!(decoded.value.at("metadata.creationTimestamp"), None);
    }

    #[test]
    fn base64_is_written_again_as_go_writes_it() {
        assert_eq!(base64_again("9a9=\n").as_deref(), Ok("9a8="));
        assert_eq!(base64_again("A0=\n=").as_deref(), Ok("Aw=="));
        for (text, place) in [("C0B==", 4), ("ab", 0), ("a*b=", 1), ("ab=c", 2), ("abcd=", 4)] {
            assert_eq!(base64_again(text), Err(place), "{text}");
        }
    }
}
