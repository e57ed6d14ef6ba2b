//! What this device remembers, which any script of the page's origin may have rewritten.

use cryptorefills_checkout::checkout::remembered::Memory;
use serde_json::Value;

/// A memory reads the same again after it was written. Says whether there is an order in it.
pub fn check(text: &str) -> bool {
    let Some(memory) = Memory::parse(text) else {
        return false;
    };
    let written = memory.to_json();
    assert_eq!(Memory::parse(&written), Some(memory.clone()), "{written}");
    let value: Value = serde_json::from_str(&written).expect("what is kept is JSON");
    assert_eq!(value["version"], 1);
    let orders = value["orders"].as_array().expect("a list");
    assert_eq!(orders.len(), memory.orders.len());
    for (order, kept) in memory.orders.iter().zip(orders) {
        assert_eq!(kept["attempt"], order.attempt.as_str());
        assert_eq!(kept["created_ms"], order.created_ms);
        assert_eq!(kept["money_seen"], order.money_seen);
        let mut nameless = order.clone();
        nameless.order_id = None;
        assert_eq!(
            format!("{order:?}"),
            format!("{nameless:?}"),
            "the id is in a log"
        );
        let open = |now| order.is_open(now);
        assert!(!open(i64::MAX) || order.created_ms > 0, "open for ever");
    }
    !memory.orders.is_empty()
}
