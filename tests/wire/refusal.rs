//! Bodies of refused calls, in every form met.

use cryptorefills_checkout::wire::{ProblemField, field_of, refusal};

fn codes(body: &str) -> Vec<String> {
    refusal(body)
        .into_iter()
        .map(|problem| problem.code)
        .collect()
}

#[test]
fn error_detail_holds_the_code() {
    let problems = refusal(fixture!("error_detail.json"));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "LOGIN_REQUIRED");
    assert!(problems[0].details.is_empty());
}

#[test]
fn error_detail_list_gives_each_allowed_way() {
    let problems = refusal(fixture!("error_detail_list.json"));
    assert_eq!(problems[0].code, "NOT_ALLOWED_PAYMENT_VIA");
    assert_eq!(problems[0].details, ["USER_WALLET", "GATE_PAY"]);
    assert_eq!(field_of(&problems[0].code), ProblemField::Payment);
}

#[test]
fn error_detail_object_is_flattened() {
    let problems = refusal(fixture!("error_detail_object.json"));
    assert_eq!(
        problems[0].details,
        ["protocol: Arbitrum", "coin: USDC", "asked: Base"]
    );
}

#[test]
fn error_detail_text_gives_the_code_within_prose() {
    let problems = refusal(fixture!("error_detail_text.json"));
    assert_eq!(problems[0].code, "SUSPENDED_NETWORK");
    assert_eq!(problems[0].details, ["<b>Solana</b>"]);
}

#[test]
fn error_message_has_no_code() {
    assert!(codes(fixture!("error_message.json")).is_empty());
}

#[test]
fn error_error_holds_the_code_by_its_other_name() {
    assert_eq!(
        codes(fixture!("error_error.json")),
        ["NOT_AVAILABLE_PRODUCT"]
    );
}

#[test]
fn error_error_prose_leaves_the_code_to_its_own_key() {
    assert_eq!(codes(fixture!("error_error_prose.json")), ["KYC_PENDING"]);
}

#[test]
fn error_error_code_holds_the_code() {
    assert_eq!(codes(fixture!("error_error_code.json")), ["SUSPENDED_COIN"]);
}

#[test]
fn error_problems_are_all_listed() {
    let problems = refusal(fixture!("error_problems.json"));
    assert_eq!(
        codes(fixture!("error_problems.json")),
        ["OUT_OF_STOCK", "PRODUCT_COUNT_EXCEEDED"]
    );
    assert_eq!(problems[1].details, ["10"]);
}

#[test]
fn error_problems_text_wins_over_the_general_code() {
    assert_eq!(
        codes(fixture!("error_problems_text.json")),
        ["COUPON_NOT_FOUND"]
    );
}

#[test]
fn error_page_empty_and_truncated_have_no_code() {
    assert!(codes(fixture!("error_page.html")).is_empty());
    assert!(codes(fixture!("error_empty.txt")).is_empty());
    assert!(codes(fixture!("error_truncated.txt")).is_empty());
}
