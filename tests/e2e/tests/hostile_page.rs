//! A whole purchase on a page that does to the widget all that a page can: by style, by script, and by
//! moving it about. On every screen the widget looks as it does when the page's styles are kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;

use anyhow::{Result, bail, ensure};
use checkout_e2e::engine::Engine;
use checkout_e2e::evidence::photograph;
use checkout_e2e::settings::screens;
use checkout_e2e::{Action, Setup, World, shop};
use image::RgbaImage;
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";

/// What moves by itself is kept still: the clock, and the line that tells how old the price is.
const STILL: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { animation: none !important; transition: none !important;'
        + ' caret-color: transparent !important; }'
        + ' [part~=countdown], [part~=connection], [part~=quote] ~ p { visibility: hidden !important; }');
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
";

/// Where every part is and how its text is set, for a person to see what differs.
const GEOMETRY: &str = "
    return all('[part]').filter(shown).map(part => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const style = getComputedStyle(part);
        const set = ['direction', 'color', 'fontFamily', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight',
            'letterSpacing', 'wordSpacing', 'textTransform', 'textAlign', 'textIndent', 'textShadow', 'whiteSpace',
            'cursor', 'display', 'boxSizing', 'position', 'listStyleType'].map(name => style[name]);
        return [part.getAttribute('part'), x, y, width, height, ...set].join(' | ');
    });
";

/// The widget under kind or unkind styles.
#[derive(PartialEq)]
struct Look {
    parts: Vec<String>,
    picture: RgbaImage,
}

async fn look(world: &World, hostile: bool) -> Result<Look> {
    let shopper = &world.shopper;
    // Two frames, so that what was asked for is also drawn.
    let _: bool = shopper
        .browser()
        .client()
        .execute_async(
            "const [hostile, done] = arguments;
             window.__hostility(hostile);
             requestAnimationFrame(() => requestAnimationFrame(() => done(true)));",
            vec![json!(hostile)],
        )
        .await
        .map(|drawn| drawn == json!(true))?;
    Ok(Look {
        parts: shopper.run(GEOMETRY, vec![]).await?,
        picture: shopper.picture("checkout").await?,
    })
}

/// The corners of what differs, in pixels of the screen, for a person to look there.
fn difference(one: &RgbaImage, other: &RgbaImage) -> String {
    let differs = |(x, y, pixel): &(u32, u32, &image::Rgba<u8>)| {
        other.get_pixel_checked(*x, *y) != Some(*pixel)
    };
    let places: Vec<_> = one.enumerate_pixels().filter(differs).collect();
    let xs = places.iter().map(|(x, _, _)| x);
    let ys = places.iter().map(|(_, y, _)| y);
    let count = places.len();
    format!(
        "{count} pixels between {:?} and {:?}",
        (xs.clone().min(), ys.clone().min()),
        (xs.max(), ys.max())
    )
}

/// The widget looks the same, to the pixel, whether the page's styles are hostile or not.
///
/// Both pictures are of one order, because address, code and times of another would differ. What changes
/// by itself meanwhile is told from a leak by a second look at the kind page.
async fn unharmed(world: &World, screen: &str) -> Result<()> {
    world.shopper.run::<()>(STILL, vec![]).await?;
    for _ in 0..8 {
        let before = look(world, false).await?;
        let hostile = look(world, true).await?;
        let after = look(world, false).await?;
        world
            .shopper
            .run::<()>("window.__hostility(true);", vec![])
            .await?;
        if before != after {
            continue;
        }
        for (kind, unkind) in before.parts.iter().zip(&hostile.parts) {
            assert_eq!(kind, unkind, "on the {screen} screen");
        }
        assert_eq!(before.parts.len(), hostile.parts.len());
        ensure!(before.parts.len() > 3, "nothing was to be seen of {screen}");
        let exact = world.shopper.browser().engine().repeats_pixels();
        if exact && before.picture != hostile.picture {
            let folder = screens();
            fs::create_dir_all(&folder)?;
            before
                .picture
                .save(folder.join(format!("{screen}-kind.png")))?;
            hostile
                .picture
                .save(folder.join(format!("{screen}-hostile.png")))?;
            let place = difference(&before.picture, &hostile.picture);
            bail!("{screen} looks different on a hostile page, in {place}: see target/screens");
        }
        return Ok(());
    }
    bail!("the {screen} screen never kept still")
}

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

/// That no purchase meets a violation says little unless one would be heard.
#[tokio::test]
async fn what_the_policy_forbids_would_be_noticed() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "const part = document.createElement('p');
                 part.setAttribute('style', 'color: red');
                 try { part.innerHTML = '<b>bold</b>'; } catch { /* as it should be */ }",
                vec![],
            )
            .await?;
        let mishaps = checkout_e2e::wait::until("the violation", async || {
            let mishaps = shopper.mishaps().await?;
            Ok((!mishaps.is_empty()).then_some(mishaps))
        })
        .await?;
        let heard = |directive: &str| mishaps.iter().any(|line| line.starts_with(directive));
        assert!(heard("style-src"), "{mishaps:?}");
        let knows: bool = shopper
            .run("return typeof trustedTypes === 'object';", vec![])
            .await?;
        ensure!(
            knows || shopper.browser().engine() != Engine::Chromium,
            "Chromium knows Trusted Types"
        );
        assert_eq!(heard("require-trusted-types-for"), knows, "{mishaps:?}");
        Ok(())
    })
    .await
}
