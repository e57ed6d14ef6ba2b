//! What the form teaches before anything is ordered: prices in the chosen coin, minimums, limits, other ways,
//! and what is sent only with consent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Setup, Shopper, shop};
use serde_json::{Value, json};

const EMAIL: &str = "ada.lovelace@mail.shop";

fn value(denomination: &str) -> Part {
    Part::named("denomination").with("data-denomination", denomination)
}

/// The words of the choice that an input stands in.
async fn words(shopper: &Shopper, input: &Part) -> Result<String> {
    let script = "return all(arguments[0])[0].closest('label').textContent;";
    shopper.run(script, vec![json!(input.selector())]).await
}

/// Waits until the words of a choice hold these.
async fn says(shopper: &Shopper, input: Part, wanted: &str) -> Result<()> {
    until(&format!("{input:?} to say {wanted:?}"), async || {
        Ok(words(shopper, &input).await?.contains(wanted).then_some(()))
    })
    .await
}

/// Chooses how many of the product on the form.
async fn want(shopper: &Shopper, quantity: &str) -> Result<()> {
    shopper
        .run::<bool>(
            "const select = all('[part~=\"quantity\"]')[0];
             select.value = arguments[0];
             return select.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(quantity)],
        )
        .await
        .map(drop)
}

#[tokio::test]
async fn values_and_networks_speak_of_the_chosen_coin() -> Result<()> {
    shop(Setup::default().size(320, 900), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        says(shopper, value("25 USD"), " USDC").await?;
        let network = Part::named("network").with("data-network", "Base");
        says(shopper, network, "From ").await?;
        let beyond: i32 = shopper
            .run(
                "const networks = all('[part~=network]')[0].closest('[role=radiogroup]');
                 networks.scrollIntoView();
                 return networks.scrollWidth - networks.clientWidth;",
                vec![],
            )
            .await?;
        ensure!(beyond <= 0, "too wide by {beyond}");
        photograph(world, "form-networks").await?;
        shopper
            .choose(Part::named("coin").with("data-coin", "BTC"))
            .await?;
        says(shopper, value("25 USD"), " BTC").await?;
        says(shopper, value("50 USD"), " BTC").await
    })
    .await
}

#[tokio::test]
async fn a_fixed_value_and_an_amount_clear_each_other() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Lumen Play").await?;
        shopper.choose_denomination("20 USD").await?;
        shopper.enter_amount("37").await?;
        shopper
            .see("the value to be left", value("20 USD"), |one| !one.chosen)
            .await?;
        assert_eq!(shopper.look("amount").await?[0].value, "37");
        shopper.choose_denomination("20 USD").await?;
        shopper
            .see("the amount to be cleared", "amount", |one| {
                one.value.is_empty()
            })
            .await?;
        assert!(shopper.look(value("20 USD")).await?[0].chosen);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn ways_that_the_vendor_names_are_one_press_away() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Harbor Coffee").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.enter_email(EMAIL).await?;
        shopper.choose_coin("USDC", "Base").await?;
        let problems = shopper.submit_and_be_refused().await?;
        assert_eq!(
            problems[0].data("code"),
            "UNSUPPORTED_PROTOCOL_COIN_COMBINATION"
        );
        let network = Part::named("network").with("data-network", "Base");
        says(shopper, network, "Not for this product").await?;
        let ways = shopper.look_shown("suggestion").await?;
        let ways: Vec<&str> = ways.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(
            ways,
            [
                "Pay with USDC on Solana instead",
                "Pay with USDC on Arbitrum instead",
                "Pay with BTC on Mainnet instead",
            ]
        );
        shopper.press("suggestion").await?;
        shopper.wait_quote_fresh("USDC").await?;
        let network = Part::named("network").with("data-network", "Solana");
        assert!(shopper.look(network).await?[0].chosen);
        assert!(shopper.look("suggestion").await?.is_empty());
        shopper.pay().await?;
        shopper.payable().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn refusals_of_a_value_and_of_a_quantity_stay_at_their_controls() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card("problem.most_3@mail.shop").await?;
        want(shopper, "5").await?;
        shopper
            .see("the limit", "problem", |one| {
                one.data("code") == "PRODUCT_COUNT_EXCEEDED" && one.text.contains("limit is 3")
            })
            .await?;
        says(shopper, Part::named("quantity"), "At most 3").await?;
        assert_eq!(shopper.look("quantity").await?[0].value, "5");
        shopper.press("suggestion").await?;
        shopper.wait_quote_fresh("USDC").await?;
        assert_eq!(shopper.look("quantity").await?[0].value, "3");
        assert!(shopper.look("problem").await?.is_empty());

        want(shopper, "1").await?;
        shopper
            .enter_email("problem.out_of_stock@mail.shop")
            .await?;
        says(shopper, value("25 USD"), "Sold out").await?;
        let there = shopper.look(value("25 USD")).await?;
        assert!(there[0].chosen && there[0].enabled, "it keeps the focus");
        shopper.enter_email(EMAIL).await?;
        shopper.choose_denomination("50 USD").await?;
        shopper.wait_quote_fresh("USDC").await?;
        says(shopper, value("25 USD"), "Sold out").await?;
        assert!(!shopper.look(value("25 USD")).await?[0].enabled);

        shopper.press("back").await?;
        assert!(shopper.look("identity").await?.is_empty());
        shopper.choose_brand("Vault Pay").await?;
        shopper
            .see("that identity may be asked for", "identity", |one| {
                one.text.contains("identity")
            })
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_used_coupon_is_in_sight_on_the_next_form() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        assert!(shopper.look_shown("coupon").await?.is_empty());
        shopper.press("coupon-open").await?;
        shopper.type_into("coupon", "NOSUCHCODE").await?;
        shopper.press("coupon-apply").await?;
        shopper.press("back").await?;
        shopper.choose_brand("Airvale Stays").await?;
        shopper
            .see("the coupon", "coupon", |one| one.value == "NOSUCHCODE")
            .await?;
        // Whoever folds it away is led into it all the same.
        shopper.press("coupon-open").await?;
        assert!(shopper.look_shown("coupon").await?.is_empty());
        shopper.enter_amount("37").await?;
        shopper.press("pay").await?;
        let link = Part::named("problem-link").with("data-code", "COUPON_NOT_FOUND");
        shopper.press(link).await?;
        shopper.see("the coupon again", "coupon", |_| true).await?;
        let focused: bool = shopper
            .run(
                "return root.activeElement?.matches('[part~=coupon]') ?? false;",
                vec![],
            )
            .await?;
        ensure!(focused);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_recipient_in_the_cart_is_helped_and_a_locked_one_is_not_changed() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.press("add-to-cart").await?;
        shopper.type_into("item-recipient", "bob@gmial.com").await?;
        shopper
            .run::<()>("root.activeElement.blur();", vec![])
            .await?;
        let offer = shopper
            .see("what was meant", "suggestion", |_| true)
            .await?;
        ensure!(offer.text.contains("bob@gmail.com"), "{offer:?}");
        shopper.type_into("item-recipient", "bob@").await?;
        shopper
            .run::<()>("root.activeElement.blur();", vec![])
            .await?;
        shopper
            .see("which one, and why", "problem", |one| {
                one.text.contains("number 1") && one.text.contains("not a complete e-mail")
            })
            .await
            .map(drop)
    })
    .await?;
    let setup = Setup::default()
        .attribute("email", EMAIL)
        .attribute("locked", "email");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        assert!(shopper.look("gift").await?.is_empty());
        shopper.press("add-to-cart").await?;
        let item = shopper
            .see("the cart", "item-recipient", |one| one.value == EMAIL)
            .await?;
        ensure!(item.attributes.contains_key("readonly"));
        assert!(shopper.look("item-gift").await?.is_empty());
        shopper.wait_quote_fresh("USDC").await?;
        let changed: Vec<String> = shopper
            .run(
                "return all('[part~=review-edit]').map(e => e.closest('[data-line]').dataset.line);",
                vec![],
            )
            .await?;
        ensure!(!changed.contains(&"recipient".to_owned()), "{changed:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_newsletter_is_sent_as_it_is_ticked() -> Result<()> {
    for ticks in [false, true] {
        shop(Setup::default(), async |world| {
            let shopper = &world.shopper;
            shopper
                .run::<()>(
                    "const fetch = window.fetch;
                     window.__bodies = [];
                     window.fetch = function (request, ...rest) {
                         if (request.method === 'POST') {
                             const url = request.url;
                             request.clone().text().then(text => window.__bodies.push([url, text]));
                         }
                         return fetch.call(this, request, ...rest);
                     };",
                    vec![],
                )
                .await?;
            shopper.fill_in_card(EMAIL).await?;
            let tick = shopper.see("the question", "newsletter", |_| true).await?;
            ensure!(!tick.chosen, "ticked beforehand");
            if ticks {
                shopper.choose("newsletter").await?;
            }
            shopper.wait_quote_fresh("USDC").await?;
            shopper.pay().await?;
            let sent: Vec<(String, String)> = shopper.run("return __bodies;", vec![]).await?;
            let created = sent.iter().find(|(url, _)| url.ends_with("/v5/orders"));
            let body: Value = serde_json::from_str(&created.expect("a creation").1)?;
            assert_eq!(body["user"]["has_accepted_newsletter"], ticks);
            Ok(())
        })
        .await?;
    }
    Ok(())
}
