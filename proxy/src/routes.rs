//! What may pass: a `Call` can only be made from a request that fits one of the ten routes of
//! contract §6, and holds nothing else of its URL.

use axum::http::Method;

pub use crate::endpoint::Endpoint;
use crate::error::Failure;

/// A request that fits a route: everything that will be sent on of its URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// Which endpoint.
    pub endpoint: Endpoint,
    parameter: Option<String>,
    query: Vec<(&'static str, String)>,
}

/// The parameter may be an order id, which opens the codes (api-notes §1 rule 10), and a query
/// may hold what the buyer typed: neither is ever printed.
impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.endpoint.template())
    }
}

impl Call {
    /// Reads a request's method, path and raw query.
    ///
    /// # Errors
    /// `NotFound` for anything that is no route, or an order id that cannot be one;
    /// `CountryInvalid` and `QueryInvalid` for parameters that must not reach the vendor.
    pub fn read(method: &Method, path: &str, query: Option<&str>) -> Result<Self, Failure> {
        let (endpoint, parameter) = Endpoint::find(method, path).ok_or(Failure::NotFound)?;
        let parameter = match (endpoint, parameter) {
            (Endpoint::Search | Endpoint::Products, Some(text)) => Some(country(text)?),
            (_, Some(text)) if is_order_id(text) => Some(text.to_owned()),
            (_, Some(_)) => return Err(Failure::NotFound),
            (_, None) => None,
        };
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        for (key, value) in form_urlencoded::parse(query.unwrap_or("").as_bytes()) {
            let Some(known) = endpoint.query_keys().iter().copied().find(|k| *k == key) else {
                continue;
            };
            if value.len() > 256
                || value.chars().any(char::is_control)
                || kept.iter().any(|(k, _)| *k == known)
            {
                return Err(Failure::QueryInvalid);
            }
            let value = match known {
                "country_code" => country(&value)?,
                _ => value.into_owned(),
            };
            kept.push((known, value));
        }
        Ok(Self {
            endpoint,
            parameter,
            query: kept,
        })
    }

    /// The order's id, or the country in the path.
    pub fn parameter(&self) -> &str {
        self.parameter.as_deref().unwrap_or("")
    }

    /// A query parameter's value.
    pub fn query(&self, key: &str) -> Option<&str> {
        let found = self.query.iter().find(|(k, _)| *k == key);
        found.map(|(_, value)| value.as_str())
    }

    /// The country that the request is about, from the path or the query.
    pub fn country(&self) -> Option<&str> {
        match self.endpoint {
            Endpoint::Search | Endpoint::Products => self.parameter.as_deref(),
            _ => self.query("country_code"),
        }
    }

    /// The path with its parameter.
    pub fn path(&self) -> String {
        self.endpoint
            .template()
            .replace("{country}", self.parameter())
            .replace("{id}", self.parameter())
    }

    /// Path and query for the vendor, rebuilt from the checked parts alone.
    pub fn path_and_query(&self) -> String {
        let mut text = self.path();
        if !self.query.is_empty() {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            pairs.extend_pairs(&self.query);
            text.push('?');
            text.push_str(&pairs.finish());
        }
        text
    }
}

/// ISO 3166-1 alpha-2 in upper case, as the vendor wants it (api-notes §2).
fn country(text: &str) -> Result<String, Failure> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(Failure::CountryInvalid)
    }
}

fn is_order_id(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    (1..=128).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(method: Method, path: &str, query: &str) -> Result<Call, Failure> {
        Call::read(&method, path, Some(query))
    }

    #[test]
    fn unknown_query_keys_are_dropped_and_known_ones_rebuilt() {
        let call = read(
            Method::GET,
            "/v5/products/country/us",
            "family_name=A%26B&x=1&coin=BTC",
        );
        let text = call.unwrap().path_and_query();
        assert_eq!(text, "/v5/products/country/US?family_name=A%26B&coin=BTC");
    }

    #[test]
    fn a_path_that_is_no_route_is_not_found() {
        for path in [
            "/",
            "",
            "/v2",
            "/v2/brands/",
            "/v2//brands",
            "/v1/brands",
            "/v6/partner/orders",
            "/v5/orders/a/b",
            "/v5/orders/a/subscribe/",
            "/v5/orders/a%2Fb",
            "/v5/orders/",
            "/v5/orders/..",
            "/v5/orders/a/subscribe/b/c/d/e",
        ] {
            assert_eq!(
                read(Method::GET, path, "").err(),
                Some(Failure::NotFound),
                "{path}"
            );
        }
        let long = format!("/v5/orders/{}", "a".repeat(129));
        assert_eq!(read(Method::GET, &long, "").err(), Some(Failure::NotFound));
    }

    #[test]
    fn another_method_on_a_route_is_not_found() {
        for (method, path) in [
            (Method::POST, "/v2/brands"),
            (Method::DELETE, "/v5/orders/a"),
            (Method::PATCH, "/v5/orders/a"),
            (Method::GET, "/v5/orders"),
            (Method::PUT, "/v5/orders/validations"),
            (Method::HEAD, "/v3/payment_vias"),
        ] {
            assert_eq!(read(method, path, "").err(), Some(Failure::NotFound));
        }
    }

    #[test]
    fn a_country_is_two_letters() {
        for query in [
            "country_code=USA",
            "country_code=U1",
            "country_code=",
            "country_code=%2e.",
        ] {
            let error = read(Method::GET, "/v2/brands", query).err();
            assert_eq!(error, Some(Failure::CountryInvalid));
        }
        let call = read(Method::GET, "/v2/brands", "country_code=it").unwrap();
        assert_eq!(call.country(), Some("IT"));
    }

    #[test]
    fn repeated_overlong_or_control_values_are_refused() {
        let long = format!("q={}", "x".repeat(257));
        for query in ["q=a&q=b", "q=a%0d%0ab", long.as_str()] {
            let error = read(Method::GET, "/v2/search/US", query).err();
            assert_eq!(error, Some(Failure::QueryInvalid));
        }
    }

    #[test]
    fn debug_text_never_holds_the_order_id() {
        let call = read(Method::GET, "/v5/orders/secret-1/subscribe", "").unwrap();
        assert_eq!(format!("{call:?}"), "/v5/orders/{id}/subscribe");
    }
}
