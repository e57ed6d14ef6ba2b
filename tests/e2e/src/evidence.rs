//! What a person would like to see when a test has failed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::settings;
use crate::world::World;

/// Longest text that is printed of any one thing.
const LONGEST: usize = 6000;

/// Saves a picture of the page area as `target/screens/{name}.png`.
///
/// # Errors
/// When the browser gives no picture or it cannot be written.
pub async fn photograph(world: &World, name: &str) -> Result<PathBuf> {
    let picture = world.shopper.browser().client().screenshot().await?;
    let folder = settings::screens();
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}.png"));
    fs::write(&file, picture).with_context(|| format!("writing {}", file.display()))?;
    Ok(file)
}

/// Prints the state of page, recorder, console and sandbox, and saves a picture.
pub async fn report(world: &World, test: &str) {
    let shopper = &world.shopper;
    let name = format!("failed-{}", test.replace("::", "-"));
    let picture = photograph(world, &name).await;
    print("picture", picture.map(|file| file.display().to_string()));
    print("widget", outline(world).await);
    print("events", lines(world, "__events").await);
    print(
        "mishaps",
        lines(world, "__violations.concat(window.__errors)").await,
    );
    print("requests", lines(world, "__requests").await);
    let console = shopper.browser().console_errors().await;
    print("console", console.map(|entries| entries.join("\n")));
    eprintln!("--- sandbox\n{}", tail(&world.sandbox.log()));
}

/// The parts on the screen with their state, one a line.
async fn outline(world: &World) -> Result<String> {
    world
        .shopper
        .run(
            "return all('[part]').filter(shown).map(e => {
                 const data = Object.entries(e.dataset).map(([k, v]) => `${k}=${v}`).join(' ');
                 const own = e.querySelector('[part]') ? '' : e.textContent.trim().slice(0, 80);
                 return `${e.getAttribute('part')} [${data}] ${enabled(e) ? '' : '(disabled) '}${own}`;
             }).slice(0, 80).join('\\n');",
            vec![],
        )
        .await
}

/// A list of the recorder, one entry a line.
async fn lines(world: &World, list: &str) -> Result<String> {
    let script = format!("return window.{list}.map(e => JSON.stringify(e)).join('\\n');");
    world.shopper.run(&script, vec![]).await
}

fn print(title: &str, found: Result<String>) {
    let text = match found {
        Ok(text) => text,
        Err(error) => format!("unknown: {error:#}"),
    };
    eprintln!("--- {title}\n{}", tail(&text));
}

fn tail(text: &str) -> &str {
    let start = text.len().saturating_sub(LONGEST);
    let start = (start..text.len())
        .find(|index| text.is_char_boundary(*index))
        .unwrap_or(text.len());
    text.get(start..).unwrap_or_default()
}
