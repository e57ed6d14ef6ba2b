//! Which addresses of the integrator's are used.

/// Whether the loader shows a link: one that is encrypted, or leads to where the page is from.
pub fn may_be_shown(url: &str, base: &str) -> bool {
    let origin = |url: &str| {
        url.split('/')
            .take(3)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    url.starts_with("https://") || (url.starts_with("http://") && origin(url) == origin(base))
}

/// `https:` anywhere; `http:` only on this machine. Never with credentials, which no browser would send and
/// behind which another host can hide.
pub fn is_safe(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or_default()
    } else {
        host.split(':').next().unwrap_or_default()
    };
    let is_here =
        matches!(name, "localhost" | "127.0.0.1" | "[::1]") || name.ends_with(".localhost");
    !host.contains('@') && (scheme == "https" || (scheme == "http" && is_here))
}

/// Whether the order's id reaches the server, and nobody else: not in the fragment, which is never sent, and not
/// in the host's name, which everybody on the way reads.
pub fn is_sent(url: &str, id: &str) -> bool {
    let (address, fragment) = url.split_once('#').unwrap_or((url, ""));
    let host = address.split('/').nth(2).unwrap_or_default();
    address.contains(id) && !host.contains(id) && !fragment.contains(id)
}
