//! Finding what one wants: slips of the finger, the vendor's own search, what was seen before, and what is
//! read from a name, a number or an address that is not quite right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::{ENTER, TAB};
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Setup, Shopper, shop};
use serde_json::json;

const BRAND: &str = "Northwind Market";
const EMAIL: &str = "ada.lovelace@mail.shop";

fn called(part: &str, brand: &str) -> Part {
    Part::named(part).with("data-brand", brand)
}

async fn brands(shopper: &Shopper, part: &str) -> Result<Vec<String>> {
    let shown = shopper.look_shown(part).await?;
    let names = shown.iter().map(|tile| tile.data("brand").to_owned());
    Ok(names.collect())
}

async fn wait_brands(shopper: &Shopper, part: &str, wanted: &[&str]) -> Result<()> {
    until(&format!("{part} to be {wanted:?}"), async || {
        Ok((brands(shopper, part).await? == wanted).then_some(()))
    })
    .await
}

/// Features DIS-05.
#[tokio::test]
async fn a_slip_of_the_finger_finds_the_brand_all_the_same() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |_| true).await?;
        for typed in ["nrothwind", "Northwnd mark", "nordhwind"] {
            shopper.type_into("search", typed).await?;
            wait_brands(shopper, "brand", &[BRAND]).await?;
        }
        shopper.press(called("brand", BRAND)).await?;
        shopper.wait_screen("configure").await
    })
    .await
}

/// Features DIS-05: what is read stays where it is, and what the vendor adds is below it.
#[tokio::test]
async fn what_the_vendor_finds_goes_below_what_is_read() -> Result<()> {
    let own = [
        "Tidal Mobile Credits",
        "Heronline Credits",
        "Lonestar Wireless Credits",
    ];
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let more = "Skylark Top-ups";
        world.sandbox.finds("US", &[more, own[2], own[0]]).await?;
        // The vendor is asked once what opens its finds is there.
        shopper.choose_brand(BRAND).await?;
        shopper.press("back").await?;
        shopper.wait_screen("browse").await?;
        shopper.type_into("search", "credits").await?;
        wait_brands(shopper, "brand", &own).await?;
        let mut orders = Vec::new();
        until("the vendor's finds", async || {
            let now = brands(shopper, "brand").await?;
            let there = now.iter().any(|name| name == more);
            if orders.last() != Some(&now) {
                orders.push(now);
            }
            Ok(there.then_some(()))
        })
        .await?;
        for seen in &orders {
            ensure!(seen[..3] == own, "what is read moved: {orders:?}");
        }
        wait_brands(shopper, "brand", &[own[0], own[1], own[2], more]).await?;
        ensure!(shopper.focus("[part~=search]").await?.matches);
        let asked = shopper.requests().await?;
        let asked = asked.iter().filter(|one| one.url.contains("q=credits"));
        ensure!(asked.count() == 1, "one question for one word");
        // Another word is another question: nothing of the last answer is left.
        shopper.type_into("search", "moonreel").await?;
        wait_brands(shopper, "brand", &["Moonreel"]).await
    })
    .await
}

/// Features DIS-11.
#[tokio::test]
async fn what_was_seen_on_this_device_stands_above_the_grid() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        ensure!(brands(shopper, "recent").await?.is_empty());
        for brand in ["Moonreel", BRAND] {
            shopper.choose_brand(brand).await?;
            shopper.press("back").await?;
            shopper.wait_screen("browse").await?;
            shopper.type_into("search", "").await?;
        }
        // Nothing comes above what is read: only on return.
        wait_brands(shopper, "recent", &[BRAND, "Moonreel"]).await?;
        ensure!(
            brands(shopper, "brand")
                .await?
                .iter()
                .filter(|one| *one == BRAND)
                .count()
                == 1,
            "each brand is in the grid once"
        );
        world.visit().await?;
        wait_brands(shopper, "recent", &[BRAND, "Moonreel"]).await?;
        shopper.press(called("recent", "Moonreel")).await?;
        shopper.wait_screen("configure").await?;
        let name = shopper.look("checkout").await?[0].text.clone();
        ensure!(name.contains("Moonreel"), "{name}");
        shopper.press("back").await?;
        wait_brands(shopper, "recent", &["Moonreel", BRAND]).await?;
        shopper.type_into("search", "tidal").await?;
        wait_brands(shopper, "recent", &[]).await
    })
    .await
}

/// Features DIS-08: a link that leads to nothing names what it may have meant.
#[tokio::test]
async fn a_link_to_an_unknown_brand_offers_the_nearest_one() -> Result<()> {
    let setup = Setup::default().attribute("brand", "Nrothwind Markets");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        let notice = shopper
            .see("what was asked for", "notice", |one| {
                one.data("kind") == "info"
            })
            .await?;
        ensure!(notice.text.contains("Nrothwind Markets"), "{notice:?}");
        let nearest = shopper.look_shown("nearest").await?;
        ensure!(nearest[0].text == format!("Open {BRAND}"), "{nearest:?}");
        ensure!(shopper.root_data("screen").await? == "browse");
        shopper.press("nearest").await?;
        shopper.wait_screen("configure").await
    })
    .await
}

/// Features VAL-04.
#[tokio::test]
async fn a_number_without_its_countrys_code_reaches_the_vendor_with_it() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Tidal Mobile Credits").await?;
        shopper.choose_denomination("10 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.enter_phone("(415) 555-12", EMAIL).await?;
        let wrong = Part::named("problem").with("data-code", "PHONE_LENGTH");
        shopper
            .see("that digits lack", wrong.clone(), |_| true)
            .await?;
        shopper.enter_phone("(415) 555-0132", EMAIL).await?;
        shopper.wait_quote_fresh("USDC").await?;
        ensure!(shopper.look(wrong).await?.is_empty());
        shopper.pay().await?;
        shopper.payable().await?;
        let id = shopper.look("reference").await?[0].text.clone();
        let order = world.sandbox.order(&id).await?;
        let account = &order["deliveries"][0]["deliverable"]["beneficiary_account"];
        ensure!(account == "+14155550132", "{account}");
        Ok(())
    })
    .await
}

/// Features PAY-03.
#[tokio::test]
async fn a_network_below_its_minimum_cannot_be_chosen_and_says_why() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        world.sandbox.minimum("USDC", "ETH Mainnet", "40").await?;
        world.visit().await?;
        shopper.fill_in_card(EMAIL).await?;
        let network = |name| Part::named("network").with("data-network", name);
        let closed = until("the network to be closed", async || {
            let found = shopper.look(network("ETH Mainnet")).await?;
            Ok(found.into_iter().find(|one| !one.enabled))
        })
        .await?;
        let pill = "const input = root.querySelector(arguments[0]);
            return input.closest('label').textContent;";
        let selector = network("ETH Mainnet").selector().into();
        let words: String = shopper.run(pill, vec![selector]).await?;
        ensure!(words.contains("40 USDC"), "{words:?} of {closed:?}");
        ensure!(shopper.look(network("Base")).await?[0].enabled);
        // More is enough for it.
        shopper.choose_denomination("50 USD").await?;
        until("the network to be open", async || {
            let found = shopper.look(network("ETH Mainnet")).await?;
            Ok(found.iter().any(|one| one.enabled).then_some(()))
        })
        .await
    })
    .await
}

/// Features VAL-05 and A11-04: from a misspelt name to what is to be paid, without a mouse.
#[tokio::test]
async fn all_of_it_is_found_by_keyboard() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |_| true).await?;
        shopper.tab_to("search", false).await?;
        shopper.type_keys("nrothwind").await?;
        wait_brands(shopper, "brand", &[BRAND]).await?;
        shopper.tab_to("brand", false).await?;
        shopper.key(ENTER).await?;
        shopper.wait_screen("configure").await?;
        shopper.tab_to("back", true).await?;
        shopper.key(ENTER).await?;
        shopper.wait_screen("browse").await?;
        shopper.type_into("search", "").await?;
        shopper.tab_to("recent", false).await?;
        shopper.tab_to("featured", false).await?;
        shopper.tab_to("recent", true).await?;
        shopper.key(ENTER).await?;
        shopper.wait_screen("configure").await?;
        shopper.see("the values", "denomination", |_| true).await?;

        shopper.tab_to("denomination", false).await?;
        let value = |text| Part::named("denomination").with("data-denomination", text);
        shopper.arrow_to(value("25 USD")).await?;
        shopper.tab_to("quantity", false).await?;
        shopper.type_keys("2").await?;
        shopper
            .see("two of it", "quantity", |one| one.value == "2")
            .await?;
        shopper.tab_to("recipient-email", false).await?;
        shopper.type_keys("ada@gmial.com").await?;
        shopper.key(TAB).await?;
        shopper
            .see("what was meant", "suggestion", |_| true)
            .await?;
        shopper.tab_to("suggestion", true).await?;
        shopper.key(ENTER).await?;
        shopper
            .see("it taken", "recipient-email", |one| {
                one.value == "ada@gmail.com"
            })
            .await?;
        shopper.focused("input").await?;

        shopper.tab_to("add-to-cart", false).await?;
        shopper.key(ENTER).await?;
        shopper.see("it in the cart", "cart-item", |_| true).await?;
        shopper.focused("*").await?;
        shopper.tab_to("coin", false).await?;
        let coin = Part::named("coin").with("data-coin", "USDC");
        shopper.arrow_to(coin).await?;
        shopper.tab_to("network", false).await?;
        let network = Part::named("network").with("data-network", "Base");
        shopper.arrow_to(network).await?;
        let before = shopper.wait_quote_fresh("USDC").await?;
        shopper.tab_to(Part::named("coupon-open"), false).await?;
        shopper.key(ENTER).await?;
        shopper.tab_to("coupon", false).await?;
        shopper.type_keys("SAVE10").await?;
        shopper.key(ENTER).await?;
        shopper
            .see("less to pay", "quote", |quote| {
                quote.data("state") == "fresh" && quote.data("amount") != before.data("amount")
            })
            .await?;
        shopper.tab_to("coupon-remove", false).await?;
        shopper.tab_to("pay", false).await?;
        shopper.key(ENTER).await?;
        let payable = shopper.payable().await?;
        let id = shopper.look("reference").await?[0].text.clone();
        let order = world.sandbox.order(&id).await?;
        ensure!(
            order["deliveries"].as_array().map(Vec::len) == Some(2),
            "{payable:?}"
        );
        ensure!(world.sandbox.stats().await?.creations == 1);
        Ok(())
    })
    .await
}

/// Name and place of every tile of a part.
async fn places(shopper: &Shopper, part: &str) -> Result<Vec<(String, f64, f64)>> {
    let script = "return all(arguments[0]).map(tile => {
        const { left, top } = tile.getBoundingClientRect();
        return [tile.dataset.brand, left, top];
    });";
    let part = Part::named(part);
    shopper.run(script, vec![part.selector().into()]).await
}

/// What the vendor features is there before its long list, and stays where it is when that comes.
#[tokio::test]
async fn what_is_featured_opens_while_the_list_is_on_its_way() -> Result<()> {
    let phone = Setup::default().size(360, 740).attribute("history", "off");
    shop(phone, async |world| {
        let shopper = &world.shopper;
        shopper.see("the first visit", "category", |_| true).await?;
        let late = json!([{ "path": "/v2/brands", "times": 1, "delay_ms": 5000 }]);
        world.sandbox.faults(&late).await?;
        world.visit().await?;
        shopper.see("a popular brand", "featured", |_| true).await?;
        let before = places(shopper, "featured").await?;
        ensure!(shopper.look_shown("brand").await?.is_empty());
        ensure!(shopper.look_shown("category").await?.is_empty());
        // Who seeks is answered from what there is, and from all of it as soon as it is there.
        shopper.type_into("search", "harbor").await?;
        wait_brands(shopper, "brand", &["Harbor Coffee"]).await?;
        shopper.type_into("search", "").await?;
        shopper.see("the whole list", "category", |_| true).await?;
        shopper.see("the grid", "brand", |_| true).await?;
        ensure!(places(shopper, "featured").await? == before, "{before:?}");

        world.sandbox.faults(&late).await?;
        world.visit().await?;
        shopper.press(called("featured", BRAND)).await?;
        shopper.wait_screen("configure").await?;
        shopper.see("its values", "denomination", |_| true).await?;
        shopper.press("back").await?;
        shopper.see("the grid", "brand", |_| true).await?;
        Ok(())
    })
    .await
}

/// Where the categories need more than a line, nothing stands below them before they are known.
#[tokio::test]
async fn nothing_moves_on_a_wide_screen_when_the_list_comes() -> Result<()> {
    let wide = Setup::default().size(1200, 900).attribute("history", "off");
    shop(wide, async |world| {
        let shopper = &world.shopper;
        shopper.see("the first visit", "category", |_| true).await?;
        let late = json!([{ "path": "/v2/brands", "times": 1, "delay_ms": 3000 }]);
        world.sandbox.faults(&late).await?;
        world.visit().await?;
        shopper.see("the country", "country", |_| true).await?;
        let shift = "window.moved = [];
            new PerformanceObserver(list => {
                for (const { value, sources } of list.getEntries()) {
                    for (const { node, previousRect, currentRect } of sources) {
                        const [from, to] = [previousRect.y, currentRect.y];
                        // To the side, the page's scroll bar moves what it needs room beside.
                        if (from !== to) moved.push(`${node?.className}: ${from} to ${to}, ${value}`);
                    }
                }
            }).observe({ type: 'layout-shift', buffered: true });";
        shopper.run::<()>(shift, vec![]).await?;
        shopper.see("the whole list", "category", |_| true).await?;
        shopper.see("the grid", "brand", |_| true).await?;
        shopper
            .see("what is featured", "featured", |_| true)
            .await?;
        let moved: Vec<String> = shopper.run("return window.moved;", vec![]).await?;
        ensure!(moved.is_empty(), "{moved:?}");
        Ok(())
    })
    .await
}
