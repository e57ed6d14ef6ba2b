//! A partner's colours that nobody could read, and those that everybody can.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};
use serde_json::{Value, json};

use super::measure::{instead, worst};

/// Pale yellow for links and buttons.
const YELLOW: &str = "--checkout-accent: #fff3a0; --checkout-on-accent: white";
/// Grey on grey, in other ways to write a colour.
const GREY: &str = "--checkout-surface: hsl(0 0% 62%); --checkout-raised: rgb(150, 150, 150); \
     --checkout-text: oklch(0.55 0 0); --checkout-muted: color-mix(in oklab, gray 90%, white); \
     --checkout-accent: color(display-p3 0.5 0.6 0.5); --checkout-danger: tomato";
/// Every colour as good as the widget's own.
const GOOD: &str = "--checkout-surface: #fffdf6; --checkout-raised: oklch(0.96 0.01 100); \
     --checkout-text: #24301f; --checkout-muted: rgb(36 48 31 / 0.82); --checkout-border: #d5d2bf; \
     --checkout-accent: rebeccapurple; --checkout-on-accent: #fbfff2";

async fn dress(shopper: &Shopper, css: &str) -> Result<()> {
    shopper
        .run("widget.style.cssText = arguments[0];", vec![json!(css)])
        .await
}

/// The properties that were reported, each as often as it was.
async fn reported(shopper: &Shopper) -> Result<Vec<String>> {
    let events: Vec<Value> = shopper
        .run(
            "return window.__events.filter(one => one.type === 'error').map(one => one.detail);",
            vec![],
        )
        .await?;
    events
        .iter()
        .map(|detail| {
            ensure!(detail["kind"] == "config", "{detail}");
            let message = detail["message"].as_str().unwrap_or_default();
            ensure!(message.starts_with("--checkout-"), "{message}");
            Ok(message.split(':').next().unwrap_or_default().to_owned())
        })
        .collect()
}

/// Waits until everything can be read, and something was changed for it.
async fn readable(shopper: &Shopper, what: &str) -> Result<()> {
    until(&format!("{what} to be readable"), async || {
        let (ratio, _) = worst(shopper).await?;
        Ok((ratio >= 4.5 && !instead(shopper).await?.is_empty()).then_some(()))
    })
    .await
}

async fn open(shopper: &Shopper) -> Result<()> {
    shopper.wait_event("ready").await?;
    shopper
        .see("the brands", "brand", |brand| brand.enabled)
        .await
        .map(drop)
}

#[tokio::test]
async fn what_cannot_be_read_is_corrected_and_told_of_once() -> Result<()> {
    shop(
        Setup::default().attribute("theme", "light"),
        async |world| {
            let shopper = &world.shopper;
            open(shopper).await?;
            let (before, what) = worst(shopper).await?;
            assert!(before >= 4.5, "{what}");
            dress(shopper, YELLOW).await?;
            readable(shopper, "yellow").await?;
            let first = reported(shopper).await?;
            assert!(first.contains(&"--checkout-accent".to_owned()), "{first:?}");
            let told: Vec<String> = shopper
                .run("return window.__console.map(one => one.message);", vec![])
                .await?;
            let line = told
                .iter()
                .find(|line| line.contains("--checkout-accent:"))
                .unwrap();
            assert!(line.contains("4.5:1") && line.contains("rgb("), "{line}");

            dress(shopper, GREY).await?;
            until("grey to be told of", async || {
                let names = reported(shopper).await?;
                Ok(names.contains(&"--checkout-muted".to_owned()).then_some(()))
            })
            .await?;
            readable(shopper, "grey").await?;
            let both = reported(shopper).await?;
            // Again, and nothing more is said.
            dress(shopper, YELLOW).await?;
            until("yellow again", async || {
                Ok((!instead(shopper).await?.contains("--muted")).then_some(()))
            })
            .await?;
            assert_eq!(reported(shopper).await?, both);
            let own: String = shopper.run("return widget.style.cssText;", vec![]).await?;
            assert!(
                own.contains("fff3a0"),
                "the partner's own is left alone: {own}"
            );
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn dark_text_is_corrected_where_the_dark_look_applies() -> Result<()> {
    shop(
        Setup::default().attribute("theme", "light"),
        async |world| {
            let shopper = &world.shopper;
            open(shopper).await?;
            dress(
                shopper,
                "--checkout-text: #16202c; --checkout-muted: #4a5663",
            )
            .await?;
            let (light, what) = worst(shopper).await?;
            assert!(light >= 4.5, "{what}");
            assert_eq!(instead(shopper).await?, "");
            shopper.run::<()>("widget.theme = 'dark';", vec![]).await?;
            readable(shopper, "dark text").await?;
            shopper.run::<()>("widget.theme = 'light';", vec![]).await?;
            until("the partner's colours again", async || {
                Ok(instead(shopper).await?.is_empty().then_some(()))
            })
            .await?;
            let names = reported(shopper).await?;
            assert_eq!(names, ["--checkout-text", "--checkout-muted"]);
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn a_good_theme_is_left_alone() -> Result<()> {
    shop(
        Setup::default().attribute("theme", "light"),
        async |world| {
            let shopper = &world.shopper;
            open(shopper).await?;
            dress(shopper, GOOD).await?;
            until("the partner's colours", async || {
                let colour: String = shopper
                    .run(
                        "return getComputedStyle(all('[part~=\"checkout\"]')[0]).color;",
                        vec![],
                    )
                    .await?;
                Ok((colour == "rgb(36, 48, 31)").then_some(()))
            })
            .await?;
            // What follows a change has come by the next one.
            dress(shopper, &format!("{GOOD}; --checkout-danger: #f88")).await?;
            readable(shopper, "the one mistake").await?;
            assert_eq!(reported(shopper).await?, ["--checkout-danger"]);
            for theme in ["dark", "auto", "light"] {
                dress(shopper, "").await?;
                shopper
                    .run::<()>("widget.theme = arguments[0];", vec![json!(theme)])
                    .await?;
                until("the widget's own colours", async || {
                    let there = shopper.root_data("theme").await? == theme;
                    Ok((there && instead(shopper).await?.is_empty()).then_some(()))
                })
                .await?;
                // A change of a colour may take its moment.
                until("all of it to be readable", async || {
                    Ok((worst(shopper).await?.0 >= 4.5).then_some(()))
                })
                .await?;
            }
            assert_eq!(reported(shopper).await?, ["--checkout-danger"]);
            Ok(())
        },
    )
    .await
}

/// A class far above the element, and a sheet of the page's: nothing tells a script of those.
#[tokio::test]
async fn whatever_changes_a_colour_is_followed() -> Result<()> {
    shop(Setup::default().attribute("theme", "light"), async |world| {
        let shopper = &world.shopper;
        open(shopper).await?;
        shopper
            .run::<()>(
                "const sheet = new CSSStyleSheet();
                 sheet.replaceSync('.night { --checkout-surface: #101418; --checkout-raised: transparent }');
                 document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];",
                vec![],
            )
            .await?;
        for _ in 0..2 {
            shopper
                .run::<()>("document.documentElement.classList.add('night');", vec![])
                .await?;
            readable(shopper, "the night").await?;
            let css = instead(shopper).await?;
            assert!(css.contains("--text") && !css.contains("--surface"), "{css}");
            shopper
                .run::<()>("document.documentElement.classList.remove('night');", vec![])
                .await?;
            until("the day", async || Ok(instead(shopper).await?.is_empty().then_some(()))).await?;
        }
        // While it cannot be seen, and while it is away.
        for (away, back) in [
            ("widget.hidden = true;", "widget.hidden = false;"),
            (
                "window.kept = widget; widget.remove();",
                "document.querySelector('main').append(kept);",
            ),
        ] {
            shopper.run::<()>(away, vec![]).await?;
            shopper
                .run::<()>("document.documentElement.classList.toggle('night');", vec![])
                .await?;
            shopper.run::<()>(back, vec![]).await?;
            open(shopper).await?;
            until("what has become of it meanwhile", async || {
                let night: bool = shopper
                    .run("return document.documentElement.matches('.night');", vec![])
                    .await?;
                Ok((night != instead(shopper).await?.is_empty()).then_some(()))
            })
            .await?;
        }
        Ok(())
    })
    .await
}
