//! Objects of strangers: getters that throw, functions that do, promises that never settle.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A member; none if there is none, or reading it throws.
pub fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A member that is text.
pub fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name)?.as_string()
}

/// A member that can be called.
pub fn function(object: &JsValue, name: &str) -> Option<Function> {
    member(object, name)?.dyn_into().ok()
}

/// Calls a method and waits for what it promises.
///
/// # Errors
/// What it threw, or what its promise was rejected with.
pub async fn call(object: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method = function(object, name).ok_or(JsValue::NULL)?;
    result(&method, object, argument).await
}

/// Calls a function and waits for what it promises.
///
/// # Errors
/// What it threw, or what its promise was rejected with.
pub async fn result(
    called: &Function,
    object: &JsValue,
    argument: &JsValue,
) -> Result<JsValue, JsValue> {
    let promised = called.call1(object, argument)?;
    // Made by the language itself, so that a stranger's own kind of promise cannot throw here.
    let promise = Promise::new(&mut |resolve, _| {
        let _ = resolve.call1(&JsValue::UNDEFINED, &promised);
    });
    JsFuture::from(promise).await
}

/// The number by which an error says what it means, also where a wallet hands on another's error.
pub fn code(error: &JsValue) -> Option<i32> {
    let number = |error: &JsValue| member(error, "code")?.as_f64();
    let inner = || {
        let data = member(error, "data")?;
        number(&member(&data, "originalError")?)
    };
    // A number that is no code becomes one that means nothing.
    let meant = inner().or_else(|| number(error))?;
    Some(meant as i32)
}
