//! A page and a bundle that a test spoils: what the loader meets before there is a widget.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use checkout_e2e::browser::Browser;
use checkout_e2e::sandbox::Sandbox;
use checkout_e2e::serve::Serving;
use checkout_e2e::{Shopper, settings};

/// The folder that the bundle is served from: nothing may depend on where it is.
pub const FOLDER: &str = "/some/where/else";

pub const LOADER: &str = "cryptorefills-checkout.js";
pub const GLUE: &str = "cryptorefills-checkout-glue.js";
pub const WASM: &str = "cryptorefills-checkout_bg.wasm";
pub const EMBED: &str = "embed.js";

/// Hears what the page hears, before anything else runs.
const HEARER: &str = "
    window.heard = [];
    addEventListener('error', event => {
        if (event instanceof CustomEvent) heard.push(event.detail);
    }, true);
    addEventListener('ready', () => heard.push('ready'), true);
";

/// What happens to a file of the bundle.
#[derive(Clone, Copy, Debug)]
pub enum Spoiled {
    /// It is not there.
    Missing,
    /// Something stands behind it that does no harm.
    Altered,
}

#[derive(Default)]
struct Books {
    spoiled: BTreeMap<&'static str, Spoiled>,
    asked: Vec<String>,
}

#[derive(Clone)]
struct Shelf {
    dist: PathBuf,
    books: Arc<Mutex<Books>>,
}

/// A page of one origin, a bundle of another, a pretend vendor, and somebody who looks.
pub struct Site {
    pub shopper: Shopper,
    books: Arc<Mutex<Books>>,
    // Dropping them stops them.
    _sandbox: Sandbox,
    _servers: [Serving; 2],
}

/// What a page is made of. `BUNDLE` and `PROXY` stand for the addresses.
pub struct Page {
    /// Its `Content-Security-Policy`.
    pub policy: &'static str,
    /// Runs before everything else.
    pub script: &'static str,
    /// What is in it.
    pub body: String,
}

/// The strictest policy that the documents promise to work with.
pub const STRICT: &str = "default-src 'none'; script-src BUNDLE 'self' 'wasm-unsafe-eval'; \
    connect-src PROXY BUNDLE; img-src PROXY; require-trusted-types-for 'script'; trusted-types 'none'";

/// The same without Trusted Types, which decide how scripts can be loaded.
pub const PLAIN: &str = "default-src 'none'; script-src BUNDLE 'self' 'wasm-unsafe-eval'; \
    connect-src PROXY BUNDLE; img-src PROXY";

impl Default for Page {
    fn default() -> Self {
        Self {
            policy: STRICT,
            script: "",
            body: "<script type=\"module\" src=\"BUNDLE/cryptorefills-checkout.js\"></script>
                <cryptorefills-checkout proxy-url=\"PROXY\" country=\"US\"
                    fallback-url=\"https://help.shop.example/buy\"></cryptorefills-checkout>"
                .into(),
        }
    }
}

/// Serves `page` and opens it, lets `visit` happen, and closes the browser, whatever comes of it.
pub async fn open(
    page: Page,
    spoiled: &[(&'static str, Spoiled)],
    visit: impl AsyncFnOnce(&Site) -> Result<()>,
) -> Result<()> {
    let mut sandbox = Sandbox::reserve(2_000)?;
    sandbox.start().await?;
    let books = Arc::new(Mutex::new(Books {
        spoiled: spoiled.iter().copied().collect(),
        asked: Vec::new(),
    }));
    let shelf = Shelf {
        dist: settings::dist()?,
        books: Arc::clone(&books),
    };
    let bundle = Serving::start(Router::new().fallback(file).with_state(shelf)).await?;
    let address = [bundle.origin(), FOLDER].concat();
    let fill = |text: &str| {
        let text = text.replace("BUNDLE", &address);
        text.replace("PROXY", &sandbox.origin())
    };
    let host = Serving::start(serve(
        fill(page.policy).replace(&address, bundle.origin()),
        [HEARER, page.script].concat(),
        fill(&page.body),
    ))
    .await?;
    let site = Site {
        shopper: Shopper::new(Browser::start(900, 900).await?),
        books,
        _sandbox: sandbox,
        _servers: [bundle, host],
    };
    let outcome = async {
        let [_, host] = &site._servers;
        site.shopper.browser().client().goto(host.origin()).await?;
        visit(&site).await
    }
    .await;
    let closed = site.shopper.leave().await;
    outcome.and(closed)
}

fn serve(policy: String, script: String, body: String) -> Router {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title>\
         <script src=\"/first.js\"></script></head><body>{body}</body></html>"
    );
    let html = async move || {
        let policy = (header::CONTENT_SECURITY_POLICY, policy.clone());
        let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned());
        ([policy, kind], page.clone())
    };
    let first = async move || ([(header::CONTENT_TYPE, "text/javascript")], script.clone());
    Router::new()
        .route("/", get(html))
        .route("/first.js", get(first))
}

async fn file(State(shelf): State<Shelf>, uri: Uri) -> Response {
    let open = (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let name = uri.path().strip_prefix(FOLDER).unwrap_or_default();
    let name = name.trim_start_matches('/');
    let spoiled = {
        let mut books = shelf.books.lock().unwrap_or_else(PoisonError::into_inner);
        books.asked.push(name.to_owned());
        books.spoiled.get(name).copied()
    };
    let kind = if name.ends_with(".wasm") {
        "application/wasm"
    } else {
        "text/javascript; charset=utf-8"
    };
    let bytes = std::fs::read(shelf.dist.join(name));
    match (bytes, spoiled) {
        (Err(_), _) | (_, Some(Spoiled::Missing)) => {
            (StatusCode::NOT_FOUND, [open]).into_response()
        }
        (Ok(mut bytes), spoiled) => {
            if spoiled.is_some() && name.ends_with(".wasm") {
                // A custom section: what the file does stays the same.
                bytes.extend([0, 3, 2, b'h', b'i']);
            } else if spoiled.is_some() {
                bytes.extend(b"\nwindow.altered = true;\n");
            }
            let kept = (header::CACHE_CONTROL, "max-age=60");
            ([open, kept, (header::CONTENT_TYPE, kind)], bytes).into_response()
        }
    }
}

impl Site {
    /// From now on `name` is served as it is.
    pub fn mend(&self, name: &str) {
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        books.spoiled.remove(name);
    }

    /// How often `name` was asked for.
    pub fn asked(&self, name: &str) -> usize {
        let books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        books.asked.iter().filter(|asked| *asked == name).count()
    }

    /// The digest of a file of the bundle, as the build publishes it.
    pub fn published(name: &str) -> Result<String> {
        let text = std::fs::read_to_string(settings::dist()?.join("integrity.json"))?;
        let manifest: serde_json::Value = serde_json::from_str(&text)?;
        let digest = manifest["files"][name].as_str();
        Ok(digest.context("integrity.json names the file")?.to_owned())
    }
}
