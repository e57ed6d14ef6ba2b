//! Several things in one order: one price, one payment, and each code for its own recipient.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Context, Result};
use checkout_e2e::{Action, Part, Seen, Setup, Shopper, shop};
use serde_json::{Value, json};

const ADA: &str = "ada.lovelace@mail.shop";
/// Looks like Ada as long as no more than two letters are shown.
const ADAM: &str = "adam.smith@mail.shop";

/// Chooses one option of the quantity of the product on the form.
async fn want(shopper: &Shopper, quantity: u8) -> Result<()> {
    shopper
        .see("the quantity", "quantity", |one| one.enabled)
        .await?;
    shopper
        .run::<bool>(
            "const select = all('[part~=\"quantity\"]')[0];
             select.value = arguments[0];
             return select.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(quantity.to_string())],
        )
        .await?;
    shopper
        .see("the quantity to be kept", "quantity", |one| {
            one.value == quantity.to_string()
        })
        .await
        .map(drop)
}

/// Two cards for Ada in the cart, and the form of one more thing for Adam.
async fn fill_cart(shopper: &Shopper) -> Result<()> {
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    want(shopper, 2).await?;
    shopper.enter_email(ADA).await?;
    shopper.press("add-to-cart").await?;
    shopper.see("the cart", "cart-item", |_| true).await?;
    shopper.press("back").await?;
    shopper.choose_brand("Airvale Stays").await?;
    shopper.enter_amount("37").await?;
    shopper.enter_email(ADAM).await?;
    shopper.type_into("buyer-email", ADA).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await.map(drop)
}

/// Reveals the code of the delivery in this place.
async fn code(shopper: &Shopper, place: usize) -> Result<String> {
    let inside = |part: &str| {
        let part = Part::named(part);
        let script = format!(
            "const delivery = all('[part~=\"delivery\"]')[arguments[0]];
             const found = delivery.querySelector('{}');",
            part.selector()
        );
        script
    };
    let press = inside("reveal") + "found.click(); return true;";
    shopper.run::<bool>(&press, vec![json!(place)]).await?;
    let read = inside("code") + "return found && found.textContent.trim();";
    let code = shopper.run::<Option<String>>(&read, vec![json!(place)]);
    code.await?.context("no code was revealed")
}

fn essence(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn state(deliveries: &[Seen]) -> Vec<&str> {
    deliveries.iter().map(|one| one.data("state")).collect()
}

#[tokio::test]
async fn three_things_for_two_people_are_paid_at_once_and_told_apart() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        fill_cart(shopper).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        let goods = &shopper.look_shown("goods").await?[0].text;
        assert!(goods.contains("2 × Northwind Market $25"), "{goods}");
        assert!(goods.contains("1 × Airvale Stays"), "{goods}");
        let support = &shopper.look("support").await?[0].text;
        assert!(support.contains("2 × Northwind Market, $25"), "{support}");

        // The first code is there while the others are still on their way.
        let address = &payable.address;
        world.sandbox.act(address, Action::DeliverFirst).await?;
        shopper.wait_phase(&["delivering"]).await?;
        let early = shopper.see("the first delivery", "delivery", |_| true);
        assert_eq!(early.await?.data("state"), "delivered");
        let first = shopper.look("delivery").await?;
        assert_eq!(state(&first), ["delivered", "waiting", "waiting"]);
        shopper.nothing_payable().await?;

        world.sandbox.act(address, Action::Deliver).await?;
        shopper.wait_screen("receipt").await?;
        let all = shopper.look_shown("delivery").await?;
        assert_eq!(state(&all), ["delivered"; 3]);
        let shown = shopper.look_shown("recipient").await?;
        let shown: Vec<&str> = shown.iter().map(|one| one.text.as_str()).collect();

        let id = shopper.look("reference").await?;
        let id = id.iter().find(|one| one.text.len() >= 36).unwrap();
        let id: String = id.text.chars().filter(|c| !c.is_whitespace()).collect();
        let order = world.sandbox.order(&id).await?;
        let mut secrets = Vec::new();
        for (place, delivery) in order["deliveries"].as_array().unwrap().iter().enumerate() {
            let text = |key: &str| delivery["deliverable"][key].as_str().unwrap();
            let mask = match text("beneficiary_account") {
                ADA => "ada.…@mail.shop",
                ADAM => "adam…@mail.shop",
                other => panic!("{other} ordered nothing"),
            };
            assert_eq!(shown[place], mask);
            let code = code(shopper, place).await?;
            assert_eq!(essence(&code), essence(text("pin_code")), "number {place}");
            secrets.push(code);
        }
        assert_eq!(
            shown,
            ["ada.…@mail.shop", "ada.…@mail.shop", "adam…@mail.shop"]
        );
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        assert_eq!(shopper.creation_requests().await?, 1);
        let mut private = vec![ADA, ADAM];
        private.extend(secrets.iter().map(String::as_str));
        world.inspect(&private).await
    })
    .await
}

/// In billionths.
fn exact(text: &str) -> u128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{part:0<9}").parse().unwrap()
}

#[tokio::test]
async fn the_lines_add_up_to_the_total_with_a_coupon() -> Result<()> {
    shop(Setup::default().size(320, 800), async |world| {
        let shopper = &world.shopper;
        fill_cart(shopper).await?;
        assert!(shopper.look("quote-line").await?.is_empty());
        shopper
            .run::<bool>(
                "all('details').forEach(one => { one.open = true; }); return true;",
                vec![],
            )
            .await?;
        shopper.type_into("coupon", "SAVE10").await?;
        shopper.press("coupon-apply").await?;
        shopper
            .see("the coupon's line", "quote-line", |_| true)
            .await?;
        let quote = shopper.wait_quote_fresh("USDC").await?;
        let lines = shopper.look_shown("quote-line").await?;
        let amounts: Vec<u128> = lines.iter().map(|one| exact(one.data("amount"))).collect();
        assert_eq!(amounts.len(), 2, "{lines:?}");
        assert_eq!(amounts[0] - amounts[1], exact(quote.data("amount")));
        let wide: Value = shopper
            .run(
                "return all('.sums, .sums *').filter(one => one.scrollWidth > one.clientWidth + 1
                 && getComputedStyle(one).display !== 'inline').map(one => one.textContent);",
                vec![],
            )
            .await?;
        assert_eq!(wide, json!([]), "nothing is cut off");
        let total = quote.data("amount").to_owned();
        shopper.pay().await?;
        assert_eq!(shopper.payable().await?.amount, total);
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_full_cart_says_why_nothing_more_goes_in() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.enter_email(ADA).await?;
        want(shopper, 10).await?;
        shopper.press("add-to-cart").await?;
        shopper.see("the cart", "cart-item", |_| true).await?;
        shopper.choose_denomination("25 USD").await?;
        let add = shopper
            .see("the closed way into the cart", "add-to-cart", |add| {
                !add.enabled
            })
            .await?;
        let why = &add.attributes["aria-describedby"];
        let quantity = &shopper.look_shown("quantity").await?[0];
        assert!(!quantity.enabled, "{quantity:?}");
        assert_eq!(quantity.attributes.get("aria-describedby"), Some(why));
        let told: String = shopper
            .run(
                "const why = root.getElementById(arguments[0]);
                 return shown(why) ? why.textContent : '';",
                vec![json!(why)],
            )
            .await?;
        assert!(told.contains("10"), "{told:?}");
        Ok(())
    })
    .await
}
