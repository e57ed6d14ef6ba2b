//! The vendor's ten endpoints as data (contract §6).

use axum::http::Method;

/// One of the vendor's endpoints that the widget uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// Coins and networks (api-notes §4).
    PaymentVias,
    /// The catalogue of a country (api-notes §3).
    Brands,
    /// The curated first page of a country (api-notes §3).
    Homepage,
    /// Text search in a country (api-notes §3).
    Search,
    /// Products of a family (api-notes §3).
    Products,
    /// Estimated price of a range product (api-notes §3).
    Price,
    /// Validation of a basket (api-notes §5).
    Validate,
    /// Creation of an order (api-notes §5).
    Create,
    /// An order's state (api-notes §8).
    Order,
    /// The stream of an order's states (api-notes §8).
    Subscribe,
}

impl Endpoint {
    /// Every endpoint.
    pub const ALL: [Self; 10] = [
        Self::PaymentVias,
        Self::Brands,
        Self::Homepage,
        Self::Search,
        Self::Products,
        Self::Price,
        Self::Validate,
        Self::Create,
        Self::Order,
        Self::Subscribe,
    ];

    /// The only method it has.
    pub fn method(self) -> Method {
        if self.has_body() {
            Method::POST
        } else {
            Method::GET
        }
    }

    /// The path with its parameter's name in place of the value: fit for a log.
    pub fn template(self) -> &'static str {
        match self {
            Self::PaymentVias => "/v3/payment_vias",
            Self::Brands => "/v2/brands",
            Self::Homepage => "/v2/homepage",
            Self::Search => "/v2/search/{country}",
            Self::Products => "/v5/products/country/{country}",
            Self::Price => "/v4/products/price",
            Self::Validate => "/v5/orders/validations",
            Self::Create => "/v5/orders",
            Self::Order => "/v5/orders/{id}",
            Self::Subscribe => "/v5/orders/{id}/subscribe",
        }
    }

    /// Whether the request carries a JSON body.
    pub fn has_body(self) -> bool {
        matches!(self, Self::Validate | Self::Create)
    }

    /// Query keys that may pass.
    pub fn query_keys(self) -> &'static [&'static str] {
        match self {
            Self::Brands | Self::Homepage => &["country_code"],
            Self::Search => &["q", "lang"],
            Self::Products => &["family_name", "coin", "lang"],
            Self::Price => &["brand_name", "country_code", "face_value", "coin"],
            _ => &[],
        }
    }

    /// The endpoint of a method and a raw path, with the path's parameter.
    pub fn find<'a>(method: &Method, path: &'a str) -> Option<(Self, Option<&'a str>)> {
        let mut parts = [""; 6];
        let mut count = 0;
        for part in path.strip_prefix('/')?.split('/') {
            *parts.get_mut(count)? = part;
            count += 1;
        }
        let get = *method == Method::GET;
        let post = *method == Method::POST;
        Some(match parts.get(..count)? {
            ["v3", "payment_vias"] if get => (Self::PaymentVias, None),
            ["v2", "brands"] if get => (Self::Brands, None),
            ["v2", "homepage"] if get => (Self::Homepage, None),
            ["v2", "search", country] if get => (Self::Search, Some(country)),
            ["v5", "products", "country", country] if get => (Self::Products, Some(country)),
            ["v4", "products", "price"] if get => (Self::Price, None),
            ["v5", "orders", "validations"] if post => (Self::Validate, None),
            ["v5", "orders"] if post => (Self::Create, None),
            ["v5", "orders", id] if get => (Self::Order, Some(id)),
            ["v5", "orders", id, "subscribe"] if get => (Self::Subscribe, Some(id)),
            _ => return None,
        })
    }
}
