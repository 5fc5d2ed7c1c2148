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
    wait_for(name, &Array::new()).await
}

async fn wait_for(name: &str, args: &Array) -> Option<JsValue> {
    let promise: Promise = call(name, args)?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// A text as letters that may stand in an address.
pub async fn pack_work(text: &str) -> Option<String> {
    wait_for("packWork", &Array::of1(&text.into())).await?.as_string()
}

/// The text of such letters; an empty one where they are damaged.
pub async fn unpack_work(letters: &str) -> Option<String> {
    wait_for("unpackWork", &Array::of1(&letters.into())).await?.as_string()
}

/// Puts a text on the clipboard; tells whether that is allowed here.
pub async fn copy(text: &str) -> bool {
    wait_for("copy", &Array::of1(&text.into())).await.is_some_and(|it| it.is_truthy())
}

/// The editor module, when it has been fetched.
pub async fn editor() -> Option<JsValue> {
    wait("editor").await.filter(JsValue::is_object)
}

/// Waits until both parts of the Wasm are there.
pub async fn whole() {
    wait("whole").await;
}
