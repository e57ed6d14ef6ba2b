//! The wallets that announce themselves in the page, and what became of asking one of them to pay.
//!
//! One is asked at a time, so that nobody pays twice. What it answers is its word; only the API says paid.

use crate::payment::asking::Asking;

use super::event::Ask;
use super::following::Following;
use super::intent::Answer;

/// No name is shown longer.
const LONGEST_NAME: usize = 32;
/// No more wallets are offered: a page could announce thousands.
const MOST: usize = 12;

/// How wallets of a kind are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Providers of EIP-1193.
    Evm,
    /// WebLN.
    Lightning,
    /// The Wallet Standard.
    Solana,
}

impl Kind {
    /// Who could be asked this.
    fn of(asking: &Asking) -> Self {
        match asking {
            Asking::Evm(_) => Self::Evm,
            Asking::Lightning { .. } => Self::Lightning,
            Asking::Solana(_) => Self::Solana,
        }
    }
}

/// A wallet in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wallet {
    /// What tells it from others.
    pub key: String,
    /// What it calls itself, made harmless; empty for one that cannot say.
    pub name: String,
}

impl Wallet {
    /// A wallet by what it says of itself; none without a usable name for machines.
    pub fn new(key: &str, name: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let usable = (1..=64).contains(&key.len()) && key.bytes().all(plain);
        usable.then(|| Self {
            key: key.to_owned(),
            name: harmless(name),
        })
    }
}

/// A name of a stranger's: short, and without signs that hide, stack or reorder what is shown.
fn harmless(name: &str) -> String {
    let hides = |sign: char| {
        sign.is_control()
            || matches!(sign,
                '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
                | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}')
    };
    let spaced = |sign: char| if sign.is_whitespace() { ' ' } else { sign };
    // Nobody's name needs more signs than this to be looked at.
    let signs = name.chars().take(8 * LONGEST_NAME).map(spaced);
    let text: String = signs.filter(|sign| !hides(*sign)).collect();
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => [name.get(..end).unwrap_or_default().trim_end(), "…"].concat(),
        None => name,
    }
}

/// What became of asking a wallet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It says that it has sent the payment.
    Sent {
        /// The transaction's id, or Lightning's proof of payment.
        proof: Option<String>,
    },
    /// The buyer said no: nothing was sent.
    Refused,
    /// It has an earlier question open: nothing was sent.
    Pending,
    /// It is on another chain and stays there: nothing was sent.
    WrongChain,
    /// It could not be asked to send, or what was to be paid is no longer on the screen: nothing was sent.
    Unable,
    /// Asked to send, it did not say that it has, nor that the buyer said no.
    Failed,
}

/// The wallets beside a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wallets {
    found: Vec<Wallet>,
    asked: Option<(Wallet, Option<Outcome>)>,
    ask: Ask,
}

impl Wallets {
    /// Where the buyer comes back to a payment that a wallet was asked for and has not answered.
    pub(super) fn asking(asked: Option<(Ask, Wallet)>) -> Self {
        asked.map_or_else(Self::default, |(ask, wallet)| Self {
            found: Vec::new(),
            asked: Some((wallet, None)),
            ask,
        })
    }

    /// The question that waits for an answer, and who was asked.
    pub(super) fn open(&self) -> Option<(Ask, &Wallet)> {
        match &self.asked {
            Some((wallet, None)) => Some((self.ask, wallet)),
            _ => None,
        }
    }

    /// Those that may be asked.
    pub fn found(&self) -> &[Wallet] {
        &self.found
    }

    /// The one that was asked last, and what became of it; nothing yet while it is being asked.
    pub fn asked(&self) -> Option<(&Wallet, Option<&Outcome>)> {
        let (wallet, outcome) = self.asked.as_ref()?;
        Some((wallet, outcome.as_ref()))
    }

    /// Whether one is being asked now.
    pub fn is_asking(&self) -> bool {
        matches!(self.asked, Some((_, None)))
    }

    /// What can be paid is another now, or nothing. One that has not answered yet may still be about to send
    /// what it was asked for, so no other is asked before it has.
    pub(super) fn forget(&mut self) {
        self.found.clear();
        self.asked.take_if(|(_, outcome)| outcome.is_some());
    }
}

impl Following {
    /// The wallets to look for.
    pub(super) fn wallet_kind(&self) -> Option<Kind> {
        let asking = Asking::of(self.payable()?)?;
        Some(Kind::of(&asking))
    }

    /// The page's wallets, all that are there now.
    pub fn wallets_found(&mut self, mut found: Vec<Wallet>) {
        found.truncate(MOST);
        if self.payable().is_some() {
            self.wallets.found = found;
        }
    }

    /// The buyer wants to pay with one of them: what to ask it by this number. Nothing while another is being
    /// asked, or after one has said that it has sent the payment.
    pub fn wallet_pressed(&mut self, key: &str, ask: Ask) -> Option<Asking> {
        let free = !self.wallets.is_asking() && !matches!(self.wallet(), Some(Answer::Sent { .. }));
        let asking = Asking::of(self.payable()?).filter(|_| free)?;
        let wallets = &mut self.wallets;
        let wallet = wallets.found.iter().find(|wallet| wallet.key == key)?;
        wallets.asked = Some((wallet.clone(), None));
        wallets.ask = ask;
        Some(asking)
    }

    /// Whether a question, asked a while ago, still is what is to be paid now: looked at once more just
    /// before the wallet is told to send.
    pub fn may_send(&self, ask: Ask, asking: &Asking, server_ms: i64) -> bool {
        self.wallets.is_asking()
            && self.wallets.ask == ask
            && !matches!(self.wallet(), Some(Answer::Sent { .. }))
            && server_ms < self.deadline_ms
            && self.payable().and_then(Asking::of).as_ref() == Some(asking)
    }

    /// Takes what became of a question. Whatever happened since, a payment that was sent was sent.
    pub fn wallet_settled(&mut self, ask: Ask, outcome: Outcome) -> Option<Answer> {
        let known = self.wallets.ask == ask;
        if let Some((_, settled)) = self.wallets.asked.as_mut().filter(|_| known) {
            *settled = Some(outcome.clone());
        }
        match outcome {
            Outcome::Sent { proof } => Answer::read("sent", proof.as_deref()),
            _ => None,
        }
    }
}
