//! What the system asks for: dark, less motion, more contrast, colours of its own (features A11-12, THM-02).

use anyhow::{Result, ensure};
use checkout_e2e::engine::Engine;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};
use serde_json::json;

async fn prefer(shopper: &Shopper, feature: &str, value: &str) -> Result<()> {
    let asked = json!({ "features": [{ "name": feature, "value": value }] });
    let browser = shopper.browser();
    browser
        .devtools("Emulation.setEmulatedMedia", asked)
        .await
        .map(drop)
}

async fn holds(shopper: &Shopper, what: &str, script: &str) -> Result<()> {
    until(what, async || {
        let there: bool = shopper.run(script, vec![]).await?;
        Ok(there.then_some(()))
    })
    .await
}

#[tokio::test]
async fn the_system_is_followed_live() -> Result<()> {
    if Engine::chosen()? != Engine::Chromium {
        return Ok(()); // only its driver can play another system
    }
    for theme in ["auto", "light", "dark"] {
        let setup = Setup::default().attribute("theme", theme);
        shop(setup, async |world| {
            let shopper = &world.shopper;
            shopper
                .see("the brands", "brand", |brand| brand.enabled)
                .await?;
            let dark = "const [red] = getComputedStyle(all('[part~=checkout]')[0]).backgroundColor.match(/\\d+/g);
                return (Number(red) < 128) === ";
            for system in ["dark", "light"] {
                prefer(shopper, "prefers-color-scheme", system).await?;
                let expected = match theme {
                    "auto" => system == "dark",
                    theme => theme == "dark",
                };
                let what = format!("the look {theme} on a system that is {system}");
                holds(shopper, &what, &format!("{dark}{expected};")).await?;
            }
            prefer(shopper, "prefers-contrast", "more").await?;
            let strong = "const looks = getComputedStyle(all('[part~=checkout]')[0]);
                return looks.getPropertyValue('--muted') === looks.getPropertyValue('--text');";
            holds(shopper, "words that are not muted", strong).await?;
            prefer(shopper, "prefers-reduced-motion", "reduce").await?;
            let calm = "return all('*').every(one => getComputedStyle(one).animationName === 'none'
                && (one.style.transition || getComputedStyle(one).transitionDuration === '0s'));";
            holds(shopper, "that nothing moves", calm).await?;
            prefer(shopper, "forced-colors", "active").await?;
            shopper.choose_brand("Northwind Market").await?;
            shopper.choose_denomination("25 USD").await?;
            let seen = "return getComputedStyle(all('input:checked')[0]).outlineStyle === 'solid';";
            holds(shopper, "what is chosen without colours of ours", seen).await?;
            ensure!(shopper.mishaps().await?.is_empty());
            Ok(())
        })
        .await?;
    }
    Ok(())
}
