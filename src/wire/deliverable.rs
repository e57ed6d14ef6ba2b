//! What was ordered and, once paid, delivered. May import siblings only.

use std::fmt;

use super::fields::Fields;
use super::json::Json;
use super::kind::{DeliveryType, Kind};
use super::scalar::{Decimal, hex_color, https_url};
use super::state::DeliveryState;

/// One element of an order's or a validation's `deliveries`.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The vendor's id of the delivery.
    pub id: Option<String>,
    /// How far it got.
    pub state: DeliveryState,
    /// What is sold.
    pub kind: Kind,
    /// The thing itself.
    pub deliverable: Deliverable,
}

/// The thing delivered (api-notes §10). Instructions and terms are hostile HTML, everything else
/// hostile text (§1, rule 11).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Deliverable {
    /// The code, an `http(s)` link, or an `LPA:1$…` eSIM string; none for top-ups. A secret.
    pub pin_code: Option<String>,
    /// Serial number that goes with the code. A secret.
    pub pin_serial: Option<String>,
    /// Security code that goes with the code. A secret.
    pub security_code: Option<String>,
    /// The operator's receipt number of a top-up. A secret.
    pub operator_reference: Option<String>,
    /// Link of a barcode, `https:` only. A secret.
    pub barcode_image_url: Option<String>,
    /// Link of a QR code, `https:` only; small, so that of an eSIM is drawn here instead. A secret.
    pub qr_image_url: Option<String>,
    /// HTML on how to redeem.
    pub redeem_instructions: Option<String>,
    /// HTML on how to redeem, by another name.
    pub how_to_redeem: Option<String>,
    /// HTML on how to redeem, by a third name.
    pub pin_usage_instructions: Option<String>,
    /// HTML of the brand's terms.
    pub terms_and_conditions: Option<String>,
    /// Exact name of the brand.
    pub brand_name: Option<String>,
    /// Family of the brand.
    pub family: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country_code: Option<String>,
    /// Opaque name of the value, or the literal `range`.
    pub denomination: Option<String>,
    /// The denomination for people; also `range` for a range order (api-notes §5).
    pub localized_denomination: Option<String>,
    /// The chosen value of a range order, in `currency_code`.
    pub product_value: Option<Decimal>,
    /// ISO 4217 code.
    pub currency_code: Option<String>,
    /// The recipient: e-mail address or phone number. Personal data.
    pub beneficiary_account: Option<String>,
    /// How it reaches the recipient.
    pub delivery_type: Option<DeliveryType>,
    /// Why it failed, in the vendor's words.
    pub failure_reason: Option<String>,
    /// Why it failed, by another name.
    pub error_description: Option<String>,
    /// Link of the brand's logo, `https:` only.
    pub brand_logo: Option<String>,
    /// Background of the logo as `#rgb` or `#rrggbb`.
    pub brand_bg_color: Option<String>,
}

impl Delivery {
    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        // A flat delivery, as the request has it, is read as its own deliverable.
        let inner = fields.get("deliverable").fields();
        Some(Self {
            id: fields.text("id"),
            state: DeliveryState::read(fields.get("delivery_state")),
            kind: Kind::read(fields.get("kind")),
            deliverable: Deliverable::read(inner.as_ref().unwrap_or(&fields)),
        })
    }
}

impl Deliverable {
    fn read(fields: &Fields<'_>) -> Self {
        let link = |name: &str| fields.text(name).and_then(|url| https_url(&url));
        let color = fields.text("brand_bg_color");
        Self {
            pin_code: fields.text("pin_code"),
            pin_serial: fields.text("pin_serial"),
            security_code: fields.text("security_code"),
            operator_reference: fields.text("operator_reference"),
            barcode_image_url: link("barcode_image_url"),
            qr_image_url: link("qr_image_url"),
            redeem_instructions: fields.text("redeem_instructions"),
            how_to_redeem: fields.text("how_to_redeem"),
            pin_usage_instructions: fields.text("pin_usage_instructions"),
            terms_and_conditions: fields.text("terms_and_conditions"),
            brand_name: fields.text("brand_name"),
            family: fields.text("family"),
            country_code: fields.text("country_code"),
            denomination: fields.text("denomination"),
            localized_denomination: fields.text("localized_denomination"),
            product_value: fields.get("product_value").sum(),
            currency_code: fields.text("currency_code"),
            beneficiary_account: fields.text("beneficiary_account"),
            delivery_type: DeliveryType::read_if_named(fields.get("delivery_type")),
            failure_reason: fields.text("failure_reason"),
            error_description: fields.text("error_description"),
            brand_logo: link("brand_logo"),
            brand_bg_color: color.and_then(|text| hex_color(&text)),
        }
    }
}

// Codes and people's addresses stay out of logs and panics (api-notes §1, rule 10).

impl fmt::Debug for Delivery {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Delivery")
            .field("state", &self.state)
            .field("kind", &self.kind)
            .field("deliverable", &self.deliverable)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Deliverable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Deliverable")
            .field("has_pin_code", &self.pin_code.is_some())
            .field("brand_name", &self.brand_name)
            .field("country_code", &self.country_code)
            .field("denomination", &self.denomination)
            .field("product_value", &self.product_value)
            .field("delivery_type", &self.delivery_type)
            .finish_non_exhaustive()
    }
}
