//! The page's policy, as strict as any: what is against it does not go unnoticed in any test.

use anyhow::{Result, ensure};
use checkout_e2e::engine::Engine;
use checkout_e2e::{Setup, shop};

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
