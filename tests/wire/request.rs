//! The body that is sent.

use cryptorefills_checkout::wire::{Acquisition, OrderRequest, Payment, RequestedDelivery, User};

fn request() -> OrderRequest {
    OrderRequest {
        email: "buyer@example.com".to_owned(),
        user: User {
            email: "buyer@example.com".to_owned(),
            has_accepted_newsletter: false,
        },
        payment: Payment {
            payment_via: "USER_WALLET".to_owned(),
            coin: "USDC".to_owned(),
            network: "Polygon (Matic)".to_owned(),
        },
        deliveries: vec![RequestedDelivery {
            brand_name: "Caffè Morello IT".to_owned(),
            country_code: "IT".to_owned(),
            denomination: "25 EUR - PIN".to_owned(),
            beneficiary_account: "buyer@example.com".to_owned(),
            product_value: None,
        }],
        lang: "it".to_owned(),
        acquisition: None,
        refund_wallet_address: None,
        coupon_code: None,
    }
}

#[test]
fn a_fixed_product_is_sent_without_any_key_that_has_no_value() {
    assert_eq!(
        request().to_body(),
        concat!(
            r#"{"email":"buyer@example.com","#,
            r#""user":{"email":"buyer@example.com","has_accepted_newsletter":false},"#,
            r#""payment":{"type":"via","payment_via":"USER_WALLET","coin":"USDC","#,
            r#""network":"Polygon (Matic)"},"#,
            r#""deliveries":[{"brand_name":"Caffè Morello IT","country_code":"IT","#,
            r#""denomination":"25 EUR - PIN","beneficiary_account":"buyer@example.com"}],"#,
            r#""lang":"it"}"#,
        )
    );
}

#[test]
fn a_range_product_with_every_option_is_sent_with_its_value_as_text() {
    let mut request = request();
    request.deliveries[0].denomination = "range".to_owned();
    request.deliveries[0].product_value = Some("37.50".to_owned());
    request.acquisition = Some(Acquisition {
        utm_source: Some("wallet".to_owned()),
        utm_content: Some("\"banner\"".to_owned()),
        ..Acquisition::default()
    });
    request.refund_wallet_address = Some("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed".to_owned());
    request.coupon_code = Some("MORELLO10".to_owned());
    let body = request.to_body();
    assert!(
        body.contains(r#""beneficiary_account":"buyer@example.com","product_value":"37.50"}]"#)
    );
    assert!(body.ends_with(concat!(
        r#""lang":"it","acquisition":{"utm_source":"wallet","utm_content":"\"banner\""},"#,
        r#""refund_wallet_address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","#,
        r#""coupon_code":"MORELLO10"}"#,
    )));
}

#[test]
fn debug_output_holds_no_person() {
    let shown = format!("{:?} {:?}", request(), request().user);
    assert!(shown.contains("25 EUR - PIN"));
    assert!(!shown.contains("buyer@"));
}
