//! Options that the page gives beforehand, takes away from the buyer, changes later, or leaves to its address.

use anyhow::Result;
use checkout_e2e::{Part, Setup, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";

#[tokio::test]
async fn what_is_locked_is_chosen_and_stays_so() -> Result<()> {
    let setup = Setup::default()
        .attribute("brand", "Northwind Market")
        .attribute("face-value", "25")
        .attribute("coin", "USDC")
        .attribute("network", "Base")
        .attribute("email", EMAIL)
        .attribute("locked", "country brand coin network email");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("configure").await?;
        shopper.wait_quote_fresh("USDC").await?;
        let chosen = Part::named("denomination").with("data-denomination", "25 USD");
        assert!(shopper.look(chosen).await?[0].chosen);
        assert_eq!(shopper.look("coin").await?.len(), 1);
        assert_eq!(shopper.look("network").await?.len(), 1);
        let email = shopper.look("recipient-email").await?;
        assert_eq!(email[0].value, EMAIL);
        assert!(email[0].attributes.contains_key("readonly"));
        shopper.press("back").await?;
        shopper.wait_screen("browse").await?;
        let countries: usize = shopper
            .run(
                "return root.querySelector('[part~=\"country\"]').options.length;",
                vec![],
            )
            .await?;
        assert_eq!(countries, 1);
        assert_eq!(shopper.look("brand").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_changes_on_the_page_keeps_what_was_typed() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper
            .run::<()>("widget.theme = 'dark'; widget.lang = 'it';", vec![])
            .await?;
        shopper
            .see("the other language and look", "checkout", |root| {
                root.data("theme") == "dark" && root.data("lang") == "it"
            })
            .await?;
        assert_eq!(shopper.look("recipient-email").await?[0].value, EMAIL);
        shopper.run::<()>("widget.country = 'DE';", vec![]).await?;
        shopper.wait_screen("browse").await?;
        let brand = shopper
            .see("a brand of the other country", "brand", |brand| {
                brand.enabled
            })
            .await?;
        shopper.choose_brand(brand.data("brand")).await?;
        let typed = shopper.look("recipient-email").await?;
        assert!(typed.iter().all(|field| field.value == EMAIL), "{typed:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_pages_address_may_choose_but_not_direct() -> Result<()> {
    let setup = Setup::default().attribute("from-url", "on");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        let mut page = client.current_url().await?;
        page.set_query(Some(
            "brand=Northwind+Market&face-value=25+USD&country=DE&theme=dark&email=eve@mail.shop\
             &proxy-url=https://evil.example&stream-url=https://evil.example/%7Border_id%7D\
             &host-origin=https://evil.example&fallback-url=https://evil.example&onclick=alert(1)",
        ));
        page.set_fragment(Some(&format!(
            "email={EMAIL}&host-origin=https://evil.example"
        )));
        client.goto(page.as_str()).await?;
        shopper.wait_screen("configure").await?;
        shopper
            .see("the amount of the address", "denomination", |one| {
                one.chosen && one.data("denomination") == "25 USD"
            })
            .await?;
        assert_eq!(shopper.look("recipient-email").await?[0].value, EMAIL);
        let attributes: Vec<(String, String)> = shopper
            .run(
                "return Array.from(widget.attributes, one => [one.name, one.value]);",
                vec![],
            )
            .await?;
        let value = |name: &str| {
            let found = attributes.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str())
        };
        assert_eq!(value("country"), Some("US"), "the page's author said so");
        assert_eq!(value("theme"), Some("dark"));
        assert_eq!(value("proxy-url"), Some(world.sandbox.origin().as_str()));
        for name in ["stream-url", "host-origin", "fallback-url", "onclick"] {
            assert_eq!(value(name), None);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_a_wish_the_pages_address_chooses_nothing() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        let mut page = client.current_url().await?;
        page.set_query(Some("brand=Northwind+Market&theme=dark"));
        client.goto(page.as_str()).await?;
        shopper.wait_event("ready").await?;
        shopper.wait_screen("browse").await?;
        let set: Vec<bool> = shopper
            .run(
                "return ['brand', 'theme'].map(name => widget.hasAttribute(name));",
                vec![],
            )
            .await?;
        assert_eq!(set, [false, false]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_may_look_at_the_element_while_it_hears_of_a_mistake() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_event("ready").await?;
        shopper
            .run::<()>(
                "window.states = [];
                 widget.addEventListener('error', () => { states.push(widget.state.screen); widget.back(); });
                 widget.theme = 'pink';",
                vec![],
            )
            .await?;
        shopper.wait_event_once("error").await?;
        let states: Vec<String> = shopper.run("return states;", vec![]).await?;
        assert_eq!(states, ["browse"]);
        shopper.choose_brand("Northwind Market").await
    })
    .await
}

#[tokio::test]
async fn auto_is_the_look_that_the_app_says() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper
            .run::<()>(
                "window.CryptorefillsCheckoutHost = { postMessage: () => {} };
                 window.TelegramWebviewProxy = { postEvent: () => {} };
                 widget.replaceWith(widget.cloneNode());",
                vec![],
            )
            .await?;
        shopper.wait_event("ready").await?;
        let say = |theme: &str| {
            format!("cryptorefillsCheckout.receive('{{\"type\":\"theme\",\"theme\":\"{theme}\"}}');")
        };
        let telegram = |colour: &str| {
            format!("Telegram.WebView.receiveEvent('theme_changed', {{ theme_params: {{ bg_color: '{colour}' }} }});")
        };
        for (script, theme) in [
            (say("dark"), "dark"),
            ("widget.theme = 'light';".into(), "light"),
            // Nothing follows the app while the page says which look it wants.
            (say("dark"), "light"),
            ("widget.theme = 'auto';".into(), "dark"),
            (telegram("#ffffff"), "light"),
            (telegram("#17212b"), "dark"),
            (telegram("red"), "dark"),
            // Another proxy is a fresh start; the app's look stays.
            ("widget.proxyUrl += '/';  widget.streamUrl = 'none';".into(), "dark"),
            (say("pink"), "auto"),
        ] {
            until_found(shopper).await?;
            shopper.run::<()>(&script, vec![]).await?;
            shopper
                .see(&format!("{theme} after {script}"), "checkout", |root| {
                    root.data("theme") == theme
                })
                .await?;
        }
        Ok(())
    })
    .await
}

/// The bridges are there, and so is the screen.
async fn until_found(shopper: &checkout_e2e::Shopper) -> Result<()> {
    checkout_e2e::wait::until("the bridges", async || {
        let there: bool = shopper
            .run(
                "return Boolean(window.cryptorefillsCheckout && window.Telegram && widget.state);",
                vec![],
            )
            .await?;
        Ok(there.then_some(()))
    })
    .await
}
