//! Codes that cannot be misread, and their picture for a scanner.

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::{ENTER, ESCAPE};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, World, shop};
use serde_json::json;

use crate::EMAIL;

async fn bought(world: &World, brand: &str, denomination: &str) -> Result<()> {
    let shopper = &world.shopper;
    shopper.choose_brand(brand).await?;
    shopper.choose_denomination(denomination).await?;
    shopper.enter_email(EMAIL).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_phase(&["delivered"]).await.map(drop)
}

/// Features RED-03.
#[tokio::test]
async fn each_secret_has_its_own_name_copy_button_and_digits_set_apart() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        bought(world, "Northwind Market", "25 USD").await?;
        shopper.reveal().await?;
        let copies = shopper
            .look_shown(Part::named("copy").with("data-copies", "code"))
            .await?;
        let names: Vec<&str> = copies
            .iter()
            .map(|one| one.attributes["aria-label"].as_str())
            .collect();
        ensure!(names == ["Copy: Code", "Copy: Serial number"], "{names:?}");
        let apart: bool = shopper
            .run(
                "return all('[part~=code]').every(code => {
                     const look = one => getComputedStyle(one);
                     const runs = [...code.children];
                     const plain = runs.filter(run => /^[^0-9]+$/.test(run.textContent));
                     const digits = runs.filter(run => /^[0-9]+$/.test(run.textContent));
                     return runs.length === plain.length + digits.length
                         && look(code).fontFamily.includes('mono')
                         && look(code).fontFeatureSettings.includes('zero')
                         // A number alone cannot be mistaken for letters.
                         && (!/[a-z]/i.test(code.textContent)
                             || digits.every(run => look(run).color !== look(code).color
                                 && look(run).fontWeight > look(code).fontWeight))
                         && plain.every(run => look(run).color === look(code).color);
                 });",
                vec![],
            )
            .await?;
        ensure!(apart, "digits look like letters");
        Ok(())
    })
    .await
}

async fn is_open(shopper: &Shopper) -> Result<bool> {
    let script =
        "const till = all('[part~=till]')[0]; return Boolean(till && till.matches(':modal'));";
    shopper.run(script, vec![]).await
}

async fn wait_open(shopper: &Shopper, open: bool) -> Result<()> {
    until("the picture to come or to go", async || {
        Ok((is_open(shopper).await? == open).then_some(()))
    })
    .await
}

async fn scanned(world: &World) -> Result<()> {
    let shopper = &world.shopper;
    bought(world, "Roamly Global eSIM", "1 GB 7 days").await?;
    ensure!(
        shopper.look("enlarge").await?.is_empty(),
        "before it is revealed"
    );
    let code = shopper.reveal().await?;
    let button = Part::named("enlarge").with("data-shows", "qr");
    shopper.tab_to(button.clone(), false).await?;
    shopper.key(ENTER).await?;
    wait_open(shopper, true).await?;
    shopper.focused("[part~=till-close]").await?;
    let large: bool = shopper
        .run(
            "const till = all('[part~=till]')[0];
             const box = till.getBoundingClientRect();
             const code = till.querySelector('[part~=qr]').getBoundingClientRect();
             const style = getComputedStyle(till);
             return box.width === document.documentElement.clientWidth && box.height === innerHeight
                 && style.backgroundColor === 'rgb(255, 255, 255)' && style.color === 'rgb(0, 0, 0)'
                 && code.width > 0.5 * Math.min(innerWidth, innerHeight)
                 && till.querySelector('[part~=till-code]').textContent === arguments[0]
                 && till.scrollWidth <= till.clientWidth;",
            vec![json!(code)],
        )
        .await?;
    ensure!(large, "not large, not white, or without its code");
    shopper.key(ESCAPE).await?;
    wait_open(shopper, false).await?;
    shopper.focused(button.selector()).await?;
    ensure!(
        shopper.root_data("screen").await? == "receipt",
        "Escape went further"
    );

    shopper.key(ENTER).await?;
    wait_open(shopper, true).await?;
    shopper
        .run::<()>(
            "Object.defineProperty(document, 'hidden', { value: true, configurable: true });
             document.dispatchEvent(new Event('visibilitychange'));",
            vec![],
        )
        .await?;
    until("the code to be gone", async || {
        let document: String = shopper.run("return root.innerHTML;", vec![]).await?;
        Ok((!document.contains(&code)).then_some(()))
    })
    .await?;
    shopper
        .run::<()>(
            "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'));",
            vec![],
        )
        .await?;
    shopper
        .see("the way to the code", "reveal", |_| true)
        .await?;
    ensure!(!is_open(shopper).await?, "back without being asked");
    let focus = shopper.focus("*").await?;
    ensure!(!focus.tag.is_empty(), "the focus went with the picture");
    world.inspect(&[&code, EMAIL]).await
}

/// Features RED-05.
#[tokio::test]
async fn a_code_fills_the_screen_for_a_scanner() -> Result<()> {
    shop(Setup::default(), async |world| scanned(world).await).await
}

#[tokio::test]
async fn it_does_in_the_dark_above_the_page_on_a_phone() -> Result<()> {
    let setup = Setup::default()
        .attribute("display", "modal")
        .attribute("theme", "dark")
        .size(360, 640);
    shop(setup, async |world| {
        world
            .shopper
            .run::<()>("widget.showModal();", vec![])
            .await?;
        scanned(world).await
    })
    .await
}
