//! A brand and how the brand list shows it, quirks included (api-notes §3).

use serde_json::{Map, Value, json};

use super::country::Country;
use super::product::{Delivery, Offer};
use crate::sandbox::chance::Chance;
use crate::sandbox::coins::{logo, slug};

/// How a brand's logo is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logo {
    /// An address that works.
    Fine,
    /// No `logo_url` at all.
    Missing,
    /// An empty text.
    Empty,
    /// An address that answers 404.
    Broken,
}

/// A brand of one country.
#[derive(Debug, Clone)]
pub struct Brand {
    /// Key of the product call; may differ from the name.
    pub family: String,
    /// Exact name of the order call.
    pub name: String,
    /// UUID.
    pub id: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// `giftcard` or `mobile_recharge`.
    pub kind: &'static str,
    /// Slug.
    pub category: String,
    /// Further slugs.
    pub more: Vec<String>,
    /// `#rrggbb`.
    pub colour: String,
    /// Quirk of the logo.
    pub logo: Logo,
    /// Listed but not sold.
    pub out_of_stock: bool,
    /// What it sells.
    pub offer: Offer,
    /// Where it delivers; a brand may do both.
    pub deliveries: Vec<Delivery>,
}

impl Brand {
    /// A brand whose details follow from its name.
    pub fn new(name: &str, category: &str, country: &Country, chance: Chance) -> Self {
        let words = ["brand", country.code.as_str(), name];
        let below = |end: u64, what: &str| chance.below(end, &[words.as_slice(), &[what]].concat());
        let recharge = matches!(category, "mobile_credits" | "mobile_bundle" | "e-sim");
        let phone = matches!(category, "mobile_credits" | "mobile_bundle");
        let family = name
            .strip_suffix(" Credits")
            .or_else(|| name.strip_suffix(" Bundles"))
            .unwrap_or(name);
        let more = match below(4, "more") {
            0 if category != "games" && !recharge => vec!["entertainment".to_owned()],
            1 if category == "food" => vec!["e-commerce".to_owned()],
            _ => Vec::new(),
        };
        let range = country.range.map(|whole| whole * 100);
        let offer = match below(3, "offer") {
            _ if name == "Second Balcony Tickets" => Offer::Nothing,
            0 if !phone => Offer::range(range),
            1 => Offer::both(&country.fixed, range),
            _ => Offer::fixed(&country.fixed),
        };
        Self {
            family: family.to_owned(),
            name: name.to_owned(),
            id: chance.uuid(&words),
            country: country.code.clone(),
            kind: if recharge {
                "mobile_recharge"
            } else {
                "giftcard"
            },
            category: category.to_owned(),
            more: more.into_iter().filter(|one| one != category).collect(),
            colour: colour(below(360, "hue")),
            logo: match below(14, "logo") {
                0 => Logo::Missing,
                1 => Logo::Empty,
                2 => Logo::Broken,
                _ => Logo::Fine,
            },
            out_of_stock: below(25, "stock") == 0,
            offer,
            deliveries: vec![if phone {
                Delivery::Phone
            } else {
                Delivery::Email
            }],
        }
    }

    /// The `logo_url` and `logo_base_url` keys.
    pub fn logo_keys(&self, own_url: &str, into: &mut Map<String, Value>) {
        let slug = slug(&self.name);
        let url = match self.logo {
            Logo::Fine => Some(logo(own_url, &slug)),
            Logo::Broken => Some(format!("{own_url}/sandbox/logos/missing/{slug}.svg")),
            Logo::Empty => Some(String::new()),
            Logo::Missing => None,
        };
        if let Some(url) = url {
            into.insert("logo_url".to_owned(), Value::String(url));
        }
        if self.logo == Logo::Fine {
            let base = format!("{own_url}/sandbox/logos/{slug}");
            into.insert("logo_base_url".to_owned(), Value::String(base));
        }
    }

    /// The colour as the API writes it: with `#` for some brands and without for others.
    pub fn bg_color(&self) -> &str {
        match self.id.as_bytes().last() {
            Some(b'0'..=b'3') => self.colour.trim_start_matches('#'),
            _ => &self.colour,
        }
    }

    /// The brand in a list.
    pub fn listed(&self, country: &Country, own_url: &str) -> Value {
        let (min, max) = self.offer.labels(country);
        let mut value = json!({
            "family": self.family,
            "brand_id": self.id,
            "brand": self.name,
            "bg_color": self.bg_color(),
            "category": self.category,
            "kind": self.kind,
            "is_out_of_stock": self.out_of_stock,
            "min": min,
            "max": max,
            "country_code": self.country,
            "additional_categories": self.more,
            "promotion": null,
            // Said of digital goods in production too.
            "product_type": if self.kind == "giftcard" { "physical" } else { "digital" },
            "brand_tags": [],
        });
        if let Some(map) = value.as_object_mut() {
            self.logo_keys(own_url, map);
        }
        value
    }
}

/// A quiet colour of a hue in degrees, in integers: fixed lightness, moderate chroma.
pub fn colour(hue: u64) -> String {
    let ramp = |shift: u64| {
        let angle = (hue + shift) % 360;
        let distance = angle.min(360 - angle);
        // 176 near the hue, 40 opposite to it.
        40 + (180 - distance) * 136 / 180
    };
    format!("#{:02x}{:02x}{:02x}", ramp(0), ramp(240), ramp(120))
}
