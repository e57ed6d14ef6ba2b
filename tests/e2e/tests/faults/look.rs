//! Everything that matters on the screen, at one moment.

use anyhow::{Result, ensure};
use checkout_e2e::Shopper;
use serde::Deserialize;

/// What a buyer sees.
#[derive(Clone, Debug, Deserialize)]
pub struct Look {
    pub screen: String,
    pub phase: String,
    pub mode: String,
    pub notices: Vec<Told>,
    pub problems: Vec<Told>,
    /// Where to pay, if anything is payable.
    pub address: String,
    /// Parts through which money could be sent.
    pub payable_parts: usize,
    /// Whether the buyer may ask again.
    pub retry: bool,
    pub quote: String,
    pub brands: usize,
    pub denominations: usize,
    pub coins: usize,
    /// The widget crashed, or never came.
    pub dead: bool,
}

/// A notice or a problem.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    /// A notice's kind, a problem's code.
    pub kind: String,
    pub text: String,
}

/// Texts that only a machine writes.
const RAW: [&str; 9] = [
    "played by the sandbox",
    "Just a moment",
    "nginx",
    "not json",
    "undefined",
    "null",
    "NaN",
    "{",
    "<",
];

pub async fn look(shopper: &Shopper) -> Result<Look> {
    shopper
        .run(
            "const data = (part, name) => {
                 const found = all(`[part~=\"${part}\"]`).find(shown);
                 return (found && found.dataset[name]) || '';
             };
             const told = (part, name, words) => all(`[part~=\"${part}\"]`).filter(shown).map(e => {
                 const text = e.querySelector(words) || e;
                 return { kind: e.dataset[name] || '', text: text.textContent.trim() };
             });
             const count = part => all(`[part~=\"${part}\"]`).filter(shown).length;
             const address = all('[part~=\"pay-address\"]').find(shown);
             const payable = ['qr', 'pay-amount', 'pay-address', 'open-wallet', 'hosted-checkout'];
             return {
                 screen: data('checkout', 'screen'),
                 phase: data('status', 'phase'),
                 mode: data('connection', 'mode'),
                 notices: told('notice', 'kind', '.notice-text'),
                 problems: told('problem', 'code', '.never'),
                 address: address ? address.textContent.trim() : '',
                 payable_parts: payable.filter(part => all(`[part~=\"${part}\"]`).length).length,
                 retry: all('[part~=\"retry\"]').some(e => shown(e) && enabled(e)),
                 quote: data('quote', 'state'),
                 brands: count('brand'),
                 denominations: count('denomination'),
                 coins: count('coin'),
                 dead: window.__events.some(e => e.type === 'error' && e.detail.kind === 'fatal'),
             };",
            vec![],
        )
        .await
}

impl Look {
    /// Says it in a few words, if anything is said.
    pub fn words(&self) -> Option<String> {
        if self.screen == "pay" && !matches!(self.phase.as_str(), "" | "creating") {
            let connection = match self.mode.as_str() {
                "" => String::new(),
                mode => format!(", {mode}"),
            };
            return Some(format!("`{}`{connection}", self.phase));
        }
        if let Some(problem) = self.problems.first() {
            return Some(format!("{}: “{}”", problem.kind, problem.text));
        }
        let notice = self.notices.first()?;
        Some(format!("{}: “{}”", notice.kind, notice.text))
    }

    /// Nothing on the screen is beyond a buyer.
    pub fn check(&self) -> Result<()> {
        ensure!(!self.dead, "the widget crashed");
        for told in self.notices.iter().chain(&self.problems) {
            let readable = told.text.len() > 10 && !RAW.iter().any(|raw| told.text.contains(raw));
            ensure!(readable, "no words for a buyer: {told:?}");
        }
        if self.phase == "unknown-outcome" || self.phase == "mismatch" {
            ensure!(self.payable_parts == 0, "payable while {}", self.phase);
        }
        Ok(())
    }
}
