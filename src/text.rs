//! The widget's words, and how numbers, countries and currencies are written in the shopper's language.
//!
//! English is compiled in. Names of countries and forms of numbers come from the browser's `Intl`, so no
//! table of them is shipped. May import nothing of ours.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

macro_rules! words {
    ($($key:ident => $english:literal,)*) => {
        /// Every text that a shopper can read. `{name}` stands for something that is filled in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each one's text says what it means")]
        #[allow(clippy::enum_variant_names, reason = "some words end like the list's name")]
        pub enum Key { $($key,)* }

        impl Key {
            /// The English text.
            pub fn english(self) -> &'static str {
                match self { $(Self::$key => $english,)* }
            }
        }
    };
}

words! {
    Shop => "Gift cards, top-ups and eSIMs",
    Country => "Country",
    Search => "Search brands",
    Categories => "Categories",
    CategoryAll => "All",
    BrandsFound => "{count} brands",
    BrandFound => "1 brand",
    SoldOut => "Sold out",
    NothingFound => "Nothing in {country} matches “{words}”.",
    NothingFoundPlain => "No brands of this kind in {country}.",
    ClearSearch => "Clear search",
    EmptyShop => "We could not load any brands for {country}. Nothing was charged. Try again, or choose another country.",
    Back => "Back",
    Retry => "Try again",
    Loading => "Loading",
    FindOrder => "Find an order",
    FindOrderHint => "Status and codes of an order, by its reference.",
    FindOrderWrong => "This is no order reference. It looks like 0b6e1f0c-7a52-4d5b-…",
    Find => "Show",
    ForeignText => "This order was not started on this device, so it cannot be paid here. Its status and codes are shown here all the same.",
    OpenOrder => "You have an order in progress",
    OpenOrderDetail => "{brand}, {value}",
    Resume => "Continue",

    Offline => "No connection",
    OfflineText => "What you entered is kept, and nothing was charged. We go on by ourselves as soon as you are online.",
    RestMissed => "The next page could not be loaded",
    RestMissedText => "Nothing was charged. We try again by ourselves; you can also try now.",
    Unreachable => "The shop cannot be reached. Nothing was charged. Check your connection and try again.",
    TookTooLong => "The shop did not answer in time. Nothing was charged. Try again.",
    Unreadable => "The shop answered something we could not read. Nothing was charged. Try again in a moment.",
    Unavailable => "The shop is not available right now. Nothing was charged. Please contact the site you are on.",
    TooBusy => "The shop is busy or has a problem. Nothing was charged. Wait a moment and try again.",
    NotUnderstood => "This request was not understood. Nothing was charged. Change your choice and try again.",

    ChooseValue => "Choose a value",
    ChoosePlan => "Choose a plan",
    SearchPlans => "Search plans",
    NoPlan => "No plan matches.",
    OwnAmount => "Or enter any amount",
    AnyAmount => "Amount",
    AmountHint => "From {min} to {max}",
    AmountStep => "From {min} to {max}, in steps of {step}",
    UseAmount => "Use {amount}",
    ByPhone => "to a phone",
    ByEmail => "by e-mail",
    Unlimited => "Unlimited",
    NoProducts => "{brand} has nothing on sale in {country} right now. Nothing was charged.",

    Recipient => "Where it goes",
    RecipientEmail => "E-mail for the code",
    RecipientEmailHint => "The code goes here. Please check it twice: a wrong address cannot be corrected later.",
    RecipientPhone => "Phone number to top up",
    RecipientPhoneHint => "With the country’s code, for example +1 415 555 0132.",
    BuyerEmail => "Your e-mail",
    BuyerEmailHint => "For your receipt.",

    PayWith => "Pay with",
    Coin => "Coin",
    Network => "Network",
    NetworkHint => "Your wallet must send on exactly this network.",
    Suspended => "Paused",

    Total => "Total",
    QuoteNone => "Choose a value and a coin to see the price.",
    QuoteNoValue => "Choose a value to see the price.",
    QuoteNoCoin => "Choose a coin to see the price.",
    QuoteLoading => "Getting the price …",
    QuoteStale => "Refreshing the price …",
    QuoteUnavailable => "No price right now.",
    QuoteEstimate => "Estimate. The exact total is confirmed before you pay.",
    QuoteConfirmed => "Confirmed total, fees included. Your network’s own fee comes on top.",
    QuoteFiat => "About {amount}",
    QuoteRate => "1 {coin} = {amount}",
    QuoteFee => "{amount} {coin} fee included",
    QuoteDiscount => "{amount} {coin} off",
    Ago => "Updated {seconds} s ago",
    PriceFell => "Good news: the price fell from {old} to {amount} {coin} since you pressed pay.",
    ManyProblems => "Please look at these first:",
    PayInstead => "Pay with {coin} on {network} instead",
    RivalTitle => "You already have an unpaid order for this",
    RivalText => "{brand}, {value}, {time}. Nothing was charged yet. Continue with that order: paying both would buy it twice.",
    OrderAnyway => "Order once more",
    Pay => "Pay",
    PayAmount => "Pay {amount} {coin}",
    Checking => "Checking …",
    PriceRose => "The total changed from {old} to {new} {coin}. Nothing was charged. Press pay again if that is fine.",
    PriceNew => "The total is {new} {coin}. Press pay to go on.",
    SoldBy => "Sold and delivered by Cryptorefills. Delivered digital goods cannot be returned.",
    Terms => "Terms",
    Privacy => "Privacy",
    PoweredBy => "Powered by Cryptorefills",

    Creating => "Creating your order",
    CreatingText => "This takes a few seconds. Nothing is charged yet.",
    Returning => "Loading your order",
    ReturningTrouble => "We could not load your order yet. It is safe: we keep trying. Don’t order again if you have already paid.",
    ReferenceUnknown => "The shop does not know this order yet. If you have paid, contact support with your order reference.",
    Reconnecting => "Reconnecting … Updated {seconds} s ago",
    MinutesLeft => "{minutes} minutes left to pay",
    MinuteLeft => "1 minute left to pay",
    CopiedOn => "Copied: {network}",
    PaidAlready => "I have already paid",
    Transaction => "Transaction id",
    TransactionHint => "From your wallet. It is only put into the message below.",
    ViewTransaction => "View on {host}",
    Overpaid => "{received} {coin} arrived for {amount} {coin}. Contact support about the difference: it is not lost.",
    EsimInstall => "Install on an iPhone (iOS 17.5 or later)",
    StepOrdered => "Order created",
    StepSeen => "Payment seen",
    StepPaid => "Payment received",
    StepDelivered => "Delivered",
    PayExactly => "Pay exactly this amount",
    PayTitle => "Send {coin} on {network}",
    HostRefused => "This site does not allow this order. Nothing was charged.",
    HostRefusedTitle => "This site does not allow this order",
    HostSilent => "This site did not answer in time. Nothing was charged. Try again.",
    WalletSentTitle => "Your wallet says that it has sent the payment",
    WalletSent => "We are looking for it on the network, which can take a moment. Please do not pay again.",
    WalletSentAs => "Transaction {transaction}. We are looking for it on the network, which can take a moment. Please do not pay again.",
    WalletRejected => "The payment was not confirmed in your wallet. You can still pay with the code or the details below.",
    WalletUnsupported => "Your wallet does not take this payment by itself. Pay with the code or the details below.",
    WalletPay => "Pay with {wallet}",
    WalletHere => "the wallet in this browser",
    WalletAsking => "Go on in {wallet}, and compare amount and address there. If nothing opens, pay with the code or the details below instead, and refuse in the wallet if it asks later.",
    WalletRefused => "Nothing was sent: you did not confirm in {wallet}. Press again if you want to, or pay with the code or the details below.",
    WalletPending => "Nothing was sent: an earlier question is still open in {wallet}. Open it, answer there, and press again.",
    WalletChain => "Nothing was sent: {network} could not be chosen in {wallet}. Choose it there and press again, or pay with the code or the details below.",
    WalletUnable => "Nothing was sent: asking {wallet} did not work. You can pay with the code or the details below.",
    WalletFailed => "No payment was confirmed by {wallet}. Look there first: if it shows one as sent, do not pay again and wait here. Otherwise pay with the code or the details below.",
    WalletProof => "Proof of payment {transaction}. We are waiting for it to be confirmed, which can take a moment. Please do not pay again.",
    WalletBusy => "Your wallet is busy with something else. You can pay with the code or the details below.",
    ScanOrCopy => "Scan with your wallet, or copy the details below.",
    TimeLeft => "Time left to pay",
    Address => "Address",
    Invoice => "Lightning invoice",
    Memo => "Memo",
    MemoWarning => "This payment needs the memo. Without it the money cannot be matched.",
    Copy => "Copy",
    CopyAmount => "Copy amount",
    CopyAddress => "Copy address",
    CopyUri => "Copy payment link",
    CopyCode => "Copy code",
    CopyReference => "Copy order reference",
    Copied => "Copied",
    CopyByHand => "Selected. Press and hold, or Ctrl+C, to copy.",
    OpenWallet => "Open in wallet",
    BareWarning => "This code holds the address only. Enter the amount in your wallet yourself, exactly as shown.",
    NetworkWarning => "Send only {coin}, and only on {network}. Anything else is lost.",
    ExchangeWarning => "Paying from an exchange? The amount that arrives must be exact, after the exchange’s fee.",
    QrLabel => "Payment code: {amount} {coin} on {network}",
    WindowClosed => "The time to pay is over",
    WindowClosedText => "Please don’t pay any more. If you have already paid, keep this page: we are still checking for your payment.",
    DearerTitle => "The price went up",
    DearerText => "You agreed to {old} {coin}; the order now asks for {new} {coin}. Nothing was charged. Accept the new price, or leave: this order then ends by itself.",
    HostedTitle => "Pay on {host}",
    HostedText => "This payment continues on another page. Come back here afterwards: the status updates by itself.",
    HostedLink => "Continue to {host}",
    OrderReference => "Order reference",
    ReferenceHint => "Keep it to yourself: it opens your order.",

    Updated => "Live",
    Polling => "Checking every few seconds",
    NoStatus => "Offline: the status cannot be seen. A payment that you sent is safe.",

    WaitingTitle => "Waiting for your payment",
    UnderpaidTitle => "Not quite enough arrived",
    UnderpaidText => "{received} of {amount} {coin} arrived. Send exactly the missing {missing} {coin} to the same address before the time is over.",
    UnderpaidWait => "Part of the money arrived. Please don’t send more until this page says how much is missing.",
    MissingTooSmall => "The missing {missing} {coin} is less than this network can send. Please contact support with your order reference: your money is not lost.",
    Missing => "Missing amount",
    DetectedTitle => "Payment seen",
    DetectedText => "Your transfer is being confirmed. There is nothing more to pay, and you can safely close this page.",
    PaidTitle => "Payment received",
    PaidText => "Your product is being prepared. This usually takes less than a minute.",
    DeliveringTitle => "Preparing your product",
    DeliveringText => "This usually takes less than a minute. You can safely close this page.",
    ReviewTitle => "Support is looking at your order",
    ReviewText => "Nothing more to pay. A person checks your order, which can take up to 24 hours. Keep the order reference.",
    HeldTitle => "Your payment is on hold",
    HeldText => "Your payment arrived and is being checked. Do not pay again. Please contact support with your order reference.",
    LateTitle => "Your payment came after the deadline",
    LateText => "The money was seen, but late or not in full. Do not pay again. Support needs your order reference and the transaction’s id.",
    FailedTitle => "The payment failed",
    FailedText => "No money was received for this order. You can start again.",
    FailedMoneyText => "The payment failed after money was seen. Do not pay again. Please contact support with your order reference.",
    ExpiredTitle => "The order has expired",
    ExpiredText => "No payment was seen, and nothing was charged. If you did pay, keep this page: we still look for it for a few minutes.",
    CanceledTitle => "The order was cancelled",
    CanceledText => "No payment was seen, and nothing was charged.",
    RefundedTitle => "Your money was sent back",
    RefundedText => "The order was refunded. Nothing was delivered for it.",
    ProcessingTitle => "Your order is being processed",
    ProcessingText => "Please wait and don’t pay again. Keep the order reference.",
    MismatchTitle => "This order cannot be paid safely",
    MismatchText => "Its payment details contradict each other, so we show no address. Nothing was charged. Please don’t pay it; contact support with the order reference.",
    TamperedText => "Something on this page changed the payment details, so we removed them. If you have not paid, nothing was charged. Don’t pay from this page.",
    UnknownTitle => "We don’t know whether your order was created",
    UnknownText => "The shop’s answer never came. You have not paid anything: no address was shown. You can check again, or start a new order.",
    UnknownTextNoKey => "The shop’s answer never came. You have not paid anything: no address was shown. If an order was created, it ends by itself. You can start a new one.",
    CheckAgain => "Check again",
    StartOver => "Start again",
    BuyAnother => "Buy something else",
    Support => "Copy details for support",
    SupportMessage => "Order: {order}\nProduct: {brand}, {value}\nPayment: {amount} {coin} on {network}\nReceived: {received} {coin}\nAddress: {address}\nTransaction: {transaction}\nStarted: {time}\nWritten: {now}\nState: {state}\nCheckout: {version}",

    DeliveredTitle => "Thank you!",
    DeliveredText => "Your order is complete.",
    DeliveredPartly => "Your order is finished, but one item could not be delivered.",
    Delivered => "Delivered",
    DeliveryWaiting => "On its way",
    DeliveryFailed => "This item could not be delivered. Please contact support with your order reference.",
    Reveal => "Show code",
    Hide => "Hide code",
    Code => "Code",
    Serial => "Serial number",
    SecurityCode => "Security code",
    OperatorReference => "Operator’s reference",
    Redeem => "Redeem on {host}",
    EsimQr => "Scan with the phone that gets the eSIM",
    EsimServer => "Server address (SM-DP+)",
    EsimCode => "Activation code",
    Credited => "{phone} was topped up.",
    SentTo => "It was sent to {email}.",
    AlsoSent => "It also went to {email}.",
    HowToRedeem => "How to redeem",
    MemoryBlocked => "Your browser does not let us remember this order. Please note the order reference.",

    AmountMissing => "Choose a value.",
    AmountUnreadable => "Enter a number, such as 25 or 25.50.",
    AmountAmbiguous => "Did you mean {first} or {second}?",
    AmountBelowRange => "The smallest amount is {first}.",
    AmountAboveRange => "The largest amount is {first}.",
    AmountOffStep => "This exact amount is not sold. Use one of the nearest.",
    ProductUnsellable => "This product cannot be bought here. Choose another one.",
    EmailMissing => "Enter the e-mail address that the code shall go to.",
    EmailUnreadable => "This is not a complete e-mail address.",
    PhoneMissing => "Enter the phone number to top up.",
    PhoneUnreadable => "Enter the number with its country’s code, starting with +.",
    BuyerEmailMissing => "Enter your e-mail address.",
    BuyerEmailUnreadable => "This is not a complete e-mail address.",
    MethodMissing => "Choose a coin and a network.",
    EchoDiffers => "The shop’s answer does not match what you chose, so we stopped. Nothing was charged. Choose the product again.",
    PriceMissing => "There is no price for this right now. Nothing was charged. Try another coin or amount.",
    TooSmallForCoin => "This is too small to pay with this coin. Choose a larger amount or another coin.",
    AboveOrderLimit => "This is above the limit for one order. Choose a smaller amount.",
    DailyLimit => "Your daily limit is reached. Nothing was charged. Try again tomorrow.",
    MonthlyLimit => "Your monthly limit is reached. Nothing was charged.",
    TooManyItems => "Too many items in one order.",
    BuySeparately => "These can only be bought in separate orders.",
    NotSold => "This is no longer sold. Choose another one.",
    OutOfStock => "This value is sold out. Choose another one.",
    NotActive => "This product is paused. Choose another one.",
    InvalidBeneficiary => "The shop does not accept this recipient. Check the e-mail or phone number.",
    InvalidEmailDomain => "This e-mail domain cannot receive mail. Check the address.",
    ViaNotAllowed => "This way to pay is not possible here. Choose another one.",
    UnsupportedCombination => "This product cannot be paid on this network. Choose another network.",
    SuspendedCoin => "This coin is paused. Choose another one.",
    SuspendedNetwork => "This network is paused. Choose another one.",
    FullNameMissing => "Tron stablecoins need a name on file. Choose another network.",
    LoginRequired => "This product needs an account with the vendor. Choose another product.",
    IdentityNeeded => "This product needs an identity check by the vendor. Choose another product.",
    IdentityPending => "Your identity check is in progress. Nothing was charged.",
    CouponRefused => "This coupon cannot be used here. Remove it to go on.",
    CountryUnsupported => "This is not sold in the chosen country.",
    OtherProblem => "The order was not accepted, and nothing was charged ({code}).",

    ConfigTitle => "This checkout is not set up yet",
    ConfigText => "The page that you are on has to set proxy-url. Nothing was charged.",
}

/// The shopper's language with its formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    lang: String,
}

impl Words {
    /// Words in a language of the public contract.
    pub fn new(lang: &str) -> Self {
        Self {
            lang: lang.to_owned(),
        }
    }

    /// The language's BCP 47 tag for `lang` and `Intl`.
    pub fn tag(&self) -> &str {
        &self.lang
    }

    /// A text without places to fill.
    pub fn say(&self, key: Key) -> &'static str {
        key.english()
    }

    /// A text with its places filled.
    pub fn fill(&self, key: Key, with: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = key.english();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                rest = after;
                continue;
            };
            let value = with.iter().find(|(known, _)| *known == name);
            out.push_str(value.map_or("", |(_, value)| value));
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// A country's name, or its code where the browser knows none.
    pub fn country(&self, code: &str) -> String {
        self.intl("DisplayNames", &[("type", "region")], "of", code)
            .unwrap_or_else(|| code.into())
    }

    /// Countries by name, in the order of the shopper's language, with their codes.
    pub fn countries<'a>(&self, codes: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
        // A name and its code in one text, with a sign between them that sorts before all letters.
        let named: Array = codes
            .map(|code| JsValue::from_str(&[&self.country(code), "\t", code].concat()))
            .collect();
        let collator = self.made("Collator", &[]);
        let compare = collator.and_then(|collator| Reflect::get(&collator, &"compare".into()).ok());
        if let Some(compare) = compare.and_then(|compare| compare.dyn_into::<Function>().ok()) {
            let sort = Reflect::get(&named, &"sort".into()).ok();
            if let Some(sort) = sort.and_then(|sort| sort.dyn_into::<Function>().ok()) {
                let _ = sort.call1(&named, &compare);
            }
        }
        let pairs = named.iter().filter_map(|text| text.as_string());
        pairs
            .filter_map(|text| {
                text.split_once('\t')
                    .map(|(name, code)| (name.to_owned(), code.to_owned()))
            })
            .collect()
    }

    /// An amount of money of a currency for people, from exact decimal text. The browser formats decimal
    /// text without loss; where it can't, text and code stand side by side.
    pub fn money(&self, amount: &str, currency: &str) -> String {
        let whole = !amount.contains('.');
        let digits = if whole { "0" } else { "2" };
        let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        is_code
            .then(|| {
                self.intl(
                    "NumberFormat",
                    &[
                        ("style", "currency"),
                        ("currency", currency),
                        ("currencyDisplay", "narrowSymbol"),
                        ("minimumFractionDigits", digits),
                        ("maximumFractionDigits", "8"),
                    ],
                    "format",
                    amount,
                )
            })
            .flatten()
            .unwrap_or_else(|| format!("{amount} {currency}"))
    }

    /// A moment for people, in their own time zone.
    pub fn time(&self, ms: i64) -> String {
        let style = [("dateStyle", "short"), ("timeStyle", "short")];
        self.intl("DateTimeFormat", &style, "format", ms as f64)
            .unwrap_or_default()
    }

    /// `new Intl[class](lang, options)[method](input)`.
    fn intl(
        &self,
        class: &str,
        options: &[(&str, &str)],
        method: &str,
        input: impl Into<JsValue>,
    ) -> Option<String> {
        let made = self.made(class, options)?;
        let method: Function = Reflect::get(&made, &method.into()).ok()?.dyn_into().ok()?;
        method.call1(&made, &input.into()).ok()?.as_string()
    }

    /// `new Intl[class](lang, options)`.
    fn made(&self, class: &str, options: &[(&str, &str)]) -> Option<JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let given = Object::new();
        for (name, value) in options {
            Reflect::set(&given, &(*name).into(), &(*value).into()).ok()?;
        }
        Reflect::construct(&class, &Array::of2(&self.tag().into(), &given)).ok()
    }
}

/// A category slug for people: the slug's own words.
pub fn category(slug: &str) -> String {
    let known = match slug {
        "e-sim" | "esim" => "eSIM",
        "mobile_credits" => "Mobile credit",
        "mobile_bundle" => "Mobile bundles",
        "e-commerce" => "Shopping",
        "e-money" => "Prepaid cards",
        _ => "",
    };
    if !known.is_empty() {
        return known.into();
    }
    let mut text: String = slug
        .chars()
        .map(|sign| if matches!(sign, '_' | '-') { ' ' } else { sign })
        .collect();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
