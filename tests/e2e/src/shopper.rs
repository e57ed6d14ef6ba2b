//! A person in front of the widget: looks, presses, types. What they want to buy is in
//! [`crate::journey`].

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::part::{Part, Seen};
use crate::wait::until;

/// Found once per script: the open shadow root and what a person would call visible.
const PRELUDE: &str = r"
const widget = document.querySelector('cryptorefills-checkout');
const root = widget && widget.shadowRoot;
const all = selector => (root ? Array.from(root.querySelectorAll(selector)) : []);
const shown = element => element.checkVisibility({ visibilityProperty: true })
    && element.getClientRects().length > 0;
const enabled = element => !element.disabled && element.getAttribute('aria-disabled') !== 'true';
const chosen = element => element.checked === true
    || element.querySelector('input:checked') !== null
    || ['aria-checked', 'aria-pressed', 'aria-selected']
        .some(name => element.getAttribute(name) === 'true');
const seen = element => ({
    text: element.textContent.trim(),
    value: typeof element.value === 'string' ? element.value : '',
    shown: shown(element),
    enabled: enabled(element),
    chosen: chosen(element),
    attributes: Object.fromEntries(
        Array.from(element.attributes, attribute => [attribute.name, attribute.value])),
});
";

/// WebDriver's key for Backspace (W3C WebDriver §17.4.2).
const BACKSPACE: &str = "\u{e003}";

/// What stays the same when an input groups digits as they are typed.
fn essence(text: &str) -> String {
    text.chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}' | '-' | '(' | ')'))
        .collect()
}

/// Drives the one widget on the page.
#[derive(Debug)]
pub struct Shopper {
    browser: Browser,
}

impl Shopper {
    /// A shopper who uses `browser`.
    pub fn new(browser: Browser) -> Self {
        Self { browser }
    }

    /// The browser, for what is not the widget's business.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Closes the browser.
    ///
    /// # Errors
    /// When it is already gone.
    pub async fn leave(self) -> Result<()> {
        self.browser.close().await
    }

    /// Runs `script` with `root` (the shadow root), `widget`, `all(selector)`, `shown(element)`,
    /// `enabled(element)` and `seen(element)` at hand.
    ///
    /// # Errors
    /// When the script throws or returns another shape.
    pub async fn run<T>(&self, script: &str, arguments: Vec<Value>) -> Result<T>
    where
        T: serde::de::DeserializeOwned,
    {
        self.browser
            .run(&format!("{PRELUDE}{script}"), arguments)
            .await
    }

    /// Every element of this part, in document order, at this moment.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn look(&self, part: impl Into<Part>) -> Result<Vec<Seen>> {
        let part = part.into();
        self.run(
            "return all(arguments[0]).map(seen);",
            vec![json!(part.selector())],
        )
        .await
    }

    /// The visible elements of this part.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn look_shown(&self, part: impl Into<Part>) -> Result<Vec<Seen>> {
        let mut found = self.look(part).await?;
        found.retain(|seen| seen.shown);
        Ok(found)
    }

    /// Waits until this part is visible and passes `test`.
    ///
    /// # Errors
    /// When that does not happen in time.
    pub async fn see(
        &self,
        what: &str,
        part: impl Into<Part>,
        test: impl Fn(&Seen) -> bool,
    ) -> Result<Seen> {
        let part = part.into();
        until(what, async || {
            let found = self.look_shown(part.clone()).await?;
            Ok(found.into_iter().find(&test))
        })
        .await
    }

    /// Presses a visible, enabled button the way a mouse does: it must not be covered.
    ///
    /// # Errors
    /// When no such button can be pressed in time.
    pub async fn press(&self, part: impl Into<Part>) -> Result<()> {
        let part = part.into();
        // What arrives between finding and pressing may move the button away from under the pointer: then
        // something else was pressed, and a shopper tries again. A page may keep presses to itself: then
        // nothing is known of this one.
        let script = format!(
            "{PRELUDE}const button = all(arguments[0]).find(e => shown(e) && enabled(e));
             if (!button) return null;
             window.hit = null;
             const tell = event => {{
                 window.hit = event.composedPath().includes(button);
                 removeEventListener('click', tell, true);
             }};
             addEventListener('click', tell, true);
             return button;"
        );
        let what = format!("a button {} to press", part.selector());
        until(&what, async || {
            let arguments = vec![json!(part.selector())];
            let Some(button) = self.browser.find(&script, arguments).await? else {
                return Ok(None);
            };
            let clicked = button.click().await;
            // A page that was left cannot tell any more, and was left by the press.
            let hit = self
                .run::<Option<bool>>("return window.hit ?? null;", vec![])
                .await;
            let pressed = match hit {
                Ok(Some(hit)) => hit,
                _ => clicked.is_ok(),
            };
            Ok(pressed.then_some(()))
        })
        .await
    }

    /// Chooses one option. A radio input may be hidden behind its label, so this clicks by script.
    ///
    /// # Errors
    /// When the option is missing or cannot be chosen in time.
    pub async fn choose(&self, option: impl Into<Part>) -> Result<()> {
        let option = option.into();
        let what = format!("the option {}", option.selector());
        until(&what, async || {
            let clicked: bool = self
                .run(
                    "const option = all(arguments[0]).find(enabled);
                     if (option && !chosen(option)) option.click();
                     return Boolean(option);",
                    vec![json!(option.selector())],
                )
                .await?;
            Ok(clicked.then_some(()))
        })
        .await?;
        until(&format!("{what} to be chosen"), async || {
            let found = self.look(option.clone()).await?;
            Ok(found.iter().any(|seen| seen.chosen).then_some(()))
        })
        .await
    }

    /// Replaces the text of an input by typing.
    ///
    /// # Errors
    /// When the input is not there in time or does not take the text.
    pub async fn type_into(&self, part: impl Into<Part>, text: &str) -> Result<()> {
        let part = part.into();
        // Focused in a step of its own: a browser may miss a letter that comes with the focus.
        let script = format!(
            "{PRELUDE}const input = all(arguments[0]).find(e => shown(e) && enabled(e));
             if (!input) return null;
             window.focus();
             input.focus();
             return root.activeElement === input ? input : null;"
        );
        let input = until(&format!("the input {}", part.selector()), async || {
            let arguments = vec![json!(part.selector())];
            self.browser.find(&script, arguments).await
        })
        .await?;
        // Typing starts behind what is there (W3C WebDriver §12.5.3), and a selection made by script does
        // not survive it inside a shadow root: so take back letter by letter.
        let old = input.prop("value").await?.unwrap_or_default();
        let keys = BACKSPACE.repeat(old.chars().count()) + text;
        input.send_keys(&keys).await?;
        let holds = input.prop("value").await?.unwrap_or_default();
        ensure!(
            essence(&holds) == essence(text),
            "the input holds {holds:?} after typing {text:?}"
        );
        Ok(())
    }

    /// The value of `data-{name}` on the widget's root element.
    ///
    /// # Errors
    /// When the widget has no root yet.
    pub async fn root_data(&self, name: &str) -> Result<String> {
        let roots = self.look("checkout").await?;
        let root = roots.first();
        ensure!(root.is_some(), "the widget has not drawn its root");
        Ok(root.map_or("", |root| root.data(name)).to_owned())
    }

    /// Waits for a screen: `browse configure pay receipt history`.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn wait_screen(&self, screen: &str) -> Result<()> {
        self.see(&format!("the {screen} screen"), "checkout", |root| {
            root.data("screen") == screen
        })
        .await
        .map(drop)
    }

    /// Waits for one of these phases (contract §4) and tells which one it is.
    ///
    /// # Errors
    /// When none comes in time.
    pub async fn wait_phase(&self, phases: &[&str]) -> Result<String> {
        let what = format!("the phase {}", phases.join(" or "));
        let status = self
            .see(&what, "status", |status| {
                phases.contains(&status.data("phase"))
            })
            .await?;
        Ok(status.data("phase").to_owned())
    }
}
