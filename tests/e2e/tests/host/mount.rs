//! The module's own way to put a checkout somewhere.

use anyhow::Result;
use checkout_e2e::{Setup, shop};

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
