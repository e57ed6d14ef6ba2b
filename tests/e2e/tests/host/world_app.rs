//! World App pays two tokens on its own chain. The pretend vendor sells on other chains, so its carrier is asked by
//! itself.

use anyhow::Result;
use checkout_e2e::{Setup, shop};
use serde_json::{Value, json};

/// The carrier as the widget finds it, with what it told the app and what it heard from there.
const CARRIER: &str = "
    const glue = new URL('cryptorefills-checkout-glue.js', document.querySelector('script[type=module]').src);
    return import(glue).then(({ MORE }) => {
        const told = [], heard = [], kept = [];
        const talk = { origin: () => null, option: () => null, hear: said => heard.push(said) };
        const commands = [{ name: 'pay', supported_versions: [1] }];
        window.webkit = { messageHandlers: { minikit: { postMessage: value => told.push(structuredClone(value)) } } };
        window.MiniKit = { trigger: name => kept.push(name) };
        const find = () => MORE.map(carrier => [carrier, carrier.find(talk)]).filter(([, bridge]) => bridge);
        window.WorldApp = { supported_commands: [{ name: 'verify', supported_versions: [1] }] };
        const without = find().length;
        window.WorldApp = { supported_commands: commands };
        const [[carrier, bridge], ...others] = find();
        const end = carrier.listen(bridge, talk);
        for (const envelope of arguments[0]) carrier.send(bridge, envelope, talk);
        for (const answer of arguments[1]) MiniKit.trigger('miniapp-payment', answer);
        MiniKit.trigger('miniapp-verify', { status: 'success' });
        end();
        MiniKit.trigger('miniapp-payment', arguments[1][0]);
        return { without, others: others.length, told, heard, kept };
    });";

fn intent(change: &Value) -> Value {
    let mut detail = json!({
        "attempt": "0123456789abcdef0123456789abcdef", "coin": "USDC.e", "network": "World Chain",
        "chain_id": 480, "contract": "0x79A02482A880bCE3F13e09Da970dC34db4CD24d1", "decimals": 6,
        "amount": "26.310000", "amount_atomic": "26310000",
        "address": "0x00000000000000000000000000000000000000aa", "memo": null,
    });
    for (key, value) in change.as_object().unwrap() {
        detail[key] = value.clone();
    }
    json!({"type": "payment_initiated", "detail": detail})
}

#[tokio::test]
async fn world_app_is_asked_to_pay_what_it_can_and_hears_nothing_else() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        let envelopes = json!([
            {"type": "ready", "detail": {"version": "0"}},
            intent(&json!({"chain_id": 8453})),
            intent(&json!({"contract": null, "coin": "ETH"})),
            intent(&json!({"contract": "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"})),
            intent(&json!({"amount_atomic": null})),
            intent(&json!({"memo": "7"})),
            intent(&json!({})),
        ]);
        let answers = json!([
            {"status": "success", "reference": "another", "transaction_id": "0x1"},
            {"status": "success", "reference": "0123456789abcdef0123456789abcdef", "transaction_id": "0x1"},
            {"status": "error", "error_code": "user_rejected"},
            {"status": "error", "error_code": "insufficient_balance"},
            null,
        ]);
        let seen: Value = shopper.run(CARRIER, vec![envelopes, answers]).await?;
        assert_eq!(seen["without"], 0);
        assert_eq!(seen["others"], 0);
        assert_eq!(
            seen["told"],
            json!([{
                "command": "pay", "version": 1, "payload": {
                    "reference": "0123456789abcdef0123456789abcdef",
                    "to": "0x00000000000000000000000000000000000000aa",
                    "tokens": [{"symbol": "USDCE", "token_amount": "26310000"}],
                    "description": "Cryptorefills", "network": "worldchain",
                },
            }])
        );
        let results: Vec<&Value> = seen["heard"]
            .as_array()
            .unwrap()
            .iter()
            .map(|said| &said["result"])
            .collect();
        assert_eq!(results, ["sent", "rejected", "unsupported", "unsupported"]);
        assert!(!seen["heard"].to_string().contains("0x1"));
        assert_eq!(seen["kept"].as_array().unwrap().len(), 7, "the page's own kit hears all");
        Ok(())
    })
    .await
}
