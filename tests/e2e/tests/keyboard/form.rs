//! Mistakes in the form: all at once, each with a way to its field; shown when a field is left, gone when it is
//! mended; and codes that nobody knew.

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::{ENTER, TAB};
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Setup, Shopper, shop};

use crate::EMAIL;

async fn codes(shopper: &Shopper) -> Result<Vec<String>> {
    let shown = shopper.look_shown("problem").await?;
    Ok(shown
        .iter()
        .map(|one| one.data("code").to_owned())
        .collect())
}

/// What describes an element, or the group that it is chosen in.
async fn description(shopper: &Shopper, part: &str) -> Result<String> {
    shopper
        .run(
            "const found = all(`[part~=${arguments[0]}]`)[0];
             const bears = found.closest('[aria-describedby]');
             if (!bears || bears.getAttribute('aria-invalid') !== 'true') return '';
             const ids = bears.getAttribute('aria-describedby').split(' ');
             return ids.map(id => root.getElementById(id).textContent).join(' ');",
            vec![part.into()],
        )
        .await
}

/// Features VAL-11.
#[tokio::test]
async fn several_mistakes_are_listed_and_each_leads_to_its_field() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.see("the values", "denomination", |_| true).await?;
        shopper.tab_to("pay", false).await?;
        shopper.key(ENTER).await?;
        shopper.focused("[part~=problems]").await?;
        let fields = [
            ("AMOUNT_MISSING", "denomination", "Choose a value."),
            (
                "EMAIL_MISSING",
                "recipient-email",
                "Enter the e-mail address",
            ),
            ("METHOD_MISSING", "coin", "Choose a coin and a network."),
        ];
        ensure!(codes(shopper).await? == fields.map(|(code, ..)| code));
        for (code, part, words) in fields {
            ensure!(
                description(shopper, part).await?.starts_with(words),
                "{part}"
            );
            let entry = Part::named("problem-link").with("data-code", code);
            shopper.tab_to(entry, part != "denomination").await.ok();
            let entry = Part::named("problem-link").with("data-code", code);
            walk_to(shopper, entry).await?;
            shopper.key(ENTER).await?;
            shopper.focused(Part::named(part).selector()).await?;
        }
        // Mended one after the other, the list goes when one is left.
        shopper.choose_denomination("25 USD").await?;
        ensure!(codes(shopper).await? == ["EMAIL_MISSING", "METHOD_MISSING"]);
        ensure!(description(shopper, "denomination").await?.is_empty());
        shopper.choose_coin("USDC", "Base").await?;
        ensure!(codes(shopper).await? == ["EMAIL_MISSING"]);
        ensure!(shopper.look("problems").await?.is_empty());
        shopper.press("pay").await?;
        shopper.focused("[part~=recipient-email]").await.map(drop)
    })
    .await
}

/// Walks forth, and if that is beyond it, back.
async fn walk_to(shopper: &Shopper, part: Part) -> Result<()> {
    let there = shopper.focus(part.selector()).await?;
    if !there.matches && shopper.tab_to(part.clone(), false).await.is_err() {
        shopper.tab_to(part, true).await?;
    }
    Ok(())
}

/// Refusals come a moment after the press.
#[tokio::test]
async fn what_the_vendor_refuses_takes_the_focus_too() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        let email = "problem.out_of_stock+daily_spending_limit_exceeded@mail.shop";
        shopper.enter_email(email).await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.tab_to("pay", false).await?;
        shopper.key(ENTER).await?;
        shopper.focused("[part~=problems]").await?;
        let entry = Part::named("problem-link").with("data-code", "OUT_OF_STOCK");
        walk_to(shopper, entry).await?;
        shopper.key(ENTER).await?;
        let value = Part::named("denomination").with("data-denomination", "25 USD");
        shopper.focused(value.selector()).await?;
        let email_now = &shopper.look("recipient-email").await?[0].value;
        ensure!(email_now == email, "what was typed is gone: {email_now:?}");
        Ok(())
    })
    .await
}

/// Features VAL-13.
#[tokio::test]
async fn a_code_nobody_knew_is_told_to_the_buyer_and_to_the_host() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper
            .enter_email("problem.unknown_code@mail.shop")
            .await?;
        shopper.choose_coin("USDC", "Base").await?;
        let problem = &shopper.submit_and_be_refused().await?[0];
        for words in ["nothing was charged", "NEW_THING_2027", "new vendor text"] {
            ensure!(problem.text.contains(words), "{words}: {problem:?}");
        }
        let told = shopper.wait_event("error").await?;
        ensure!(told.text("kind") == "refused", "{told:?}");
        ensure!(told.text("message").contains("NEW_THING_2027"), "{told:?}");
        ensure!(!told.text("message").contains("mail.shop"), "{told:?}");
        Ok(())
    })
    .await
}

/// Features VAL-15.
#[tokio::test]
async fn a_field_is_judged_when_it_is_left_and_never_while_it_is_typed_in() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.see("the values", "denomination", |_| true).await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.tab_to("recipient-email", false).await?;
        let mut typed = String::new();
        for sign in "ada@".chars() {
            shopper.key(sign).await?;
            typed.push(sign);
            until("what was typed to stand there", async || {
                let holds = shopper.look("recipient-email").await?;
                Ok((holds[0].value == typed).then_some(()))
            })
            .await?;
            ensure!(codes(shopper).await?.is_empty(), "after {typed:?}");
        }
        shopper.key(TAB).await?;
        shopper.see("the mistake", "problem", |_| true).await?;
        ensure!(codes(shopper).await? == ["EMAIL_UNREADABLE"]);
        let words = description(shopper, "recipient-email").await?;
        ensure!(words.contains("not a complete"), "{words:?}");
        shopper.tab_to("recipient-email", true).await?;
        shopper.key('\u{e010}').await?; // End
        shopper.type_keys("mail.shop").await?;
        until("the mistake to be gone", async || {
            Ok(codes(shopper).await?.is_empty().then_some(()))
        })
        .await?;
        let focus = shopper.focused("[part~=recipient-email]").await?;
        ensure!(focus.matches, "the focus was taken away");
        ensure!(description(shopper, "recipient-email").await?.is_empty());
        ensure!(shopper.look("recipient-email").await?[0].value == "ada@mail.shop");
        Ok(())
    })
    .await
}

/// Features VAL-01 and A11-14.
#[tokio::test]
async fn fields_bring_their_keyboard_and_what_the_browser_remembers() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        for (brand, parts) in [
            ("Northwind Market", &["recipient-email"][..]),
            ("Airvale Stays", &["recipient-email", "amount"]),
            (
                "Tidal Mobile Credits",
                &["recipient-phone", "buyer-email", "amount"],
            ),
        ] {
            shopper.choose_brand(brand).await?;
            shopper.see("the fields", parts[0], |_| true).await?;
            for part in parts {
                let field = &shopper.look(*part).await?[0];
                let (mode, token) = match *part {
                    "amount" => ("decimal", "off"),
                    "recipient-phone" => ("tel", "tel"),
                    _ => ("email", "email"),
                };
                ensure!(field.attributes["inputmode"] == mode, "{field:?}");
                ensure!(field.attributes["autocomplete"] == token, "{field:?}");
                let size: f64 = shopper
                    .run(
                        "return parseFloat(getComputedStyle(all(`[part~=${arguments[0]}]`)[0]).fontSize);",
                        vec![(*part).into()],
                    )
                    .await?;
                ensure!(size >= 16.0, "{part}: {size} px");
            }
            // Asked once in a purchase (features A11-10).
            if brand == "Northwind Market" {
                shopper.enter_email(EMAIL).await?;
            } else if brand == "Airvale Stays" {
                ensure!(shopper.look("recipient-email").await?[0].value == EMAIL);
            }
            shopper.press("back").await?;
            shopper.wait_screen("browse").await?;
        }
        Ok(())
    })
    .await
}

/// Features I18-06.
#[tokio::test]
async fn an_amount_that_can_be_read_in_two_ways_is_asked_about() -> Result<()> {
    for (lang, typed, question, choices, holds) in [
        (
            "en",
            "1.234",
            ["1.234", "1,234"],
            ["$1.234", "$1,234"],
            ["1.2340", "1234"],
        ),
        (
            "de",
            "1.234",
            ["1,234", "1.234"],
            ["1,234", "1.234"],
            ["1,2340", "1234"],
        ),
    ] {
        let setup = Setup::default().attribute("lang", lang);
        shop(setup, async |world| {
            let shopper = &world.shopper;
            shopper.choose_brand("Airvale Stays").await?;
            for place in 0..2 {
                shopper.enter_amount(typed).await?;
                shopper.key(TAB).await?;
                let problem = shopper
                    .see("the question", "problem", |one| {
                        one.data("code") == "AMOUNT_AMBIGUOUS"
                    })
                    .await?;
                for words in question {
                    ensure!(problem.text.contains(words), "{lang}: {problem:?}");
                }
                let offers = shopper.look_shown("suggestion").await?;
                ensure!(offers.len() == 2, "{offers:?}");
                ensure!(offers[place].text.contains(choices[place]), "{lang}: {offers:?}");
                let wanted = offers[place].text.clone();
                shopper
                    .run::<()>(
                        "all('[part~=suggestion]').find(e => e.textContent === arguments[0]).click();",
                        vec![wanted.into()],
                    )
                    .await?;
                until("the answer to stand in the field", async || {
                    let amount = &shopper.look("amount").await?[0];
                    Ok((amount.value == holds[place]).then_some(()))
                })
                .await?;
                ensure!(!codes(shopper).await?.contains(&"AMOUNT_AMBIGUOUS".into()), "{lang}");
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}
