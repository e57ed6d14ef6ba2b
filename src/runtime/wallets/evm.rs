//! Providers of EIP-1193: who they are, what they hold, and one payment with one of them.

use wasm_bindgen::JsValue;

use super::{Question, foreign, unknown, unsent};
use crate::checkout::balance::Held;
use crate::checkout::wallets::{Outcome, Wallet};
use crate::payment::asking::{ACCOUNTS, CHAIN, CONNECTED, Evm, Holding, is_chain, units};

/// The wallet does not know the chain (EIP-3326).
const UNKNOWN_CHAIN: i32 = 4902;

/// A wallet that announced itself (EIP-6963), and its provider.
pub fn announced(event: &JsValue) -> Option<(Wallet, JsValue)> {
    let detail = foreign::member(event, "detail")?;
    let info = foreign::member(&detail, "info")?;
    let provider = foreign::member(&detail, "provider")?;
    foreign::function(&provider, "request")?;
    let name = foreign::text(&info, "name").unwrap_or_default();
    let named = |member| Wallet::new(&foreign::text(&info, member)?, &name);
    Some((named("rdns").or_else(|| named("uuid"))?, provider))
}

/// The wallet that put itself into the page without a word.
pub fn unannounced(window: &JsValue) -> Option<(Wallet, JsValue)> {
    let provider = foreign::member(window, "ethereum")?;
    foreign::function(&provider, "request")?;
    Some((Wallet::new("ethereum", "")?, provider))
}

/// What the first account holds that the page may see already; none without one, and on another chain. Never
/// asks the buyer.
pub async fn holds(provider: &JsValue, holding: &Holding) -> Option<Held> {
    let chain = holding.chain_id();
    let accounts = request(provider, CONNECTED).await.ok()?;
    let account = foreign::text(&accounts, "0")?;
    if !is_there(provider, chain).await {
        return None;
    }
    let mut coin = quantity(provider, holding.ask_native(&account)?).await;
    let mut own = None;
    if let Some(asking) = holding.ask_token(&account) {
        own = std::mem::replace(&mut coin, quantity(provider, asking).await);
    }
    let coin = coin?;
    // What was asked on the way to another chain is of that one.
    let held = Held { coin, own };
    is_there(provider, chain).await.then_some(held)
}

async fn quantity(provider: &JsValue, json: String) -> Option<u128> {
    let answer = request(provider, &json).await.ok()?;
    units(&answer.as_string()?)
}

/// Pays: an account, the right chain, a last look at what is to be paid, and the transaction.
pub async fn pay(provider: &JsValue, payment: &Evm, question: &Question) -> Outcome {
    let accounts = match request(provider, ACCOUNTS).await {
        Ok(accounts) => accounts,
        Err(error) => return unsent(&error),
    };
    let from = foreign::text(&accounts, "0");
    let Some(send) = from.and_then(|from| payment.send(&from)) else {
        return Outcome::Unable;
    };
    if !is_there(provider, payment.chain_id()).await
        && let Err(outcome) = change_chain(provider, payment).await
    {
        return outcome;
    }
    if !question.may_send() {
        return Outcome::Unable;
    }
    match request(provider, &send).await {
        Ok(hash) => Outcome::Sent {
            proof: hash.as_string().filter(|hash| is_hash(hash)),
        },
        Err(error) => unknown(&error),
    }
}

/// Brings the wallet to the payment's chain, and believes only what it says afterwards.
async fn change_chain(provider: &JsValue, payment: &Evm) -> Result<(), Outcome> {
    let elsewhere = |error: JsValue| match unsent(&error) {
        Outcome::Unable => Outcome::WrongChain,
        clear => clear,
    };
    let switch = payment.switch();
    match request(provider, &switch).await {
        Ok(_) => {}
        Err(error) if foreign::code(&error) == Some(UNKNOWN_CHAIN) => {
            let add = payment.add().ok_or(Outcome::WrongChain)?;
            request(provider, &add).await.map_err(elsewhere)?;
            if !is_there(provider, payment.chain_id()).await {
                request(provider, &switch).await.map_err(elsewhere)?;
            }
        }
        Err(error) => return Err(elsewhere(error)),
    }
    match is_there(provider, payment.chain_id()).await {
        true => Ok(()),
        false => Err(Outcome::WrongChain),
    }
}

async fn is_there(provider: &JsValue, chain_id: u64) -> bool {
    let answer = request(provider, CHAIN).await;
    let answer = answer.ok().and_then(|chain| chain.as_string());
    answer.is_some_and(|chain| is_chain(&chain, chain_id))
}

async fn request(provider: &JsValue, json: &str) -> Result<JsValue, JsValue> {
    let request = js_sys::JSON::parse(json)?;
    foreign::call(provider, "request", &request).await
}

/// A transaction's hash: 32 bytes.
fn is_hash(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or_default();
    digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
