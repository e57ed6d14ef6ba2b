//! The widget in a real browser, without a network: mounted, clicked, moved, unmounted.
//!
//! The page's `fetch` and `EventSource` are replaced by small recorders, so that what the widget asks of
//! the world can be counted.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod corpus;
mod hostile;
mod page;

use page::{Page, settle};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_missing_proxy_url_is_a_readable_panel_and_an_error() {
    let page = Page::empty();
    let widget = page.mount(&[]);
    settle().await;
    assert!(widget.text("notice").contains("proxy-url"));
    assert_eq!(widget.errors(), ["config"]);
    assert_eq!(page.asked(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn the_grid_shows_brands_and_the_search_narrows_them() {
    let page = Page::shop();
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    assert_eq!(widget.attribute("checkout", "data-screen"), "browse");
    assert_eq!(
        widget.all("brand", "data-brand"),
        ["Café Azul", "Northwind Market", "Quiet Books"]
    );
    assert_eq!(
        widget.attribute("brand[data-brand='Quiet Books']", "aria-disabled"),
        "true"
    );
    widget.enter("search", "cafe");
    settle().await;
    assert_eq!(widget.all("brand", "data-brand"), ["Café Azul"]);
    widget.enter("search", "zzz");
    settle().await;
    assert_eq!(widget.all("brand", "data-brand"), Vec::<String>::new());
    assert!(widget.text("notice").contains("zzz"));
}

#[wasm_bindgen_test]
async fn ten_thousand_brands_are_never_in_the_document_at_once() {
    let page = Page::shop_with(10_500);
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    let drawn = widget.all("brand", "data-brand").len();
    assert!((4..200).contains(&drawn), "{drawn} tiles");
    widget.enter("search", "Brand 9999");
    settle().await;
    assert_eq!(widget.all("brand", "data-brand"), ["Brand 9999"]);
}

#[wasm_bindgen_test]
async fn a_sold_out_brand_does_not_open() {
    let page = Page::shop();
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    widget.click("brand[data-brand='Quiet Books']");
    settle().await;
    assert_eq!(widget.attribute("checkout", "data-screen"), "browse");
}

#[wasm_bindgen_test]
async fn nothing_is_preselected_and_nothing_typed_is_lost_by_going_back() {
    let page = Page::shop();
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    widget.click("brand[data-brand='Northwind Market']");
    settle().await;
    assert_eq!(widget.attribute("checkout", "data-screen"), "configure");
    assert_eq!(widget.checked("denomination"), Vec::<String>::new());
    assert_eq!(widget.attribute("quote", "data-state"), "none");
    widget.enter("recipient-email", "ann@mail.shop");
    widget.click("denomination[data-denomination='25 USD']");
    widget.click("coin[data-coin='USDC']");
    settle().await;
    assert_eq!(widget.checked("denomination"), ["25 USD"]);
    widget.click("back");
    settle().await;
    widget.click("brand[data-brand='Northwind Market']");
    settle().await;
    assert_eq!(widget.value("recipient-email"), "ann@mail.shop");
    assert_eq!(widget.checked("denomination"), ["25 USD"]);
}

#[wasm_bindgen_test]
async fn paying_without_a_choice_says_what_is_missing_and_asks_nothing() {
    let page = Page::shop();
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    widget.click("brand[data-brand='Northwind Market']");
    settle().await;
    widget.click("pay");
    settle().await;
    let mut fields = widget.all("problem", "data-field");
    fields.sort();
    assert_eq!(fields, ["amount", "payment", "recipient"]);
    assert!(
        page.asked().iter().all(|line| line.starts_with("GET ")),
        "{:?}",
        page.asked()
    );
}

#[wasm_bindgen_test]
async fn a_failed_catalogue_can_be_tried_again() {
    let page = Page::broken();
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    assert_eq!(widget.attribute("notice", "data-kind"), "error");
    page.mend();
    widget.click("retry");
    settle().await;
    assert_eq!(widget.all("brand", "data-brand").len(), 3);
}

#[wasm_bindgen_test]
async fn two_widgets_never_meet() {
    let page = Page::shop();
    let one = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    let other = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    one.enter("search", "cafe");
    settle().await;
    assert_eq!(one.all("brand", "data-brand").len(), 1);
    assert_eq!(other.all("brand", "data-brand").len(), 3);
}

#[wasm_bindgen_test]
async fn widgets_of_a_page_ask_once_for_what_they_share_until_all_are_gone() {
    let page = Page::shop();
    let attributes = [("proxy-url", "/api"), ("country", "US")];
    let asked = || {
        let count = |line: &str| page.asked().iter().filter(|one| *one == line).count();
        [
            count("GET /api/v2/brands"),
            count("GET /api/v3/payment_vias"),
        ]
    };
    let one = page.mount(&attributes);
    let other = page.mount(&attributes);
    settle().await;
    for widget in [&one, &other] {
        assert_eq!(widget.all("brand", "data-brand").len(), 3);
    }
    assert_eq!(asked(), [1, 1]);
    one.unmount();
    let third = page.mount(&attributes);
    settle().await;
    assert_eq!(third.all("brand", "data-brand").len(), 3);
    assert_eq!(asked(), [1, 1]);
    other.unmount();
    third.unmount();
    let fourth = page.mount(&attributes);
    settle().await;
    assert_eq!(fourth.all("brand", "data-brand").len(), 3);
    assert_eq!(asked(), [2, 2]);
}

#[wasm_bindgen_test]
async fn unmounting_leaves_nothing_behind() {
    let page = Page::shop();
    let before = page.count();
    let widget = page.mount(&[("proxy-url", "/api"), ("country", "US")]);
    settle().await;
    assert_ne!(page.count(), before);
    widget.unmount();
    settle().await;
    assert_eq!(page.count(), before);
}
