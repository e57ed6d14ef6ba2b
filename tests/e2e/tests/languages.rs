//! The checkout speaks the buyer's language, changes it on the way, and falls back to English.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use checkout_e2e::{Action, Part, Setup, Shopper, settings, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";
const BRAND: &str = "Northwind Market";

/// A text of a language, as its file in the sources says it.
fn text(lang: &str, key: &str) -> String {
    let path = format!("{}/../../locales/{lang}.json", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(path).unwrap();
    let texts: serde_json::Value = serde_json::from_str(&file).unwrap();
    texts[key]
        .as_str()
        .expect("a text without forms")
        .to_owned()
}

/// Waits until the widget is in a language: its own root says so, and so do its words.
async fn speaks(shopper: &Shopper, lang: &str) -> Result<()> {
    shopper
        .see("the language", "checkout", |root| root.data("lang") == lang)
        .await?;
    checkout_e2e::wait::until("the words", async || {
        let (own, words): (String, String) = shopper
            .run(
                "const own = widget.shadowRoot.querySelector('[part~=checkout]');
                 return [own.lang, own.textContent];",
                vec![],
            )
            .await?;
        Ok((own == lang && words.contains(&text(lang, "Orders"))).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_purchase_changes_its_language_on_the_way_and_keeps_everything() -> Result<()> {
    shop(Setup::default().attribute("lang", "it"), async |world| {
        let shopper = &world.shopper;
        speaks(shopper, "it").await?;
        shopper.choose_brand(BRAND).await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.enter_email(EMAIL).await?;
        shopper.run::<()>("widget.lang = 'zh';", vec![]).await?;
        shopper
            .see("the chinese button", "pay", |pay| {
                pay.text.contains(text("zh", "Pay").as_str())
            })
            .await?;
        let typed: String = shopper
            .run(
                "return widget.shadowRoot.querySelector('[part~=recipient-email]').value;",
                vec![],
            )
            .await?;
        assert_eq!(typed, EMAIL);
        shopper.wait_quote_fresh("USDC").await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        shopper.run::<()>("widget.lang = 'tr';", vec![]).await?;
        shopper
            .see("the turkish title", "status", |status| {
                status.text.contains(text("tr", "WaitingTitle").as_str())
            })
            .await?;
        assert_eq!(shopper.payable().await?, payable);
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        world.inspect(&[EMAIL]).await
    })
    .await
}

/// Where no attribute names a country it is the buyer's own, whatever else changes.
#[tokio::test]
async fn another_language_is_no_other_country() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "const fresh = document.createElement('cryptorefills-checkout');
                 fresh.setAttribute('proxy-url', widget.getAttribute('proxy-url'));
                 fresh.lang = 'en-US';
                 widget.replaceWith(fresh);",
                vec![],
            )
            .await?;
        shopper.choose_brand(BRAND).await?;
        shopper.enter_email(EMAIL).await?;
        shopper
            .run::<()>(
                "widget.lang = 'it-IT'; widget.utmSource = 'letter';",
                vec![],
            )
            .await?;
        shopper
            .see("the italian words", "pay", |pay| {
                pay.text.contains(text("it", "Pay").as_str())
            })
            .await?;
        assert_eq!(shopper.root_data("screen").await?, "configure");
        let typed: String = shopper
            .run(
                "return widget.shadowRoot.querySelector('[part~=recipient-email]').value;",
                vec![],
            )
            .await?;
        assert_eq!(typed, EMAIL);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn only_the_language_in_use_is_fetched_and_once() -> Result<()> {
    for (lang, file) in [
        ("en", None),
        ("fil", Some("tl.json")),
        ("pt-PT", Some("pt.json")),
    ] {
        shop(Setup::default().attribute("lang", lang), async |world| {
            let shopper = &world.shopper;
            shopper
                .see("the brands", "brand", |brand| brand.enabled)
                .await?;
            let requests = shopper.requests().await?;
            let files: Vec<&str> = requests
                .iter()
                .filter_map(|request| request.url.rsplit_once("/locales/"))
                .map(|(_, file)| file)
                .collect();
            assert_eq!(files, file.into_iter().collect::<Vec<_>>());
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_language_shows_its_first_screen() -> Result<()> {
    shop(Setup::default(), async |world| {
        for lang in ["es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl", "en"] {
            let shopper = &world.shopper;
            let set = format!("widget.lang = '{lang}';");
            shopper.run::<()>(&set, vec![]).await?;
            speaks(shopper, lang).await?;
            let search = shopper.look_shown(Part::named("search")).await?;
            assert_eq!(search.len(), 1);
            shopper
                .see("the brands", "brand", |brand| brand.enabled)
                .await?;
            let [named, wanted]: [String; 2] = shopper
                .run(
                    "const name = new Intl.DisplayNames(widget.lang, { type: 'region' }).of('US');
                     const option = widget.shadowRoot.querySelector('[part~=country] option[value=US]');
                     return [option.textContent, name];",
                    vec![],
                )
                .await?;
            let coded = format!("{wanted} (\u{2066}+1\u{2069})");
            assert!(named == wanted || named == coded, "{lang}: {named}");
            let left: Vec<String> = shopper
                .run(
                    "return all('*').flatMap(e => [...e.childNodes])
                         .filter(n => n.nodeType === 3).map(n => n.data)
                         .filter(text => /[{}\\u001e\\u001f]/.test(text));",
                    vec![],
                )
                .await?;
            assert!(left.is_empty(), "{lang}: {left:?}");
        }
        Ok(())
    })
    .await
}

/// The files are the ones that were built, or English is shown and the integrator told.
#[tokio::test]
async fn a_language_that_cannot_be_had_is_english() -> Result<()> {
    assert!(settings::dist()?.join("locales/de.json").is_file());
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "const fetch = window.fetch;
                 window.fetch = (url, init) => String(url.url ?? url).includes('/locales/')
                     ? fetch(new URL('missing.json', url), init) : fetch(url, init);
                 widget.lang = 'de';",
                vec![],
            )
            .await?;
        let told = checkout_e2e::wait::until("the error", async || {
            let told = shopper.events_named("error").await?;
            Ok(told.into_iter().find(|event| event.text("kind") == "load"))
        })
        .await?;
        assert!(told.text("message").contains("English"));
        let own: String = shopper
            .run(
                "return widget.shadowRoot.querySelector('[part~=checkout]').lang;",
                vec![],
            )
            .await?;
        assert_eq!(own, "en");
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await
            .map(drop)
    })
    .await
}
