//! The module's own way to put a checkout somewhere.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};

#[tokio::test]
async fn mount_returns_a_handle_and_mounts_once() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        // The page's own element goes: the tests look at the first one.
        shopper
            .run::<()>(
                "const proxyUrl = widget.getAttribute('proxy-url');
                 const module = document.querySelector('script[type=module]').src;
                 const place = widget.parentNode;
                 widget.remove();
                 const warn = console.warn;
                 window.warnings = [];
                 console.warn = (...all) => { warnings.push(all.join(' ')); warn(...all); };
                 return import(module).then(({ mount }) => {
                     const options = { proxyUrl, country: 'US', 'history': 'off', utmSource: 'a' };
                     window.handle = mount(place, options);
                     window.heard = [];
                     window.listener = event => heard.push(event.detail);
                     handle.on('product_viewed', listener);
                     window.same = mount(place, { country: 'IT' }) === handle;
                 });",
                vec![],
            )
            .await?;
        shopper.wait_screen("browse").await?;
        let (same, warnings, elements, country): (bool, Vec<String>, usize, String) = shopper
            .run(
                "return [same, warnings, document.querySelectorAll('cryptorefills-checkout').length,
                     widget.getAttribute('country')];",
                vec![],
            )
            .await?;
        assert!(same && elements == 1 && country == "US", "{country}");
        assert_eq!(warnings.len(), 1, "{warnings:?}");

        let heard = "return heard.length;";
        shopper.choose_brand("Northwind Market").await?;
        shopper.wait_event("product_viewed").await?;
        assert_eq!(shopper.run::<usize>(heard, vec![]).await?, 1);
        shopper
            .run::<()>(
                "handle.off('product_viewed', listener);
                 handle.update({ theme: 'dark', utmSource: null, lang: 'it' });
                 widget.back();",
                vec![],
            )
            .await?;
        shopper
            .see("the dark theme", "checkout", |root| {
                root.data("theme") == "dark"
            })
            .await?;
        let attributes: Vec<Option<String>> = shopper
            .run(
                "return ['utm-source', 'lang'].map(name => widget.getAttribute(name));",
                vec![],
            )
            .await?;
        assert_eq!(attributes, [None, Some("it".into())]);
        shopper.choose_brand("Northwind Market").await?;
        assert_eq!(shopper.run::<usize>(heard, vec![]).await?, 1);

        let left: usize = shopper
            .run(
                "const place = widget.parentNode;
                 handle.unmount();
                 return place.querySelectorAll('cryptorefills-checkout').length;",
                vec![],
            )
            .await?;
        assert_eq!(left, 0);
        Ok(())
    })
    .await
}

/// How often the brands and the ways to pay were asked for.
async fn lists(shopper: &Shopper) -> Result<[usize; 2]> {
    let requests = shopper.requests().await?;
    let count = |path: &str| requests.iter().filter(|one| one.url.contains(path)).count();
    Ok([count("/v2/brands"), count("/v3/payment_vias")])
}

#[tokio::test]
async fn what_was_fetched_ahead_is_there_at_the_click() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        // What the first widget has asked for is on nobody's way any more.
        shopper.see("the brands", "brand", |_| true).await?;
        until("its own lists", async || {
            Ok((lists(shopper).await? == [1, 1]).then_some(()))
        })
        .await?;
        shopper
            .run::<()>(
                "const proxyUrl = widget.getAttribute('proxy-url');
                 const module = document.querySelector('script[type=module]').src;
                 window.place = widget.parentNode;
                 window.own = widget;
                 widget.remove();
                 window.__requests.length = 0;
                 return import(module).then(({ preload }) => preload({ proxyUrl, country: 'US' }));",
                vec![],
            )
            .await?;
        until("the lists", async || {
            Ok((lists(shopper).await? == [1, 1]).then_some(()))
        })
        .await?;
        shopper.run::<()>("place.append(own);", vec![]).await?;
        shopper.choose_brand("Northwind Market").await?;
        assert_eq!(lists(shopper).await?, [1, 1]);

        // A widget whose requests the page dresses asks for itself.
        shopper
            .run::<()>(
                "const other = own.cloneNode();
                 other.requestHeaders = () => ({});
                 place.append(other);",
                vec![],
            )
            .await?;
        until("its own lists", async || {
            Ok((lists(shopper).await? == [2, 2]).then_some(()))
        })
        .await
    })
    .await
}
