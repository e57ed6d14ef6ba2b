//! E-mail addresses as buyers write them: read, refused where goods would be lost, and mended where they
//! look mistyped. May import siblings only.

use super::problem;
use crate::wire::Problem;

/// The codes of what can be wrong with one field.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    pub missing: &'static str,
    pub unreadable: &'static str,
    pub placeholder: &'static str,
}

/// A plausible address: RFC 5321 lengths, one `@`, a dotted domain of letters, digits and hyphens, and
/// not one that nobody reads.
pub(super) fn read_email(typed: &str, codes: Codes) -> Result<String, Problem> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(problem(codes.missing));
    }
    match text.rsplit_once('@') {
        Some((local, domain)) if is_plausible(text, local, domain) => {
            if is_placeholder(local, domain) {
                return Err(problem(codes.placeholder));
            }
            Ok(text.to_owned())
        }
        _ => Err(problem(codes.unreadable)),
    }
}

fn is_plausible(text: &str, local: &str, domain: &str) -> bool {
    let local_is_fine = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && !local.contains(|c: char| "@,;:<>()[]\\\"".contains(c));
    let label_is_fine = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii())
    };
    let top_is_fine = domain.rsplit_once('.').is_some_and(|(_, top)| {
        top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit())
    });
    local_is_fine
        && top_is_fine
        && text.len() <= 254
        && !text.contains(is_unseen)
        && domain.split('.').all(label_is_fine)
}

/// What nobody would see in an address, and a mail server would not forgive: blanks, control characters,
/// and signs that join, part or reorder others.
fn is_unseen(sign: char) -> bool {
    let joins = matches!(
        sign,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    joins || sign.is_whitespace() || sign.is_control()
}

/// Top-level names that never lead to a mailbox (RFC 2606, 6761, 6762, 7686, 8375).
const RESERVED_TOPS: &str = " test example invalid localhost local onion arpa internal ";
/// Domains that never do (RFC 2606), and those of forms' examples.
const RESERVED_DOMAINS: &str =
    " example.com example.net example.org test.com domain.com yourdomain.com ";
/// Names that stand for no person.
const NOBODY: &str = " test tests tester testing example sample placeholder noreply no-reply \
    donotreply do-not-reply youremail your-email your.email yourname your.name asdf qwerty ";

/// Whether a list holds this word.
fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Whether nobody reads mail there (features VAL-04): the API accepts such an address, and the code is
/// lost (api-notes section 1, rule 8).
fn is_placeholder(local: &str, domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let mut labels = domain.rsplit('.');
    let (top, second) = (
        labels.next().unwrap_or_default(),
        labels.next().unwrap_or_default(),
    );
    let local = local.to_ascii_lowercase();
    let name = local.split('+').next().unwrap_or_default();
    holds(RESERVED_TOPS, top)
        || holds(RESERVED_DOMAINS, &[second, ".", top].concat())
        || holds(NOBODY, name.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Where most buyers have their mailbox, commonest first. A name that is one of these is never mended.
const KNOWN: &str = "gmail.com yahoo.com hotmail.com outlook.com icloud.com live.com aol.com \
    proton.me protonmail.com googlemail.com ymail.com mail.com email.com msn.com me.com mac.com \
    rocketmail.com gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr web.de t-online.de freenet.de yahoo.de \
    hotmail.de outlook.de yahoo.fr hotmail.fr outlook.fr live.fr orange.fr wanadoo.fr free.fr sfr.fr \
    laposte.net yahoo.it hotmail.it outlook.it live.it libero.it virgilio.it tiscali.it alice.it \
    yahoo.es hotmail.es outlook.es telefonica.net yahoo.co.uk hotmail.co.uk live.co.uk btinternet.com \
    yahoo.com.br hotmail.com.br uol.com.br bol.com.br terra.com.br yahoo.com.mx yahoo.com.ar \
    yahoo.com.ph yahoo.com.vn mail.ru yandex.ru yandex.com qq.com 163.com 126.com sina.com foxmail.com \
    naver.com comcast.net verizon.net hey.com fastmail.com zoho.com tutanota.com";

/// The address that was probably meant, where the domain looks mistyped (features VAL-05). It is offered,
/// never needed: what was typed stays good.
pub fn suggestion(typed: &str) -> Option<String> {
    let text = typed.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    let known = || KNOWN.split_ascii_whitespace();
    if known().any(|one| one == domain) {
        return None;
    }
    let within = |edits: u8| known().find(|one| resembles(&domain, one, edits));
    let bare = || known().find(|one| one.split('.').next() == Some(domain.as_str()));
    let meant = within(1).or_else(bare).or_else(|| within(2))?;
    let meant = [local, "@", meant].concat();
    let (local, domain) = meant.rsplit_once('@')?;
    let good = is_plausible(&meant, local, domain) && !is_placeholder(local, domain);
    good.then_some(meant)
}

/// Whether a domain is probably a slip for a known one. Short names are too near to other real ones, and
/// another country's ending is another provider.
fn resembles(domain: &str, known: &str, edits: u8) -> bool {
    let least = if edits > 1 { 10 } else { 8 };
    if known.len() < least || (edits > 1 && !domain.starts_with(known.split_at(1).0)) {
        return false;
    }
    if let (Some((name, top)), Some((own, _))) = (domain.rsplit_once('.'), known.rsplit_once('.'))
        && name == own
        && top.len() == 2
        && !holds("co cm om cn", top)
    {
        return false;
    }
    differ_by(domain.as_bytes(), known.as_bytes(), edits)
}

/// Whether at most so many letters were left out, put in, mixed up, or swapped with their neighbour.
fn differ_by(left: &[u8], right: &[u8], edits: u8) -> bool {
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (Some(left), Some(right)) = (left.get(same..), right.get(same..)) else {
        return false;
    };
    if left.is_empty() && right.is_empty() {
        return true;
    }
    let Some(edits) = edits.checked_sub(1) else {
        return false;
    };
    let (less_left, less_right) = (left.get(1..), right.get(1..));
    let swapped = match (left, right) {
        ([a, b, left @ ..], [c, d, right @ ..]) if (a, b) == (d, c) => {
            differ_by(left, right, edits)
        }
        _ => false,
    };
    swapped
        || less_left.is_some_and(|left| differ_by(left, right, edits))
        || less_right.is_some_and(|right| differ_by(left, right, edits))
        || less_left
            .zip(less_right)
            .is_some_and(|(left, right)| differ_by(left, right, edits))
}

#[cfg(test)]
mod tests;
