//! A page that frames the checkout's page, keeps what it is told, and answers.

use anyhow::Result;
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use checkout_e2e::serve::Serving;
use checkout_e2e::wait::until;
use checkout_e2e::{Shopper, World};
use serde_json::{Value, json};

const PAGE: &str = r#"<!doctype html>
<title>An app</title>
<iframe id="checkout" width="900" height="1400" allow="clipboard-write"></iframe>
<iframe id="stranger" srcdoc="<p>A stranger of the app's own origin</p>"></iframe>
<script>
  window.told = [];
  const checkout = document.getElementById('checkout');
  addEventListener('message', ({ origin, data, source }) => {
    if (source === checkout.contentWindow) told.push({ origin, data });
  });
  checkout.src = location.hash.slice(1);
</script>"#;

/// Serves the app's page on an origin of its own.
pub async fn serve() -> Result<Serving> {
    Serving::start(Router::new().route("/", get(async || Html(PAGE)))).await
}

/// Opens the checkout's page inside the app, and looks into the frame from then on.
pub async fn enter(world: &World, app: &Serving) -> Result<()> {
    let client = world.shopper.browser().client();
    let page = client.current_url().await?;
    client.goto(&format!("{}/#{page}", app.origin())).await?;
    client.enter_frame(0).await?;
    world.shopper.wait_screen("browse").await
}

/// Runs a script in the app's page, and looks into the frame again.
pub async fn run(shopper: &Shopper, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let client = shopper.browser().client();
    client.enter_parent_frame().await?;
    let result = client.execute(script, arguments).await;
    client.enter_frame(0).await?;
    Ok(result?)
}

/// What the app was told, with the origin that the browser vouches for.
pub async fn told(shopper: &Shopper) -> Result<Vec<Value>> {
    let told = run(shopper, "return told;", vec![]).await?;
    Ok(told.as_array().cloned().unwrap_or_default())
}

/// Waits for a message of this type, and returns its envelope.
pub async fn wait_told(shopper: &Shopper, name: &str) -> Result<Value> {
    until(&format!("the message {name}"), async || {
        let told = told(shopper).await?;
        let mut envelopes = told.into_iter().map(|message| message["data"].clone());
        Ok(envelopes.find(|envelope| envelope["type"] == name))
    })
    .await
}

/// The app says something to the checkout.
pub async fn say(shopper: &Shopper, message: Value) -> Result<()> {
    let script = "checkout.contentWindow.postMessage(arguments[0], '*');";
    run(shopper, script, vec![json!(message)]).await.map(drop)
}
