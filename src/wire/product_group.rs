//! The products of a family, brand by brand. May import siblings only.

use super::Unreadable;
use super::catalogue::names;
use super::description::RichDescription;
use super::json::Json;
use super::kind::Kind;
use super::logo::Logo;
use super::product::Product;
use super::scalar::hex_color;

/// One brand of the answer of `GET /v5/products/country/{CC}` (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductGroup {
    /// Exact name, as the order call wants it.
    pub brand: String,
    /// Key of the product call; it may hold several brands.
    pub family: String,
    /// The vendor's id of the brand.
    pub brand_id: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country_code: Option<String>,
    /// What it sells.
    pub kind: Kind,
    /// Slug of its main category; `e-money` needs a customer account (api-notes §3).
    pub category: Option<String>,
    /// Shown, but cannot be bought now.
    pub is_out_of_stock: bool,
    /// Its logo.
    pub logo: Logo,
    /// Background of the logo as `#rgb` or `#rrggbb`.
    pub bg_color: Option<String>,
    /// Texts about it. `None` also when the asked language is not supported: ask again in English.
    pub description: Option<RichDescription>,
    /// What can be bought; null and absent read as empty.
    pub products: Vec<Product>,
}

/// Reads the groups of a family.
///
/// # Errors
///
/// [`Unreadable`] when the body is neither a list nor a single group.
pub fn decode_groups(body: &str) -> Result<Vec<ProductGroup>, Unreadable> {
    let json = Json::parse(body)?;
    if json.is_list() {
        return Ok(json.list(ProductGroup::read));
    }
    let is_group = json.fields().is_some_and(|fields| fields.has("products"));
    let group = is_group.then(|| ProductGroup::read(json)).flatten();
    group.map(|group| vec![group]).ok_or(Unreadable)
}

/// The group of exactly that brand. A family may answer with several, and a near match would sell
/// another product (api-notes §3).
pub fn pick_group(groups: Vec<ProductGroup>, brand: &str) -> Option<ProductGroup> {
    groups.into_iter().find(|group| group.brand == brand)
}

impl ProductGroup {
    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        let (family, brand) = names(&fields)?;
        Some(Self {
            brand,
            family,
            brand_id: fields.text("brand_id"),
            country_code: fields.text("country_code"),
            kind: Kind::read(fields.get("kind")),
            category: fields.text("category"),
            is_out_of_stock: fields.flag("is_out_of_stock"),
            logo: Logo::read(&fields),
            bg_color: fields.text("bg_color").and_then(|text| hex_color(&text)),
            description: RichDescription::read(fields.get("rich_description")),
            products: fields.get("products").list(Product::read),
        })
    }
}
