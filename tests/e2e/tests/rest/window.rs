//! A walk through everything that the shop window offers.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::{DOWN, END, HOME, RIGHT, UP};
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Shopper, World};
use serde_json::json;

use super::{BRAND, tile};

/// Everything that the first screen offers. Whatever is not there traps, and nothing works any more.
pub async fn wander(world: &World) -> Result<()> {
    let shopper = &world.shopper;
    // Whoever comes back has bought something, whose coin and network are chosen again.
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let memory = json!({
        "version": 1,
        "orders": [{
            "attempt": "0a", "created_ms": now, "brand": BRAND, "family": BRAND, "country": "US",
            "face_value": "$25", "coin": "USDC", "network": "Base", "phase": "delivered",
        }],
        "recent": [{
            "country": "US", "family": BRAND, "brand": BRAND, "bought": true, "seen_ms": now,
        }],
    });
    shopper
        .run::<()>(
            "localStorage.setItem('cryptorefills-checkout:' + widget.proxyUrl, arguments[0]);",
            vec![json!(memory.to_string())],
        )
        .await?;
    world.visit().await?;
    shopper
        .see("the brands", "brand", |brand| brand.enabled)
        .await?;
    shopper.run::<()>(HOLES, vec![]).await?;
    wears_everything(shopper).await?;
    let garbage = json!([{ "path": "/v2/brands", "times": 1000, "garbage": true }]);
    world.sandbox.faults(&garbage).await?;
    choose_country(shopper, "IT").await?;
    shopper
        .see("a failure", "notice", |notice| {
            notice.data("kind") == "error"
        })
        .await?;
    wears_everything(shopper).await?;
    world.sandbox.clear_faults().await?;
    shopper.press("retry").await?;
    shopper
        .see("the brands", "brand", |brand| brand.enabled)
        .await?;
    choose_country(shopper, "US").await?;
    shopper
        .see("the American brands", tile(BRAND), |_| true)
        .await?;

    let chip = Part::named("category").with("aria-pressed", "false");
    shopper.press(chip).await?;
    shopper
        .see("the category", "category", |chip| {
            chip.chosen && !chip.data("category").is_empty()
        })
        .await?;
    shopper
        .press(Part::named("category").with("data-category", ""))
        .await?;
    for pressed in [true, false] {
        shopper
            .press(Part::named("kind").with("data-kind", "giftcard"))
            .await?;
        shopper
            .see("the kind", "kind", |chip| {
                chip.data("kind") == "giftcard" && chip.chosen == pressed
            })
            .await?;
    }
    // Where many operators are, their number is asked for; countries are found: neither before the rest is here.
    choose_country(shopper, "NG").await?;
    let top_ups = Part::named("kind").with("data-kind", "mobile_recharge");
    shopper.press(top_ups.clone()).await?;
    shopper.see("the kind", top_ups, |chip| chip.chosen).await?;
    wears_everything(shopper).await?;
    for typed in ["germany", "+49", ""] {
        shopper.type_into("search", typed).await?;
    }
    for later in ["number", "country-found"] {
        ensure!(
            shopper.look(later).await?.is_empty(),
            "{later} is of the rest"
        );
    }
    choose_country(shopper, "US").await?;
    shopper
        .see("the American brands", tile(BRAND), |_| true)
        .await?;
    shopper
        .run::<()>("all('[part~=brand]')[0].focus();", vec![])
        .await?;
    for key in [RIGHT, DOWN, END, UP, HOME] {
        shopper.key(key).await?;
    }
    // A slip, and a rest after it, which is when the vendor would be asked.
    shopper.type_into("search", "nrothwind").await?;
    shopper
        .see("it all the same", tile(BRAND), |_| true)
        .await?;
    let rest = "const [done] = arguments; setTimeout(() => done(true), 1500);";
    let client = shopper.browser().client();
    client.execute_async(rest, vec![]).await?;
    shopper.type_into("search", "").await?;
    for row in ["recent", "featured"] {
        let part = Part::named(row).with("data-brand", BRAND);
        shopper
            .see("the row above the grid", part, |_| true)
            .await?;
    }
    shopper.type_into("search", "nothing is called so").await?;
    wears_everything(shopper).await?;
    shopper
        .press(Part::named("retry").with("class", "quiet"))
        .await?;
    shopper.press("retry").await?;
    shopper
        .see("all brands again", tile(BRAND), |_| true)
        .await?;
    shopper
        .run::<()>(
            "scrollTo(0, document.body.scrollHeight); dispatchEvent(new Event('resize'));",
            vec![],
        )
        .await?;

    shopper
        .run::<()>("dispatchEvent(new Event('offline'));", vec![])
        .await?;
    shopper
        .see("no connection", "notice", |notice| {
            notice.data("kind") == "warning"
        })
        .await?;
    shopper
        .run::<()>("dispatchEvent(new Event('online'));", vec![])
        .await?;
    shopper
        .run::<()>(
            "for (const hidden of [true, false]) {
               Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
               document.dispatchEvent(new Event('visibilitychange'));
             }
             widget.setAttribute('theme', 'dark');
             widget.setAttribute('partner-name', 'Meadow Wallet');
             widget.setAttribute('partner-logo', widget.proxyUrl + '/no.png');
             widget.setAttribute('coin', 'USDC');
             widget.setAttribute('methods', 'USDC/Base BTC/Lightning');
             widget.setAttribute('face-value', '25');
             widget.setAttribute('locked', 'country coin email');
             widget.back();
             widget.showModal();
             widget.close();
             widget.showModal();
             widget.display = 'page';
             widget.removeAttribute('display');
             widget.reset();
             scrollTo(0, 0);",
            vec![],
        )
        .await?;
    let holes: Vec<String> = shopper.run("return window.holes;", vec![]).await?;
    ensure!(holes.is_empty(), "texts that are not here yet: {holes:?}");
    until("the dark theme", async || {
        Ok((shopper.root_data("theme").await? == "dark").then_some(()))
    })
    .await?;
    shopper
        .see("the brands", tile(BRAND), |_| true)
        .await
        .map(drop)
}

/// Notes what is said with texts that come later: where they will be, there is nothing but zeros.
const HOLES: &str = "
    window.holes = [];
    const look = () => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const node = walk.currentNode;
            const texts = node.data === undefined ? Array.from(node.attributes, one => one.value) : [node.data];
            if (texts.some(text => text.includes('\\0'))) {
                window.holes.push((node.outerHTML ?? node.parentElement.outerHTML).slice(0, 200));
            }
        }
    };
    new MutationObserver(look).observe(root,
        { attributes: true, characterData: true, childList: true, subtree: true });
    look();
";

/// Fails where something is seen whose styles come later.
async fn wears_everything(shopper: &Shopper) -> Result<()> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../style/widget.css");
    let bare: Vec<String> = shopper
        .run(
            "const sheet = root.adoptedStyleSheets.at(-1);
             const own = Array.from(sheet.cssRules, rule => rule.cssText).join(' ');
             const elements = all('*');
             const look = () => elements.map(one => {
                 const style = getComputedStyle(one);
                 return Array.from(style, name => `${name}: ${style.getPropertyValue(name)}`);
             });
             const before = look();
             sheet.replaceSync(arguments[0]);
             const after = look();
             sheet.replaceSync(own);
             return elements.flatMap((one, place) => {
                 const other = after[place].filter((line, at) =>
                     line !== before[place][at] && !line.startsWith('--'));
                 return other.length ? [`${one.tagName}.${one.className}: ${other.slice(0, 4)}`] : [];
             }).slice(0, 20);",
            vec![json!(std::fs::read_to_string(file)?)],
        )
        .await?;
    ensure!(bare.is_empty(), "styles that are not here yet: {bare:#?}");
    Ok(())
}

/// Chooses a country as a person does.
pub async fn choose_country(shopper: &Shopper, code: &str) -> Result<()> {
    shopper
        .run(
            "const select = all('[part~=\"country\"]')[0];
             select.value = arguments[0];
             select.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(code)],
        )
        .await
}
