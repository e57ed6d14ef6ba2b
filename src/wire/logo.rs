//! Where a brand's logo is. May import siblings only.

use super::fields::Fields;
use super::scalar::image_url;

/// Links of a brand's logo, `https:` only (api-notes §3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logo {
    /// The smallest that a tile can use: a WebP variant of `logo_base_url`, else `logo_url` (features DIS-07).
    pub url: Option<String>,
    /// What to try where that does not come: `logo_url`, whatever its size.
    pub full: Option<String>,
}

impl Logo {
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        let link = |name| image_url(&fields.text(name)?);
        let full = link("logo_url");
        let small = link("logo_base_url").map(|base| [&base, "_300x190.webp"].concat());
        match small.or_else(|| link("small_logo")) {
            Some(small) => Self {
                url: Some(small),
                full,
            },
            None => Self {
                url: full,
                full: None,
            },
        }
    }
}
