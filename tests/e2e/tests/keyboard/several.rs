//! A gift, a coupon and a second card for somebody else, read once more, changed and paid: with the keyboard
//! alone, free of what axe finds, and never with the focus lost.

use anyhow::{Result, ensure};
use checkout_e2e::gallery::axe::Axe;
use checkout_e2e::keyboard::ENTER;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, World, shop};

use crate::EMAIL;

const BRAND: &str = "Northwind Market";
const FRIEND: &str = "bob.receiver@mail.shop";
/// What the friend's address is once it was mended in the review.
const MENDED: &str = "bob.receiver@mail.shopping";
const END: char = '\u{e010}';

fn value(denomination: &str) -> Part {
    Part::named("denomination").with("data-denomination", denomination)
}

/// Goes to a part and presses it.
async fn press(shopper: &Shopper, part: impl Into<Part>) -> Result<()> {
    shopper.tab_to(part, false).await?;
    shopper.key(ENTER).await
}

/// Goes to a field and fills it in; the focus stays there.
async fn enter(shopper: &Shopper, field: &str, text: &str) -> Result<()> {
    shopper.tab_to(field, false).await?;
    shopper.type_keys(text).await?;
    let holds = |one: &checkout_e2e::Seen| one.value == text;
    shopper.see("what was typed", field, holds).await?;
    shopper
        .focused(Part::named(field).selector())
        .await
        .map(drop)
}

/// A card for a friend goes into the cart, and it is said that it did.
async fn gift(shopper: &Shopper) -> Result<()> {
    shopper.see("the values", "denomination", |_| true).await?;
    shopper.tab_to("denomination", false).await?;
    shopper.arrow_to(value("25 USD")).await?;
    shopper.tab_to("gift", false).await?;
    shopper.key(' ').await?;
    shopper.see("both fields", "buyer-email", |_| true).await?;
    shopper.focused(Part::named("gift").selector()).await?;
    enter(shopper, "recipient-email", FRIEND).await?;
    enter(shopper, "buyer-email", EMAIL).await?;
    press(shopper, "add-to-cart").await?;
    let item = shopper.see("it in the cart", "cart-item", |_| true).await?;
    ensure!(item.text.contains("$25"), "{item:?}");
    until("it to be said", async || {
        let said = "return all('.spoken[role=status]').map(e => e.textContent).join(' ');";
        let said: String = shopper.run(said, vec![]).await?;
        Ok(said.contains("Northwind Market · $25 × 1").then_some(()))
    })
    .await?;
    // The button is gone: the next thing begins where its value is chosen.
    shopper
        .focused(Part::named("denomination").selector())
        .await
        .map(drop)
}

/// Another card, for the buyer, and a way to pay with a coupon.
async fn own(shopper: &Shopper) -> Result<()> {
    shopper.arrow_to(value("10 USD")).await?;
    let own = shopper.tab_to("gift", false).await?;
    ensure!(own.tag == "input", "{own:?}");
    let ticked = shopper.look_shown("gift").await?;
    ensure!(ticked.iter().all(|one| !one.chosen), "{ticked:?}");
    let email = shopper.look_shown("recipient-email").await?;
    ensure!(email.iter().all(|one| one.value == EMAIL), "{email:?}");
    shopper.tab_to("coin", false).await?;
    let coin = Part::named("coin").with("data-coin", "USDC");
    shopper.arrow_to(coin).await?;
    shopper.tab_to("network", false).await?;
    let network = Part::named("network").with("data-network", "Base");
    shopper.arrow_to(network).await?;
    shopper.wait_quote_fresh("USDC").await?;
    press(shopper, "coupon-open").await?;
    enter(shopper, "coupon", "SAVE10").await?;
    shopper.key(ENTER).await?;
    shopper
        .see("the coupon's line", "quote-line", |_| true)
        .await?;
    shopper
        .focused(Part::named("coupon").selector())
        .await
        .map(drop)
}

/// The friend's address is changed where the review leads to.
async fn change(shopper: &Shopper) -> Result<()> {
    let theirs = Part::named("review-line")
        .with("data-line", "recipient")
        .with("data-index", "0");
    let edit = theirs.within("review-edit");
    shopper
        .see("their line", theirs.clone(), |one| {
            one.text.contains(FRIEND)
        })
        .await?;
    shopper.tab_to(edit, true).await?;
    shopper.key(ENTER).await?;
    shopper
        .focused(Part::named("item-recipient").selector())
        .await?;
    shopper.key(END).await?;
    shopper.type_keys("ping").await?;
    let buyer = Part::named("review-line").with("data-line", "buyer");
    shopper
        .see("the buyer's own", buyer, |one| one.text.contains(EMAIL))
        .await?;
    shopper
        .see("the new address", theirs, |one| one.text.contains(MENDED))
        .await?;
    shopper.wait_quote_fresh("USDC").await.map(drop)
}

async fn buy(world: &World) -> Result<()> {
    let (shopper, axe) = (&world.shopper, Axe::read()?);
    let clean = async |what: &str| {
        let found = axe.look(shopper).await?;
        ensure!(found.is_empty(), "{what}: {found:?}");
        Ok(())
    };
    shopper
        .see("the brands", "brand", |one| one.enabled)
        .await?;
    enter(shopper, "search", BRAND).await?;
    press(shopper, Part::named("brand").with("data-brand", BRAND)).await?;
    shopper.wait_screen("configure").await?;
    let heading = shopper.focused("h2").await?;
    ensure!(heading.text == BRAND, "{heading:?}");
    gift(shopper).await?;
    clean("with a gift in the cart").await?;
    own(shopper).await?;
    change(shopper).await?;
    clean("with all filled in").await?;
    let total = shopper.wait_quote_fresh("USDC").await?;
    press(shopper, "pay").await?;
    let payable = shopper.payable().await?;
    ensure!(payable.amount == total.data("amount"), "{payable:?}");
    let heading = shopper.focused("h2").await?;
    ensure!(heading.text == "2 items", "{heading:?}");
    clean("while it is paid").await?;
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_phase(&["delivered"]).await?;
    shopper.focused("h2").await?;
    press(shopper, "reveal").await?;
    shopper.see("the code", "code", |_| true).await?;
    clean("with a code").await?;
    let id = shopper.look("reference").await?;
    let id = id.iter().find(|one| one.text.len() >= 36);
    let order = world
        .sandbox
        .order(&id.expect("the order's id").text)
        .await?;
    let goes =
        |place: usize| order["deliveries"][place]["deliverable"]["beneficiary_account"].clone();
    assert_eq!([goes(0), goes(1)], [MENDED, EMAIL]);
    assert_eq!(world.sandbox.stats().await?.creations, 1);
    assert_eq!(shopper.mishaps().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn a_gift_a_coupon_and_a_second_card_need_no_mouse() -> Result<()> {
    shop(Setup::default(), async |world| buy(world).await).await
}

#[tokio::test]
async fn nor_do_they_on_a_small_dark_screen() -> Result<()> {
    let setup = Setup::default().size(360, 640).attribute("theme", "dark");
    shop(setup, async |world| buy(world).await).await
}
