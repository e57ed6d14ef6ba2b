//! Other countries: by the number that is to be topped up, and by what is typed into the search.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::ENTER;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";

fn tile(brand: &str) -> Part {
    Part::named("brand").with("data-brand", brand)
}

fn top_ups() -> Part {
    Part::named("kind").with("data-kind", "mobile_recharge")
}

/// Looking at a long list of operators.
fn nigeria() -> Setup {
    Setup::default().attribute("country", "NG")
}

async fn operators(shopper: &Shopper) -> Result<()> {
    shopper.press(top_ups()).await?;
    shopper
        .see("the field for the number", "number", |_| true)
        .await
        .map(drop)
}

async fn wait_country(shopper: &Shopper, code: &str) -> Result<()> {
    shopper
        .see("the country", "country", |country| country.value == code)
        .await
        .map(drop)
}

/// How often a country's brands were asked for.
async fn asked(shopper: &Shopper, code: &str) -> Result<usize> {
    let country = format!("country_code={code}");
    let requests = shopper.requests().await?;
    let lists = requests
        .iter()
        .filter(|one| one.url.contains("/v2/brands") && one.url.contains(&country));
    Ok(lists.count())
}

/// The countries that are offered.
async fn offers(shopper: &Shopper) -> Result<Vec<String>> {
    let shown = shopper.look_shown("country-found").await?;
    Ok(shown
        .iter()
        .map(|way| way.data("country").to_owned())
        .collect())
}

/// Features PRD-08.
#[tokio::test]
async fn a_number_shows_the_operators_of_its_country_and_is_on_their_form() -> Result<()> {
    shop(nigeria(), async |world| {
        let shopper = &world.shopper;
        operators(shopper).await?;
        // The keys go on while the other country's list is fetched.
        shopper.type_into("number", "+49").await?;
        shopper.type_keys(" 151 2345 6789").await?;
        wait_country(shopper, "DE").await?;
        shopper
            .see("a German operator", tile("Plauderfunk Credits"), |_| true)
            .await?;
        ensure!(
            shopper.look(tile("Kiefernmarkt")).await?.is_empty(),
            "top-ups alone"
        );
        let field = shopper.look_shown("number").await?;
        ensure!(field[0].value == "+49 151 2345 6789", "{field:?}");
        ensure!(shopper.look(top_ups()).await?[0].chosen, "the kind stays");
        ensure!(shopper.focus("[part~=number]").await?.matches);
        ensure!(asked(shopper, "DE").await? == 1, "asked once");
        shopper.key(ENTER).await?;
        shopper.focused("[part~=brand]").await?;
        shopper.press(tile("Plauderfunk Credits")).await?;
        shopper.wait_screen("configure").await?;
        let phone = shopper
            .see("the number", "recipient-phone", |phone| {
                !phone.value.is_empty()
            })
            .await?;
        ensure!(phone.value == "+49 151 2345 6789", "{phone:?}");
        shopper
            .type_into("recipient-phone", "+49 151 2345 6780")
            .await?;
        shopper.press("back").await?;
        shopper
            .see("the number as it was changed", "number", |field| {
                field.value == "+49 151 2345 6780"
            })
            .await?;
        shopper.run::<()>("widget.reset();", vec![]).await?;
        shopper.press(top_ups()).await?;
        shopper.choose_brand("Plauderfunk Credits").await?;
        let phone = shopper
            .see("an empty field", "recipient-phone", |phone| phone.enabled)
            .await?;
        ensure!(phone.value.is_empty(), "{phone:?}");
        Ok(())
    })
    .await
}

/// Features PRD-08, VAL-02.
#[tokio::test]
async fn a_wrong_number_says_so_when_it_is_left_and_stops_nobody() -> Result<()> {
    shop(nigeria(), async |world| {
        let shopper = &world.shopper;
        operators(shopper).await?;
        shopper.type_into("number", "0803 12").await?;
        ensure!(
            shopper.look("problem").await?.is_empty(),
            "not while it is typed"
        );
        // A tile that is pressed at once is where it was, whatever is said above it.
        let operator = tile("Sunbird Airtime Credits");
        shopper.press(operator.clone()).await?;
        shopper.wait_screen("configure").await?;
        shopper.press("back").await?;
        shopper.type_into("number", "0803 1").await?;
        shopper.tab_to("brand", false).await?;
        let wrong = Part::named("problem").with("data-code", "PHONE_LENGTH");
        shopper
            .see("what is wrong", wrong.clone(), |_| true)
            .await?;
        let field = shopper.look("number").await?;
        ensure!(field[0].attributes["aria-invalid"] == "true", "{field:?}");
        ensure!(!shopper.look_shown("brand").await?.is_empty());
        shopper.type_into("number", "0803 123 4567").await?;
        shopper.tab_to("brand", false).await?;
        until("nothing to be wrong", async || {
            Ok(shopper.look(wrong.clone()).await?.is_empty().then_some(()))
        })
        .await?;
        wait_country(shopper, "NG").await
    })
    .await
}

/// Features PRD-08: a code that countries share is nobody's alone.
#[tokio::test]
async fn of_a_shared_code_the_buyer_chooses_the_country_and_pays() -> Result<()> {
    shop(nigeria(), async |world| {
        let shopper = &world.shopper;
        operators(shopper).await?;
        shopper.type_into("number", "+1 415 555 0132").await?;
        until("the countries of the code", async || {
            let found = offers(shopper).await?;
            Ok((found.first().is_some_and(|code| code == "US") && found.len() > 2).then_some(()))
        })
        .await?;
        wait_country(shopper, "NG").await?;
        shopper
            .press(Part::named("country-found").with("data-country", "US"))
            .await?;
        wait_country(shopper, "US").await?;
        shopper.press(tile("Tidal Mobile Credits")).await?;
        shopper.wait_screen("configure").await?;
        shopper.choose_denomination("10 USD").await?;
        shopper.type_into("buyer-email", EMAIL).await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        let id = shopper.look("reference").await?[0].text.clone();
        let order = world.sandbox.order(&id).await?;
        let account = &order["deliveries"][0]["deliverable"]["beneficiary_account"];
        ensure!(account == "+14155550132", "{account}");
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await?;
        world.inspect(&["4155550132", "415 555 0132", EMAIL]).await
    })
    .await
}

/// Features DIS-01.
#[tokio::test]
async fn a_country_is_found_by_its_name_and_by_its_code() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |_| true).await?;
        until("the codes in the list", async || {
            let option: String = shopper
                .run(
                    "return all('[part~=country] option[value=DE]')[0].textContent;",
                    vec![],
                )
                .await?;
            Ok((option == "Germany (\u{2066}+49\u{2069})").then_some(()))
        })
        .await?;
        let sorted: bool = shopper
            .run(
                "const names = new Intl.DisplayNames('en', { type: 'region' });
                 const list = all('[part~=country] option').map(one => names.of(one.value));
                 return list.length > 200 &&
                     list.every((name, at) => !at || list[at - 1].localeCompare(name, 'en') <= 0);",
                vec![],
            )
            .await?;
        ensure!(sorted, "by name, not by code");
        for (typed, wanted) in [
            ("germ", vec!["DE"]),
            ("Ge", vec![]),
            ("united", vec!["AE", "GB"]),
            ("+44", vec!["GB", "GG", "IM"]),
            ("39", vec!["IT", "VA"]),
            ("+1", vec!["CA", "DO", "JM"]),
            ("northwind", vec![]),
        ] {
            shopper.type_into("search", typed).await?;
            until(&format!("{wanted:?} for {typed}"), async || {
                let found = offers(shopper).await?;
                let there = found.iter().filter(|code| *code != "UM");
                Ok(there.eq(wanted.iter()).then_some(()))
            })
            .await?;
        }
        shopper.type_into("search", "ITALY").await?;
        let way = shopper.see("the way", "country-found", |_| true).await?;
        ensure!(way.text == "Shop in Italy (\u{2066}+39\u{2069})", "{way:?}");
        shopper.press("country-found").await?;
        wait_country(shopper, "IT").await?;
        shopper
            .see("an Italian brand", tile("Bottega Ulivo"), |_| true)
            .await?;
        ensure!(shopper.look("search").await?[0].value.is_empty());
        ensure!(
            shopper.focus("[part~=search]").await?.matches,
            "never nowhere"
        );
        ensure!(offers(shopper).await?.is_empty());
        Ok(())
    })
    .await?;
    // What the integrator does not offer is not found.
    let setup = Setup::default().attribute("countries", "US DE FR");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.type_into("search", "germany").await?;
        shopper
            .see("the codes", "country", |country| {
                country.text.contains("+49")
            })
            .await?;
        ensure!(
            offers(shopper).await?.is_empty(),
            "a short list needs no search"
        );
        Ok(())
    })
    .await
}
