//! As the page itself.

use anyhow::Result;
use checkout_e2e::{Setup, shop};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Boxes {
    area: [f64; 2],
    checkout: [f64; 2],
    content: f64,
}

#[tokio::test]
async fn it_fills_the_page_and_keeps_its_lines_short() -> Result<()> {
    for (width, height) in [(1300, 900), (640, 760)] {
        let setup = Setup::default()
            .size(width, height)
            .attribute("display", "page");
        shop(setup, async |world| {
            let shopper = &world.shopper;
            shopper.choose_brand("Northwind Market").await?;
            let boxes: Boxes = shopper
                .run(
                    "const size = element => {
                         const { width, height } = element.getBoundingClientRect();
                         return [width, height];
                     };
                     const checkout = all('[part~=\"checkout\"]')[0];
                     return {
                         area: [document.documentElement.clientWidth, innerHeight],
                         checkout: size(checkout),
                         content: size(checkout.querySelector('.screen'))[0],
                     };",
                    vec![],
                )
                .await?;
            assert_eq!(boxes.checkout[0], boxes.area[0], "{boxes:?}");
            assert!(boxes.checkout[1] >= boxes.area[1], "{boxes:?}");
            assert!(boxes.content <= 1080.0, "{boxes:?}");
            assert!(
                boxes.content >= boxes.area[0].min(1080.0) - 1000.0 / 2.0,
                "{boxes:?}"
            );
            Ok(())
        })
        .await?;
    }
    Ok(())
}
