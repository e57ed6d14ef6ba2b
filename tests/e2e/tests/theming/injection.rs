//! A custom property is a colour, a length or a font: it fetches nothing, and moves nothing out of its place.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, shop};
use serde_json::{Value, json};

const PROPERTIES: [&str; 13] = [
    "font",
    "text",
    "muted",
    "surface",
    "raised",
    "border",
    "accent",
    "on-accent",
    "danger",
    "warning",
    "success",
    "radius",
    "gap",
];

/// The policy denies every address but the proxy's, and `shop` fails on a request that it denied.
#[tokio::test]
async fn an_address_in_a_property_is_never_asked_for() -> Result<()> {
    for display in ["inline", "modal"] {
        let setup = Setup::default().attribute("theme", "dark");
        shop(setup, async |world| {
            let shopper = &world.shopper;
            shopper.wait_event("ready").await?;
            shopper
                .run::<()>("widget.display = arguments[0]; if (widget.display === 'modal') widget.showModal();", vec![json!(display)])
                .await?;
            for name in PROPERTIES {
                shopper
                    .run::<()>(
                        "widget.style.setProperty('--checkout-' + arguments[0], 'url(https://evil.example/' + arguments[0] + ')');",
                        vec![json!(name)],
                    )
                    .await?;
            }
            // What the loader shows where the widget cannot be, reads them too.
            shopper.choose_brand("Northwind Market").await?;
            shopper.choose_denomination("50 USD").await?;
            until("every one to be told of", async || {
                let count: usize = shopper
                    .run(
                        "return window.__events.filter(one => one.type === 'error'
                             && one.detail.message.includes('is no colour')).length;",
                        vec![],
                    )
                    .await?;
                Ok((count == 10).then_some(()))
            })
            .await?;
            let looks: Value = shopper
                .run(
                    "const style = getComputedStyle(all('[part~=\"checkout\"]')[0]);
                     return [style.backgroundColor, style.color];",
                    vec![],
                )
                .await?;
            assert_eq!(looks, json!(["rgb(20, 23, 29)", "rgb(238, 241, 245)"]), "the defaults");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn lengths_have_their_bounds() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_event("ready").await?;
        for (given, gap, radius) in [
            ("calc(1px * 1e9)", 28.0, 32.0),
            ("-40px", 8.0, 4.0),
            ("20px", 20.0, 24.0),
            ("1e9em", 28.0, 32.0),
        ] {
            let found: Vec<f64> = shopper
                .run(
                    "for (const name of ['gap', 'radius']) widget.style.setProperty('--checkout-' + name, arguments[0]);
                     const style = getComputedStyle(all('[part~=\"checkout\"]')[0]);
                     return [style.paddingLeft, style.borderTopLeftRadius].map(parseFloat);",
                    vec![json!(given)],
                )
                .await?;
            assert_eq!(found, [gap, radius], "{given}");
        }
        Ok(())
    })
    .await
}
