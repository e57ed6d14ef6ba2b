//! Above the page: nothing before it is wanted, nothing of the page's over it, and the page as it was after it.

use anyhow::{Result, ensure};
use checkout_e2e::{Setup, Shopper, shop};
use serde_json::json;

use crate::keys::{self, ESCAPE, TAB};
use crate::{is_open, open, wait_closed};

/// A page that puts everything of its own above everything else, and has things to tab to.
const PAGE: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        body > *, main > * {
            position: relative; z-index: 2147483647; transform: translateZ(0) scale(.98);
            overflow: hidden; opacity: .6; filter: grayscale(1); clip-path: inset(0);
        }
        main { height: 60px; }
        .cover { position: fixed !important; inset: 0; background: crimson; z-index: 2147483647; pointer-events: auto; }
        #opener { position: absolute; top: 0; left: 0; }
        dialog, ::backdrop { display: none !important; }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const place = (tag, id, where) => {
        const made = document.createElement(tag);
        made.id = id;
        made.tabIndex = 0;
        made.textContent = id;
        widget[where](made);
        return made;
    };
    place('div', 'opener', 'before');
    place('div', 'after', 'after');
    place('div', 'cover', 'after').className = 'cover';
    document.getElementById('opener').focus();
";

fn setup() -> Setup {
    Setup::default().attribute("display", "modal")
}

/// Which files of ours the page has loaded.
async fn modules(shopper: &Shopper) -> Result<Vec<String>> {
    let mut loaded = shopper.loaded().await?;
    loaded.retain(|file| file.ends_with(".wasm") || file.ends_with("-glue.js"));
    Ok(loaded)
}

/// The page's element that has the focus, by its `id` or its name.
async fn focused(shopper: &Shopper) -> Result<String> {
    let script = "const active = document.activeElement; return active.id || active.localName;";
    shopper.run(script, vec![]).await
}

#[tokio::test]
async fn nothing_is_loaded_before_it_is_shown_and_nothing_lies_above_it() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper.run::<()>(PAGE, vec![]).await?;
        let height: f64 = shopper
            .run(
                "widget.open('Northwind Market');
                 return widget.getBoundingClientRect().height;",
                vec![],
            )
            .await?;
        assert_eq!(height, 0.0, "it takes no room");
        assert_eq!(modules(shopper).await?, Vec::<String>::new());
        assert_eq!(shopper.run::<Option<()>>("return widget.state;", vec![]).await?, None);

        // At once, in the same task.
        let at_once: bool = shopper
            .run(
                "widget.showModal();
                 const room = root.querySelector('[aria-busy]').getBoundingClientRect();
                 return root.querySelector('dialog').matches(':modal') && room.height > 400;",
                vec![],
            )
            .await?;
        assert!(at_once);
        shopper.wait_screen("configure").await?;
        let modules = modules(shopper).await?;
        assert_eq!(modules.len(), 3, "{modules:?}");

        let strangers: Vec<String> = shopper
            .run(
                "const { left, right, top, bottom } = all('[part~=\"modal\"]')[0].getBoundingClientRect();
                 const [x, y] = [(left + right) / 2, (top + bottom) / 2];
                 const places = [[x, y], [left + 20, y], [right - 20, y], [x, top + 20], [x, bottom - 20], [2, 2]];
                 return places.map(([x, y]) => document.elementFromPoint(x, y))
                     .filter(found => found !== widget)
                     .map(found => (found && found.outerHTML) || 'nothing');",
                vec![],
            )
            .await?;
        assert!(strangers.is_empty(), "{strangers:?}");
        assert_eq!(shopper.mishaps().await?, Vec::<String>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_keyboard_stays_inside_and_escape_gives_the_focus_back() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper.run::<()>(PAGE, vec![]).await?;
        open(shopper).await?;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        let mut seen = 0;
        for _ in 0..40 {
            keys::press(shopper, TAB).await?;
            let at = focused(shopper).await?;
            ensure!(
                ["cryptorefills-checkout", "body", "html"].contains(&at.as_str()),
                "Tab reached {at}"
            );
            seen += usize::from(at == "cryptorefills-checkout");
        }
        assert!(seen > 20, "{seen} of 40 inside");
        // The page may not take it either.
        shopper
            .run::<()>("document.getElementById('after').focus();", vec![])
            .await?;
        assert_ne!(focused(shopper).await?, "after");

        keys::press(shopper, ESCAPE).await?;
        wait_closed(shopper).await?;
        assert_eq!(focused(shopper).await?, "opener");
        assert_eq!(shopper.events_named("close").await?.len(), 1);
        assert_eq!(modules(shopper).await?.len(), 3);

        open(shopper).await?;
        shopper
            .see("the brands again", "brand", |brand| brand.enabled)
            .await?;
        assert_eq!(
            modules(shopper).await?.len(),
            3,
            "all of it is here already"
        );
        shopper.press("close").await?;
        wait_closed(shopper).await?;
        assert_eq!(focused(shopper).await?, "opener");

        open(shopper).await?;
        keys::click(shopper, 4.0, 4.0).await?;
        wait_closed(shopper).await?;
        assert_eq!(focused(shopper).await?, "opener");
        assert_eq!(shopper.events_named("close").await?.len(), 3);

        open(shopper).await?;
        shopper.run::<()>("widget.remove();", vec![]).await?;
        assert_eq!(focused(shopper).await?, "opener");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_swallows_keys_and_presses_changes_nothing() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "for (const name of ['keydown', 'click', 'pointerdown'])
                     addEventListener(name, event => event.stopPropagation(), true);",
                vec![],
            )
            .await?;
        for by in ["escape", "button"] {
            open(shopper).await?;
            shopper
                .see("the brands", "brand", |brand| brand.enabled)
                .await?;
            match by {
                "escape" => keys::press(shopper, ESCAPE).await?,
                _ => shopper.press("close").await?,
            }
            wait_closed(shopper).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_failure_shows_in_the_dialog_which_can_be_closed_and_tried_again() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "window.kept = fetch;
                 window.fetch = () => Promise.reject(new TypeError('no network'));
                 widget.showModal();",
                vec![],
            )
            .await?;
        for by in ["button", "escape"] {
            shopper
                .see("the failure", "notice", |notice| {
                    notice.data("kind") == "error"
                })
                .await?;
            assert!(is_open(shopper).await?);
            match by {
                "escape" => keys::press(shopper, ESCAPE).await?,
                _ => shopper.press("close").await?,
            }
            wait_closed(shopper).await?;
            open(shopper).await?;
        }
        let failures = shopper.events_named("error").await?;
        assert!(
            failures.iter().all(|error| error.text("kind") == "load"),
            "{failures:?}"
        );
        shopper
            .see("the failure", "notice", |notice| {
                notice.data("kind") == "error"
            })
            .await?;
        shopper.run::<()>("window.fetch = kept;", vec![]).await?;
        shopper.press("retry").await?;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        assert!(is_open(shopper).await?);
        assert_eq!(
            shopper
                .run::<serde_json::Value>("return widget.state.screen;", vec![])
                .await?,
            json!("browse")
        );
        Ok(())
    })
    .await
}
