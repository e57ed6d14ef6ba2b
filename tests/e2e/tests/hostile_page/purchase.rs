//! A whole purchase on the hostile page: it works, and looks on every screen as on a kind one.

use anyhow::Result;
use checkout_e2e::evidence::photograph;
use checkout_e2e::hostility::unharmed;
use checkout_e2e::{Action, Setup, World, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";

/// The node goes to another place and back at once, as frameworks do, then is hidden and shown.
async fn moved_and_hidden(world: &World) -> Result<()> {
    world
        .shopper
        .run::<()>(
            "const place = widget.parentNode;
             document.body.append(widget);
             widget.remove();
             place.append(widget);
             widget.style.display = 'none';",
            vec![],
        )
        .await?;
    assert!(world.shopper.look_shown("checkout").await?.is_empty());
    world
        .shopper
        .run::<()>("widget.style.removeProperty('display');", vec![])
        .await
}

#[tokio::test]
async fn a_purchase_on_a_hostile_page_works_and_looks_as_on_a_kind_one() -> Result<()> {
    let setup = Setup::default().hostile().size(940, 1970);
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        unharmed(world, "browse").await?;

        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        moved_and_hidden(world).await?;
        unharmed(world, "configure").await?;

        shopper.enter_email("nobody").await?;
        shopper.submit_and_be_refused().await?;
        unharmed(world, "problems").await?;
        shopper.enter_email(EMAIL).await?;
        shopper.wait_quote_fresh("USDC").await?;

        shopper.pay().await?;
        let payable = shopper.payable().await?;
        shopper.check_qr(&payable).await?;
        moved_and_hidden(world).await?;
        assert_eq!(shopper.payable().await?, payable);
        unharmed(world, "pay").await?;

        // Gone for longer than a move takes: what comes back is the same order, to be paid once.
        shopper
            .run::<()>(
                "window.__place = widget.parentNode;
                 window.__gone = widget;
                 widget.remove();",
                vec![],
            )
            .await?;
        shopper
            .run::<()>("window.__place.append(window.__gone);", vec![])
            .await?;
        // It is the last of the two in the document only while it is away.
        assert_eq!(shopper.payable().await?.address, payable.address);

        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper
            .see("the delivery to be done", "delivery", |delivery| {
                delivery.data("state") == "delivered"
            })
            .await?;
        let code = shopper.reveal().await?;
        unharmed(world, "receipt").await?;
        photograph(world, "hostile-receipt").await?;

        assert_eq!(world.sandbox.stats().await?.creations, 1);
        let other: String = shopper
            .run(
                "const [, other] = document.querySelectorAll('cryptorefills-checkout');
                 return other.shadowRoot.querySelector('[part~=checkout]').dataset.screen;",
                vec![],
            )
            .await?;
        assert_eq!(other, "browse", "the second widget was not meant");
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}
