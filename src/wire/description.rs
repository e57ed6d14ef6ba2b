//! The vendor's texts about a product group. May import siblings only.

use super::json::Json;

/// `rich_description`: HTML that is hostile until it went through an allow-list
/// (api-notes §1, rule 11; §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RichDescription {
    /// What the product is.
    pub description: Option<String>,
    /// How the code is redeemed.
    pub how_to_redeem: Option<String>,
    /// The brand's terms; the API spells its key `term_and_conditions`.
    pub terms_and_conditions: Option<String>,
    /// A remark, often a restriction.
    pub note: Option<String>,
    /// Where it can be redeemed.
    pub redeem_geo: Option<String>,
    /// Language of these texts.
    pub locale: Option<String>,
    /// The brand's own slogan.
    pub brand_tagline: Option<String>,
}

impl RichDescription {
    /// `None` also when there is no text in it, which asks for English instead (api-notes §3).
    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        let read = Self {
            description: fields.text("description"),
            how_to_redeem: fields.text("how_to_redeem"),
            terms_and_conditions: fields
                .first(&["term_and_conditions", "terms_and_conditions"], Json::text),
            note: fields.text("note"),
            redeem_geo: fields.text("redeem_geo"),
            locale: fields.text("locale"),
            brand_tagline: fields.text("brand_tagline"),
        };
        let texts = [
            &read.description,
            &read.how_to_redeem,
            &read.terms_and_conditions,
            &read.note,
            &read.redeem_geo,
            &read.brand_tagline,
        ];
        texts.iter().any(|text| text.is_some()).then_some(read)
    }
}
