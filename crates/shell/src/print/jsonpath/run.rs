//! Walks a template through an object. Models k8s.io/client-go/util/jsonpath
//! jsonpath.go (v1.36).

use std::cmp::Ordering;

use service_lab_engine::value::Value;

use super::{Node, Step};
use crate::print::columns::go_text;

/// Most steps that one template takes; upstream has no such limit.
const MAX_STEPS: usize = 200_000;

/// One walk through a template. Models JSONPath.FindResults.
#[derive(Default)]
pub(super) struct Run<'n> {
    nodes: &'n [Node],
    /// Whether a field that is not there is a fault.
    strict: bool,
    steps: usize,
    /// Ranges that are open, and those just begun and ended.
    inside: usize,
    begun: usize,
    ended: usize,
    last_end: usize,
}

impl<'n> Run<'n> {
    /// A walk that has not begun.
    pub(super) fn of(nodes: &'n [Node], strict: bool) -> Self {
        Self { nodes, strict, ..Self::default() }
    }

    /// Runs the nodes from a place on, to the end of the range that is open.
    /// A range without `{end}` runs to the end of the template, and what
    /// follows it is then run once more.
    pub(super) fn from(
        &mut self,
        place: usize,
        object: &Value,
        all: &mut Vec<Vec<Value>>,
    ) -> Result<(), String> {
        let mut place = place;
        while let Some(node) = self.nodes.get(place) {
            let results = match node {
                Node::Text(text) => vec![text.as_str().into()],
                Node::Path(steps) => self.walk(steps, object)?,
            };
            if self.ended > 0 && self.ended <= self.inside {
                self.ended -= 1;
                self.last_end = place;
                return Ok(());
            }
            if self.begun == 0 {
                all.push(results);
                place += 1;
                continue;
            }
            self.begun -= 1;
            self.inside += 1;
            if results.is_empty() {
                self.from(place + 1, &Value::Null, &mut Vec::new())?;
            }
            for item in results {
                self.from(place + 1, &item, all)?;
            }
            self.inside -= 1;
            place = place.max(self.last_end) + 1;
        }
        Ok(())
    }

    fn walk(&mut self, steps: &[Step], object: &Value) -> Result<Vec<Value>, String> {
        self.each(steps, std::slice::from_ref(object))
    }

    fn each(&mut self, steps: &[Step], before: &[Value]) -> Result<Vec<Value>, String> {
        let mut values = before.to_vec();
        for step in steps {
            self.steps += 1 + values.len();
            if self.steps > MAX_STEPS {
                return Err("service-lab: the template takes too many steps".to_owned());
            }
            let mut next = Vec::new();
            match step {
                Step::Literal(value) => next.push(value.clone()),
                Step::Word(word) => {
                    self.word(word)?;
                    next = values;
                }
                // Each part of a union looks at all that stood before it.
                Step::Union(paths) => {
                    for path in paths {
                        for value in self.each(path, &values)? {
                            next.push(value);
                        }
                    }
                }
                _ => {
                    for value in &values {
                        self.take(step, value, &mut next)?;
                    }
                    if let Step::Field(name) = step
                        && self.strict
                        && next.is_empty()
                        && !values.is_empty()
                    {
                        return Err(format!("{name} is not found"));
                    }
                }
            }
            values = next;
        }
        Ok(values)
    }

    fn word(&mut self, word: &str) -> Result<(), String> {
        match word {
            "range" => self.begun += 1,
            "end" if self.ended < self.inside => self.ended += 1,
            "end" => return Err("not in range, nothing to end".to_owned()),
            _ => return Err(format!("unrecognized identifier {word}")),
        }
        Ok(())
    }

    fn take(&mut self, step: &Step, value: &Value, out: &mut Vec<Value>) -> Result<(), String> {
        match step {
            Step::Field(name) => out.extend(value.get(name).cloned()),
            Step::Recursive => descend(value, out),
            Step::Wildcard => out.extend(children(value)),
            Step::Slice(bounds, single) => slice(value, *bounds, *single, out)?,
            Step::Filter(left, test) => {
                let Some(items) = value.as_list() else {
                    return Err(format!(
                        "{} is not array or slice and cannot be filtered",
                        go_text(value)
                    ));
                };
                for item in items {
                    if self.holds(left, test.as_ref(), item)? {
                        out.push(item.clone());
                    }
                }
            }
            Step::Union(_) | Step::Literal(_) | Step::Word(_) => {}
        }
        Ok(())
    }

    /// Models evalFilter.
    fn holds(
        &mut self,
        left: &[Step],
        test: Option<&(String, Vec<Step>)>,
        item: &Value,
    ) -> Result<bool, String> {
        let many = || "can only compare one element at a time".to_owned();
        let lefts = self.walk(left, item);
        let Some((operator, right)) = test else {
            // What is asked for may be missing.
            return Ok(lefts.is_ok_and(|it| !it.is_empty()));
        };
        let lefts = lefts?;
        if lefts.len() > 1 {
            return Err(many());
        }
        let Some(left) = lefts.first() else {
            return Ok(false);
        };
        let rights = self.walk(right, item)?;
        if rights.len() > 1 {
            return Err(many());
        }
        let Some(right) = rights.first() else {
            return Ok(false);
        };
        let order = compare(left, right)?;
        match operator.as_str() {
            "==" => return Ok(order.is_eq()),
            "!=" => return Ok(order.is_ne()),
            _ => {}
        }
        if matches!(left, Value::Bool(_)) {
            return Err("invalid type for comparison".to_owned());
        }
        match operator.as_str() {
            "<" => Ok(order.is_lt()),
            "<=" => Ok(order.is_le()),
            ">" => Ok(order.is_gt()),
            ">=" => Ok(order.is_ge()),
            _ => Err(format!("unrecognized filter operator {operator}")),
        }
    }
}

/// The order of two values of one kind.
///
/// Models third_party/forked/golang/template Equal and Less.
///
/// # Errors
/// Go's words where they are of other kinds, or not simple.
pub fn compare(left: &Value, right: &Value) -> Result<Ordering, String> {
    let simple = |it: &Value| !matches!(it, Value::Null | Value::List(_) | Value::Map(_));
    if !simple(left) || !simple(right) {
        return Err("invalid type for comparison".to_owned());
    }
    match (left, right) {
        (Value::Bool(left), Value::Bool(right)) => Ok(left.cmp(right)),
        (Value::Int(left), Value::Int(right)) => Ok(left.cmp(right)),
        (Value::Str(left), Value::Str(right)) | (Value::Decimal(left), Value::Decimal(right)) => {
            Ok(left.cmp(right))
        }
        _ => Err("incompatible types for comparison".to_owned()),
    }
}

fn children(value: &Value) -> Vec<Value> {
    match value {
        Value::List(items) => items.clone(),
        Value::Map(map) => map.values().cloned().collect(),
        _ => Vec::new(),
    }
}

/// The value and all below it that can hold something; for upstream a text holds its letters.
fn descend(value: &Value, out: &mut Vec<Value>) {
    let children = children(value);
    let text = matches!(value, Value::Str(text) if !text.is_empty());
    if text || !children.is_empty() {
        out.push(value.clone());
        for child in children {
            descend(&child, out);
        }
    }
}

/// Models evalArray.
fn slice(
    value: &Value,
    [start, end, step]: [Option<i64>; 3],
    single: bool,
    out: &mut Vec<Value>,
) -> Result<(), String> {
    let kind = match value {
        Value::Null => return Ok(()),
        Value::List(_) => "",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int64",
        Value::Decimal(_) => "float64",
        Value::Str(_) => "string",
        Value::Map(_) => "map[string]interface {}",
    };
    let Value::List(items) = value else {
        return Err(format!("{kind} is not array or slice"));
    };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let mut from = start.unwrap_or(0);
    let mut to = end.unwrap_or(length);
    if from < 0 {
        from += length;
    }
    if to < 0 || to == 0 && single {
        to += length;
    }
    if from == to {
        return Ok(());
    }
    let outside =
        |index: i64| Err(format!("array index out of bounds: index {index}, length {length}"));
    if from < 0 || from >= length {
        return outside(from);
    }
    if to < 0 || to > length {
        return outside(to - 1);
    }
    if from > to {
        return Err(format!("starting index {from} is greater than ending index {to}"));
    }
    if step.is_some_and(|it| it <= 0) {
        return Err("step must be > 0".to_owned());
    }
    let place = |it: i64| usize::try_from(it).unwrap_or(usize::MAX);
    let part = items.get(place(from)..place(to)).unwrap_or_default();
    out.extend(part.iter().step_by(place(step.unwrap_or(1))).cloned());
    Ok(())
}
