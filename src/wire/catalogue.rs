//! The brands of a country, of the home page and of a search. May import siblings only.

use super::Unreadable;
use super::fields::Fields;
use super::index::Index;
use super::json::Json;
use super::kind::Kind;
use super::logo::Logo;
use super::scalar::hex_color;

/// How deep [`brands_anywhere`] looks.
const MAX_DEPTH: usize = 16;
/// How many brands [`brands_anywhere`] collects.
const MAX_FOUND: usize = 500;

/// The answer of `GET /v2/brands` (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// ISO 3166-1 alpha-2 code of the country the answer is for.
    pub country_code: Option<String>,
    /// Every brand once, in the order first met. Empty means "could not load" rather than
    /// "sells nothing": completely empty answers were seen.
    pub brands: Vec<Brand>,
}

/// One brand of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// Key of the product call. Not unique: one family may hold several brands.
    pub family: String,
    /// Exact name, as the order call wants it.
    pub brand: String,
    /// The vendor's id of the brand.
    pub brand_id: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country_code: Option<String>,
    /// What it sells.
    pub kind: Kind,
    /// Slugs of all categories it was met in, each once.
    pub categories: Vec<String>,
    /// Its logo.
    pub logo: Logo,
    /// Background of the logo as `#rgb` or `#rrggbb`.
    pub bg_color: Option<String>,
    /// Shown, but cannot be bought now.
    pub is_out_of_stock: bool,
    /// Label of the smallest value, such as `$5` or `1 GB 3 days`: to show, never to compute with.
    pub min: Option<String>,
    /// Label of the largest value: to show, never to compute with.
    pub max: Option<String>,
}

impl Catalogue {
    /// Reads the answer: the union of `all_brands` and of all categories, since either may be
    /// missing (api-notes §3).
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when the body is not a JSON object.
    pub fn decode(body: &str) -> Result<Self, Unreadable> {
        let fields = Json::parse_object(body)?;
        let country_code = fields.text("country_code");
        let mut union = Union::default();
        for brand in fields.get("all_brands").items() {
            union.add_json(brand, &Context::default());
        }
        for category in fields.get("categories").items() {
            let category = category.fields_or_none();
            let context = Context::default().inside(&category);
            for list in ["brands", "popular_brands"] {
                for brand in category.get(list).items() {
                    union.add_json(brand, &context);
                }
            }
        }
        Ok(Self {
            country_code,
            brands: union.brands,
        })
    }
}

/// Collects whatever looks like a brand from an answer of undocumented shape: the home page and the
/// search (api-notes §3).
///
/// A brand-like object has `brand` or `family`, and `country_code` or `brand_id`. Looks 16 levels
/// deep and stops at 500 brands; a body that is not JSON gives none.
pub fn brands_anywhere(body: &str) -> Vec<Brand> {
    let mut union = Union::default();
    if let Ok(json) = Json::parse(body) {
        collect(json, &Context::default(), MAX_DEPTH, &mut union);
    }
    union.brands
}

fn collect(json: Json<'_>, context: &Context, depth: usize, union: &mut Union) {
    if depth == 0 || union.brands.len() >= MAX_FOUND {
        return;
    }
    if let Some(fields) = json.fields() {
        let named = ["brand", "family"]
            .iter()
            .any(|name| fields.get(name).string().is_some());
        if named && (fields.text("country_code").is_some() || fields.text("brand_id").is_some()) {
            union.add(&fields, context);
            return;
        }
        let context = context.inside(&fields);
        for (_, member) in fields.iter() {
            collect(member, &context, depth - 1, union);
        }
    } else {
        for item in json.items() {
            collect(item, context, depth - 1, union);
        }
    }
}

/// What the objects around a brand say about it.
#[derive(Clone, Default)]
struct Context {
    kind: Option<Kind>,
    category: Option<String>,
}

impl Context {
    fn inside(&self, fields: &Fields<'_>) -> Self {
        let kind = Kind::read(fields.get("kind"));
        Self {
            kind: (!kind.is_unnamed()).then_some(kind).or(self.kind.clone()),
            category: fields.text("category").or_else(|| self.category.clone()),
        }
    }
}

/// Brands in the order first met, each once.
#[derive(Default)]
struct Union {
    brands: Vec<Brand>,
    by_id: Index,
    /// By exact name and country. Holds the brands that have an id too, so that a copy without
    /// one finds them.
    by_name: Index,
}

impl Union {
    fn add_json(&mut self, json: Json<'_>, context: &Context) {
        if let Some(fields) = json.fields() {
            self.add(&fields, context);
        }
    }

    fn add(&mut self, fields: &Fields<'_>, context: &Context) {
        let Some(brand) = Brand::read(fields, context) else {
            return;
        };
        let country = brand.country_code.as_deref().unwrap_or_default();
        let name = [brand.brand.as_str(), "\0", country].concat();
        let known = match &brand.brand_id {
            Some(id) => self.by_id.get(id).or_else(|| {
                let same_name = self.by_name.get(&name)?;
                let has_id = self.brands.get(same_name)?.brand_id.is_some();
                (!has_id).then_some(same_name)
            }),
            None => self.by_name.get(&name),
        };
        let at = known.unwrap_or(self.brands.len());
        if let Some(id) = &brand.brand_id {
            self.by_id.insert(id.clone(), at);
        }
        self.by_name.insert(name, at);
        match self.brands.get_mut(at) {
            Some(first) => first.merge(brand),
            None => self.brands.push(brand),
        }
    }
}

impl Brand {
    /// Whether it is this brand, whatever else is said of it now.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.family, &self.brand, &self.brand_id)
            == (&other.family, &other.brand, &other.brand_id)
    }

    /// `None` when it has no name at all.
    fn read(fields: &Fields<'_>, context: &Context) -> Option<Self> {
        let (family, brand) = names(fields)?;
        let mut categories = Vec::new();
        let own = fields.text("category").into_iter();
        let more = fields.get("additional_categories").list(Json::text);
        for category in own.chain(more).chain(context.category.clone()) {
            add_category(&mut categories, category);
        }
        let own_kind = Kind::read(fields.get("kind"));
        let kind = match &context.kind {
            Some(kind) if own_kind.is_unnamed() => kind.clone(),
            _ => own_kind,
        };
        Some(Self {
            family,
            brand,
            brand_id: fields.text("brand_id"),
            country_code: fields.text("country_code"),
            kind,
            categories,
            logo: Logo::read(fields),
            bg_color: fields.text("bg_color").and_then(|text| hex_color(&text)),
            is_out_of_stock: fields.flag("is_out_of_stock"),
            min: fields.text("min"),
            max: fields.text("max"),
        })
    }

    /// Takes from another copy of the same brand what this one lacks.
    fn merge(&mut self, copy: Self) {
        for category in copy.categories {
            add_category(&mut self.categories, category);
        }
        if self.kind.is_unnamed() {
            self.kind = copy.kind;
        }
        if self.logo.url.is_none() {
            self.logo = copy.logo;
        }
        for (mine, other) in [
            (&mut self.brand_id, copy.brand_id),
            (&mut self.country_code, copy.country_code),
            (&mut self.bg_color, copy.bg_color),
            (&mut self.min, copy.min),
            (&mut self.max, copy.max),
        ] {
            if mine.is_none() {
                *mine = other;
            }
        }
    }
}

fn add_category(categories: &mut Vec<String>, category: String) {
    if !categories.contains(&category) {
        categories.push(category);
    }
}

/// Family and brand, each standing in for a missing other.
pub(super) fn names(fields: &Fields<'_>) -> Option<(String, String)> {
    match (fields.text("family"), fields.text("brand")) {
        (Some(family), Some(brand)) => Some((family, brand)),
        (Some(name), None) | (None, Some(name)) => Some((name.clone(), name)),
        (None, None) => None,
    }
}
