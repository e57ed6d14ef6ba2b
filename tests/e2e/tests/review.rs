//! The order in words before it is paid, what the vendor writes about the product, and no press more than
//! before (features VAL-06, PRD-05, PAY-09).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Setup, Shopper, World, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";
const PHONE: &str = "+12025550143";

/// The lines by name, with their words: label, text and button run together.
async fn lines(shopper: &Shopper) -> Result<Vec<(String, String)>> {
    let lines = shopper.look_shown("review-line").await?;
    let named = |line: &checkout_e2e::Seen| (line.data("line").to_owned(), line.text.clone());
    Ok(lines.iter().map(named).collect())
}

fn names(lines: &[(String, String)]) -> Vec<&str> {
    lines.iter().map(|(name, _)| name.as_str()).collect()
}

fn says(lines: &[(String, String)], name: &str, words: &[&str]) -> Result<()> {
    let line = lines.iter().find(|(line, _)| line == name);
    let text = line.map_or("", |(_, text)| text.as_str());
    for word in words {
        ensure!(text.contains(word), "{name}: {text:?} without {word:?}");
    }
    Ok(())
}

/// The part that has the focus, once it has one of these names.
async fn focused(shopper: &Shopper, part: &str) -> Result<()> {
    until(&format!("the focus in {part}"), async || {
        let script = "return root.activeElement?.matches(arguments[0]) ?? false;";
        let selector = Part::named(part).selector().to_owned();
        let there: bool = shopper.run(script, vec![json!(selector)]).await?;
        Ok(there.then_some(()))
    })
    .await
}

/// Presses a line's way to its field.
async fn change(shopper: &Shopper, line: &str) -> Result<()> {
    let there: bool = shopper
        .run(
            "const button = root.querySelector(`[data-line=\"${arguments[0]}\"] [part~=review-edit]`);
             button?.click();
             return Boolean(button);",
            vec![json!(line)],
        )
        .await?;
    ensure!(there, "{line} can be changed");
    Ok(())
}

async fn nothing_payable(world: &World) -> Result<()> {
    let shopper = &world.shopper;
    for part in ["pay-address", "pay-amount", "qr", "open-wallet"] {
        ensure!(shopper.look(part).await?.is_empty(), "{part} is there");
    }
    assert_eq!(world.sandbox.stats().await?.creations, 0);
    Ok(())
}

async fn card_at(width: u32, theme: &str) -> Result<()> {
    let setup = Setup::default().size(width, 800).attribute("theme", theme);
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        assert!(shopper.look("review").await?.is_empty(), "nobody gets it yet");
        // Next to nothing is not worth a word (features PAY-03).
        let costs = "return all('[part~=network]').map(e => e.closest('label').textContent);";
        let costs: Vec<String> = shopper.run(costs, vec![]).await?;
        let free = |one: &String| one.starts_with("Solana") && !one.contains("costs");
        ensure!(costs.iter().any(free), "{costs:?}");
        let cheap = |one: &String| one.starts_with("Base") && one.contains("Sending costs about €0.01");
        ensure!(costs.iter().any(cheap), "{costs:?}");
        shopper.enter_email(EMAIL).await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.see("the review", "review", |review| {
            review.shown && review.text.contains("exchange")
        })
        .await?;
        let listed = lines(shopper).await?;
        let wanted = ["product", "country", "recipient", "coin", "network"];
        assert_eq!(names(&listed), wanted);
        says(&listed, "product", &["Northwind Market", "25"])?;
        says(&listed, "country", &["United States"])?;
        says(&listed, "recipient", &[EMAIL])?;
        says(&listed, "coin", &["USDC"])?;
        says(&listed, "network", &["Base"])?;
        // Total, seller and terms stand below it, on the same screen.
        let pay = shopper.see("pay", "pay", |pay| pay.enabled).await?;
        let quote = shopper.wait_quote_fresh("USDC").await?;
        ensure!(pay.text.contains(quote.data("amount")), "{pay:?}");
        let links = shopper.look_shown("link").await?;
        for wanted in ["terms-of-service", "privacy-policy"] {
            let link = links.iter().find(|link| link.attributes["href"].contains(wanted));
            let link = link.expect(wanted);
            assert_eq!(link.attributes["rel"], "noopener noreferrer");
            ensure!(link.attributes["href"].starts_with("https://www.cryptorefills.com/"));
        }
        let sides: (f64, f64) = shopper
            .run(
                "const review = root.querySelector('[part~=review]');
                 review.scrollIntoView();
                 return [review.scrollWidth - review.clientWidth, Math.min(...all('[part~=review-edit]')
                     .map(e => e.getBoundingClientRect()).flatMap(box => [box.width, box.height]))];",
                vec![],
            )
            .await?;
        ensure!(sides.0 <= 0.0, "{sides:?}: too wide");
        ensure!(sides.1 >= 24.0, "{sides:?}: too small a target");
        photograph(world, &format!("review-{width}-{theme}")).await?;

        for (line, field) in [
            ("product", "denomination"),
            ("recipient", "recipient-email"),
            ("coin", "coin"),
            ("network", "network"),
        ] {
            change(shopper, line).await?;
            focused(shopper, field).await?;
        }
        nothing_payable(world).await?;
        let other = "grace.hopper@mail.shop";
        shopper.type_into("recipient-email", other).await?;
        let listed = lines(shopper).await?;
        says(&listed, "recipient", &[other])?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.pay().await?;
        shopper.payable().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_phone_repeats_the_order_and_leads_to_each_field() -> Result<()> {
    card_at(360, "light").await
}

#[tokio::test]
async fn a_wide_place_repeats_the_order_beside_the_price() -> Result<()> {
    card_at(1200, "dark").await
}

#[tokio::test]
async fn a_cart_is_listed_thing_by_thing() -> Result<()> {
    shop(Setup::default().size(360, 800), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.press("add-to-cart").await?;
        shopper.press("back").await?;
        shopper.choose_brand("Tidal Mobile Credits").await?;
        shopper.choose_denomination("10 USD").await?;
        shopper.enter_phone(PHONE, EMAIL).await?;
        shopper.wait_quote_fresh("USDC").await?;
        let listed = lines(shopper).await?;
        let wanted = [
            "product",
            "recipient",
            "product",
            "country",
            "recipient",
            "buyer",
            "coin",
            "network",
        ];
        assert_eq!(names(&listed), wanted);
        // A thing in the cart keeps its own country.
        ensure!(listed[0].1.contains("United States"), "{listed:?}");
        ensure!(listed[4].1.contains(PHONE), "{listed:?}");
        // The first of the lines is the cart's.
        change(shopper, "recipient").await?;
        focused(shopper, "item-recipient").await?;
        change(shopper, "product").await?;
        focused(shopper, "quantity").await?;
        change(shopper, "buyer").await?;
        focused(shopper, "buyer-email").await?;
        photograph(world, "review-cart").await?;
        // Without a price, its place says what it waits for.
        shopper.type_into("item-recipient", "ada@mail").await?;
        shopper
            .see("what is wrong instead of the price", "quote", |quote| {
                quote.data("state") == "none" && quote.text.contains("number 1 in the cart")
            })
            .await?;
        nothing_payable(world).await
    })
    .await
}

/// The country is chosen in the shop window: one step back, and nothing that was filled in is lost.
#[tokio::test]
async fn the_country_is_changed_where_it_is_chosen() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        change(shopper, "country").await?;
        shopper.wait_screen("browse").await?;
        focused(shopper, "country").await?;
        shopper.choose_brand("Northwind Market").await?;
        let kept = shopper.wait_quote_fresh("USDC").await?;
        says(&lines(shopper).await?, "recipient", &[EMAIL])?;
        ensure!(!kept.data("amount").is_empty(), "{kept:?}");
        Ok(())
    })
    .await?;
    let setup = Setup::default().attribute("countries", "US");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        says(&lines(shopper).await?, "country", &["United States"])?;
        ensure!(
            change(shopper, "country").await.is_err(),
            "there is no other"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_host_has_locked_is_repeated_without_a_way_to_change_it() -> Result<()> {
    let setup = Setup::default()
        .attribute("email", EMAIL)
        .attribute("locked", "email");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        says(&lines(shopper).await?, "recipient", &[EMAIL])?;
        ensure!(change(shopper, "recipient").await.is_err());
        change(shopper, "coin").await
    })
    .await
}

/// Presses and choices from the open shop to something payable, as the page itself counts them.
#[tokio::test]
async fn the_first_purchase_takes_five_presses() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper
            .run::<()>(
                "window.__presses = [];
                 // A label passes its click on to its input: one press.
                 root.addEventListener('click', event => {
                     const one = event.target.closest('button, input[type=radio], summary, a');
                     if (one) __presses.push(one.getAttribute('part') ?? one.localName);
                 }, true);",
                vec![],
            )
            .await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.press("pay").await?;
        shopper.wait_screen("pay").await?;
        shopper.payable().await?;
        let presses: Vec<String> = shopper.run("return __presses;", vec![]).await?;
        assert_eq!(presses, ["brand", "denomination", "coin", "network", "pay"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_vendor_writes_is_there_before_paying_and_harmless() -> Result<()> {
    shop(Setup::default().size(360, 800), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Lumen Play").await?;
        shopper.see("the regions", "regions", |line| line.shown && line.text.contains("United States"))
            .await?;
        let about = shopper.see("what it is", "about", |about| about.shown).await?;
        for words in ["Spend it at", "How to redeem", "Terms"] {
            ensure!(about.text.contains(words), "{words}: {about:?}");
        }
        let form = shopper.run::<String>("return root.textContent;", vec![]).await?;
        ensure!(form.contains("Not exchangeable for cash."));
        shopper
            .run::<()>("root.querySelector('[part~=about] summary').click();", vec![])
            .await?;
        shopper.see("it unfolded", "about", |about| about.attributes.contains_key("open")).await?;
        photograph(world, "review-about").await?;
        let active: Vec<String> = shopper
            .run(
                "const about = root.querySelector('[part~=about]');
                 return [...about.querySelectorAll('script,img,iframe,svg,form,input,style,[onclick],[style]')]
                     .map(e => e.outerHTML)
                     .concat([...about.querySelectorAll('a[href]')].map(e => e.href)
                         .filter(url => !url.startsWith('https://')))
                     .concat(window.__hostile ? ['it ran'] : []);",
                vec![],
            )
            .await?;
        assert_eq!(active, Vec::<String>::new());
        shopper.press("back").await?;
        shopper.choose_brand("Roamly Global eSIM").await?;
        shopper.see("the hint", "checkout", |form| form.text.contains("*#06#") && form.text.contains("Data only")).await?;
        photograph(world, "review-esim").await.map(drop)
    })
    .await
}
