//! Copy buttons tell the truth: in a frame without permission, without any clipboard, and on a page that puts
//! something else there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use checkout_e2e::serve::Serving;
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Payable, Setup, World, shop};
use serde_json::json;

/// WebDriver's keys for a paste: Control held down, and let go (W3C WebDriver §17.4.2).
const PASTE: &str = "\u{e009}v\u{e000}";

/// A page of another origin that frames the checkout and grants it nothing.
const STRANGER: &str = r#"<!doctype html>
<title>A page that grants nothing</title>
<iframe id="checkout" width="1000" height="700"></iframe>
<script>document.getElementById('checkout').src = location.hash.slice(1);</script>"#;

/// Where the clipboard is refused, whatever this engine thinks of it.
const REFUSED: &str = "
    const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: refuse }, configurable: true });
";

async fn in_a_frame(journey: impl AsyncFnOnce(&World, &Payable) -> Result<()>) -> Result<()> {
    let router = Router::new().route("/", get(async || Html(STRANGER)));
    let stranger = Serving::start(router).await?;
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        let page = client.current_url().await?;
        let framing = format!("{}/#{page}", stranger.origin());
        client.goto(&framing).await?;
        client.enter_frame(0).await?;
        shopper.fill_in_card("ada.lovelace@mail.shop").await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        journey(world, &payable).await
    })
    .await
}

fn address() -> Part {
    Part::named("copy").with("data-copies", "address")
}

/// Presses the button, and waits until it says how that went: whether the text was copied.
async fn copy(world: &World) -> Result<bool> {
    let shopper = &world.shopper;
    let before = shopper.see("the button", address(), |_| true).await?;
    shopper.press(address()).await?;
    let said = shopper
        .see("what became of it", address(), |button| {
            button.text != before.text
        })
        .await?;
    Ok(said.data("copied") == "true")
}

/// What is selected in the document, wherever.
async fn selected(world: &World) -> Result<String> {
    let script = "const inner = root.getSelection ? String(root.getSelection()) : '';
         return inner || String(getSelection());";
    world.shopper.run(script, vec![]).await
}

/// What the clipboard holds, as a paste into a field tells.
async fn pasted(world: &World) -> Result<String> {
    let shopper = &world.shopper;
    shopper
        .run::<()>("all('details[part~=\"support\"]')[0].open = true;", vec![])
        .await?;
    let find = "const widget = document.querySelector('cryptorefills-checkout');
         const field = widget.shadowRoot.querySelector(arguments[0]);
         field.focus();
         return field;";
    let selector = Part::named("transaction").selector().to_owned();
    let field = shopper
        .browser()
        .find(find, vec![json!(selector)])
        .await?
        .context("there is no field")?;
    field.send_keys(PASTE).await?;
    until("what was pasted", async || {
        let text = field.prop("value").await?.unwrap_or_default();
        Ok((!text.is_empty()).then_some(text))
    })
    .await
}

#[tokio::test]
async fn what_a_frame_without_permission_says_it_copied_is_in_the_clipboard() -> Result<()> {
    in_a_frame(async |world, payable| {
        if copy(world).await? {
            assert_eq!(pasted(world).await?, payable.address);
        } else {
            assert_eq!(
                selected(world).await?.replace(char::is_whitespace, ""),
                payable.address
            );
        }
        let mishaps = world.shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "{mishaps:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_old_command_copies_where_the_clipboard_is_refused() -> Result<()> {
    in_a_frame(async |world, payable| {
        world.shopper.run::<()>(REFUSED, vec![]).await?;
        ensure!(copy(world).await?, "it was not copied");
        assert_eq!(pasted(world).await?, payable.address);
        let left: usize = world
            .shopper
            .run(
                "return document.querySelectorAll('textarea').length + all('textarea').length;",
                vec![],
            )
            .await?;
        assert_eq!(left, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_any_clipboard_the_text_is_selected_and_nothing_is_claimed() -> Result<()> {
    in_a_frame(async |world, payable| {
        let shopper = &world.shopper;
        // One that refuses, one that says yes and does nothing, and a page that copies something else.
        for obstacle in [
            "document.execCommand = () => false;",
            "document.execCommand = () => true;",
            "delete document.execCommand;
             addEventListener('copy', event => {
                 event.clipboardData.setData('text/plain', 'something else');
                 event.preventDefault();
             }, true);",
        ] {
            shopper
                .run::<()>(&format!("{REFUSED}{obstacle}"), vec![])
                .await?;
            ensure!(
                !copy(world).await?,
                "with {obstacle} it claims to have copied"
            );
            let selected = selected(world).await?;
            ensure!(
                selected.replace(char::is_whitespace, "") == payable.address,
                "with {obstacle} {selected:?} is selected"
            );
            // The button speaks of itself again.
            let label = "the button as before";
            shopper
                .see(label, address(), |button| {
                    !button.attributes.contains_key("data-copied") && button.text == "Copy"
                })
                .await?;
        }
        ensure!(
            shopper.payable().await? == *payable,
            "it is no longer payable"
        );
        Ok(())
    })
    .await
}
