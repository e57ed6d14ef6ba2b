//! Pages that stop events before they arrive: everything happens all the same, and once.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Setup, World, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";
/// WebDriver's key for Enter (W3C WebDriver §17.4.2).
const ENTER: &str = "\u{e007}";

/// Types and clicks while the page stops what `stops` says, and counts what arrives where the widget listens.
async fn heard_once(world: &World, stops: &str) -> Result<()> {
    let shopper = &world.shopper;
    let start = format!(
        "window.__heard = {{ click: 0, input: 0 }};
         window.__count ??= ['click', 'input'].forEach(name =>
             root.addEventListener(name, () => {{ window.__heard[name] += 1; }})) ?? true;
         window.__seen = 0;
         window.__stops = {stops};"
    );
    shopper.run::<()>(&start, vec![]).await?;
    shopper.type_into("search", "north").await?;
    for pressed in ["", "e-commerce", ""] {
        let chip = Part::named("category").with("data-category", pressed);
        if !shopper.look_shown(chip.clone()).await?.is_empty() {
            shopper.press(chip).await?;
        }
    }
    let pressed: u32 = shopper
        .run(
            "const chips = all('[part~=\"category\"]');
             chips.forEach(chip => chip.click());
             return chips.length;",
            vec![],
        )
        .await?;
    ensure!(pressed > 1, "there is nothing to press");
    shopper.type_into("search", "").await?;
    let counted = "return [window.__heard.click, window.__heard.input];";
    // Letters typed and letters taken back; the chips that were there, and those pressed before.
    let inputs = 2 * "north".len() as u32;
    let [clicks, heard] = until("every event", async || {
        let heard: [u32; 2] = shopper.run(counted, vec![]).await?;
        Ok((heard[0] >= pressed && heard[1] >= inputs).then_some(heard))
    })
    .await?;
    // Whatever would come a second time has come by now.
    let _: serde_json::Value = shopper
        .browser()
        .client()
        .execute_async(
            "const [done] = arguments; setTimeout(() => setTimeout(() => setTimeout(() => done(0))));",
            vec![],
        )
        .await?;
    let after: [u32; 2] = shopper.run(counted, vec![]).await?;
    ensure!(
        after == [clicks, heard],
        "{after:?} after {clicks}, {heard}"
    );
    ensure!(heard == inputs, "{heard} inputs instead of {inputs}");
    let expected: u32 = shopper.run("return window.__seen;", vec![]).await?;
    ensure!(clicks == expected, "{clicks} clicks instead of {expected}");
    Ok(())
}

#[tokio::test]
async fn nothing_is_missed_and_nothing_happens_twice() -> Result<()> {
    shop(Setup::default().hostile(), async |world| {
        world
            .shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        let count = "event.type === 'click' && target === window && (window.__seen += 1)";
        for stops in [
            "true",
            "false",
            "Boolean(window.__seen % 2)",
            "target === document",
        ] {
            let stops = format!("(event, target) => {{ {count}; return {stops}; }}");
            heard_once(world, &stops).await?;
        }
        let mishaps = world.shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "{mishaps:?}");
        Ok(())
    })
    .await
}

/// The letter is in the field at once, and its event comes a moment later: a drawing may come in between.
#[tokio::test]
async fn a_drawing_between_a_letter_and_its_event_leaves_the_letter() -> Result<()> {
    shop(Setup::default().hostile(), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        let between: String = shopper
            .browser()
            .client()
            .execute_async(
                "const [done] = arguments;
                 const widget = document.querySelector('cryptorefills-checkout');
                 const input = widget.shadowRoot.querySelector('[part~=search]');
                 input.value = 'north';
                 input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
                 const drawn = new MutationObserver(() => done(input.value));
                 drawn.observe(widget.shadowRoot, { attributes: true, subtree: true });
                 widget.setAttribute('theme', 'dark');",
                vec![],
            )
            .await
            .map(|value| value.as_str().unwrap_or_default().to_owned())?;
        assert_eq!(between, "north");
        until("the brands that are sought", async || {
            let brands = shopper.look_shown("brand").await?;
            Ok((brands.len() == 1).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn leaving_a_field_and_enter_work_where_everything_is_stopped() -> Result<()> {
    shop(Setup::default().hostile(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.enter_email("nobody").await?;
        // To the other widget: only what leaves the shadow root passes through the page.
        shopper
            .run::<()>(
                "document.querySelectorAll('cryptorefills-checkout')[1]
                     .shadowRoot.querySelector('[part~=search]').focus();",
                vec![],
            )
            .await?;
        shopper.see("the problem", "problem", |_| true).await?;

        shopper.enter_email(EMAIL).await?;
        shopper.wait_quote_fresh("USDC").await?;
        let find = "const widget = document.querySelector('cryptorefills-checkout');
             return widget.shadowRoot.querySelector(arguments[0]);";
        let selector = Part::named("recipient-email").selector().to_owned();
        let browser = shopper.browser();
        let input = browser.find(find, vec![json!(selector)]).await?;
        input.unwrap().send_keys(ENTER).await?;
        shopper.payable().await?;
        assert_eq!(shopper.creation_requests().await?, 1);
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        world.inspect(&[EMAIL]).await
    })
    .await
}
