//! A text as the path of its QR code. Knows nothing of checkout.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

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
    let code = encode(text, EcLevel::M)
        .filter(|code| (code.width() + 2 * QUIET) * MODULE_PX <= WIDE_PX)
        .or_else(|| encode(text, EcLevel::L))?;
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

/// The smallest code that holds a text in one mode: alphanumeric where its signs allow (an upper-case
/// Lightning invoice), else bytes. The crate's own way also mixes modes, which payment texts never gain
/// from and which weighs more than this.
fn encode(text: &str, level: EcLevel) -> Option<QrCode> {
    let alphanumeric = text.bytes().all(|sign| {
        sign.is_ascii_uppercase() || sign.is_ascii_digit() || b" $%*+-./:".contains(&sign)
    });
    (1..=40).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        let pushed = if alphanumeric {
            bits.push_alphanumeric_data(text.as_bytes())
        } else {
            bits.push_byte_data(text.as_bytes())
        };
        pushed.and_then(|()| bits.push_terminator(level)).ok()?;
        QrCode::with_bits(bits, level).ok()
    })
}

fn n(number: usize) -> String {
    number.to_string()
}
