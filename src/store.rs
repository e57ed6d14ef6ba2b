//! What this device remembers, in the origin's own storage under one key per proxy.
//!
//! Ids, times and labels only; never a code, an e-mail address or a phone number. Storage that is
//! missing, blocked or full is reported and lived without.

use web_sys::Storage;

use crate::checkout::remembered::{KEPT_MS, RememberedOrder};
use crate::wire::json::Json;
use crate::wire::object::Object;

const PREFIX: &str = "cryptorefills-checkout:";
/// The format's version; another one is not read.
const VERSION: u8 = 1;
/// At most so many orders are kept.
const MOST: usize = 50;

#[derive(Default)]
struct Kept {
    version: u8,
    country: Option<String>,
    orders: Vec<RememberedOrder>,
}

impl Kept {
    fn read(text: &str) -> Option<Self> {
        let fields = Json::parse_object(text).ok()?;
        let version = fields.get("version").integer()?;
        (version == VERSION).then(|| Self {
            version,
            country: fields.text("country"),
            orders: fields.get("orders").list(RememberedOrder::read),
        })
    }
}

/// One widget's memory.
pub struct Store {
    storage: Option<Storage>,
    key: String,
}

impl Store {
    /// `lasting` keeps orders beyond the tab's life; otherwise a reload still finds them.
    pub fn open(proxy_url: &str, lasting: bool) -> Self {
        let storage = web_sys::window().and_then(|window| {
            let found = if lasting {
                window.local_storage()
            } else {
                window.session_storage()
            };
            found.ok().flatten()
        });
        Self {
            storage,
            key: format!("{PREFIX}{proxy_url}"),
        }
    }

    /// Orders that are not too old, newest first, and the country chosen last.
    pub fn load(&self, now_ms: i64) -> (Vec<RememberedOrder>, Option<String>) {
        let mut kept = self.read();
        let before = kept.orders.len();
        kept.orders
            .retain(|order| now_ms.saturating_sub(order.created_ms) < KEPT_MS);
        if kept.orders.len() < before {
            self.write(&kept);
        }
        (kept.orders, kept.country)
    }

    /// Keeps an order, or replaces what is kept of it. False if the browser refused.
    pub fn remember(&self, order: &RememberedOrder) -> bool {
        let mut kept = self.read();
        kept.orders.retain(|known| known.attempt != order.attempt);
        kept.orders.insert(0, order.clone());
        kept.orders.truncate(MOST);
        self.write(&kept)
    }

    /// Drops an order.
    pub fn forget(&self, attempt: &str) -> bool {
        let mut kept = self.read();
        kept.orders.retain(|known| known.attempt != attempt);
        self.write(&kept)
    }

    /// Keeps the chosen country.
    pub fn remember_country(&self, country: &str) -> bool {
        let mut kept = self.read();
        kept.country = Some(country.to_owned());
        self.write(&kept)
    }

    fn read(&self) -> Kept {
        self.storage
            .as_ref()
            .and_then(|storage| storage.get_item(&self.key).ok().flatten())
            .and_then(|text| Kept::read(&text))
            .unwrap_or(Kept {
                version: VERSION,
                ..Kept::default()
            })
    }

    fn write(&self, kept: &Kept) -> bool {
        let orders: Vec<String> = kept.orders.iter().map(RememberedOrder::json).collect();
        let text = Object::new()
            .number("version", Some(i64::from(kept.version)))
            .text_or_null("country", kept.country.as_deref())
            .list("orders", &orders)
            .end();
        self.storage
            .as_ref()
            .is_some_and(|storage| storage.set_item(&self.key, &text).is_ok())
    }
}
