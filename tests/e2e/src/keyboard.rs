//! A person who has a keyboard and nothing else: Tab, arrows, Enter, Space, and eyes that follow the focus.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde::Deserialize;

use crate::part::Part;
use crate::shopper::Shopper;
use crate::wait::until;

/// WebDriver's names of keys (W3C WebDriver §17.4.2).
pub const TAB: char = '\u{e004}';
/// Presses what has the focus.
pub const ENTER: char = '\u{e007}';
/// Takes back.
pub const ESCAPE: char = '\u{e00c}';
/// The next of a group.
pub const DOWN: char = '\u{e015}';
/// WebDriver's key for the arrow up.
pub const UP: char = '\u{e013}';
/// WebDriver's key for the arrow to the right.
pub const RIGHT: char = '\u{e014}';
/// WebDriver's key for Home.
pub const HOME: char = '\u{e011}';
/// WebDriver's key for End.
pub const END: char = '\u{e010}';
const SHIFT: char = '\u{e008}';

/// More stops than any screen has.
const MOST_STOPS: usize = 90;

/// Browsers scroll a frame or two after they have moved the focus.
const MOST_LOOKS: usize = 10;
const PAUSE: Duration = Duration::from_millis(50);

/// What has the focus, and whether eyes can find it.
#[derive(Clone, Debug, Deserialize)]
pub struct Focus {
    /// Its tag; empty if the focus is outside of the widget.
    pub tag: String,
    /// Its parts.
    pub part: String,
    /// Its text.
    pub text: String,
    /// Whether the selector that was asked for is its own.
    pub matches: bool,
    /// Width of the painted outline in CSS pixels.
    pub outline: f64,
    /// Contrast of the outline with what surrounds it.
    pub contrast: f64,
    /// Whether the middle of it is covered by something else, and by what.
    pub covered: Option<String>,
}

const LOOK: &str = r"
const active = root.activeElement;
if (!active || document.activeElement !== widget) {
    return { tag: '', part: '', text: '', matches: false, outline: 0, contrast: 0, covered: null };
}
const style = getComputedStyle(active);
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const over = (color, below) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const one of [below, color]) {
        canvas.fillStyle = one;
        canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const css = rgb => `rgb(${rgb.join(',')})`;
const behind = element => {
    const colors = [];
    for (let one = element; one; one = one.parentElement || one.getRootNode().host) {
        colors.push(getComputedStyle(one).backgroundColor);
    }
    return colors.reduceRight((below, color) => over(color, css(below)), [255, 255, 255]);
};
const light = rgb => rgb.reduce((sum, byte, at) => {
    const part = byte / 255;
    return sum + [0.2126, 0.7152, 0.0722][at] * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
}, 0);
const around = behind(active.parentElement);
const [low, high] = [light(around), light(over(style.outlineColor, css(around)))].sort((a, b) => a - b);
const box = active.getBoundingClientRect();
const hit = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
const mine = hit && (active === hit || active.contains(hit));
return {
    tag: active.localName,
    part: active.getAttribute('part') || '',
    text: active.textContent.trim().slice(0, 200),
    matches: active.matches(arguments[0]),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    contrast: (high + 0.05) / (low + 0.05),
    covered: mine ? null : hit ? hit.outerHTML.slice(0, 120) : 'out of view',
};
";

impl Shopper {
    /// Presses a key.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn key(&self, key: char) -> Result<()> {
        self.keys(&[key], false).await
    }

    /// Types a text wherever the focus is.
    ///
    /// # Errors
    /// When the browser is gone.
    pub async fn type_keys(&self, text: &str) -> Result<()> {
        self.keys(&text.chars().collect::<Vec<_>>(), false).await
    }

    async fn keys(&self, keys: &[char], shift: bool) -> Result<()> {
        let mut actions = KeyActions::new("keys".into());
        if shift {
            actions = actions.then(KeyAction::Down { value: SHIFT });
        }
        for &value in keys {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        if shift {
            actions = actions.then(KeyAction::Up { value: SHIFT });
        }
        Ok(self.browser().client().perform_actions(actions).await?)
    }

    /// What has the focus now.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn focus(&self, wanted: &str) -> Result<Focus> {
        self.run(LOOK, vec![wanted.into()]).await
    }

    /// What has the focus, once it was scrolled to.
    async fn settled(&self, wanted: &str) -> Result<Focus> {
        let mut focus = self.focus(wanted).await?;
        for _ in 0..MOST_LOOKS {
            if focus.ensure_seen().is_ok() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
            focus = self.focus(wanted).await?;
        }
        Ok(focus)
    }

    /// Waits until the focus is there by itself, where eyes can find it.
    ///
    /// # Errors
    /// When it does not get there, or is not to be seen.
    pub async fn focused(&self, wanted: &str) -> Result<Focus> {
        let mut last = None;
        let found = until(&format!("the focus on {wanted}"), async || {
            let focus = self.focus(wanted).await?;
            let found = focus.matches.then(|| focus.clone());
            last = Some(focus);
            Ok(found)
        })
        .await
        .with_context(|| format!("it is on {last:?}"))?;
        found
            .ensure_seen()
            .or(self.settled(wanted).await?.ensure_seen())?;
        Ok(found)
    }

    /// Walks with Tab, or back with Shift and Tab, until the focus is on this part. Wherever it stops on its
    /// way, it must be to be seen.
    ///
    /// # Errors
    /// When the part is not reached, or the focus is lost or hidden on the way.
    pub async fn tab_to(&self, part: impl Into<Part>, back: bool) -> Result<Focus> {
        let part = part.into();
        let mut trail = Vec::new();
        for _ in 0..MOST_STOPS {
            self.keys(&[TAB], back).await?;
            let focus = self.settled(part.selector()).await?;
            if focus.tag.is_empty() && trail.is_empty() {
                continue; // the page's own, before the widget
            }
            focus
                .ensure_seen()
                .with_context(|| format!("on the way to {}: {trail:?}", part.selector()))?;
            if focus.matches {
                return Ok(focus);
            }
            trail.push((focus.tag, focus.part));
        }
        anyhow::bail!("Tab does not lead to {}: {trail:?}", part.selector())
    }

    /// Chooses one of a group of radio buttons, one of which has the focus.
    ///
    /// # Errors
    /// When the arrows do not lead there.
    pub async fn arrow_to(&self, option: Part) -> Result<()> {
        self.key(' ').await?;
        for _ in 0..MOST_STOPS {
            let focus = self.settled(option.selector()).await?;
            focus.ensure_seen()?;
            if focus.matches {
                let chosen = self.look(option.clone()).await?;
                ensure!(
                    chosen.iter().any(|one| one.chosen),
                    "not chosen: {chosen:?}"
                );
                return Ok(());
            }
            self.key(DOWN).await?;
        }
        anyhow::bail!("the arrows do not lead to {}", option.selector())
    }
}

impl Focus {
    /// Whether eyes find the focus: WCAG 2.2, 2.4.7, 2.4.11 and 1.4.11.
    ///
    /// # Errors
    /// What is missing.
    pub fn ensure_seen(&self) -> Result<()> {
        ensure!(!self.tag.is_empty(), "the focus is lost");
        ensure!(self.outline >= 2.0, "no outline is painted: {self:?}");
        ensure!(self.contrast >= 3.0, "the outline is too faint: {self:?}");
        ensure!(self.covered.is_none(), "the focus is hidden: {self:?}");
        Ok(())
    }
}
