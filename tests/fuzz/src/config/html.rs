//! The vendor's texts in HTML: only words come out, and all of them.

use cryptorefills_checkout::checkout::plain::lines;

/// No more lines than these are shown.
const MOST_LINES: usize = 120;

/// Holds the reader of HTML against what its result must look like, whatever came in, and against text that
/// we put into HTML ourselves.
pub fn check(text: &str) {
    for line in lines(text) {
        let clean = !line.is_empty() && line.trim() == line && !line.contains("  ");
        assert!(clean && !line.contains(['\n', '\r', '\t']), "{line:?}");
    }
    let text: String = text.chars().take(600).collect();
    let (first, second) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let shown = words(&text);
    assert_eq!(lines(&escaped(&text)), shown, "words are lost or changed");
    let between = |markup: &str| [&escaped(first), markup, &escaped(second)].concat();
    for markup in [
        "<b class='x'>",
        "</b>",
        "<!-- <p> -->",
        "<img src=x onerror=y>",
        "<script>a<b</script>",
        "<STYLE>p{}</STYLE >",
    ] {
        assert_eq!(lines(&between(markup)), shown, "{markup} is not nothing");
    }
    let mut parts: Vec<String> = [words(first), words(second)].concat();
    parts.truncate(MOST_LINES);
    assert_eq!(lines(&between("<br>")), parts, "a line break is not one");
    let inside = second.replace('<', "");
    let hidden = [&escaped(first), "<script>", &inside, "</script>"].concat();
    assert_eq!(lines(&hidden), words(first), "a script is shown");
}

/// The lines of plain text, as they are shown.
fn words(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty() && line != "•")
        .take(MOST_LINES)
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
