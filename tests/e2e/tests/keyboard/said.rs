//! What is said aloud: through regions that are there before there is anything to say, and each change once.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, shop};
use serde::Deserialize;

use crate::EMAIL;

/// Keeps what every live region is given to say, from the first moment of the widget.
const RECORD: &str = "
    const fresh = document.createElement(widget.localName);
    for (const { name, value } of widget.attributes) fresh.setAttribute(name, value);
    const inside = fresh.shadowRoot;
    window.said = [];
    window.regions = new Set();
    window.spoiled = [];
    const LIVE = ':is([role=status],[role=alert],[role=log],[aria-live]):not([aria-live=off])';
    const meet = region => {
        if (regions.has(region)) return;
        regions.add(region);
        if (region.textContent) spoiled.push(region.textContent);
    };
    const look = () => inside.querySelectorAll(LIVE).forEach(meet);
    new MutationObserver(changes => {
        look();
        for (const { target, addedNodes } of changes) {
            const at = target instanceof Element ? target : target.parentElement;
            const region = at && at.closest(LIVE);
            const text = addedNodes.length
                ? [...addedNodes].map(node => node.textContent).join(' ')
                : target.data || '';
            if (region && text) said.push({ role: region.getAttribute('role') || 'live', text });
        }
    }).observe(inside, { subtree: true, childList: true, characterData: true, attributes: true });
    widget.replaceWith(fresh);
";

#[derive(Debug, Deserialize)]
struct Said {
    role: String,
    text: String,
}

async fn said(shopper: &Shopper) -> Result<Vec<Said>> {
    shopper.run("return said;", vec![]).await
}

fn times(said: &[Said], words: &str) -> usize {
    said.iter().map(|one| one.text.matches(words).count()).sum()
}

/// Waits until something was said.
async fn hear(shopper: &Shopper, words: &str) -> Result<()> {
    until(&format!("{words:?} to be said"), async || {
        Ok((times(&said(shopper).await?, words) > 0).then_some(()))
    })
    .await
}

#[tokio::test]
async fn each_change_is_said_once_by_regions_that_were_there_before() -> Result<()> {
    shop(Setup::default().delivery_ms(6_000), async |world| {
        let shopper = &world.shopper;
        shopper.see("the widget", "checkout", |_| true).await?;
        shopper.run::<()>(RECORD, vec![]).await?;
        shopper.fill_in_card(EMAIL).await?;
        hear(shopper, "Confirmed total").await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        hear(shopper, "Waiting for your payment").await?;
        let copy = Part::named("copy").with("data-copies", "address");
        shopper.press(copy).await?;
        hear(shopper, "Copied: Base").await?;
        world.sandbox.act(&payable.address, Action::Detect).await?;
        hear(shopper, "Payment seen").await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        hear(shopper, "Payment received").await?;
        shopper.wait_phase(&["delivered"]).await?;
        hear(shopper, "Thank you!").await?;

        let heard = said(shopper).await?;
        for words in [
            "Waiting for your payment",
            "Copied: Base",
            "Payment seen",
            "Your transfer is being confirmed",
            "Payment received",
            "Thank you!",
            "Your order is complete.",
        ] {
            ensure!(times(&heard, words) == 1, "{words:?}: {heard:#?}");
        }
        // The clock's digits are for eyes.
        let digits = heard
            .iter()
            .any(|one| one.text.contains(":0") || one.text.contains("left to pay"));
        ensure!(!digits, "{heard:#?}");
        let [regions, spoiled]: [usize; 2] = shopper
            .run("return [regions.size, spoiled.length];", vec![])
            .await?;
        ensure!(
            (regions, spoiled) == (2, 0),
            "{regions} regions, {spoiled} came with words"
        );
        ensure!(heard.iter().all(|one| one.role == "status"), "{heard:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_interrupts_is_what_went_wrong() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        shopper.run::<()>(RECORD, vec![]).await?;
        shopper
            .run::<()>("dispatchEvent(new Event('offline'));", vec![])
            .await?;
        hear(shopper, "No connection").await?;
        let heard = said(shopper).await?;
        ensure!(times(&heard, "nothing was charged") == 1, "{heard:#?}");
        shopper
            .run::<()>("dispatchEvent(new Event('online'));", vec![])
            .await
    })
    .await
}

/// Features SCR-11: the page's clock is moved on, not waited for.
#[tokio::test]
async fn the_deadline_is_said_at_ten_five_and_one_minute_and_when_it_is_over() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |brand| brand.enabled).await?;
        shopper.run::<()>(RECORD, vec![]).await?;
        shopper
            .run::<()>(
                "const later = window.setTimeout;
                 window.far = [];
                 window.setTimeout = (due, ms, ...rest) => {
                     if (ms > 100000) far.push(due);
                     return later(due, ms, ...rest);
                 };",
                vec![],
            )
            .await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        shopper.payable().await?;
        for (left, words) in [
            (900, ""),
            (601, "10 minutes left to pay"),
            (550, ""),
            (301, "5 minutes left to pay"),
            (240, ""),
            (61, "1 minute left to pay"),
            (30, ""),
        ] {
            let before = times(&said(shopper).await?, "left to pay");
            shopper
                .run::<()>(
                    "const clock = root.querySelector('[part~=countdown]');
                     const real = window.realNow ??= Date.now;
                     window.ahead = (window.ahead || 0) + (clock.dataset.secondsLeft - arguments[0]) * 1000;
                     Date.now = () => real() + ahead;",
                    vec![left.into()],
                )
                .await?;
            shopper
                .see("the clock to be there", "countdown", |clock| {
                    let seconds: i64 = clock.data("seconds-left").parse().unwrap();
                    seconds < left
                })
                .await?;
            if words.is_empty() {
                tokio::time::sleep(std::time::Duration::from_millis(600)).await;
                let now = times(&said(shopper).await?, "left to pay");
                ensure!(now == before, "at {left} s: {:#?}", said(shopper).await?);
            } else {
                hear(shopper, words).await?;
            }
        }
        let clock = &shopper.look("countdown").await?[0];
        ensure!(clock.attributes["role"] == "timer", "{clock:?}");
        ensure!(!clock.attributes.contains_key("aria-live"), "{clock:?}");
        shopper
            .run::<()>(
                "ahead += 3600e3; far.forEach(due => due());",
                vec![],
            )
            .await?;
        hear(shopper, "The time to pay is over").await?;
        let heard = said(shopper).await?;
        for words in ["10 minutes", "5 minutes", "1 minute left", "The time to pay is over"] {
            ensure!(times(&heard, words) == 1, "{words:?}: {heard:#?}");
        }
        Ok(())
    })
    .await
}
