//! The shop window: what was seen before, what the vendor features and finds, and what may have been meant.

use anyhow::Result;

use super::steps::{EMAIL, tile};
use crate::gallery::Guide;
use crate::part::Part;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    rows(guide).await?;
    finds(guide).await?;
    cart(guide).await
}

/// Opens a brand, and comes back to the window.
async fn glance(guide: &Guide<'_>, brand: &str) -> Result<()> {
    guide.open(brand).await?;
    guide.shopper().press("back").await?;
    guide.brands().await
}

async fn rows(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    for brand in ["Northwind Market", "Roamly Global eSIM"] {
        glance(guide, brand).await?;
    }
    guide
        .shopper()
        .see("the row of what was seen", "recent", |_| true)
        .await?;
    guide
        .shopper()
        .see("the row of what is featured", "featured", |_| true)
        .await?;
    guide.snap("seen-before").await?;
    guide
        .shopper()
        .run::<()>("widget.open('Nrothwind Markets');", vec![])
        .await?;
    guide
        .shopper()
        .see("what may have been meant", "nearest", |_| true)
        .await?;
    guide.snap("brand-unknown").await
}

async fn finds(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    let more = ["Skylark Top-ups", "A Rather Long Name of Minutes and Data"];
    guide.world.sandbox.finds("US", &more).await?;
    glance(guide, "Northwind Market").await?;
    guide.shopper().type_into("search", "credtis").await?;
    guide
        .shopper()
        .see(
            "a brand in spite of the slip",
            tile("Heronline Credits"),
            |_| true,
        )
        .await?;
    guide
        .shopper()
        .see("what the vendor found", tile(more[0]), |_| true)
        .await?;
    guide.snap("search-misspelt").await
}

async fn cart(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Northwind Market").await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.shopper().press("add-to-cart").await?;
    guide.shopper().press("back").await?;
    guide.brands().await?;
    let open = Part::named("cart-open");
    guide.shopper().see("the cart", open, |_| true).await?;
    guide.snap("cart").await
}
