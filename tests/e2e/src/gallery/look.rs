//! The ways in which a scene is looked at, all of them without leaving it.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::pseudo::SLOT;
use crate::shopper::Shopper;

/// One way of looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its name, as in a picture's file.
    pub name: &'static str,
    /// The widget's `theme`.
    pub theme: &'static str,
    /// The page area in CSS pixels.
    pub size: (u32, u32),
    /// The widget's `lang`.
    pub lang: &'static str,
    /// The `dir` of page and widget.
    pub dir: &'static str,
    /// Whether text is spaced as WCAG 1.4.12 says.
    pub spaced: bool,
    /// Whether the system's few colours replace all others.
    pub forced: bool,
    /// Whether a picture is taken.
    pub drawn: bool,
    /// Whether it is measured; colours change no places.
    pub measured: bool,
    /// Whether axe looks too.
    pub heard: bool,
}

/// A window on a desk, light: where the scenes are reached.
pub const DESK: Look = Look {
    name: "light-1200",
    theme: "light",
    size: (1200, 900),
    lang: "en",
    dir: "ltr",
    spaced: false,
    forced: false,
    drawn: true,
    measured: true,
    heard: true,
};

/// A small phone.
pub const PHONE: Look = Look {
    name: "light-320",
    size: (320, 640),
    ..DESK
};

/// A part of the width alone, told by nobody's eyes.
const MEASURED: Look = Look {
    drawn: false,
    heard: false,
    ..PHONE
};

/// All of them, so that little changes from one to the next.
pub const LOOKS: [Look; 9] = [
    DESK,
    Look {
        name: "dark-1200",
        theme: "dark",
        measured: false,
        heard: false,
        ..DESK
    },
    Look {
        name: "dark-320",
        theme: "dark",
        measured: false,
        ..PHONE
    },
    PHONE,
    // Contrast is the system's own then; what has no border any more is for eyes to see.
    Look {
        name: "forced-320",
        forced: true,
        measured: false,
        heard: false,
        ..PHONE
    },
    Look {
        name: "spaced-320",
        spaced: true,
        ..MEASURED
    },
    // A window of 1280 by 1024 pixels, enlarged to 400 %.
    Look {
        name: "enlarged-320",
        size: (320, 256),
        ..MEASURED
    },
    Look {
        name: "rtl-320",
        dir: "rtl",
        drawn: true,
        ..MEASURED
    },
    Look {
        name: "pseudo-320",
        lang: SLOT,
        drawn: true,
        ..MEASURED
    },
];

/// WCAG 1.4.12, in a sheet that comes and goes.
const SPACING: &str = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; \
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }";

/// Dresses page and widget, and waits for two frames with what was asked for.
const DRESS: &str = "
    const [theme, lang, dir, spacing, done] = arguments;
    const widget = document.querySelector('cryptorefills-checkout');
    const root = widget.shadowRoot;
    const set = (element, name, value) => {
        if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    };
    set(document.documentElement, 'dir', dir);
    set(widget, 'dir', dir);
    set(widget, 'theme', theme);
    set(widget, 'lang', lang);
    if (!window.__spacing) window.__spacing = new CSSStyleSheet();
    window.__spacing.replaceSync(spacing);
    const sheets = root.adoptedStyleSheets;
    if (!sheets.includes(window.__spacing)) root.adoptedStyleSheets = [...sheets, window.__spacing];
    scrollTo(0, 0);
    const begun = performance.now();
    const frame = (calm) => requestAnimationFrame(() => {
        const drawn = root.querySelector('[part~=checkout][data-lang]');
        const right = !drawn || (drawn.lang === lang && drawn.dataset.theme === theme
            && getComputedStyle(drawn).direction === dir);
        if (right && calm > 1) done(true);
        else if (performance.now() - begun > 5000) {
            done(`it is ${drawn.lang}, ${drawn.dataset.theme}, ${getComputedStyle(drawn).direction}`);
        } else frame(right ? calm + 1 : 0);
    });
    frame(0);
";

impl Shopper {
    /// Gives the page area a size; without touching what is on the page.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Result<()> {
        let metrics = json!({
            "width": width, "height": height, "mobile": false,
            "deviceScaleFactor": if width < 600 { 2 } else { 1 },
        });
        let browser = self.browser();
        browser
            .devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        // A phone's scroll bars take no room; an enlarged page's do.
        let hidden = json!({ "hidden": width < 600 && height > 300 });
        browser
            .devtools("Emulation.setScrollbarsHidden", hidden)
            .await
            .map(drop)
    }

    /// Wishes of the buyer's that the browser tells the page: no motion, and the system's colours or not.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn emulate(&self, forced: bool) -> Result<()> {
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let forced = if forced { "active" } else { "none" };
        let features = [
            feature("prefers-reduced-motion", "reduce"),
            feature("forced-colors", forced),
        ];
        let media = json!({ "features": features });
        let browser = self.browser();
        let answer = browser.devtools("Emulation.setEmulatedMedia", media).await;
        answer.map(drop)
    }

    /// Looks at the same scene in another way.
    ///
    /// # Errors
    /// When the widget does not follow.
    pub async fn dress(&self, look: &Look) -> Result<()> {
        self.resize(look.size).await?;
        self.emulate(look.forced).await?;
        let spacing = if look.spaced { SPACING } else { "" };
        let arguments: Vec<Value> = [look.theme, look.lang, look.dir, spacing]
            .into_iter()
            .map(Value::from)
            .collect();
        let client = self.browser().client();
        let followed = client.execute_async(DRESS, arguments).await?;
        ensure!(followed == json!(true), "{}: {followed}", look.name);
        Ok(())
    }
}
