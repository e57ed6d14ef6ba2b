//! The text of hostile HTML (api-notes rule 11): words and line breaks, nothing that acts.
//!
//! The result goes to the screen as text nodes only, so no markup can survive whatever this misses.

/// No more than so many lines are shown.
const MOST_LINES: usize = 120;
/// No more than so many bytes are looked at.
const MOST_BYTES: usize = 40_000;

/// The lines of a text in HTML, without empty ones. List items begin with a bullet.
pub fn lines(html: &str) -> Vec<String> {
    let mut end = html.len().min(MOST_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let mut rest = html.get(..end).unwrap_or_default();
    let mut text = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(&unescaped(before));
        rest = if let Some(comment) = after.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, tail)| tail)
        } else if after
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!' || c == '?')
        {
            let (tag, tail) = after.split_once('>').unwrap_or((after, ""));
            let name = tag_name(tag);
            match name.as_str() {
                "script" | "style" | "template" | "noscript" | "iframe" | "textarea" | "title" => {
                    after_closing(tail, &name)
                }
                "li" => {
                    text.push_str("\n• ");
                    tail
                }
                "br" | "p" | "div" | "tr" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4"
                | "h5" | "h6" | "/p" | "/div" | "/li" | "/tr" | "/ul" | "/ol" | "/table"
                | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" => {
                    text.push('\n');
                    tail
                }
                _ => tail,
            }
        } else {
            text.push('<');
            after
        };
    }
    text.push_str(&unescaped(rest));
    text.lines()
        .map(|line| {
            let words = line.split_whitespace();
            let words = words.map(|word| word.replace(is_unseen, ""));
            let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            words.join(" ")
        })
        .filter(|line| !line.is_empty() && line != "•")
        .take(MOST_LINES)
        .collect()
}

/// Signs that show nothing but end a line or turn the order of what is shown (Unicode UAX 9).
pub(super) fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn tag_name(tag: &str) -> String {
    let slash = usize::from(tag.starts_with('/'));
    let name: String = tag
        .chars()
        .skip(slash)
        .take_while(char::is_ascii_alphanumeric)
        .take(12)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if slash == 1 {
        ["/", &name].concat()
    } else {
        name
    }
}

/// What follows the end tag of an element whose content is no text; nothing if it never ends.
fn after_closing<'a>(mut rest: &'a str, name: &str) -> &'a str {
    while let Some((_, after)) = rest.split_once("</") {
        let closes = after
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name));
        if closes {
            return after.split_once('>').map_or("", |(_, tail)| tail);
        }
        rest = after;
    }
    ""
}

/// Character references that occur in shop texts; unknown ones stay as they are.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let reference = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        match reference.and_then(|(name, tail)| Some((referenced(name)?, tail))) {
            Some((sign, tail)) => {
                out.push(sign);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn referenced(name: &str) -> Option<char> {
    let sign = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "bull" => '•',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rsquo" => '’',
        "euro" => '€',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|sign| !sign.is_control())?
        }
    };
    Some(sign)
}

#[cfg(test)]
mod tests {
    use super::lines;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_lists_and_references() {
        assert_eq!(
            lines(
                "<p>Go to <b>shop</b> &amp; enter&nbsp;it.</p><ol><li>One<li>Two</ol>Fees &lt; 1&#37;<br/>End"
            ),
            [
                "Go to shop & enter it.",
                "• One",
                "• Two",
                "Fees < 1%",
                "End"
            ]
        );
    }

    #[test]
    fn what_acts_is_gone() {
        assert_eq!(
            lines("a<script>alert('x')</script>b<style>p{}</style >c"),
            ["abc"]
        );
        assert_eq!(
            lines("<img src=x onerror=alert(1)>hi<!-- <b>no</b> -->!"),
            ["hi!"]
        );
        assert_eq!(lines("<script>never closed"), Vec::<String>::new());
        assert_eq!(
            lines("1 < 2 and <a href='javascript:x'>link</a>"),
            ["1 < 2 and link"]
        );
    }

    #[test]
    fn nothing_unseen_reorders_or_hides() {
        assert_eq!(
            lines("Pay \u{202e}cba\u{202c} \u{7}now<br>\u{2066}&#x202e; \u{1}"),
            ["Pay cba now"]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_survived(html in "\\PC*") {
            for line in lines(&html) {
                prop_assert!(!line.trim().is_empty());
            }
        }
    }
}
