//! `window.serviceLab`: what public/start.js offers (docs/site-format.md). Each
//! call does nothing where it is absent.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use service_lab_l10n::Locale;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn member(name: &str) -> Option<(JsValue, Function)> {
    let lab = Reflect::get(&window(), &"serviceLab".into()).ok().filter(JsValue::is_object)?;
    let function = Reflect::get(&lab, &name.into()).ok()?.dyn_into().ok()?;
    Some((lab, function))
}

fn call(name: &str, args: &Array) -> Option<JsValue> {
    let (lab, function) = member(name)?;
    Reflect::apply(&function, &lab, args).ok()
}

/// Installs a language for use without the server.
pub fn install(locale: Locale) {
    let _ = call("install", &Array::of1(&locale.tag().into()));
}

/// Lets a waiting version take over.
pub fn take_update() {
    let _ = call("update", &Array::new());
}

/// Calls back when a new version waits.
pub fn on_update(callback: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(callback).into_js_value();
    let _ = call("onUpdate", &Array::of1(&callback));
}

/// Calls back when the site works without its server.
pub fn on_offline(callback: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn(JsValue)>::new(move |_| callback()).into_js_value();
    let _ = call("onOffline", &Array::of1(&callback));
}

async fn wait(name: &str) -> Option<JsValue> {
    let promise: Promise = call(name, &Array::new())?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// The editor module, when it has been fetched.
pub async fn editor() -> Option<JsValue> {
    wait("editor").await.filter(JsValue::is_object)
}

/// Waits until both parts of the Wasm are there.
pub async fn whole() {
    wait("whole").await;
}
