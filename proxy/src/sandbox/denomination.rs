//! Which product a denomination means, and what is silently sold in its place when it is not on
//! sale (api-notes §1 rule 1).

use super::body::{Item, hundredths};
use super::catalogue::{Country, DEAR_MARKUP, MARKUP, Product};

/// A product with the amount and the words of the echo.
pub struct Chosen<'a> {
    /// Product.
    pub product: &'a Product,
    /// Denomination of the echo.
    pub denomination: String,
    /// Its label.
    pub localized: String,
    /// `product_value` of the echo.
    pub value: Option<String>,
    /// Face value in hundredths.
    pub cents: u64,
    /// Over face value, in hundredths of a percent.
    pub markup: u64,
}

/// The product that a denomination means, or what the vendor sells instead of it.
pub fn choose<'a>(
    products: &'a [Product],
    item: &Item,
    country: &Country,
    substitute: bool,
) -> Option<Chosen<'a>> {
    let dynamic = products
        .iter()
        .find_map(|product| Some((product, product.range?)));
    if !substitute {
        let same = |product: &&Product| product.denomination.as_ref() == Some(&item.denomination);
        if let Some(product) = products.iter().find(same) {
            return Some(fixed(product));
        }
        if let (Some((product, range)), Some(cents)) = (dynamic, item.cents())
            && range.holds(cents)
        {
            return Some(Chosen {
                product,
                denomination: "range".to_owned(),
                localized: "range".to_owned(),
                value: Some(Country::plain(cents)),
                cents,
                markup: MARKUP,
            });
        }
        // `100 USD` on a dynamic product is another product, and a dearer one.
        let amount = item
            .denomination
            .strip_suffix(&format!(" {}", country.currency));
        let cents = amount.and_then(hundredths);
        if let (Some((product, range)), Some(cents)) = (dynamic, cents)
            && (range.min..=range.max).contains(&cents)
        {
            return Some(Chosen {
                product,
                denomination: item.denomination.clone(),
                localized: country.localized(cents),
                value: None,
                cents,
                markup: DEAR_MARKUP,
            });
        }
    }
    let dearest = products
        .iter()
        .filter(|product| product.denomination.is_some())
        .filter(|product| product.denomination.as_ref() != Some(&item.denomination))
        .max_by_key(|product| product.cents);
    if let Some(product) = dearest {
        return Some(fixed(product));
    }
    let (product, range) = dynamic?;
    Some(Chosen {
        product,
        denomination: "range".to_owned(),
        localized: "range".to_owned(),
        value: Some(Country::plain(range.max)),
        cents: range.max,
        markup: MARKUP,
    })
}

fn fixed(product: &Product) -> Chosen<'_> {
    Chosen {
        product,
        denomination: product.denomination.clone().unwrap_or_default(),
        localized: product.label.clone(),
        value: None,
        cents: product.cents,
        markup: MARKUP,
    }
}
