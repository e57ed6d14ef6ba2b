//! The ways to pay: via, coin, network. May import siblings only.

use super::Unreadable;
use super::json::Json;
use super::scalar::{Decimal, https_url};

/// A longer label is no amount.
const MOST_OF_A_LABEL: usize = 24;

/// One element of the answer of `GET /v3/payment_vias` (api-notes §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// Opaque name, sent back verbatim; `USER_WALLET` is the buyer's own wallet.
    pub name: String,
    /// Whether it may be offered; the API leaves this out to say yes.
    pub available: bool,
    /// The coins it takes.
    pub currencies: Vec<Currency>,
}

/// A coin and the networks it can be paid on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Opaque name, sent back verbatim; `USDC` and `USDC.e` are different coins.
    pub name: String,
    /// Temporarily not accepted.
    pub is_suspended: bool,
    /// Least payable amount, in this coin.
    pub threshold: Option<Decimal>,
    /// Link of its logo, `https:` only.
    pub logo: Option<String>,
    /// Where it can be paid.
    pub networks: Vec<Network>,
}

/// A network a coin can be paid on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Opaque name, sent back verbatim, such as `Polygon (Matic)`.
    pub name: String,
    /// EIP-155 chain id.
    pub chain_id: Option<u64>,
    /// Least payable amount, in the coin.
    pub threshold: Option<Decimal>,
    /// Kind of chain, such as `EVM` or `SVM`.
    pub engine: Option<String>,
    /// The coin that pays the fees here, such as `ETH`.
    pub base_token: Option<String>,
    /// The coin's contract; `None` means it is the chain's own coin.
    pub contract: Option<SmartContract>,
    /// Label such as `€0`: to show, never to compute with.
    pub estimated_transfer_cost: Option<String>,
    /// Temporarily not accepted; undocumented here, honoured when true.
    pub is_suspended: bool,
    /// Link of its logo, `https:` only.
    pub logo: Option<String>,
}

/// The contract of a coin that is not its chain's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmartContract {
    /// Address of the contract, or the mint on Solana.
    pub address: String,
    /// `10^decimals` indivisible units make one coin.
    pub decimals: u8,
    /// The coin's ticker in the contract.
    pub symbol: Option<String>,
    /// Kind of chain, such as `EVM` or `SVM`.
    pub engine: Option<String>,
}

/// Reads the ways to pay.
///
/// # Errors
///
/// [`Unreadable`] when the body is not a list.
pub fn decode_vias(body: &str) -> Result<Vec<Via>, Unreadable> {
    let json = Json::parse(body)?;
    if json.is_list() {
        Ok(json.list(Via::read))
    } else {
        Err(Unreadable)
    }
}

impl Via {
    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        Some(Self {
            name: fields.text("name")?,
            available: fields.get("available").boolean().unwrap_or(true),
            currencies: fields.get("currencies").list(Currency::read),
        })
    }
}

impl Currency {
    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        Some(Self {
            name: fields.text("name")?,
            is_suspended: fields.flag("is_suspended"),
            threshold: fields.decimal("threshold"),
            logo: fields.text("logo_url").and_then(|url| https_url(&url)),
            networks: fields.get("networks").list(Network::read),
        })
    }
}

impl Network {
    /// What sending costs there, as the API words it; nothing where that is next to nothing, such as `€0`.
    pub fn transfer_cost(&self) -> Option<&str> {
        let label = self.estimated_transfer_cost.as_deref()?;
        label
            .contains(|sign| matches!(sign, '1'..='9'))
            .then_some(label)
    }

    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        let contract = fields.get("smart_contract");
        let contract = if contract.is_null() {
            None
        } else {
            // Without a readable contract a token would pass for the chain's own coin: rather not
            // offer this network.
            Some(SmartContract::read(contract)?)
        };
        Some(Self {
            name: fields.text("name")?,
            chain_id: fields.get("chain_id").whole(),
            threshold: fields.decimal("threshold"),
            engine: fields.text("smart_contract_engine"),
            base_token: fields.text("base_token"),
            contract,
            estimated_transfer_cost: fields
                .text("estimated_transfer_cost")
                .filter(|label| label.chars().count() <= MOST_OF_A_LABEL),
            is_suspended: fields.flag("is_suspended"),
            logo: fields.text("logo_url").and_then(|url| https_url(&url)),
        })
    }
}

impl SmartContract {
    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        Some(Self {
            address: fields.text("address")?,
            decimals: u8::try_from(fields.get("decimals").whole()?).ok()?,
            symbol: fields.text("symbol"),
            engine: fields.text("engine"),
        })
    }
}
