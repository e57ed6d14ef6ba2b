//! What stands between browser and sandbox here: a partner's server with the page and the bundle, and the
//! partner's proxy. Both send brotli, out of memory, so that no compressing and no pretending is measured.

use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use cryptorefills_checkout::checkout::browse::Shelf;
use cryptorefills_checkout::wire::Catalogue;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Mutex;

use crate::bundle::locate;
use crate::sandbox::Sandbox;
use crate::serve::Serving;
use crate::settings;

const WIDGET: &str = include_str!("widget.html");

/// As files are compressed that lie ready.
const LYING: i32 = 11;
/// As the reference proxy compresses what passes through it.
const PASSING: i32 = 5;

/// A shop with so many brands in one country.
#[derive(Debug)]
pub struct Edge {
    /// How many.
    pub brands: u32,
    page: Serving,
    _proxy: Serving,
    catalogue: Vec<u8>,
    _sandbox: Sandbox,
}

/// What the list of brands weighs, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// As the browser reads it.
    pub raw: usize,
    /// As the reference proxy sends it: brotli at quality 5.
    pub sent: usize,
}

#[derive(Clone)]
struct Packed {
    status: StatusCode,
    kind: HeaderValue,
    body: Bytes,
}

type Kept = Arc<Mutex<HashMap<String, Packed>>>;

impl Edge {
    /// Opens the shop.
    ///
    /// # Errors
    /// When the sandbox does not start, or there is no bundle.
    pub async fn open(brands: u32) -> Result<Self> {
        let mut sandbox = Sandbox::reserve(2_000)?.brands(brands);
        sandbox.start().await?;
        let vendor = sandbox.origin();
        let list = format!("{vendor}/v2/brands?country_code=US");
        let catalogue = reqwest::get(list)
            .await?
            .error_for_status()?
            .bytes()
            .await?;
        let proxy = Proxy {
            vendor,
            http: reqwest::Client::new(),
            kept: Kept::default(),
        };
        let proxy = Serving::start(Router::new().fallback(pass).with_state(proxy)).await?;
        let files = Files {
            dist: settings::dist()?,
            proxy: proxy.origin().to_owned(),
            kept: Kept::default(),
        };
        let page = Serving::start(Router::new().fallback(file).with_state(files)).await?;
        Ok(Self {
            brands,
            page,
            _proxy: proxy,
            catalogue: catalogue.to_vec(),
            _sandbox: sandbox,
        })
    }

    /// The partner's origin.
    pub fn origin(&self) -> &str {
        self.page.origin()
    }

    /// What the list of brands weighs.
    ///
    /// # Errors
    /// When it cannot be compressed.
    pub fn weight(&self) -> Result<Weight> {
        Ok(Weight {
            raw: self.catalogue.len(),
            sent: brotli(&self.catalogue, PASSING)?.len(),
        })
    }

    /// What the search looks through: each brand once, name and family in small letters.
    ///
    /// # Errors
    /// When the list is no list of brands.
    pub fn names(&self) -> Result<BTreeSet<String>> {
        let list: Value = serde_json::from_slice(&self.catalogue)?;
        let categories = list.get("categories").and_then(Value::as_array);
        let brands = categories
            .context("the catalogue has no categories")?
            .iter()
            .filter_map(|category| category.get("brands")?.as_array())
            .flatten();
        let text = |brand: &Value, key: &str| {
            let text = brand.get(key).and_then(Value::as_str);
            text.unwrap_or_default().to_lowercase()
        };
        Ok(brands
            .map(|brand| [text(brand, "brand"), text(brand, "family")].join(" "))
            .collect())
    }
}

impl Edge {
    /// The brands as the widget looks through them.
    ///
    /// # Errors
    /// When the list is no list of brands.
    pub fn shelf(&self) -> Result<Shelf> {
        shelf(&self.catalogue)
    }
}

/// The brands of a list as the widget looks through them.
///
/// # Errors
/// When it is no list of brands.
pub fn shelf(catalogue: &[u8]) -> Result<Shelf> {
    let catalogue = Catalogue::decode(std::str::from_utf8(catalogue)?);
    let brands = catalogue.ok().context("no list of brands")?.brands;
    Ok(Shelf::new(&brands, None, None, None))
}

#[derive(Clone)]
struct Files {
    dist: PathBuf,
    proxy: String,
    kept: Kept,
}

async fn file(State(files): State<Files>, uri: Uri) -> Response {
    let Some((path, kind)) = locate(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut kept = files.kept.lock().await;
    let key = uri.path().to_owned();
    if !kept.contains_key(&key) {
        let own = match uri.path() {
            "/widget.html" => Some(WIDGET.to_owned()),
            "/plain.html" => Some(without_hints()),
            "/bare.html" => Some(include_str!("bare.html").to_owned()),
            "/empty.html" => Some(include_str!("empty.html").to_owned()),
            "/page.css" => Some(include_str!("page.css").to_owned()),
            "/bare.js" => Some(include_str!("bare.js").to_owned()),
            _ => None,
        };
        let body = match own {
            Some(text) => Ok(text.replace("PROXY", &files.proxy).into_bytes()),
            None => tokio::fs::read(files.dist.join(path)).await,
        };
        let Some(body) = body.ok().and_then(|body| brotli(&body, LYING).ok()) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let packed = Packed {
            status: StatusCode::OK,
            kind: HeaderValue::from_static(kind),
            body: body.into(),
        };
        kept.insert(key.clone(), packed);
    }
    answer(kept.get(&key))
}

/// The widget's page by its two tags alone.
fn without_hints() -> String {
    let is_hint = |line: &&str| line.contains("preload\"");
    let lines: Vec<&str> = WIDGET.lines().filter(|line| !is_hint(line)).collect();
    lines.join("\n")
}

#[derive(Clone)]
struct Proxy {
    vendor: String,
    http: reqwest::Client,
    kept: Kept,
}

async fn pass(State(proxy): State<Proxy>, method: Method, uri: Uri) -> Response {
    match method {
        Method::GET => {}
        Method::OPTIONS => return answer(None),
        _ => return StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
    let asked = uri.to_string();
    let mut kept = proxy.kept.lock().await;
    if !kept.contains_key(&asked) {
        match fetch(&proxy, &asked).await {
            Ok(packed) => kept.insert(asked.clone(), packed),
            Err(_) => return StatusCode::BAD_GATEWAY.into_response(),
        };
    }
    answer(kept.get(&asked))
}

async fn fetch(proxy: &Proxy, asked: &str) -> Result<Packed> {
    let url = format!("{}{asked}", proxy.vendor);
    let answer = proxy.http.get(url).send().await?;
    let kind = answer.headers().get(header::CONTENT_TYPE);
    Ok(Packed {
        status: StatusCode::from_u16(answer.status().as_u16())?,
        kind: HeaderValue::from_bytes(kind.context("an answer has no type")?.as_bytes())?,
        body: brotli(&answer.bytes().await?, PASSING)?.into(),
    })
}

/// Open to every page, and to its clocks.
fn answer(packed: Option<&Packed>) -> Response {
    let mut headers = HeaderMap::new();
    for name in [
        "access-control-allow-origin",
        "access-control-allow-headers",
        "timing-allow-origin",
    ] {
        headers.insert(name, HeaderValue::from_static("*"));
    }
    let Some(packed) = packed else {
        return (StatusCode::NO_CONTENT, headers).into_response();
    };
    headers.insert(header::CONTENT_TYPE, packed.kind.clone());
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    (packed.status, headers, packed.body.clone()).into_response()
}

fn brotli(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut packed, &parameters)?;
    Ok(packed)
}
