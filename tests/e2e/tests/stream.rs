//! Purchases whose status stream is spoiled in every way that the sandbox can play: each comes to
//! its code, and the screen never tells what is not true.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::Duration;

use anyhow::{Result, ensure};
use checkout_e2e::wait::{throughout, until};
use checkout_e2e::{Action, Payable, Setup, World, shop};
use serde_json::{Value, json};

/// What a good purchase tells, in this order; any step may be too brief to be seen.
const STORY: [&str; 6] = [
    "creating",
    "waiting",
    "detected",
    "paid",
    "delivering",
    "delivered",
];

fn hurried() -> Setup {
    Setup::default()
        .attribute("coin", "USDC")
        .attribute("network", "Base")
        .pace(5)
        .delivery_ms(500)
}

/// Plays `fault` on every stream from now on.
async fn spoil(world: &World, mut fault: Value) -> Result<()> {
    fault["path"] = json!("/v5/orders/{id}/subscribe");
    fault["times"] = json!(1000);
    world.sandbox.faults(&json!([fault])).await
}

/// Orders a gift card and stops before paying.
async fn order(world: &World) -> Result<Payable> {
    let shopper = &world.shopper;
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    shopper.payable().await
}

async fn see_mode(world: &World, mode: &str) -> Result<()> {
    let shopper = &world.shopper;
    let what = format!("the connection to be {mode}");
    let seen = shopper.see(&what, "connection", |line| line.data("mode") == mode);
    seen.await.map(drop)
}

async fn no_stream_left(world: &World) -> Result<()> {
    until("every stream to be closed", async || {
        Ok((world.sandbox.stats().await?.open_streams == 0).then_some(()))
    })
    .await
}

/// Only true phases, in their order, and never two streams at once.
async fn only_the_truth(world: &World) -> Result<()> {
    let phases = world.shopper.phases().await?;
    let places: Option<Vec<usize>> = phases
        .iter()
        .map(|phase| STORY.iter().position(|known| known == phase))
        .collect();
    let told = places.is_some_and(|places| places.is_sorted());
    ensure!(told, "the screen told {phases:?}");
    ensure!(world.shopper.most_streams().await? <= 1, "two streams");
    let open = world.sandbox.stats().await?.open_streams;
    ensure!(open <= 1, "{open} streams are open");
    Ok(())
}

/// A whole purchase under a fault that does not go away. Before the payment the order is followed
/// in `mode`.
async fn purchase(
    fault: Value,
    mode: &str,
    meanwhile: impl AsyncFn(&World) -> Result<()>,
) -> Result<()> {
    shop(hurried(), async |world| {
        spoil(world, fault).await?;
        let payable = order(world).await?;
        see_mode(world, mode).await?;
        throughout(Duration::from_secs(1), async || {
            let again = world.shopper.payable().await?;
            ensure!(again == payable, "payable became {again:?}");
            only_the_truth(world).await
        })
        .await?;
        meanwhile(world).await?;
        world.sandbox.act(&payable.address, Action::Detect).await?;
        world.shopper.wait_phase(&["detected"]).await?;
        see_mode(world, mode).await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        world.shopper.wait_screen("receipt").await?;
        world.shopper.wait_event_once("order_completed").await?;
        world.shopper.reveal().await?;
        only_the_truth(world).await?;
        no_stream_left(world).await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        assert!(world.shopper.mishaps().await?.is_empty());
        Ok(())
    })
    .await
}

async fn nothing_else(_: &World) -> Result<()> {
    Ok(())
}

#[tokio::test]
async fn comments_ids_and_retry_fields_are_no_news() -> Result<()> {
    purchase(json!({"stream": "comments"}), "stream", nothing_else).await
}

#[tokio::test]
async fn lines_may_end_with_cr_lf() -> Result<()> {
    purchase(json!({"stream": "crlf"}), "stream", nothing_else).await
}

#[tokio::test]
async fn a_message_may_have_many_lines() -> Result<()> {
    purchase(json!({"stream": "multiline"}), "stream", nothing_else).await
}

#[tokio::test]
async fn unknown_events_are_not_believed() -> Result<()> {
    purchase(json!({"stream": "unknown"}), "stream", nothing_else).await
}

#[tokio::test]
async fn a_message_that_cannot_be_read_makes_the_widget_ask() -> Result<()> {
    purchase(json!({"stream": "bad_json"}), "stream", async |world| {
        let asked = world.shopper.order_questions().await?;
        ensure!(asked >= 1, "nobody asked after a broken message");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_orders_news_change_nothing() -> Result<()> {
    purchase(json!({"stream": "other_order"}), "stream", nothing_else).await
}

#[tokio::test]
async fn old_news_change_nothing() -> Result<()> {
    purchase(json!({"stream": "older"}), "stream", nothing_else).await
}

#[tokio::test]
async fn a_message_of_megabytes_is_not_read() -> Result<()> {
    purchase(json!({"stream": "huge"}), "stream", nothing_else).await
}

#[tokio::test]
async fn json_instead_of_a_stream_means_asking() -> Result<()> {
    purchase(json!({"stream": "json"}), "poll", nothing_else).await
}

#[tokio::test]
async fn a_web_page_instead_of_a_stream_means_asking() -> Result<()> {
    purchase(json!({"stream": "html"}), "poll", nothing_else).await
}

#[tokio::test]
async fn a_silent_stream_means_asking() -> Result<()> {
    purchase(json!({"stream": "silent"}), "poll", async |world| {
        assert_eq!(world.shopper.streams_opened().await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_proxy_that_holds_the_stream_back_means_asking() -> Result<()> {
    purchase(json!({"stream": "buffered"}), "poll", nothing_else).await
}

#[tokio::test]
async fn a_stop_that_comes_too_early_means_asking_and_no_second_stream() -> Result<()> {
    purchase(json!({"stream": "stop_early"}), "poll", async |world| {
        assert_eq!(world.shopper.streams_opened().await?, 1);
        no_stream_left(world).await
    })
    .await
}

#[tokio::test]
async fn a_hidden_page_has_no_stream_and_asks_at_once_when_it_is_seen_again() -> Result<()> {
    away("document", "hidden", "visibilitychange", async |_| Ok(())).await
}

#[tokio::test]
async fn without_a_network_there_is_no_stream_and_the_truth_comes_with_it() -> Result<()> {
    away("navigator", "onLine", "online", async |world| {
        see_mode(world, "offline").await
    })
    .await
}

/// A payment that is made while the page is hidden or offline. `property` of `object` is turned
/// around by script, since no browser hides a page that is being tested.
async fn away(
    object: &str,
    property: &str,
    event: &str,
    meanwhile: impl AsyncFn(&World) -> Result<()>,
) -> Result<()> {
    // Not hurried: what is asked for at once must not be found by asking every few seconds.
    shop(hurried().pace(1), async |world| {
        let shopper = &world.shopper;
        let payable = order(world).await?;
        see_mode(world, "stream").await?;
        let turn = format!(
            "const was = {object}.{property};
             Object.defineProperty({object}, '{property}', {{ get: () => !was, configurable: true }});
             const target = arguments[0] === 'visibilitychange' ? document : window;
             const before = window.__requests.length;
             target.dispatchEvent(new Event(arguments[0]));
             return new Promise(done => setTimeout(() => {{
                 const asked = window.__requests.slice(before).filter(r => r.method === 'GET');
                 done(asked.filter(r => !r.url.endsWith('/subscribe')).length);
             }}, 0));"
        );
        let leaving = if event == "online" { "offline" } else { event };
        let asked: usize = shopper.run(&turn, vec![json!(leaving)]).await?;
        assert_eq!(asked, 0, "asked on the way out");
        no_stream_left(world).await?;
        meanwhile(world).await?;
        world.sandbox.act(&payable.address, Action::Deliver).await?;
        let asked: usize = shopper.run(&turn, vec![json!(event)]).await?;
        assert_eq!(asked, 1, "not asked at once, or more than once");
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await?;
        assert_eq!(shopper.most_streams().await?, 1);
        no_stream_left(world).await
    })
    .await
}
