use super::*;

fn resolve(text: &str, base: &str) -> Option<String> {
    Some(if text.contains("://") {
        text.into()
    } else {
        [base, text].concat()
    })
}

fn config(pairs: &[(&str, &str)]) -> (Config, Vec<&'static str>) {
    let around = Surroundings {
        base: "https://shop.example".into(),
        languages: vec!["fil-PH".into(), "en-GB".into()],
    };
    let attribute = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, value)| (*value).to_owned())
    };
    let (config, errors) = read(attribute, &around, resolve);
    (
        config,
        errors.into_iter().map(|error| error.attribute).collect(),
    )
}

#[test]
fn defaults_come_from_the_page() {
    let (config, errors) = config(&[("proxy-url", "/api/")]);
    assert_eq!(errors, Vec::<&str>::new());
    assert_eq!(
        config.proxy_url.as_deref(),
        Some("https://shop.example/api")
    );
    assert_eq!(
        config.stream_url.as_deref(),
        Some("https://shop.example/api/v5/orders/{order_id}/subscribe")
    );
    assert_eq!(
        (
            config.settings.country.as_str(),
            config.settings.lang.as_str()
        ),
        ("PH", "tl")
    );
}

#[test]
fn wrong_values_are_reported_and_survived() {
    let (config, errors) = config(&[
        ("proxy-url", "http://shop.example"),
        ("stream-url", "https://x.example/no-place"),
        ("country", "Italy"),
        ("countries", "it, Fr,Spain"),
        ("lang", "xx"),
        ("theme", "pink"),
        ("history", "maybe"),
        ("host-origin", "https://app.example/path"),
    ]);
    assert_eq!(
        errors,
        [
            "proxy-url",
            "stream-url",
            "countries",
            "country",
            "lang",
            "theme",
            "history",
            "host-origin"
        ]
    );
    assert_eq!(config.proxy_url, None);
    assert_eq!(config.settings.countries, ["IT", "FR"]);
    assert_eq!(config.settings.country, "IT");
    assert_eq!((config.theme, config.history), ("auto", true));
}

#[test]
fn only_this_machine_may_speak_plain_http() {
    for (url, safe) in [
        ("https://a.example", true),
        ("http://localhost:8787/x", true),
        ("http://127.0.0.1", true),
        ("http://[::1]:9", true),
        ("http://localhost.evil.example", false),
        ("http://localhost:x@evil.example", false),
        ("https://shop.example@evil.example/x", false),
        ("https://a.example/@x", true),
        ("http://a.example", false),
        ("javascript:alert(1)", false),
        ("data:x", false),
    ] {
        assert_eq!(is_safe(url), safe, "{url}");
    }
}

#[test]
fn ways_to_pay_may_hold_spaces() {
    assert_eq!(
        methods("USDC/Base BTC USDC/Polygon (Matic) ETH/ETH Mainnet"),
        [
            "USDC/Base",
            "BTC",
            "USDC/Polygon (Matic)",
            "ETH/ETH Mainnet"
        ]
    );
    assert_eq!(
        methods("BTC, USDC/World Chain"),
        ["BTC", "USDC/World Chain"]
    );
}

#[test]
fn an_orders_id_is_in_the_streams_path_or_nowhere() {
    for (stream, fine) in [
        ("https://live.example/{order_id}/events", true),
        ("https://live.example/events?order={order_id}#live", true),
        ("https://0order0id0.example/{order_id}", true),
        ("https://live.example/#{order_id}", false),
        ("https://live.example/{order_id}#{order_id}", false),
        ("https://{order_id}.live.example/events", false),
        ("https://{order_id}.live.example/{order_id}", false),
        ("https://live.example/events", false),
    ] {
        let (config, errors) = config(&[("proxy-url", "/api"), ("stream-url", stream)]);
        let own = "https://shop.example/api/v5/orders/{order_id}/subscribe";
        let used = if fine { stream } else { own };
        assert_eq!(config.stream_url.as_deref(), Some(used));
        assert_eq!(errors.is_empty(), fine, "{stream}");
    }
    let (config, errors) = config(&[("proxy-url", "https://{order_id}.x.example")]);
    assert_eq!((config.proxy_url, errors), (None, vec!["proxy-url"]));
}

#[test]
fn what_is_locked_is_a_choice_of_one() {
    let (config, errors) = config(&[
        ("proxy-url", "/api"),
        ("country", "it"),
        ("brand", "Northwind Market"),
        ("coin", "USDC"),
        ("network", "Polygon (Matic)"),
        ("email", "ann@mail.shop"),
        ("locked", "country, brand coin,network email"),
    ]);
    assert_eq!(errors, Vec::<&str>::new());
    let settings = config.settings;
    assert_eq!(settings.countries, ["IT"]);
    assert_eq!(settings.methods, ["USDC/Polygon (Matic)"]);
    assert!(settings.brand_locked && settings.email_locked);
}

#[test]
fn nothing_is_locked_without_a_value() {
    for name in ["country", "brand", "coin", "network", "email", "lang"] {
        let (config, errors) = config(&[("proxy-url", "/api"), ("locked", name)]);
        assert_eq!(errors, ["locked"], "{name}");
        let settings = config.settings;
        assert!(settings.countries.is_empty() && settings.methods.is_empty());
        assert!(!settings.brand_locked && !settings.email_locked);
    }
}

#[test]
fn a_locked_coin_keeps_the_ways_to_pay_that_are_its_own() {
    let methods = "BTC/Lightning, USDC/Solana, USDC/Base, USDC.e/Base";
    for (locked, left) in [
        ("coin", vec!["USDC/Solana", "USDC/Base"]),
        ("coin network", vec!["USDC/Base"]),
        ("network", vec!["USDC/Base"]),
    ] {
        let (config, errors) = config(&[
            ("proxy-url", "/api"),
            ("methods", methods),
            ("coin", "USDC"),
            ("network", "Base"),
            ("locked", locked),
        ]);
        assert_eq!(errors, Vec::<&str>::new());
        assert_eq!(config.settings.methods, left, "{locked}");
    }
}

#[test]
fn switches_are_on_or_off() {
    for name in ["from-url", "compat-messages", "analytics", "data-layer"] {
        for (value, wrong) in [("on", false), ("off", false), ("", false), ("yes", true)] {
            let (_, errors) = config(&[("proxy-url", "/api"), (name, value)]);
            assert_eq!(!errors.is_empty(), wrong, "{name}={value}");
        }
    }
}

#[test]
fn a_fallback_that_would_not_be_shown_is_reported() {
    for (link, wrong) in [
        ("https://help.example/buy", false),
        ("/help", false),
        ("http://shop.example/help", true),
        ("http://help.example", true),
        ("javascript://alert(1)", true),
        ("httpsx://help.example", true),
    ] {
        let (_, errors) = config(&[("proxy-url", "/api"), ("fallback-url", link)]);
        let wanted: &[&str] = if wrong { &["fallback-url"] } else { &[] };
        assert_eq!(errors, wanted, "{link}");
    }
}

#[test]
fn a_partners_name_is_a_short_line_and_the_logo_a_safe_link() {
    let given = |name: &str, logo: &str| {
        let (config, errors) = config(&[
            ("proxy-url", "/api"),
            ("partner-name", name),
            ("partner-logo", logo),
        ]);
        let settings = config.settings;
        (settings.partner_name, settings.partner_logo, errors)
    };
    let some = |text: &str| Some(text.to_owned());
    let logo = "https://cdn.example/logo.svg";
    assert_eq!(
        given(" Meadow\u{202e}\nWallet ", logo),
        (some("Meadow  Wallet"), some(logo), vec![])
    );
    assert_eq!(
        given("\u{2067}", "/logo.svg"),
        (None, some("https://shop.example/logo.svg"), vec![])
    );
    let (name, _, errors) = given(&"é".repeat(40), "");
    assert_eq!((name.unwrap().chars().count(), errors), (40, vec![]));
    assert_eq!(
        given(&"é".repeat(41), "http://cdn.example/logo.svg"),
        (None, None, vec!["partner-name", "partner-logo"])
    );
    for logo in ["javascript://x", "blob://x"] {
        assert_eq!(
            given("", logo),
            (None, None, vec!["partner-logo"]),
            "{logo}"
        );
    }
}
