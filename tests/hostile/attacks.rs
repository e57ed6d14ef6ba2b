//! The corpus of attacks against the receipt, where a vendor's words are shown.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{Scanner, receipts};
use crate::corpus::{Attack, attacks};
use crate::page::{Page, settle};

/// With all that instructions may have.
const HARMLESS: &str =
    "<p>Plain <b>words</b> and <a href=\"https://shop.example/x\">a link</a>.</p><ul><li>one</ul>";

/// Some of these need a second parser, a careless neighbour or a reader to do harm.
const MIXED: [&str; 6] = [
    "dangling",
    "direction",
    "encoding",
    "reassembled",
    "reference",
    "unterminated",
];

#[wasm_bindgen_test]
async fn hostile_instructions_are_words_and_nothing_else() {
    let attacks = attacks();
    let texts: Vec<&str> = attacks.iter().map(|attack| attack.html.as_str()).collect();
    let mut orders = vec![vec![HARMLESS; 10]];
    orders.extend(texts.chunks(10).map(<[&str]>::to_vec));
    let (page, widgets) = receipts(&orders);
    let scanner = Scanner::start();
    let around = scanner.around();
    let delivered = "status[data-phase='delivered']";
    for _ in 0..50 {
        settle().await;
        if widgets
            .iter()
            .all(|one| !one.all(delivered, "part").is_empty())
        {
            break;
        }
    }
    for (widget, texts) in widgets.iter().zip(&orders) {
        assert_eq!(widget.attribute("status", "data-phase"), "delivered");
        assert_eq!(widget.all("delivery", "data-index").len(), texts.len());
        scanner.open(&widget.root);
    }
    settle().await;

    let (harmless, hostile) = widgets.split_first().unwrap();
    assert_eq!(harmless.all("instructions", "part").len(), 10);
    let own = scanner.own(&harmless.root);
    let mut complaints = Vec::new();
    for (widget, texts) in hostile.iter().zip(orders.iter().skip(1)) {
        for complaint in scanner.scan(&widget.root, &own) {
            let (index, what) = complaint.split_once('|').unwrap();
            let attack = index.parse().ok().and_then(|place: usize| texts.get(place));
            complaints.push(format!("{what}: {:.80}", attack.unwrap_or(&"")));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert_eq!(scanner.hits(), 0);
    assert_eq!(scanner.loaded(), Vec::<String>::new());
    assert_eq!(scanner.around(), around);
    for line in page.asked() {
        assert!(line.starts_with("GET /shop-"), "{line}");
    }

    // Were any of it there, it would have been seen.
    let place = harmless.root.query_selector("[part~='instructions']");
    let link = "<a part='pay-address' href='http://evil.example/' onclick='hit()'>x</a>";
    place.unwrap().unwrap().set_inner_html(link);
    assert_eq!(scanner.scan(&harmless.root, &own).len(), 4);
}

#[wasm_bindgen_test]
fn the_scan_would_see_the_attacks() {
    let scanner = Scanner::start();
    for Attack { family, html } in attacks() {
        let seen = scanner.raw(&html);
        let mixed = MIXED.contains(&&*family);
        assert!(mixed || !seen.is_empty(), "{family}: {html:.80}");
    }
    assert_eq!(
        scanner.raw("<p>Plain <b>words</b>.</p>"),
        Vec::<String>::new()
    );
}

#[wasm_bindgen_test]
async fn an_attack_that_ran_would_be_noticed() {
    let _page = Page::empty();
    let scanner = Scanner::start();
    let around = scanner.around();
    let document = web_sys::window().unwrap().document().unwrap();
    let victim = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&victim).unwrap();
    victim.set_inner_html("<img src=/evil/p.png onerror=hit()>");
    assert_ne!(scanner.around(), around);
    for _ in 0..100 {
        if scanner.hits() > 0 && !scanner.loaded().is_empty() {
            break;
        }
        settle().await;
    }
    victim.remove();
    assert_eq!(scanner.hits(), 1);
    assert_eq!(scanner.loaded().len(), 1, "{:?}", scanner.loaded());
    assert_eq!(scanner.around(), around);
}
