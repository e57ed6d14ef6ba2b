//! Past orders of a device, and the receipt as something to keep (features REC-02, REC-05).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use anyhow::Result;
use checkout_e2e::keyboard::ENTER;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, World, shop};
use serde_json::{Value, json};

const EMAIL: &str = "ada.lovelace@mail.shop";

/// Buys a card and gets it; tells its code.
async fn bought(world: &World) -> Result<String> {
    let shopper = &world.shopper;
    shopper.fill_in_card(EMAIL).await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    world.sandbox.act(&payable.address, Action::Deliver).await?;
    shopper.wait_phase(&["delivered"]).await?;
    revealed(shopper).await
}

async fn revealed(shopper: &Shopper) -> Result<String> {
    shopper.press("reveal").await?;
    let code = shopper.see("the code", "code", |code| !code.text.is_empty());
    Ok(code.await?.text)
}

async fn opened(shopper: &Shopper) -> Result<()> {
    shopper.press("history-open").await?;
    shopper.wait_screen("history").await
}

/// Everything that the browser keeps for the page.
async fn kept(shopper: &Shopper) -> Result<String> {
    let script = "return caches.keys().then(answers =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, answers]));";
    shopper.run(script, vec![]).await
}

#[tokio::test]
async fn an_order_is_found_again_noted_put_away_and_forgotten() -> Result<()> {
    shop(Setup::default().size(360, 740), async |world| {
        let shopper = &world.shopper;
        let code = bought(world).await?;
        world.inspect(&[EMAIL, &code]).await?;
        world.visit().await?;
        opened(shopper).await?;

        let item = shopper.see("the order", "history-item", |_| true).await?;
        assert_eq!(item.data("phase"), "delivered");
        shopper.type_into("balance", "12.50 USD").await?;
        shopper.press("archive").await?;
        until("the order to be put away", async || {
            Ok(shopper
                .look_shown("history-item")
                .await?
                .is_empty()
                .then_some(()))
        })
        .await?;

        // Both are still so for another visit.
        world.visit().await?;
        opened(shopper).await?;
        assert!(shopper.look_shown("history-item").await?.is_empty());
        let fold = "all('details').forEach(one => { one.open = true; });";
        shopper.run::<()>(fold, vec![]).await?;
        let noted = shopper.see("the note", "balance", |_| true).await?;
        assert_eq!(noted.value, "12.50 USD");
        shopper.press("archive").await?;
        until("the order to be listed", async || {
            let script = "return all('.history details:not(.finder)').length === 0;";
            let unfolded: bool = shopper.run(script, vec![]).await?;
            let listed = shopper.look_shown("history-item").await?;
            Ok((unfolded && listed.len() == 1).then_some(()))
        })
        .await?;

        shopper.press("history-item").await?;
        shopper.wait_screen("receipt").await?;
        assert_eq!(revealed(shopper).await?, code);

        world.visit().await?;
        opened(shopper).await?;
        shopper.press("forget").await?;
        shopper.press("keep").await?;
        shopper.see("the order", "history-item", |_| true).await?;
        assert!(kept(shopper).await?.contains("Northwind Market"));
        shopper.press("forget").await?;
        shopper.see("the question", "keep", |_| true).await?;
        shopper.press("forget").await?;
        until("nothing to be kept", async || {
            let kept = kept(shopper).await?;
            Ok((!kept.contains("Northwind") && kept.ends_with(",[]]")).then_some(()))
        })
        .await?;
        world.visit().await?;
        shopper.wait_screen("browse").await?;
        opened(shopper).await?;
        assert!(shopper.look("history-item").await?.is_empty());
        assert!(shopper.look("forget").await?.is_empty());
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_list_is_used_with_the_keyboard_alone() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        bought(world).await?;
        world.visit().await?;
        shopper.wait_screen("browse").await?;
        shopper.tab_to("history-open", false).await?.ensure_seen()?;
        shopper.key(ENTER).await?;
        shopper.wait_screen("history").await?;
        // The screen's heading is where a screen reader goes on.
        shopper.focused("h2").await?;
        shopper.tab_to("balance", false).await?.ensure_seen()?;
        shopper.type_keys("9 USD").await?;
        shopper.tab_to("archive", false).await?.ensure_seen()?;
        shopper.key(ENTER).await?;
        until("the order to be put away", async || {
            Ok(shopper
                .look_shown("history-item")
                .await?
                .is_empty()
                .then_some(()))
        })
        .await?;
        // The button went away under the finger; where one is must still be told.
        shopper.tab_to("forget", false).await?.ensure_seen()?;
        shopper.key(ENTER).await?;
        shopper.see("the question", "keep", |_| true).await?;
        shopper.tab_to("keep", false).await?.ensure_seen()?;
        shopper.key(ENTER).await?;
        until("the question to go", async || {
            Ok(shopper.look("keep").await?.is_empty().then_some(()))
        })
        .await?;
        shopper.tab_to("back", true).await?.ensure_seen()?;
        shopper.key(ENTER).await?;
        shopper.wait_screen("browse").await
    })
    .await
}

/// The file that the browser saved.
async fn saved(folder: &Path, name: &str) -> Result<String> {
    let file = folder.join(name);
    until(&format!("the file {name}"), async || {
        Ok(fs::read_to_string(&file).ok())
    })
    .await
}

#[tokio::test]
async fn a_receipt_is_saved_without_the_code() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let code = bought(world).await?;
        let reference = Part::named("reference");
        let id = shopper.see("the reference", reference, |one| one.text.len() >= 36);
        let id = id.await?.text;
        let folder = tempfile::tempdir()?;
        let allowed = json!({ "behavior": "allow", "downloadPath": folder.path() });
        shopper
            .browser()
            .devtools("Page.setDownloadBehavior", allowed)
            .await?;
        let press = |format: &str| Part::named("save-receipt").with("data-format", format);
        shopper.press(press("json")).await?;
        let json = saved(folder.path(), "receipt.json").await?;
        let told: Value = serde_json::from_str(&json)?;
        let order = world.sandbox.order(&id).await?;
        assert_eq!(told["order_id"], order["order_id"]);
        assert_eq!(told["phase"], "delivered");
        assert_eq!(told["payment"]["amount"], order["coin_amount"]);
        assert_eq!(told["deliveries"][0]["brand"], "Northwind Market");
        assert_eq!(told["deliveries"][0]["recipient"], EMAIL);
        shopper.press(press("text")).await?;
        let text = saved(folder.path(), "receipt.txt").await?;
        for part in [&id, "Northwind Market", EMAIL, "USDC", "Base"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        for file in [&json, &text] {
            assert!(!file.contains(&code), "the code is in {file}");
        }
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}

/// What paper shows while it is printed, and what is left on the page afterwards.
const PRINT: &str = "
    window.print = () => {
        const heading = document.querySelector('h1');
        window.printed = {
            page: shownOnPaper(heading),
            widget: shownOnPaper(document.querySelector('cryptorefills-checkout')),
        };
    };
    window.shownOnPaper = element => element.checkVisibility();
    window.rejected = [];
    addEventListener('unhandledrejection', event => window.rejected.push(String(event.reason)));
    Object.defineProperty(navigator, 'canShare', { value: () => true });
    Object.defineProperty(navigator, 'share', { value: data => {
        window.shared = data.text;
        return Promise.reject(new DOMException('not now', 'AbortError'));
    } });";

#[tokio::test]
async fn paper_shows_the_receipt_alone_and_others_get_no_reference() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.run::<()>(PRINT, vec![]).await?;
        let code = bought(world).await?;
        let id = shopper.see("the reference", "reference", |one| one.text.len() >= 36);
        let id = id.await?.text;
        let count = "return document.adoptedStyleSheets.length;";
        let sheets: u32 = shopper.run(count, vec![]).await?;
        let paper = async |media: &str| {
            let browser = shopper.browser();
            let media = json!({ "media": media });
            browser.devtools("Emulation.setEmulatedMedia", media).await
        };
        paper("print").await?;
        for pressed in ["reveal", "start-over", "save-receipt"] {
            assert!(shopper.look_shown(pressed).await?.is_empty(), "{pressed}");
        }
        assert!(!shopper.look_shown("delivery").await?.is_empty());
        let press = |part: &str| {
            let script = format!("all('[part~={part}]')[0].click(); return true;");
            async move { shopper.run::<bool>(&script, vec![]).await }
        };
        press("print").await?;
        let printed: Value = shopper.run("return window.printed;", vec![]).await?;
        assert_eq!(printed, json!({ "page": false, "widget": true }));
        shopper
            .run::<()>("dispatchEvent(new Event('afterprint'));", vec![])
            .await?;
        let left: Value = shopper
            .run(
                "return [document.adoptedStyleSheets.length, widget.hasAttribute('data-printing'),
                     shownOnPaper(document.querySelector('h1'))];",
                vec![],
            )
            .await?;
        assert_eq!(left, json!([sheets, false, true]));
        paper("").await?;

        press("share").await?;
        let shared: String = shopper.run("return window.shared;", vec![]).await?;
        assert!(shared.contains("Northwind Market") && shared.contains("USDC"));
        assert!(!shared.contains(&id) && !shared.contains(&code), "{shared}");
        let rejected: Vec<String> = shopper.run("return window.rejected;", vec![]).await?;
        assert!(rejected.is_empty(), "{rejected:?}");
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}
