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
}
