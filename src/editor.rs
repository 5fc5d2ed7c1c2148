//! The door to whatever edits the text: a plain box at first, the editor
//! module (editor/README.md) when it has come.

use std::sync::Arc;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use service_lab_engine::diagnostic::{Diagnostic, Severity};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

/// What edits the text now.
#[derive(Clone)]
enum Port {
    Nothing,
    Plain(HtmlTextAreaElement),
    Module(JsValue),
}

/// A handle on it. Browser values are not `Send`: it lives in local storage.
#[derive(Clone, Copy)]
pub struct EditorPort {
    port: StoredValue<Port, LocalStorage>,
    /// The problems that the editor module marks.
    marked: StoredValue<Arc<Vec<Diagnostic>>>,
}

/// Problems marked in the text: a hostile text has thousands.
const MAX_MARKED: usize = 100;

impl EditorPort {
    /// Nothing edits yet.
    pub fn new() -> Self {
        Self {
            port: StoredValue::new_local(Port::Nothing),
            marked: StoredValue::new(Arc::default()),
        }
    }

    /// A plain box edits.
    pub fn use_plain(&self, area: HtmlTextAreaElement) {
        self.port.set_value(Port::Plain(area));
    }

    /// The editor module edits.
    pub fn use_module(&self, handle: JsValue) {
        self.port.set_value(Port::Module(handle));
        self.marked.set_value(Arc::default());
    }

    /// Nothing edits any more: the module takes its leave.
    pub fn leave(&self) {
        self.call("destroy", &Array::new());
        self.port.set_value(Port::Nothing);
    }

    /// Puts a text there, outside the editor's own history.
    pub fn show(&self, text: &str) {
        match self.port.get_value() {
            Port::Nothing => {}
            Port::Plain(area) => {
                if area.value() != text {
                    area.set_value(text);
                }
            }
            Port::Module(_) => {
                self.call("setText", &Array::of1(&text.into()));
            }
        }
    }

    /// One edit inside the editor's history; returns the text after it where
    /// the editor does not report it itself.
    pub fn replace(&self, from: usize, to: usize, insert: &str) -> Option<String> {
        match self.port.get_value() {
            Port::Nothing => None,
            Port::Plain(area) => {
                let mut text = area.value();
                if !text.is_char_boundary(from) || !text.is_char_boundary(to) || from > to {
                    return None;
                }
                text.replace_range(from..to, insert);
                area.set_value(&text);
                Some(text)
            }
            Port::Module(_) => {
                let (from, to) = (number(from), number(to));
                self.call("insertEdit", &Array::of3(&from, &to, &insert.into()));
                None
            }
        }
    }

    /// Shows a range and gives it the focus.
    pub fn select(&self, from: usize, to: usize) {
        match self.port.get_value() {
            Port::Nothing => {}
            Port::Plain(area) => {
                let text = area.value();
                let units = |bytes: usize| {
                    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= bytes);
                    let before = text.get(..end.unwrap_or(text.len())).unwrap_or(&text);
                    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
                };
                let _ = area.focus();
                let _ = area.set_selection_range(units(from), units(to));
            }
            Port::Module(_) => {
                self.call("select", &Array::of2(&number(from), &number(to)));
            }
        }
    }

    /// Gives it the focus.
    pub fn focus(&self) {
        self.call("focus", &Array::new());
    }

    /// Explains the field at the caret.
    pub fn describe(&self) {
        self.call("describe", &Array::new());
    }

    /// Shows where problems are, unless the editor module has these already.
    pub fn mark(&self, list: &Arc<Vec<Diagnostic>>) {
        if !self.marked.with_value(|it| Arc::ptr_eq(it, list)) {
            let marks = self.marks(list);
            self.call("setDiagnostics", &Array::of1(&marks));
        }
    }

    /// Problems as the editor module takes them, which will show them: three numbers for each.
    pub fn marks(&self, list: &Arc<Vec<Diagnostic>>) -> JsValue {
        let all = Array::new();
        for problem in list.iter().take(MAX_MARKED) {
            let severity = match problem.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Advice => 2,
            };
            for it in [problem.at.start, problem.at.end, severity] {
                all.push(&number(it));
            }
        }
        self.marked.set_value(list.clone());
        all.into()
    }

    /// Hands the editor's own words over, when the language changes.
    pub fn set_phrases(&self, phrases: &JsValue, label: &str) {
        self.call("setPhrases", &Array::of2(phrases, &label.into()));
    }

    fn call(&self, name: &str, args: &Array) -> Option<JsValue> {
        let Port::Module(handle) = self.port.get_value() else { return None };
        let function: Function = Reflect::get(&handle, &name.into()).ok()?.dyn_into().ok()?;
        Reflect::apply(&function, &handle, args).ok()
    }
}

/// A byte offset as JavaScript takes it.
pub fn number(value: usize) -> JsValue {
    JsValue::from(u32::try_from(value).unwrap_or(u32::MAX))
}

/// An object from names and values.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
