//! The pictures: one a scene and look, of the whole widget.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::look::Look;
use crate::shopper::Shopper;

/// No picture of brands is higher: of a list of hundreds the beginning will do.
const HIGHEST: f64 = 2400.0;

/// The page around it that is seen too, in CSS pixels.
const MARGIN: f64 = 8.0;

/// Where the widget is, whether it hangs above the page, and whether it lists brands.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Place {
    top: f64,
    bottom: f64,
    above: bool,
    brands: bool,
}

const PLACE: &str = "
    const above = all('dialog[open]').length > 0 || document.fullscreenElement !== null;
    const { top, bottom } = widget.getBoundingClientRect();
    const brands = all('[part~=brand-grid]').length > 0;
    return { top, bottom, above, brands };
";

/// Takes the picture and writes it to `file`.
///
/// # Errors
/// When the browser gives no picture or it cannot be written.
pub async fn picture(shopper: &Shopper, look: &Look, file: &Path) -> Result<()> {
    let (width, height) = look.size;
    let mut place: Place = shopper.run(PLACE, vec![]).await?;
    let end = |place: Place| {
        let end = place.bottom + MARGIN;
        let highest = if place.brands {
            place.top + HIGHEST
        } else {
            end
        };
        end.min(highest).ceil()
    };
    if !place.above && end(place) > f64::from(height) {
        // The cast saturates, and the limit above is far below.
        shopper.resize((width, end(place) as u32)).await?;
        let frames = "const [done] = arguments;
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        let client = shopper.browser().client();
        client.execute_async(frames, vec![]).await?;
        place = shopper.run(PLACE, vec![]).await?;
    }
    let (from, to) = match place.above {
        true => (0.0, f64::from(height)),
        false => ((place.top - MARGIN).max(0.0), end(place)),
    };
    let clip = json!({ "x": 0, "y": from, "width": width, "height": to - from, "scale": 1 });
    let wanted = json!({ "format": "png", "clip": clip });
    let browser = shopper.browser();
    let answer = browser.devtools("Page.captureScreenshot", wanted).await?;
    let data = answer.get("data").and_then(Value::as_str);
    let png = STANDARD.decode(data.context("a picture without data")?)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, png).with_context(|| format!("writing {}", file.display()))
}

/// Removes the pictures of an earlier walk: a scene that is gone must not stay.
///
/// # Errors
/// When one cannot be removed.
pub fn clear(folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "png") {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

/// One scene of the album.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// The scenes that it belongs to.
    pub group: &'static str,
    /// Its own name.
    pub scene: String,
    /// The looks that there are pictures of.
    pub looks: Vec<&'static str>,
}

const STYLE: &str = include_str!("album.css");
const SCRIPT: &str = include_str!("album.js");

/// The page that shows all pictures, by group, with filters.
pub fn page(shots: &[Shot]) -> String {
    let mut groups: Vec<&str> = shots.iter().map(|shot| shot.group).collect();
    groups.dedup();
    let sections: String = groups.iter().map(|group| section(group, shots)).collect();
    let looks: Vec<&str> = shots.iter().fold(Vec::new(), |mut looks, shot| {
        looks.extend(
            shot.looks
                .iter()
                .filter(|look| !looks.contains(look))
                .copied()
                .collect::<Vec<_>>(),
        );
        looks
    });
    let boxes: String = looks
        .iter()
        .map(|look| {
            format!("<label><input type=\"checkbox\" value=\"{look}\" checked> {look}</label>\n")
        })
        .collect();
    let count = shots.len();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Gallery</title>\n\
         <style>\n{STYLE}</style>\n<h1>{count} scenes</h1>\n\
         <form id=\"filters\">\n<label>Name <input type=\"search\" id=\"name\"></label>\n{boxes}</form>\n\
         {sections}<script>\n{SCRIPT}</script>\n"
    )
}

fn section(group: &str, shots: &[Shot]) -> String {
    let scenes: String = shots
        .iter()
        .filter(|shot| shot.group == group)
        .map(scene)
        .collect();
    format!("<section>\n<h2>{group}</h2>\n{scenes}</section>\n")
}

fn scene(shot: &Shot) -> String {
    let Shot { group, scene, .. } = shot;
    let pictures: String = shot
        .looks
        .iter()
        .map(|look| {
            let file = format!("{group}/{scene}-{look}.png");
            format!(
                "<a href=\"{file}\" data-look=\"{look}\"><img src=\"{file}\" loading=\"lazy\" \
                 alt=\"{scene}, {look}\"></a>\n"
            )
        })
        .collect();
    format!("<article data-name=\"{group} {scene}\">\n<h3>{scene}</h3>\n{pictures}</article>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_on_the_page_once_and_under_its_group() {
        let shot = |group, scene: &str, looks: &[&'static str]| Shot {
            group,
            scene: scene.into(),
            looks: looks.to_vec(),
        };
        let page = page(&[
            shot("window", "full", &["light-320", "dark-320"]),
            shot("window", "no-hits", &["light-320"]),
            shot("form", "empty", &["light-320"]),
        ]);
        assert_eq!(page.matches("<h2>").count(), 2);
        assert_eq!(page.matches("<article").count(), 3);
        assert_eq!(page.matches("src=\"window/full-dark-320.png\"").count(), 1);
        assert_eq!(page.matches("type=\"checkbox\"").count(), 2);
        let form = page.find("<h2>form</h2>").unwrap();
        assert!(page.find("form/empty-light-320.png").unwrap() > form);
        assert!(page.find("window/no-hits-light-320.png").unwrap() < form);
    }
}
