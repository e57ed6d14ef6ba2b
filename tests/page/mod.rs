//! A page with a pretend network, and a widget on it.

use cryptorefills_checkout::embed::{Handle, mount};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};

/// Replaces `fetch`, `EventSource` and the ways to listen and to wait by recorders. Given the bodies by
/// path; a path that is not there answers with a page of HTML, as a broken gateway does.
const RECORDER: &str = r#"
const bodies = new Map(Object.entries(JSON.parse(bodiesText)));
const page = { asked: [], bodies, listeners: 0, timers: new Set() };
window.fetch = async (input, init) => {
  const request = new Request(input, init);
  const url = new URL(request.url);
  page.asked.push(`${request.method} ${url.pathname}`);
  const body = page.bodies.get(url.pathname);
  return new Response(body ?? '<html>gateway</html>', { status: 200 });
};
window.EventSource = class extends EventTarget { close() {} };
if (!window.__real) {
  window.__real = {
    add: EventTarget.prototype.addEventListener, remove: EventTarget.prototype.removeEventListener,
    setInterval: window.setInterval, clearInterval: window.clearInterval,
    setTimeout: window.setTimeout, clearTimeout: window.clearTimeout,
  };
}
const real = window.__real;
const outside = (target) => target === window || target === document;
EventTarget.prototype.addEventListener = function (...rest) {
  if (outside(this)) page.listeners += 1;
  return real.add.apply(this, rest);
};
EventTarget.prototype.removeEventListener = function (...rest) {
  if (outside(this)) page.listeners -= 1;
  return real.remove.apply(this, rest);
};
window.setInterval = (...rest) => { const id = real.setInterval.apply(window, rest); page.timers.add(id); return id; };
window.clearInterval = (id) => { page.timers.delete(id); real.clearInterval.call(window, id); };
window.setTimeout = (due, ...rest) => {
  const id = real.setTimeout.call(window, (...given) => { page.timers.delete(id); due(...given); }, ...rest);
  page.timers.add(id);
  return id;
};
window.clearTimeout = (id) => { page.timers.delete(id); real.clearTimeout.call(window, id); };
page.count = () => page.listeners + page.timers.size;
page.settle = () => new Promise((done) => real.setTimeout.call(window, done, 60));
window.__page = page;
return page;
"#;

/// The page that the tests run on.
pub struct Page(JsValue);

/// A mounted widget.
pub struct Widget {
    element: HtmlElement,
    pub root: ShadowRoot,
    handle: std::cell::RefCell<Handle>,
    errors: Array,
    _listener: wasm_bindgen::closure::Closure<dyn FnMut(web_sys::CustomEvent)>,
}

/// Lets answers arrive and the screen be drawn.
pub async fn settle() {
    let page = Reflect::get(&js_sys::global(), &"__page".into()).unwrap();
    for _ in 0..3 {
        let wait: Function = Reflect::get(&page, &"settle".into())
            .unwrap()
            .dyn_into()
            .unwrap();
        JsFuture::from(wait.call0(&page).unwrap().unchecked_into::<Promise>())
            .await
            .unwrap();
    }
}

fn brand(name: &str, sold_out: bool) -> String {
    format!(
        r#"{{"family":"{name}","brand_id":"{name}","brand":"{name}","logo_url":null,"category":"games","kind":"giftcard","is_out_of_stock":{sold_out},"min":"$10","max":"$50","country_code":"US","product_type":"physical"}}"#
    )
}

fn catalogue(brands: &[String]) -> String {
    format!(
        r#"{{"country_code":"US","categories":[{{"kind":"giftcard","category":"games","brands":[{}],"popular_brands":[]}}]}}"#,
        brands.join(",")
    )
}

const VIAS: &str = r#"[{"name":"USER_WALLET","currencies":[{"name":"USDC","is_suspended":false,"networks":[
    {"name":"Base","chain_id":8453,"smart_contract_engine":"EVM"},{"name":"Solana","smart_contract_engine":"SVM"}]}]}]"#;

const PRODUCTS: &str = r#"[{"country_code":"US","category":"games","kind":"giftcard","family":"Northwind Market",
    "brand":"Northwind Market","is_out_of_stock":false,"rich_description":null,"products":[
    {"product_id":"a","is_dynamic":false,"denomination":"10 USD","localized_denomination":"$10","delivery_type":"by_email","coin":"USDC","coin_amount":"10.1"},
    {"product_id":"b","is_dynamic":false,"denomination":"25 USD","localized_denomination":"$25","delivery_type":"by_email","coin":"USDC","coin_amount":"25.3"}]}]"#;

impl Page {
    /// No network at all.
    pub fn empty() -> Self {
        Self::with(&[])
    }

    /// A shop with three brands.
    pub fn shop() -> Self {
        Self::with(&Self::three())
    }

    /// A shop whose answers are a gateway's HTML.
    pub fn broken() -> Self {
        Self::with(&[("/api/v3/payment_vias", VIAS.to_owned())])
    }

    /// A shop with many brands.
    pub fn shop_with(count: usize) -> Self {
        let brands: Vec<String> = (0..count)
            .map(|n| brand(&format!("Brand {n}"), false))
            .collect();
        Self::with(&[
            ("/api/v2/brands", catalogue(&brands)),
            ("/api/v3/payment_vias", VIAS.to_owned()),
        ])
    }

    fn three() -> [(&'static str, String); 3] {
        let brands = [
            brand("Café Azul", false),
            brand("Northwind Market", false),
            brand("Quiet Books", true),
        ];
        [
            ("/api/v2/brands", catalogue(&brands)),
            ("/api/v3/payment_vias", VIAS.to_owned()),
            ("/api/v5/products/country/US", PRODUCTS.to_owned()),
        ]
    }

    pub fn with(bodies: &[(&str, String)]) -> Self {
        let window = web_sys::window().unwrap();
        for storage in [window.local_storage(), window.session_storage()] {
            storage.unwrap().unwrap().clear().unwrap();
        }
        let bodies: std::collections::BTreeMap<_, _> =
            bodies.iter().map(|(path, body)| (*path, body)).collect();
        let text = serde_json::to_string(&bodies).unwrap();
        let recorder = Function::new_with_args("bodiesText", RECORDER);
        Self(recorder.call1(&JsValue::NULL, &text.into()).unwrap())
    }

    /// From now on the shop answers.
    pub fn mend(&self) {
        let bodies: js_sys::Map = Reflect::get(&self.0, &"bodies".into())
            .unwrap()
            .unchecked_into();
        for (path, body) in Self::three() {
            bodies.set(&path.into(), &body.into());
        }
    }

    /// What was asked of the network: method and path.
    pub fn asked(&self) -> Vec<String> {
        let asked: Array = Reflect::get(&self.0, &"asked".into())
            .unwrap()
            .unchecked_into();
        asked.iter().filter_map(|line| line.as_string()).collect()
    }

    /// Listeners on window and document, and timers, that are alive.
    pub fn count(&self) -> u32 {
        let count: Function = Reflect::get(&self.0, &"count".into())
            .unwrap()
            .unchecked_into();
        count.call0(&self.0).unwrap().as_f64().unwrap() as u32
    }

    /// Puts a widget on the page.
    pub fn mount(&self, attributes: &[(&str, &str)]) -> Widget {
        let document = web_sys::window().unwrap().document().unwrap();
        let element: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        for (name, value) in attributes {
            element.set_attribute(name, value).unwrap();
        }
        document.body().unwrap().append_child(&element).unwrap();
        let init = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
        let root = element.attach_shadow(&init).unwrap();
        let errors = Array::new();
        let kept = errors.clone();
        let listener = wasm_bindgen::closure::Closure::new(move |event: web_sys::CustomEvent| {
            kept.push(&Reflect::get(&event.detail(), &"kind".into()).unwrap());
        });
        element
            .add_event_listener_with_callback("error", listener.as_ref().unchecked_ref())
            .unwrap();
        let tell = Function::new_with_args(
            "name, text",
            "this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(text) })); return true;",
        );
        let handle = mount(
            element.clone(),
            root.clone(),
            None,
            tell.bind0(&element),
            None,
        );
        Widget {
            element,
            root,
            handle: handle.into(),
            errors,
            _listener: listener,
        }
    }
}

impl Widget {
    fn find(&self, part: &str) -> Option<Element> {
        self.root.query_selector(&selector(part)).unwrap()
    }

    fn the(&self, part: &str) -> Element {
        self.find(part)
            .unwrap_or_else(|| panic!("no {part} in {}", self.root.inner_html()))
    }

    fn every(&self, part: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(&selector(part)).unwrap();
        (0..found.length())
            .filter_map(|place| found.get(place))
            .map(JsCast::unchecked_into)
            .collect()
    }

    /// An attribute of the first such part.
    pub fn attribute(&self, part: &str, name: &str) -> String {
        self.the(part).get_attribute(name).unwrap_or_default()
    }

    /// An attribute of every such part.
    pub fn all(&self, part: &str, name: &str) -> Vec<String> {
        self.every(part)
            .iter()
            .filter_map(|one| one.get_attribute(name))
            .collect()
    }

    /// The text of the first such part.
    pub fn text(&self, part: &str) -> String {
        self.the(part).text_content().unwrap_or_default()
    }

    /// The typed text of an input.
    pub fn value(&self, part: &str) -> String {
        self.the(part).unchecked_into::<HtmlInputElement>().value()
    }

    /// The denominations of the radio buttons that are on.
    pub fn checked(&self, part: &str) -> Vec<String> {
        self.every(part)
            .into_iter()
            .filter(|one| one.unchecked_ref::<HtmlInputElement>().checked())
            .filter_map(|one| one.get_attribute("data-denomination"))
            .collect()
    }

    /// Clicks.
    pub fn click(&self, part: &str) {
        self.the(part).unchecked_into::<HtmlElement>().click();
    }

    /// Types over what is there.
    pub fn enter(&self, part: &str, text: &str) {
        let input: HtmlInputElement = self.the(part).unchecked_into();
        input.set_value(text);
        input
            .dispatch_event(&web_sys::Event::new("input").unwrap())
            .unwrap();
    }

    /// Kinds of the errors told to the host.
    pub fn errors(&self) -> Vec<String> {
        self.errors
            .iter()
            .filter_map(|kind| kind.as_string())
            .collect()
    }

    /// Takes the widget off the page.
    pub fn unmount(&self) {
        self.handle.borrow_mut().unmount();
        self.element.remove();
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.unmount();
    }
}

/// `brand[data-brand='X']` is the part `brand` with that attribute.
fn selector(part: &str) -> String {
    let (name, rest) = part.split_at(part.find('[').unwrap_or(part.len()));
    format!("[part~='{name}']{rest}")
}
