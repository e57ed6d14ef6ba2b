//! Attributes: what is accepted is safe, what is wrong is reported, and what was read reads the same again.

use cryptorefills_checkout::config::{Config, Surroundings, read};
use url::Url;

/// The page on which the element stands.
const PAGE: &str = "https://shop.example/products/cards.html?page=2";
/// The attributes that can be wrong.
const REPORTED: [&str; 17] = [
    "proxy-url",
    "stream-url",
    "countries",
    "country",
    "lang",
    "theme",
    "history",
    "host-origin",
    "locked",
    "from-url",
    "compat-messages",
    "analytics",
    "data-layer",
    "display",
    "fallback-url",
    "partner-name",
    "partner-logo",
];
const LANGUAGES: [&str; 10] = ["en", "es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"];

/// Reads lines of `attribute=value`; `language=…` is one of the page's or browser's. Says whether there is a
/// proxy to talk to.
pub fn check(text: &str) -> bool {
    let lines: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .collect();
    let languages = lines.iter().filter(|(name, _)| *name == "language");
    let around = Surroundings {
        base: PAGE.into(),
        languages: languages.map(|(_, tag)| (*tag).to_owned()).collect(),
    };
    let given = |wanted: &str| {
        let found = lines.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, value)| (*value).to_owned())
    };
    let (config, errors) = read(given, &around, resolved);
    for error in &errors {
        assert!(REPORTED.contains(&error.attribute), "{error:?}");
        assert!(error.message.starts_with(error.attribute), "{error:?}");
        let given = given(error.attribute).is_some_and(|value| !value.trim().is_empty());
        assert!(
            given || error.attribute == "proxy-url",
            "{error:?} of nothing"
        );
    }
    let reported = |name: &str| errors.iter().any(|error| error.attribute == name);
    assert_eq!(config.proxy_url.is_none(), reported("proxy-url"));
    if let Some(origin) = given("host-origin").filter(|_| !reported("host-origin")) {
        let origin = origin.trim();
        let bare = Url::parse(origin).is_ok_and(|url| url.as_str() == format!("{origin}/"));
        assert!(origin.is_empty() || bare, "no origin: {origin}");
    }
    is_safe(&config);
    is_of_the_contract(&config);
    if let Some(country) = given("country").filter(|_| !reported("country")) {
        let country = country.trim().to_ascii_uppercase();
        let allowed = &config.settings.countries;
        let may_be = country.is_empty() || (!allowed.is_empty() && !allowed.contains(&country));
        assert!(
            may_be || config.settings.country == country,
            "another country"
        );
    }
    if config.proxy_url.is_some() {
        reads_the_same_again(&config);
    }
    config.proxy_url.is_some()
}

/// As a browser does it.
fn resolved(text: &str, base: &str) -> Option<String> {
    let url = Url::parse(base).ok()?.join(text).ok()?;
    Some(url.to_string())
}

/// Calls go to `https:` or to this machine, and without credentials, which a browser refuses to send.
fn is_safe(config: &Config) {
    let check = |text: &str| {
        let url = Url::parse(text).expect("a URL");
        let host = url.host_str().expect("a host");
        let this_machine =
            ["localhost", "127.0.0.1", "[::1]"].contains(&host) || host.ends_with(".localhost");
        let safe = url.scheme() == "https" || (url.scheme() == "http" && this_machine);
        assert!(safe, "calls go to {text}");
        assert!(
            url.username().is_empty() && url.password().is_none(),
            "credentials in {text}"
        );
        url
    };
    if let Some(proxy) = &config.proxy_url {
        let url = check(proxy);
        assert!(url.query().is_none() && url.fragment().is_none(), "{proxy}");
        assert!(!proxy.ends_with('/'), "{proxy}");
    }
    if let Some(stream) = &config.stream_url {
        assert!(stream.contains("{order_id}"), "{stream}");
        let [one, other] =
            ["8a1d7c1e-3b0a", "77"].map(|id| check(&stream.replace("{order_id}", id)));
        assert_eq!(one.host_str(), other.host_str(), "an id in {stream}");
        assert_eq!(one.fragment(), other.fragment(), "an id in {stream}");
        assert_ne!(one, other, "no id in {stream}");
    }
    assert_eq!(config.settings.streaming, config.stream_url.is_some());
}

fn is_of_the_contract(config: &Config) {
    let settings = &config.settings;
    let name = settings.partner_name.as_deref().unwrap_or_default();
    assert!(
        name.chars().count() <= 40 && !name.contains(char::is_control),
        "{name:?}"
    );
    let is_country =
        |code: &String| code.len() == 2 && code.bytes().all(|c| c.is_ascii_uppercase());
    assert!(is_country(&settings.country), "{}", settings.country);
    assert!(
        settings.countries.iter().all(is_country),
        "{:?}",
        settings.countries
    );
    let open = settings.countries.is_empty() || settings.countries.contains(&settings.country);
    assert!(
        open,
        "{} is not among {:?}",
        settings.country, settings.countries
    );
    assert!(
        LANGUAGES.contains(&settings.lang.as_str()),
        "{}",
        settings.lang
    );
    assert!(["auto", "light", "dark"].contains(&config.theme));
    let texts = [
        &settings.brand,
        &settings.kind,
        &settings.category,
        &settings.coin,
    ];
    let texts = texts
        .into_iter()
        .chain([&settings.network, &settings.email, &settings.partner_name])
        .flatten();
    for text in texts.chain(&settings.methods) {
        assert!(!text.is_empty() && text.trim() == text, "{text:?}");
    }
}

/// What was read, written down again, gives the same without a complaint.
fn reads_the_same_again(config: &Config) {
    let settings = &config.settings;
    let utm = settings.acquisition.clone().unwrap_or_default();
    let list = |items: &[String]| (!items.is_empty()).then(|| items.join(",") + ",");
    let attribute = |name: &str| match name {
        "proxy-url" => config.proxy_url.clone(),
        "stream-url" => Some(config.stream_url.clone().unwrap_or_else(|| "none".into())),
        "country" => Some(settings.country.clone()),
        "countries" => list(&settings.countries),
        "lang" => Some(settings.lang.clone()),
        "theme" => Some(config.theme.into()),
        "history" => Some(if config.history { "on" } else { "off" }.into()),
        "brand" => settings.brand.clone(),
        "kind" => settings.kind.clone(),
        "category" => settings.category.clone(),
        "coin" => settings.coin.clone(),
        "network" => settings.network.clone(),
        "email" => settings.email.clone(),
        "methods" => list(&settings.methods),
        "face-value" => settings.face_value.clone(),
        "locked" => Some(
            [
                ("brand", settings.brand_locked),
                ("email", settings.email_locked),
            ]
            .into_iter()
            .filter_map(|(name, locked)| locked.then_some(name))
            .collect::<Vec<_>>()
            .join(" "),
        ),
        "partner-name" => settings.partner_name.clone(),
        "partner-logo" => settings.partner_logo.clone(),
        // Only checked here; the element's script reads them.
        "host-origin" | "from-url" | "compat-messages" | "analytics" | "data-layer" | "display"
        | "fallback-url" => None,
        "utm-source" => utm.utm_source.clone(),
        "utm-medium" => utm.utm_medium.clone(),
        "utm-campaign" => utm.utm_campaign.clone(),
        "utm-term" => utm.utm_term.clone(),
        "utm-content" => utm.utm_content.clone(),
        other => panic!("nobody knows the attribute {other}"),
    };
    let (again, errors) = read(attribute, &Surroundings::default(), resolved_alone);
    assert_eq!(errors, []);
    let expected = Config {
        country_given: true,
        ..config.clone()
    };
    assert_eq!(again, expected);
}

fn resolved_alone(text: &str, _: &str) -> Option<String> {
    Url::parse(text).ok().map(|url| url.to_string())
}
