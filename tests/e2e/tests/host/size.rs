//! A frame that is as high as what is in it.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, shop};

use crate::app;

#[tokio::test]
async fn the_app_learns_every_height() -> Result<()> {
    let app = app::serve().await?;
    let setup = Setup::default().attribute("host-origin", app.origin());
    shop(setup, async |world| {
        app::enter(world, &app).await?;
        let shopper = &world.shopper;
        let mut heights = Vec::new();
        for brand in ["", "Northwind Market"] {
            if !brand.is_empty() {
                shopper.choose_brand(brand).await?;
            }
            let height = until("the height that is shown", async || {
                let shown: f64 = shopper
                    .run(
                        "return Math.ceil(widget.getBoundingClientRect().height);",
                        vec![],
                    )
                    .await?;
                let told = app::told(shopper).await?;
                let last = told
                    .iter()
                    .rfind(|message| message["data"]["type"] == "resize");
                let last = last.and_then(|message| message["data"]["detail"]["height"].as_f64());
                Ok(last.filter(|told| *told == shown && shown > 0.0))
            })
            .await?;
            heights.push(height);
        }
        assert_ne!(heights[0], heights[1]);
        Ok(())
    })
    .await
}
