//! Every screen and state can be read, reached, hit and heard, by everybody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::gallery::Wish;
use checkout_e2e::gallery::axe::Axe;
use checkout_e2e::gallery::guide::{Told, walk_group};
use checkout_e2e::gallery::look::PHONE;
use checkout_e2e::gallery::scenes::Group;
use checkout_e2e::{Setup, shop};
use serde_json::json;

async fn is_for_everybody(group: Group, scenes: usize) -> Result<()> {
    let wish = Wish {
        checked: true,
        ..Wish::default()
    };
    let mut told = Told::default();
    let outcome = walk_group(group, &wish, &mut told).await;
    let findings = told.findings.join("\n");
    ensure!(findings.is_empty(), "{findings}\n{outcome:?}");
    outcome?;
    ensure!(told.shots.len() >= scenes, "{} scenes", told.shots.len());
    Ok(())
}

#[tokio::test]
async fn the_shop_window() -> Result<()> {
    is_for_everybody(Group::Window, 24).await
}

#[tokio::test]
async fn the_form() -> Result<()> {
    is_for_everybody(Group::Form, 30).await
}

#[tokio::test]
async fn what_the_vendor_refuses() -> Result<()> {
    is_for_everybody(Group::Problems, 33).await
}

#[tokio::test]
async fn what_is_to_be_paid() -> Result<()> {
    is_for_everybody(Group::Paying, 24).await
}

#[tokio::test]
async fn what_is_paid_or_over() -> Result<()> {
    is_for_everybody(Group::Endings, 12).await
}

#[tokio::test]
async fn what_was_bought() -> Result<()> {
    is_for_everybody(Group::Receipt, 13).await
}

#[tokio::test]
async fn the_orders_of_a_device() -> Result<()> {
    is_for_everybody(Group::Past, 5).await
}

#[tokio::test]
async fn several_things_in_one_order() -> Result<()> {
    is_for_everybody(Group::Several, 4).await
}

#[tokio::test]
async fn dialog_page_and_what_stands_instead() -> Result<()> {
    is_for_everybody(Group::Frames, 9).await
}

/// A style that does harm, and what is then said of it.
const HARM: [(&str, &str); 6] = [
    (".heading { min-width: 600px }", "sticks out"),
    (".hint { height: 8px; overflow: hidden }", "cut"),
    (
        "[part~=back] { width: 20px; overflow: visible; white-space: nowrap }",
        "text leaves its box",
    ),
    (
        ".pay-bar [part~=pay] { min-height: 0; height: 40px; padding: 0 }",
        "too small to hit",
    ),
    (".sold-by { position: fixed; inset: 0 }", "covered"),
    (".hint { color: #999 }", "color-contrast"),
];

/// Whoever finds nothing wrong has looked.
#[tokio::test]
async fn what_is_wrong_is_seen() -> Result<()> {
    let axe = Axe::read()?;
    let setup = Setup::default().attribute("theme", "light");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card("ada.lovelace@mail.shop").await?;
        shopper.resize(PHONE.size).await?;
        let put = "window.__harm ??= new CSSStyleSheet();
            window.__harm.replaceSync(arguments[0]);
            const sheets = root.adoptedStyleSheets;
            if (!sheets.includes(window.__harm)) root.adoptedStyleSheets = [...sheets, window.__harm];";
        for (style, said) in HARM {
            shopper.run::<()>(put, vec![json!(style)]).await?;
            let mut found = shopper.misfits(&PHONE).await?;
            found.extend(axe.look(shopper).await?);
            ensure!(found.iter().any(|what| what.contains(said)), "{style}: {found:?}");
        }
        shopper.run::<()>(put, vec![json!("")]).await?;
        let mut found = shopper.misfits(&PHONE).await?;
        found.extend(axe.look(shopper).await?);
        ensure!(found.is_empty(), "without any: {found:?}");
        Ok(())
    })
    .await
}
