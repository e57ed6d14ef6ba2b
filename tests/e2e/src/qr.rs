//! Reads a QR code from a picture, as a wallet's camera would.

use anyhow::{Context, Result, anyhow};
use image::GrayImage;

/// The text of the one QR code in a picture.
///
/// # Errors
/// When the picture holds no readable code.
pub fn read(picture: &GrayImage) -> Result<String> {
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        picture.width().try_into()?,
        picture.height().try_into()?,
        |x, y| grey(picture, x, y),
    );
    let grids = prepared.detect_grids();
    let grid = grids
        .first()
        .ok_or_else(|| anyhow!("no QR code in the picture"))?;
    let (_, text) = grid.decode().context("the QR code cannot be read")?;
    Ok(text)
}

fn grey(picture: &GrayImage, x: usize, y: usize) -> u8 {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
        return u8::MAX;
    };
    picture.get_pixel_checked(x, y).map_or(u8::MAX, |p| p.0[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code of black and white squares with the quiet zone that ISO/IEC 18004 asks for.
    fn picture(text: &str) -> GrayImage {
        const SCALE: u32 = 4;
        const QUIET: u32 = 4;
        let code = qrcode::QrCode::new(text).unwrap();
        let side = u32::try_from(code.width()).unwrap();
        let pixels = (side + 2 * QUIET) * SCALE;
        GrayImage::from_fn(pixels, pixels, |x, y| {
            let (x, y) = (
                (x / SCALE).wrapping_sub(QUIET),
                (y / SCALE).wrapping_sub(QUIET),
            );
            let dark =
                x < side && y < side && code[(x as usize, y as usize)] == qrcode::Color::Dark;
            image::Luma([if dark { 0 } else { 255 }])
        })
    }

    #[test]
    fn a_code_is_read_back_from_a_picture() {
        let text = "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00032666";
        assert_eq!(read(&picture(text)).unwrap(), text);
    }

    #[test]
    fn a_code_as_long_as_an_invoice_is_read_back() {
        let text = format!("LIGHTNING:LNBC{}", "0PZRY9X8GF2TVDW".repeat(24));
        assert_eq!(read(&picture(&text)).unwrap(), text);
    }

    #[test]
    fn a_picture_without_a_code_is_an_error() {
        assert!(read(&GrayImage::new(80, 80)).is_err());
    }
}
