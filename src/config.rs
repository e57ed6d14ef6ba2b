//! The one translator between what an integrator writes and what the widget trusts.
//!
//! A wrong value never throws: it is reported and its default applies (contract.md section 2). May import
//! checkout and wire; never the browser, which is asked through a closure.

mod tags;
mod urls;

use crate::checkout::Settings;
use crate::wire::Acquisition;
use tags::{guess_language, is_country, language, region};
use urls::{is_safe, is_sent, may_be_shown};

/// One of them stands for an order's id while a URL is resolved: one that is not in it anyway.
const STAND_INS: [&str; 3] = ["0order0id0", "1order1id1", "2order2id2"];

/// In characters, of a partner.
const LONGEST_NAME: usize = 40;

const NO_LINK: &str = "must be an https: link, or one on the page's own origin; it is not shown";

/// What the integrator must fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The attribute.
    pub attribute: &'static str,
    /// What is wrong, and what applies instead.
    pub message: String,
}

/// The element's options, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Base of every API call, absolute, without a slash at its end; `None` is a readable panel.
    pub proxy_url: Option<String>,
    /// Template of the live status, or `None` for polling only.
    pub stream_url: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// Whether orders are kept beyond the tab's life.
    pub history: bool,
    /// Whether the integrator chose the country.
    pub country_given: bool,
    /// What concerns the flow.
    pub settings: Settings,
}

/// What the browser says where the integrator says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The page's address, to resolve relative URLs.
    pub base: String,
    /// BCP 47 tags by preference: the page's own, then the browser's.
    pub languages: Vec<String>,
}

/// Reads attributes by their contract names. `resolve` makes an absolute URL of a text, or none.
pub fn read(
    attribute: impl Fn(&str) -> Option<String>,
    around: &Surroundings,
    resolve: impl Fn(&str, &str) -> Option<String>,
) -> (Config, Vec<ConfigError>) {
    let mut errors = Vec::new();
    let text = |name: &str| {
        attribute(name)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let mut wrong = |attribute: &'static str, message: &str| {
        errors.push(ConfigError {
            attribute,
            message: [attribute, ": ", message].concat(),
        });
    };

    let proxy_url = match text("proxy-url").map(|text| resolve(&text, &around.base)) {
        None => {
            wrong("proxy-url", "is missing; without it nothing can be sold");
            None
        }
        // A brace could make a host's name of an order's id.
        Some(Some(url)) if is_safe(&url) && !url.contains(['?', '#', '{']) => {
            Some(url.trim_end_matches('/').to_owned())
        }
        Some(_) => {
            wrong(
                "proxy-url",
                "must be an https: or localhost URL without query, fragment or credentials",
            );
            None
        }
    };
    let own_stream = proxy_url
        .as_ref()
        .map(|base| [base, "/v5/orders/{order_id}/subscribe"].concat());
    let stream_url = match text("stream-url").as_deref() {
        None => own_stream,
        Some("none") => None,
        Some(text) => {
            // The braces would be escaped by URL resolution; a stand-in keeps the place.
            let around_it = [text, &around.base].concat().to_ascii_lowercase();
            let free = |stand_in: &&&str| !around_it.contains(**stand_in);
            let resolved = STAND_INS.iter().find(free).and_then(|id| {
                let url = resolve(&text.replace("{order_id}", id), &around.base)?;
                let fits = is_safe(&url) && is_sent(&url, id);
                fits.then(|| url.replace(id, "{order_id}"))
            });
            if resolved.is_none() {
                wrong(
                    "stream-url",
                    "must be `none` or an https: URL with {order_id} in its path; the default applies",
                );
            }
            resolved.or(own_stream)
        }
    };

    let countries: Vec<String> = text("countries")
        .map(|text| list(&text))
        .unwrap_or_default();
    let (countries, bad): (Vec<_>, Vec<_>) = countries
        .into_iter()
        .map(|code| code.to_ascii_uppercase())
        .partition(|code| is_country(code));
    if !bad.is_empty() {
        wrong(
            "countries",
            "holds something that is no ISO 3166-1 alpha-2 code; it is left out",
        );
    }
    let given = text("country").map(|text| text.to_ascii_uppercase());
    if given.as_ref().is_some_and(|code| !is_country(code)) {
        wrong(
            "country",
            "must be an ISO 3166-1 alpha-2 code; the browser's region applies",
        );
    }
    let given = given.filter(|code| is_country(code));
    let country_given = given.is_some();
    let allowed = |code: &String| countries.is_empty() || countries.contains(code);
    let country = given
        .or_else(|| around.languages.iter().find_map(|tag| region(tag)))
        .filter(allowed)
        .or_else(|| countries.first().cloned())
        .unwrap_or_else(|| "US".into());

    let lang = match text("lang").as_deref() {
        Some(tag) => language(tag).unwrap_or_else(|| {
            wrong(
                "lang",
                "is not one of the widget's languages; the page's applies",
            );
            guess_language(&around.languages)
        }),
        None => guess_language(&around.languages),
    };
    let theme = match text("theme").as_deref() {
        None | Some("auto") => "auto",
        Some("light") => "light",
        Some("dark") => "dark",
        Some(_) => {
            wrong("theme", "must be auto, light or dark; auto applies");
            "auto"
        }
    };
    let history = match text("history").as_deref() {
        None | Some("on") => true,
        Some("off") => false,
        Some(_) => {
            wrong("history", "must be on or off; on applies");
            true
        }
    };
    // Only the element's script needs it.
    if let Some(display) = text("display")
        && !["inline", "modal", "page"].contains(&display.as_str())
    {
        wrong("display", "must be inline, modal or page; inline applies");
    }
    // What the element's script does by itself.
    for name in ["from-url", "compat-messages", "analytics", "data-layer"] {
        if text(name).is_some_and(|value| !matches!(value.as_str(), "on" | "off")) {
            wrong(name, "must be on or off; the default applies");
        }
    }
    // Only the element's script needs it: messages go to exactly this origin, or to none.
    if let Some(origin) = text("host-origin")
        && resolve(&origin, &around.base).as_deref() != Some(&[&origin, "/"].concat())
    {
        wrong(
            "host-origin",
            "must be an origin like https://app.example; no message leaves the page",
        );
    }
    // Only the element's script needs it too.
    let base = around.base.as_str();
    if let Some(link) = text("fallback-url")
        && !resolve(&link, base).is_some_and(|url| may_be_shown(&url, base))
    {
        wrong("fallback-url", NO_LINK);
    }
    let acquisition = Acquisition {
        utm_source: text("utm-source"),
        utm_medium: text("utm-medium"),
        utm_campaign: text("utm-campaign"),
        utm_term: text("utm-term"),
        utm_content: text("utm-content"),
    };
    let name = text("partner-name").map(|text| plain(&text));
    let partner_name = name.filter(|name| {
        let fits = name.chars().count() <= LONGEST_NAME;
        if !fits {
            wrong(
                "partner-name",
                "has more than 40 characters; it is not shown",
            );
        }
        fits && !name.is_empty()
    });
    let logo = text("partner-logo")
        .map(|link| resolve(&link, base).filter(|url| may_be_shown(url, base) || is_safe(url)));
    if logo == Some(None) {
        wrong("partner-logo", NO_LINK);
    }
    let mut settings = Settings {
        country,
        countries,
        lang: lang.into(),
        brand: text("brand"),
        kind: text("kind"),
        category: text("category"),
        coin: text("coin"),
        network: text("network"),
        email: text("email"),
        methods: text("methods")
            .map(|text| methods(&text))
            .unwrap_or_default(),
        acquisition: Some(acquisition).filter(|given| *given != Acquisition::default()),
        streaming: stream_url.is_some(),
        face_value: text("face-value"),
        brand_locked: false,
        email_locked: false,
        partner_name,
        partner_logo: logo.flatten(),
    };
    for name in text("locked").map(|text| list(&text)).unwrap_or_default() {
        if !lock(&name, &mut settings, country_given) {
            wrong(
                "locked",
                "may hold country, brand, coin, network (with coin) and email, each with a value of its own; \
                 anything else is left out",
            );
        }
    }
    let config = Config {
        proxy_url,
        stream_url,
        theme,
        history,
        country_given,
        settings,
    };
    (config, errors)
}

/// Takes a choice away from the buyer, if the integrator made it.
fn lock(name: &str, settings: &mut Settings, country_given: bool) -> bool {
    let method = match (name, &settings.coin, &settings.network) {
        ("coin", Some(coin), _) => Some(coin.clone()),
        ("network", Some(coin), Some(network)) => Some([coin, "/", network].concat()),
        _ => None,
    }
    .filter(|method| !method.contains(',')); // what separates one from the next
    match name {
        "country" if country_given => settings.countries = vec![settings.country.clone()],
        "brand" if settings.brand.is_some() => settings.brand_locked = true,
        "email" if settings.email.is_some() => settings.email_locked = true,
        _ => match method {
            Some(method) => only(method, &mut settings.methods),
            None => return false,
        },
    }
    true
}

/// Leaves of the ways to pay only this one, a coin alone or with its network, or those of this coin.
fn only(wanted: String, methods: &mut Vec<String>) {
    let of_coin = [&wanted, "/"].concat();
    methods.retain(|method| *method == wanted || method.starts_with(&of_coin));
    if methods.is_empty() {
        methods.push(wanted);
    }
}

fn list(text: &str) -> Vec<String> {
    text.split([',', ' ', ';'])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Ways to pay are separated by spaces or commas; a network's name may itself hold spaces, so a word
/// without `/` that follows an entry with one belongs to it if it opens a bracket or follows `ETH`.
fn methods(text: &str) -> Vec<String> {
    if text.contains(',') {
        return text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
    }
    let mut entries: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match entries.last_mut() {
            Some(last) if continues(last, word) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => entries.push(word.to_owned()),
        }
    }
    entries
}

fn continues(before: &str, word: &str) -> bool {
    before.contains('/')
        && !word.contains('/')
        && (word.starts_with('(') || word == "Mainnet" || word == "Chain")
}

/// One line, without what would turn the text around it.
#[inline(never)]
fn plain(text: &str) -> String {
    let turns = |sign: char| matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let unseen = |sign: char| sign.is_control() || turns(sign);
    text.replace(unseen, " ").trim().to_owned()
}

#[cfg(test)]
mod tests;
