//! What is told is what the types say.

use super::*;

#[test]
fn every_detail_is_what_its_type_says() {
    let some = || Some(String::from("a \"b\""));
    let text = || String::from("x");
    let goods = || {
        vec![Goods {
            brand: text(),
            country_code: text(),
            face_value: text(),
            quantity: 2,
        }]
    };
    for full in [true, false] {
        let maybe = || some().filter(|_| full);
        let viewed = ProductViewed {
            brand: text(),
            brand_id: maybe(),
            country_code: text(),
            kind: text(),
            category: maybe(),
        };
        assert_eq!(viewed.json(), serde_json::to_string(&viewed).unwrap());
        let initiated = PaymentInitiated {
            attempt: text(),
            coin: text(),
            network: text(),
            chain_id: full.then_some(8453),
            caip2: maybe(),
            asset: maybe(),
            contract: maybe(),
            decimals: full.then_some(6),
            amount: text(),
            amount_atomic: maybe(),
            address: text(),
            uri: text(),
            memo: maybe(),
            expires_at: full.then_some(-5),
        };
        assert_eq!(initiated.json(), serde_json::to_string(&initiated).unwrap());
        let amounts = Amounts {
            attempt: text(),
            coin: maybe(),
            amount: maybe(),
            received: maybe(),
            missing: maybe(),
        };
        assert_eq!(amounts.json(), serde_json::to_string(&amounts).unwrap());
        let completed = OrderCompleted {
            attempt: text(),
            brand: text(),
            face_value: text(),
            items: goods(),
            coin: maybe(),
            amount: maybe(),
            deliveries: if full {
                vec!["delivered", "failed"]
            } else {
                Vec::new()
            },
        };
        assert_eq!(completed.json(), serde_json::to_string(&completed).unwrap());
    }
    let started = OrderStarted {
        brand: text(),
        face_value: text(),
        items: goods(),
        country_code: text(),
        coin: text(),
        network: text(),
    };
    assert_eq!(started.json(), serde_json::to_string(&started).unwrap());
    let shown = QuoteShown {
        brand: text(),
        coin: text(),
        amount: text(),
    };
    assert_eq!(shown.json(), serde_json::to_string(&shown).unwrap());
    for codes in [vec![], vec![text(), "a \"b\"".into()]] {
        let failed = ValidationFailed {
            brand: text(),
            codes,
        };
        assert_eq!(failed.json(), serde_json::to_string(&failed).unwrap());
    }
    let ended = Ended {
        attempt: text(),
        reason: text(),
    };
    assert_eq!(ended.json(), serde_json::to_string(&ended).unwrap());
    let error = ErrorDetail {
        kind: "config",
        message: text(),
    };
    assert_eq!(error.json(), serde_json::to_string(&error).unwrap());
}
