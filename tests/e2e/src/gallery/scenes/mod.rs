//! The scenes by group, each file a walk.

mod basket;
mod discovery;
mod endings;
mod form;
mod frames;
mod past;
mod paying;
mod problems;
mod receipt;
mod several;
mod steps;
mod window;

use anyhow::Result;

use super::guide::Guide;

/// Scenes that belong together and share a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The shop window.
    Window,
    /// One brand's form.
    Form,
    /// What the vendor refuses.
    Problems,
    /// An order that is to be paid.
    Paying,
    /// An order that is paid or over.
    Endings,
    /// What was bought.
    Receipt,
    /// The orders of this device.
    Past,
    /// Several things in one order, all the way.
    Several,
    /// Dialog, page, and what stands where there is no checkout.
    Frames,
}

impl Group {
    /// All, in the order of a purchase.
    pub const ALL: [Self; 9] = [
        Self::Window,
        Self::Form,
        Self::Problems,
        Self::Paying,
        Self::Endings,
        Self::Receipt,
        Self::Past,
        Self::Several,
        Self::Frames,
    ];

    /// The name of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Form => "form",
            Self::Problems => "problems",
            Self::Paying => "paying",
            Self::Endings => "endings",
            Self::Receipt => "receipt",
            Self::Past => "past",
            Self::Several => "several",
            Self::Frames => "frames",
        }
    }

    /// Walks through its scenes.
    ///
    /// # Errors
    /// When one cannot be reached.
    pub async fn show(self, guide: &mut Guide<'_>) -> Result<()> {
        match self {
            Self::Window => {
                window::show(guide).await?;
                discovery::show(guide).await
            }
            Self::Form => {
                form::show(guide).await?;
                basket::show(guide).await
            }
            Self::Problems => problems::show(guide).await,
            Self::Paying => paying::show(guide).await,
            Self::Endings => endings::show(guide).await,
            Self::Receipt => receipt::show(guide).await,
            Self::Past => past::show(guide).await,
            Self::Several => several::show(guide).await,
            Self::Frames => frames::show(guide).await,
        }
    }
}
