//! The only way out: one async function per route of the public contract, section 6.
//!
//! Returns wire types and has no opinion on retrying. May import wire; never checkout.

mod answer;
mod early;
mod shared;
mod stored;
mod stream;

pub use early::give;
pub use shared::User;
pub use stream::{Stream, StreamEvent};

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{Date, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache};

use crate::wire::ProxyError;
use crate::wire::Validation;
use crate::wire::{Brand, Catalogue, brands_anywhere};
use crate::wire::{Order, OrderId};
use crate::wire::{Price, ProductGroup, decode_groups, decode_price};
use crate::wire::{Via, decode_vias};
use answer::{failure, transport};

/// A read must be answered within this time.
const READ_MS: u32 = 30_000;
/// A creation may take longer: giving up early would only make its outcome unknown.
const CREATE_MS: u32 = 60_000;
/// A larger order is nothing that the API sends, be it asked for or told by stream.
const MOST_ORDER_BYTES: usize = 2 * 1024 * 1024;

/// What any answer tells beside its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The server's clock, milliseconds since the epoch.
    ServerTime(i64),
    /// The proxy honours idempotency keys.
    KeysHonoured,
}

/// A list on its way.
pub type Asked = Pin<Box<dyn Future<Output = Result<Rc<dyn Any>, ProxyError>>>>;

/// A list, and whether it is worth keeping.
type Worth = (Rc<dyn Any>, bool);

/// The proxy, as far as the widget knows it.
#[derive(Clone)]
pub struct Client {
    base: String,
    stream_url: Option<String>,
    lang: Rc<dyn Fn() -> String>,
    headers: Rc<dyn Fn() -> Option<Function>>,
    hint: Rc<dyn Fn(Hint)>,
    _user: Rc<User>,
}

impl Client {
    /// `base` is the proxy's URL without a slash at its end. `stream_url` is a template with
    /// `{order_id}`, or `None` for polling only. `headers` yields the host's function for extra headers.
    pub fn new(
        base: String,
        stream_url: Option<String>,
        lang: Rc<dyn Fn() -> String>,
        headers: Rc<dyn Fn() -> Option<Function>>,
        hint: Rc<dyn Fn(Hint)>,
    ) -> Self {
        Self {
            base,
            stream_url,
            lang,
            headers,
            hint,
            _user: User::new(),
        }
    }

    /// `GET /v2/brands`.
    pub async fn brands(&self, country: &str) -> Result<Arc<Vec<Brand>>, ProxyError> {
        Ok(listed(self.ask_brands(country).await?))
    }

    /// Whatever looks like a brand in `GET /v2/homepage`.
    pub async fn homepage(&self, country: &str) -> Result<Vec<Brand>, ProxyError> {
        let query = [("country_code", country)];
        self.anywhere("/v2/homepage", &query).await
    }

    /// Whatever looks like a brand in `GET /v2/search/{CC}`.
    pub async fn search(&self, country: &str, words: &str) -> Result<Vec<Brand>, ProxyError> {
        let path = format!("/v2/search/{}", encode(country));
        let lang = (self.lang)();
        let query = [("q", words), ("lang", lang.as_str())];
        self.anywhere(&path, &query).await
    }

    async fn anywhere(&self, path: &str, query: &[(&str, &str)]) -> Result<Vec<Brand>, ProxyError> {
        let (_, body) = self.read(path, query, RequestCache::Default).await?;
        Ok(brands_anywhere(&body))
    }

    /// `GET /v3/payment_vias`.
    pub async fn vias(&self) -> Result<Arc<Vec<Via>>, ProxyError> {
        Ok(listed(self.ask_vias().await?))
    }

    /// The lists of the first screen, for whoever needs them soon.
    pub fn ahead(&self, country: &str) -> [Asked; 2] {
        [self.ask_brands(country), self.ask_vias()]
    }

    fn ask_brands(&self, country: &str) -> Asked {
        let query = vec![("country_code", country.to_owned())];
        let mark = self.shelf_mark(country);
        self.shared("/v2/brands", query, mark, |body| {
            kept(Catalogue::decode(body).ok()?.brands)
        })
    }

    fn ask_vias(&self) -> Asked {
        self.shared("/v3/payment_vias", Vec::new(), None, |body| {
            kept(decode_vias(body).ok()?)
        })
    }

    /// A list that every widget of the page gets alike, unless the host dresses each one's requests. `decode` also
    /// says whether it is worth keeping. `mark` is the address of a list whose beginning may be shown.
    fn shared(
        &self,
        path: &'static str,
        query: Vec<(&'static str, String)>,
        mark: Option<JsValue>,
        decode: fn(&str) -> Option<Worth>,
    ) -> Asked {
        let client = self.clone();
        Box::pin(async move {
            let query: Vec<(&str, &str)> = query.iter().map(|(key, to)| (*key, &**to)).collect();
            let mut flight = None;
            if (client.headers)().is_none() {
                let mut url = [client.base.as_str(), path].concat();
                for (_, value) in &query {
                    url.push_str(value);
                }
                match shared::ask(&url).await {
                    Ok(known) => return Ok(known),
                    Err(leave) => flight = Some(leave),
                }
            }
            let (status, body) = client.read(path, &query, RequestCache::Default).await?;
            // To read a long list takes as long as to show its beginning.
            if let Some(seen) = mark.and_then(|mark| early::seen(&mark)) {
                let _ = JsFuture::from(seen).await;
            }
            let (list, worth) = decode(&body).ok_or(ProxyError::Unreadable { status })?;
            if let Some(flight) = flight.filter(|_| worth) {
                flight.lands(Rc::clone(&list));
            }
            Ok(list)
        })
    }

    /// `GET /v5/products/country/{CC}` of one family.
    ///
    /// A language that the vendor lacks yields no descriptions instead of English ones: then it is asked
    /// once more in English (api-notes section 3).
    pub async fn products(
        &self,
        country: &str,
        family: &str,
        coin: Option<&str>,
    ) -> Result<Vec<ProductGroup>, ProxyError> {
        let lang = (self.lang)();
        let groups = self.products_in(country, family, coin, &lang).await?;
        let described = groups.iter().any(|group| group.description.is_some());
        if described || groups.is_empty() || lang == "en" {
            return Ok(groups);
        }
        Ok(self
            .products_in(country, family, coin, "en")
            .await
            .unwrap_or(groups))
    }

    async fn products_in(
        &self,
        country: &str,
        family: &str,
        coin: Option<&str>,
        lang: &str,
    ) -> Result<Vec<ProductGroup>, ProxyError> {
        let path = format!("/v5/products/country/{}", encode(country));
        let mut query = vec![("family_name", family)];
        query.extend(coin.map(|coin| ("coin", coin)));
        query.push(("lang", lang));
        let (status, body) = self.read(&path, &query, RequestCache::NoStore).await?;
        decode_groups(&body).map_err(|_| ProxyError::Unreadable { status })
    }

    /// `GET /v4/products/price` of a range product.
    pub async fn price(
        &self,
        country: &str,
        brand: &str,
        face_value: &str,
        coin: &str,
    ) -> Result<Price, ProxyError> {
        let query = [
            ("brand_name", brand),
            ("country_code", country),
            ("face_value", face_value),
            ("coin", coin),
        ];
        let (status, body) = self
            .read("/v4/products/price", &query, RequestCache::NoStore)
            .await?;
        decode_price(&body).map_err(|_| ProxyError::Unreadable { status })
    }

    /// `POST /v5/orders/validations`.
    pub async fn validate(&self, body: &str) -> Result<Validation, ProxyError> {
        let (status, body) = self
            .write("/v5/orders/validations", body, None, READ_MS)
            .await?;
        Validation::decode(&body).map_err(|_| ProxyError::Unreadable { status })
    }

    /// `POST /v5/orders`, once. The key is sent only to a proxy that honours it.
    pub async fn create(&self, body: &str, key: Option<&str>) -> Result<Order, ProxyError> {
        let (status, body) = self.write("/v5/orders", body, key, CREATE_MS).await?;
        Order::decode(&body).map_err(|_| ProxyError::Unreadable { status })
    }

    /// `GET /v5/orders/{id}`.
    pub async fn order(&self, id: &OrderId) -> Result<Order, ProxyError> {
        let path = format!("/v5/orders/{}", encode(id.as_str()));
        let (status, body) = self.read(&path, &[], RequestCache::NoStore).await?;
        if body.len() > MOST_ORDER_BYTES {
            return Err(ProxyError::Unreadable { status });
        }
        Order::decode(&body).map_err(|_| ProxyError::Unreadable { status })
    }

    /// Follows an order's stream until the returned handle is dropped; `None` where streaming is off or
    /// the browser refuses.
    pub fn follow(&self, id: &OrderId, heard: Rc<dyn Fn(StreamEvent)>) -> Option<Stream> {
        let url = self
            .stream_url
            .as_ref()?
            .replace("{order_id}", &encode(id.as_str()));
        Stream::open(&url, heard)
    }

    async fn read(
        &self,
        path: &str,
        query: &[(&str, &str)],
        cache: RequestCache,
    ) -> Result<(u16, String), ProxyError> {
        let url = format!("{}{path}", self.base);
        let request = Request::get(&url).query(query.iter().copied()).cache(cache);
        let request = self.dressed(request, READ_MS).await?;
        let request = request.build().map_err(|_| ProxyError::Offline)?;
        let plain = (self.headers)().is_none();
        let early = plain.then(|| early::take(&request.url())).flatten();
        let Some(early) = early else {
            return self.answer(sent(request).await, None).await;
        };
        let response = JsFuture::from(early).await;
        let response = response.map_err(|error| {
            let name = Reflect::get(&error, &"name".into()).ok();
            failure(&name.and_then(|name| name.as_string()).unwrap_or_default())
        });
        let body = response.as_ref().ok().and_then(early::body);
        let response = response.map(|response| web_sys::Response::from(response).into());
        self.answer(response, body).await
    }

    async fn write(
        &self,
        path: &str,
        body: &str,
        key: Option<&str>,
        limit_ms: u32,
    ) -> Result<(u16, String), ProxyError> {
        let url = format!("{}{path}", self.base);
        let mut request = Request::post(&url).header("Content-Type", "application/json");
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let request = self.dressed(request, limit_ms).await?;
        let request = request.body(body).map_err(|_| ProxyError::Offline)?;
        self.answer(sent(request).await, None).await
    }

    /// Time limit, and the headers that the host's function supplies for this one request.
    async fn dressed(
        &self,
        mut request: RequestBuilder,
        limit_ms: u32,
    ) -> Result<RequestBuilder, ProxyError> {
        if let Some(supply) = (self.headers)() {
            let supplied = supply
                .call0(&JsValue::NULL)
                .map_err(|_| ProxyError::Offline)?;
            let supplied = JsFuture::from(js_sys::Promise::resolve(&supplied))
                .await
                .map_err(|_| ProxyError::Offline)?;
            if let Some(object) = supplied.dyn_ref::<js_sys::Object>() {
                for name in js_sys::Object::keys(object).iter() {
                    let value = Reflect::get(object, &name)
                        .ok()
                        .and_then(|value| value.as_string());
                    if let (Some(name), Some(value)) = (name.as_string(), value) {
                        request = request.header(&name, &value);
                    }
                }
            }
        }
        let limit = AbortSignal::timeout_with_u32(limit_ms);
        Ok(request.abort_signal(Some(&limit)))
    }
}

/// A list as it is kept. An empty one is no last word (api-notes section 3).
fn kept<T: 'static>(list: Vec<T>) -> Option<Worth> {
    let worth = !list.is_empty();
    Some((Rc::new(Arc::new(list)), worth))
}

fn listed<T: 'static>(list: Rc<dyn Any>) -> Arc<Vec<T>> {
    let known = list.downcast_ref::<Arc<Vec<T>>>();
    known.map(Arc::clone).unwrap_or_default()
}

async fn sent(request: Request) -> Result<Response, ProxyError> {
    request.send().await.map_err(|error| transport(&error))
}

/// The device's clock, milliseconds since the epoch.
pub fn now_ms() -> i64 {
    Date::now() as i64
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
