//! An order with what was asked for, as lines of text that a person can read and write.

use cryptorefills_checkout::payment::{Asked, Offered, Payable, Rail, Via, prove, prove_missing};

/// Everything that decides whether something may be paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The coin that was chosen.
    pub coin: String,
    /// The network that was chosen.
    pub network: String,
    /// The chain id of the way to pay.
    pub chain: Option<u64>,
    /// Its engine.
    pub engine: Option<String>,
    /// Its token contract.
    pub contract: Option<String>,
    /// The decimals of that contract.
    pub decimals: u8,
    /// Its minimum.
    pub threshold: Option<String>,
    /// The order's coin.
    pub order_coin: Option<String>,
    /// The order's network.
    pub order_network: Option<String>,
    /// The order's address.
    pub address: Option<String>,
    /// The order's amount.
    pub amount: Option<String>,
    /// The order's payment text.
    pub text: Option<String>,
    /// The order's memo.
    pub memo: Option<String>,
    /// The time, in milliseconds since 1970.
    pub now: i64,
}

impl Order {
    /// Reads lines of `name=value`, of which the first must be the coin. The order's own coin and network
    /// are the chosen ones unless it names others; unknown lines are passed over.
    pub fn written(text: &str) -> Option<Self> {
        let mut order = Self::default();
        for (name, value) in text
            .strip_suffix('\n')
            .unwrap_or(text)
            .split('\n')
            .map(|line| line.split_once('=').unwrap_or((line, "")))
        {
            let some = || Some(value.to_owned());
            match name {
                "coin" => (order.coin, order.order_coin) = (value.to_owned(), some()),
                _ if order.order_coin.is_none() => return None,
                "network" => (order.network, order.order_network) = (value.to_owned(), some()),
                "chain" => order.chain = value.parse().ok(),
                "engine" => order.engine = some(),
                "contract" => order.contract = some(),
                "decimals" => order.decimals = value.parse().unwrap_or(0),
                "threshold" => order.threshold = some(),
                "order-coin" => order.order_coin = some(),
                "order-network" => order.order_network = some(),
                "address" => order.address = some(),
                "amount" => order.amount = some(),
                "text" => order.text = some(),
                "memo" => order.memo = some(),
                "now" => order.now = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        Some(order)
    }

    /// What was chosen.
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            coin: &self.coin,
            network: &self.network,
        }
    }

    /// What the order says.
    pub fn offered(&self) -> Offered<'_> {
        Offered {
            coin: self.order_coin.as_deref(),
            network: self.order_network.as_deref(),
            address: self.address.as_deref(),
            amount: self.amount.as_deref(),
            text: self.text.as_deref(),
            memo: self.memo.as_deref(),
        }
    }

    /// What is known about the way to pay.
    pub fn via(&self) -> Via<'_> {
        Via {
            chain_id: self.chain,
            engine: self.engine.as_deref(),
            contract: self
                .contract
                .as_deref()
                .map(|address| (address, self.decimals)),
            threshold: self.threshold.as_deref(),
        }
    }

    /// The rules by which it is paid.
    pub fn rail(&self) -> Rail {
        Rail::of(&self.coin, &self.network, &self.via())
    }

    /// The proof, if there is one.
    pub fn proved(&self) -> Option<Payable> {
        prove(&self.asked(), &self.offered(), &self.via(), self.now).ok()
    }

    /// The proof for the rest of an underpaid order, if there is one.
    pub fn missing_proved(&self) -> Option<Payable> {
        prove_missing(&self.asked(), &self.offered(), &self.via(), self.now).ok()
    }
}
