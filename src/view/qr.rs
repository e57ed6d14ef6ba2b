//! A text as the path of its QR code. Knows nothing of checkout.

use qrcode::{Color, EcLevel, QrCode};

/// Empty modules on each side (ISO/IEC 18004, section 6.3.8).
pub const QUIET: usize = 4;
/// CSS pixels of a module at least: less is hard to scan from a phone.
const MODULE_PX: usize = 3;
/// No wider than the narrowest widget allows, unless the modules ask for it.
const WIDE_PX: usize = 232;

/// A drawn code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// SVG path data in module units, quiet zone included.
    pub path: String,
    /// Modules on a side, quiet zone included: the view box.
    pub side: usize,
    /// CSS pixels on a side: a whole number per module.
    pub pixels: usize,
}

/// Draws a text; `None` if it is too long for any code.
///
/// Medium error correction where the modules stay large, low where a long text would make them small.
pub fn draw(text: &str) -> Option<Drawing> {
    let medium = QrCode::with_error_correction_level(text, EcLevel::M).ok();
    let code = medium
        .filter(|code| (code.width() + 2 * QUIET) * MODULE_PX <= WIDE_PX)
        .or_else(|| QrCode::with_error_correction_level(text, EcLevel::L).ok())?;
    let width = code.width();
    let colors = code.into_colors();
    let mut path = String::with_capacity(colors.len() * 4);
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let parts = [
                    "M",
                    &n(x + QUIET),
                    " ",
                    &n(y + QUIET),
                    "h",
                    &n(run.len()),
                    "v1h-",
                    &n(run.len()),
                    "z",
                ];
                parts.iter().for_each(|part| path.push_str(part));
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Some(Drawing {
        path,
        side,
        pixels: side * MODULE_PX.max(WIDE_PX / side),
    })
}

fn n(number: usize) -> String {
    number.to_string()
}
