//! The demo page: index.html is written for Trunk and with tokens where addresses go;
//! this turns it into what a browser gets.

/// Stands for the place that serves the bundle.
pub const BUNDLE_ORIGIN: &str = "__BUNDLE_ORIGIN__";

/// Stands for the base of every API call.
pub const PROXY_URL: &str = "__PROXY_URL__";

/// Fills in the addresses and takes out the lines that only Trunk reads.
/// The addresses go into attributes as they are, so they must not hold quotes or `&`.
pub fn render(html: &str, bundle_origin: &str, proxy_url: &str) -> String {
    without_trunk_links(html)
        .replace(BUNDLE_ORIGIN, bundle_origin)
        .replace(PROXY_URL, proxy_url)
}

/// Takes out every `<link data-trunk …>`: Trunk leaves the one for the crate in place
/// when it injects no scripts, and a partner who reads the page would wonder.
fn without_trunk_links(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from_link)) = split_at(rest, "<link") {
        let (link, after) = match split_at(from_link, ">") {
            Some((_, from_end)) => {
                let after = from_end.strip_prefix('>').unwrap_or(from_end);
                let length = from_link.len() - after.len();
                (from_link.get(..length).unwrap_or(from_link), after)
            }
            None => (from_link, ""),
        };
        if link.contains("data-trunk") {
            // The line's own indentation and end go with it.
            kept.push_str(before.trim_end_matches([' ', '\t']));
            rest = after.strip_prefix('\n').unwrap_or(after);
        } else {
            kept.push_str(before);
            kept.push_str(link);
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

/// Splits before the first `mark`; the second half starts with it.
fn split_at<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.find(mark)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_replace_every_token() {
        let html = "<script src=\"__BUNDLE_ORIGIN__/a.js\"></script><x u=\"__PROXY_URL__\" \
                    v=\"__PROXY_URL__\"></x>";
        assert_eq!(
            render(html, "http://127.0.0.1:1", "http://127.0.0.1:2"),
            "<script src=\"http://127.0.0.1:1/a.js\"></script><x u=\"http://127.0.0.1:2\" \
             v=\"http://127.0.0.1:2\"></x>"
        );
    }

    #[test]
    fn lines_for_trunk_go_and_other_links_stay() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"demo/page.css\" />\n  \
                    <link data-trunk rel=\"rust\"\n    data-wasm-opt=\"z\" />\n  \
                    <link data-trunk-id=\"1\" rel=\"copy-dir\" href=\"demo\">\n  <title>é</title>\n";
        assert_eq!(
            render(html, ".", "."),
            "<head>\n  <link rel=\"stylesheet\" href=\"demo/page.css\" />\n  <title>é</title>\n"
        );
    }

    #[test]
    fn a_page_without_links_or_with_a_broken_one_is_not_lost() {
        assert_eq!(render("<p>one</p>", ".", "."), "<p>one</p>");
        assert_eq!(
            render("<p>one</p><link rel", ".", "."),
            "<p>one</p><link rel"
        );
    }
}
