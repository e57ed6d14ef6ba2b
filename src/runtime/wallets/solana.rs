//! Wallets of the Wallet Standard, on Solana.

use std::rc::Weak;

use js_sys::{Function, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Window};

use super::finder::Search;
use super::{Question, foreign, unknown, unsent};
use crate::checkout::wallets::{Outcome, Wallet};
use crate::payment::asking::solana::{Solana, signature};

/// The chain, as the standard names it.
const CHAIN: &str = "solana:mainnet";
const CONNECT: &str = "standard:connect";
const SEND: &str = "solana:signAndSendTransaction";
/// No list of a wallet's is looked at further.
const MOST: u32 = 32;

/// The function by which wallets register.
pub type Register = Closure<dyn Fn(JsValue) -> JsValue>;

/// What wallets are given to register with. They get back what they would take themselves away by: here that
/// is nothing, as a wallet that left cannot be asked anyway.
pub fn register(search: Weak<Search>) -> Register {
    let heard: Box<dyn Fn(JsValue) -> JsValue> = Box::new(move |wallet| {
        super::finder::registered(&search, &wallet);
        JsValue::UNDEFINED
    });
    Closure::wrap(heard)
}

/// Tells the wallets that are there already that somebody wants to know.
pub fn call(window: &Window, register: &Register) -> Option<()> {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from(api(register)?));
    let ready = CustomEvent::new_with_event_init_dict("wallet-standard:app-ready", &init).ok()?;
    window.dispatch_event(&ready).ok().map(drop)
}

/// Lets a wallet register that came later.
pub fn answer(event: &JsValue, register: &Register) {
    if let (Some(api), Some(callback)) = (api(register), foreign::function(event, "detail")) {
        let _ = callback.call1(&JsValue::UNDEFINED, &api);
    }
}

fn api(register: &Register) -> Option<Object> {
    let api = Object::new();
    Reflect::set(&api, &"register".into(), register.as_ref()).ok()?;
    Some(api)
}

/// A wallet that can send on this chain.
pub fn registered(wallet: &JsValue) -> Option<(Wallet, JsValue)> {
    let name = foreign::text(wallet, "name")?;
    has(&foreign::member(wallet, "chains")?, CHAIN).then_some(())?;
    feature(wallet, CONNECT, "connect")?;
    let send = feature(wallet, SEND, "signAndSendTransaction")?;
    let versions = foreign::member(&send, "supportedTransactionVersions")?;
    has(&versions, "legacy").then_some(())?;
    // Names are what tells these wallets apart.
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let key: String = letters.take(40).collect();
    let key = ["solana.", &key.to_ascii_lowercase()].concat();
    Some((Wallet::new(&key, &name)?, wallet.clone()))
}

/// A feature that has a function of this name.
fn feature(wallet: &JsValue, feature: &str, function: &str) -> Option<JsValue> {
    let found = foreign::member(&foreign::member(wallet, "features")?, feature)?;
    foreign::function(&found, function)?;
    Some(found)
}

/// Whether a list holds a text.
fn has(list: &JsValue, wanted: &str) -> bool {
    items(list).any(|item| item.as_string().as_deref() == Some(wanted))
}

fn items(list: &JsValue) -> impl Iterator<Item = JsValue> {
    (0..MOST).map_while(move |place| foreign::member(list, &place.to_string()))
}

/// Pays: an account, a fresh block, a last look at what is to be paid, and the transaction.
pub async fn pay(
    wallet: &JsValue,
    payment: &Solana,
    blockhash: Option<Function>,
    question: &Question,
) -> Outcome {
    let (Some(connect), Some(send), Some(blockhash)) = (
        feature(wallet, CONNECT, "connect"),
        feature(wallet, SEND, "signAndSendTransaction"),
        blockhash,
    ) else {
        return Outcome::Unable;
    };
    let connected = match foreign::call(&connect, "connect", &JsValue::UNDEFINED).await {
        Ok(connected) => connected,
        Err(error) => return unsent(&error),
    };
    let Some(account) = account(&connected) else {
        return Outcome::Unable;
    };
    // The page's function, asked only now: a block is too old after a minute.
    let Ok(hash) = foreign::result(&blockhash, &JsValue::UNDEFINED, &JsValue::UNDEFINED).await
    else {
        return Outcome::Unable;
    };
    let Some(input) = input(payment, &account, &hash) else {
        return Outcome::Unable;
    };
    if !question.may_send() {
        return Outcome::Unable;
    }
    match foreign::call(&send, "signAndSendTransaction", &input).await {
        Ok(sent) => Outcome::Sent {
            proof: proof(&sent),
        },
        Err(error) => unknown(&error),
    }
}

/// The first account on this chain.
fn account(connected: &JsValue) -> Option<JsValue> {
    let accounts = foreign::member(connected, "accounts")?;
    items(&accounts).find(|account| {
        foreign::member(account, "chains").is_some_and(|chains| has(&chains, CHAIN))
    })
}

fn input(payment: &Solana, account: &JsValue, hash: &JsValue) -> Option<JsValue> {
    let address = foreign::text(account, "address")?;
    let bytes = payment.transaction(&address, &hash.as_string()?)?;
    let input = Object::new();
    let transaction: JsValue = Uint8Array::from(bytes.as_slice()).into();
    for (name, value) in [
        ("account", account),
        ("chain", &CHAIN.into()),
        ("transaction", &transaction),
    ] {
        Reflect::set(&input, &name.into(), value).ok()?;
    }
    Some(input.into())
}

fn proof(sent: &JsValue) -> Option<String> {
    let first = foreign::member(sent, "0")?;
    let bytes: Uint8Array = foreign::member(&first, "signature")?.dyn_into().ok()?;
    (bytes.length() == 64)
        .then(|| signature(&bytes.to_vec()))
        .flatten()
}
