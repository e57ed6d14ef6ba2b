//! Pictures of one part of the page, cut out of the page's own: not every driver finds an element that
//! is inside a shadow root and scrolled to.

use anyhow::{Context, Result, ensure};
use image::RgbaImage;
use image::imageops::crop_imm;
use serde::Deserialize;
use serde_json::json;

use crate::part::Part;
use crate::shopper::Shopper;

/// Where something is in the page area, in CSS pixels.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    page: f64,
}

impl Shopper {
    /// A picture of the first visible element of this part, as far as it is within the page area.
    ///
    /// # Errors
    /// When there is none, or the browser gives no picture.
    pub async fn picture(&self, part: impl Into<Part>) -> Result<RgbaImage> {
        let part = part.into();
        let place: Option<Place> = self
            .run(
                "const found = all(arguments[0]).find(shown);
                 if (!found) return null;
                 const { x, y, width, height } = found.getBoundingClientRect();
                 return { x, y, width, height, page: innerWidth };",
                vec![json!(part.selector())],
            )
            .await?;
        let place = place.with_context(|| format!("nothing to see of {}", part.selector()))?;
        let png = self.browser().client().screenshot().await?;
        let page = image::load_from_memory(&png)
            .context("the screenshot is not a picture")?
            .to_rgba8();
        let scale = f64::from(page.width()) / place.page;
        // The casts saturate, and the cut is limited to the picture.
        let pixels = |length: f64| (length.max(0.0) * scale).round() as u32;
        let (x, y) = (pixels(place.x), pixels(place.y));
        // A last line that it has a part of only may show what lies behind it.
        let whole = |length: f64| (length.max(0.0) * scale).floor() as u32;
        let (width, height) = (whole(place.width), whole(place.height));
        let cut = crop_imm(&page, x, y, width, height).to_image();
        ensure!(
            cut.width() > 0 && cut.height() > 0,
            "it is out of the page area: {place:?}"
        );
        Ok(cut)
    }
}
