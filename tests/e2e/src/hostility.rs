//! Looks at the widget under kind and unkind styles of the page around it: there must be no difference.

use std::fs;

use anyhow::{Result, bail, ensure};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use image::{Rgba, RgbaImage};
use serde_json::json;

use crate::settings::screens;
use crate::world::World;

/// What moves by itself is kept still: the clock, and the line that tells how old the price is.
const STILL: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { animation: none !important; transition: none !important;'
        + ' caret-color: transparent !important; }'
        + ' [part~=countdown], [part~=connection], [part~=quote] ~ p { visibility: hidden !important; }');
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
";

/// Where every part is and how its text is set, for a person to see what differs.
const GEOMETRY: &str = "
    return all('[part]').filter(shown).map(part => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const style = getComputedStyle(part);
        const set = ['direction', 'color', 'fontFamily', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight',
            'letterSpacing', 'wordSpacing', 'textTransform', 'textAlign', 'textIndent', 'textShadow', 'whiteSpace',
            'cursor', 'display', 'boxSizing', 'position', 'listStyleType'].map(name => style[name]);
        return [part.getAttribute('part'), x, y, width, height, ...set].join(' | ');
    });
";

/// The widget under kind or unkind styles.
struct Look {
    parts: Vec<String>,
    picture: RgbaImage,
}

async fn look(world: &World, part: &str, hostile: bool) -> Result<Look> {
    let shopper = &world.shopper;
    // Two frames, so that what was asked for is also drawn.
    let _: bool = shopper
        .browser()
        .client()
        .execute_async(
            "const [hostile, done] = arguments;
             window.__hostility(hostile);
             requestAnimationFrame(() => requestAnimationFrame(() => done(true)));",
            vec![json!(hostile)],
        )
        .await
        .map(|drawn| drawn == json!(true))?;
    Ok(Look {
        picture: shopper.picture(part).await?,
        parts: shopper.run(GEOMETRY, vec![]).await?,
    })
}

/// Whether a pixel is that of the other picture. Where an engine smooths edges as it likes, one of its
/// neighbours will do, and nearly.
fn is_alike(other: &RgbaImage, (x, y, pixel): (u32, u32, &Rgba<u8>), smoothing: u8) -> bool {
    if smoothing == 0 {
        return other.get_pixel_checked(x, y) == Some(pixel);
    }
    let near = |place: u32| place.saturating_sub(1)..=place.saturating_add(1);
    let mut around = near(x).flat_map(|x| near(y).map(move |y| (x, y)));
    around.any(|(x, y)| {
        let twin = other.get_pixel_checked(x, y);
        twin.is_some_and(|twin| {
            let mut channels = pixel.0.iter().zip(twin.0);
            channels.all(|(channel, twin)| channel.abs_diff(twin) <= smoothing)
        })
    })
}

/// So many pixels differ by chance alone in an engine that smooths.
const CHANCE: usize = 8;

/// The corners of what differs, in pixels of the screen, for a person to look there.
fn difference(one: &RgbaImage, other: &RgbaImage, smoothing: u8) -> Option<String> {
    if one.dimensions() != other.dimensions() {
        return Some(format!(
            "{:?} and {:?}",
            one.dimensions(),
            other.dimensions()
        ));
    }
    // Both ways: a thin stroke that only the other one has is near to nothing in this one.
    let missed = [(one, other), (other, one)].map(|(one, other)| {
        let pixels = one.enumerate_pixels();
        pixels.filter(move |pixel| !is_alike(other, *pixel, smoothing))
    });
    let places: Vec<_> = missed
        .into_iter()
        .flatten()
        .map(|(x, y, _)| (x, y))
        .collect();
    // The end of a turned stroke is drawn now so, now so, by an engine that smooths.
    if smoothing > 0 && places.len() <= CHANCE {
        return None;
    }
    let (xs, ys) = (places.iter().map(|(x, _)| x), places.iter().map(|(_, y)| y));
    let first = (xs.clone().min()?, ys.clone().min()?);
    let last = (xs.max()?, ys.max()?);
    Some(format!(
        "{} pixels between {first:?} and {last:?}",
        places.len()
    ))
}

/// The widget's screen looks the same, to the pixel, whether the page's styles are hostile or not, and
/// nothing on it is against the page's policy.
///
/// # Errors
/// What differs, in words, or that the screen never kept still.
pub async fn unharmed(world: &World, screen: &str) -> Result<()> {
    unharmed_part(world, screen, "checkout").await
}

/// As [`unharmed`], where the widget shows nothing but this part.
///
/// Both pictures are of one order, because address, code and times of another would differ. What changes
/// by itself meanwhile is told from a leak by a second look at the kind page.
///
/// # Errors
/// What differs, in words, or that the screen never kept still.
pub async fn unharmed_part(world: &World, screen: &str, part: &str) -> Result<()> {
    let shopper = &world.shopper;
    shopper.run::<()>(STILL, vec![]).await?;
    // What scrolls below the pointer looks pressed upon, sooner or later.
    let away = PointerAction::MoveTo {
        duration: None,
        x: 0.0,
        y: 0.0,
    };
    let mouse = MouseActions::new("mouse".into()).then(away);
    shopper.browser().client().perform_actions(mouse).await?;
    let smoothing = shopper.browser().engine().smoothing();
    let mut last = String::new();
    for _ in 0..8 {
        let before = look(world, part, false).await?;
        let hostile = look(world, part, true).await?;
        let after = look(world, part, false).await?;
        shopper
            .run::<()>("window.__hostility(true);", vec![])
            .await?;
        let moved = difference(&before.picture, &after.picture, smoothing);
        if before.parts != after.parts || moved.is_some() {
            last = moved.unwrap_or_default();
            continue;
        }
        ensure!(
            !before.parts.is_empty(),
            "nothing was to be seen of {screen}"
        );
        for (kind, unkind) in before.parts.iter().zip(&hostile.parts) {
            ensure!(kind == unkind, "on the {screen} screen:\n{kind}\n{unkind}");
        }
        ensure!(before.parts.len() == hostile.parts.len());
        if let Some(place) = difference(&before.picture, &hostile.picture, smoothing) {
            let folder = screens();
            fs::create_dir_all(&folder)?;
            for (look, mood) in [(before, "kind"), (hostile, "hostile")] {
                let file = folder.join(format!("{screen}-{mood}.png"));
                look.picture.save(file)?;
            }
            last = format!("it looks different on a hostile page, in {place}: see target/screens");
            // A leak is there at every look, what an engine smooths by chance is not.
            ensure!(smoothing > 0, "{screen}: {last}");
            continue;
        }
        let mishaps = shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "on the {screen} screen: {mishaps:?}");
        return Ok(());
    }
    bail!("the {screen} screen never kept still: {last}")
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::difference;

    #[test]
    fn a_difference_is_seen_in_colour_and_in_size() {
        let white = RgbaImage::from_pixel(5, 2, Rgba([255; 4]));
        let mut other = white.clone();
        assert_eq!(difference(&white, &other, 0), None);
        other.put_pixel(2, 1, Rgba([255, 254, 255, 255]));
        let place = difference(&white, &other, 0).unwrap();
        assert_eq!(place, "2 pixels between (2, 1) and (2, 1)");
        let small = RgbaImage::from_pixel(3, 1, Rgba([255; 4]));
        assert!(difference(&white, &small, 255).is_some());
    }

    #[test]
    fn smoothing_forgives_an_edge_and_not_a_stroke() {
        let white = RgbaImage::from_pixel(9, 9, Rgba([255; 4]));
        let edge = |at: u32| {
            RgbaImage::from_fn(9, 9, |x, _| {
                Rgba(if x < at { [0, 0, 0, 255] } else { [255; 4] })
            })
        };
        assert_eq!(difference(&edge(4), &edge(5), 64), None);
        assert!(difference(&edge(4), &edge(6), 64).is_some());
        let pale = RgbaImage::from_pixel(9, 9, Rgba([191; 4]));
        assert_eq!(difference(&white, &pale, 64), None);
        assert!(difference(&white, &pale, 63).is_some());
        let mut struck = white.clone();
        for x in 0..9 {
            struck.put_pixel(x, 4, Rgba([0, 0, 0, 255]));
        }
        assert!(difference(&white, &struck, 64).is_some());
    }
}
