//! The page's own words in place of single texts: data, never markup, and never about money (features I18-10).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};

async fn wait_heading(shopper: &Shopper, words: &str) -> Result<()> {
    until(&format!("the heading {words:?}"), async || {
        let heading: String = shopper
            .run(
                "const found = all('h2')[0]; return found ? found.textContent : '';",
                vec![],
            )
            .await?;
        Ok((heading == words).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_page_says_some_things_its_own_way() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |brand| brand.enabled).await?;
        shopper
            .run::<()>(
                "widget.texts = {
                     Shop: '<b>Voucher</b> corner',
                     BrandsFound: '{count} shops',
                     Search: 'Find {nothing}',
                     Nonsense: 'none',
                     NetworkWarning: 'Send anything anywhere.',
                     Back: 'x'.repeat(501),
                     Country: 7,
                 };",
                vec![],
            )
            .await?;
        wait_heading(shopper, "<b>Voucher</b> corner").await?;
        let [bold, found, search, country]: [String; 4] = shopper
            .run(
                "const label = part => all(`[part~=${part}]`)[0].closest('label').querySelector('.label').textContent;
                 return [String(all('h2 b').length), all('.found').map(one => one.textContent).find(one => one.endsWith(' shops')) ?? 'none', label('search'), label('country')];",
                vec![],
            )
            .await?;
        ensure!(bold == "0", "markup");
        ensure!(found.ends_with(" shops") && found.len() > 7, "{found:?}");
        ensure!(search == "Search brands" && country == "Country", "{search} {country}");
        let told = shopper.events_named("error").await?;
        ensure!(told.iter().all(|error| error.text("kind") == "config"), "{told:?}");
        let told: Vec<String> = told.iter().map(|error| error.text("message").to_owned()).collect();
        for key in ["Search", "Nonsense", "NetworkWarning", "Back", "Country"] {
            let start = format!("texts.{key}: ");
            ensure!(told.iter().any(|one| one.starts_with(&start)), "{key}: {told:?}");
        }
        ensure!(told.len() == 5, "{told:?}");

        // They stay in another language, and go when they are taken back.
        shopper.run::<()>("widget.lang = 'it';", vec![]).await?;
        until("Italian", async || {
            let label: String = shopper
                .run("return all('[part~=search]')[0].closest('label').textContent;", vec![])
                .await?;
            Ok((!label.contains("Search")).then_some(()))
        })
        .await?;
        wait_heading(shopper, "<b>Voucher</b> corner").await?;
        shopper.run::<()>("widget.lang = 'en'; widget.texts = null;", vec![]).await?;
        wait_heading(shopper, "Gift cards, top-ups and eSIMs").await
    })
    .await
}

#[tokio::test]
async fn words_that_were_there_before_are_said_from_the_start() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "const next = document.createElement(widget.localName);
                 next.setAttribute('proxy-url', widget.getAttribute('proxy-url'));
                 next.setAttribute('country', 'US');
                 next.texts = { Shop: 'Ours' };
                 window.headings = new Set();
                 new MutationObserver(() => {
                     const found = next.shadowRoot.querySelector('h2');
                     if (found) headings.add(found.textContent);
                 }).observe(next.shadowRoot, { subtree: true, childList: true });
                 widget.replaceWith(next);",
                vec![],
            )
            .await?;
        wait_heading(shopper, "Ours").await?;
        // A node that is moved keeps them.
        shopper
            .run::<()>("document.querySelector('main').prepend(widget);", vec![])
            .await?;
        shopper
            .run::<()>("widget.texts = { Shop: 'Theirs' };", vec![])
            .await?;
        wait_heading(shopper, "Theirs").await?;
        let seen: Vec<String> = shopper.run("return [...headings];", vec![]).await?;
        ensure!(seen == ["Ours", "Theirs"] || seen == ["Ours"], "{seen:?}");
        let mishaps = shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "{mishaps:?}");
        Ok(())
    })
    .await
}
