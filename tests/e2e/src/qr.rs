//! Reads a QR code from a picture, as a wallet's camera would.

use anyhow::{Context, Result, anyhow};

/// The text of the one QR code in a PNG picture.
///
/// # Errors
/// When the picture holds no readable code.
pub fn read(png: &[u8]) -> Result<String> {
    let picture = image::load_from_memory(png)
        .context("the screenshot is not a picture")?
        .to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        picture.width().try_into()?,
        picture.height().try_into()?,
        |x, y| grey(&picture, x, y),
    );
    let grids = prepared.detect_grids();
    let grid = grids
        .first()
        .ok_or_else(|| anyhow!("no QR code in the picture"))?;
    let (_, text) = grid.decode().context("the QR code cannot be read")?;
    Ok(text)
}

fn grey(picture: &image::GrayImage, x: usize, y: usize) -> u8 {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
        return u8::MAX;
    };
    picture.get_pixel_checked(x, y).map_or(u8::MAX, |p| p.0[0])
}
