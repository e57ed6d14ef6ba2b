//! Ways to pay with addresses and payment texts that are valid by their standards.

use cryptorefills_checkout::money::Amount;

/// The contract of USDC on Base.
pub const BASE_USDC: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
/// An example of BOLT-11 with 0.02 BTC and the default expiry of an hour.
pub const INVOICE: &str = "lnbc20m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqscc6gd6ql3jrc5yzme8v4ntcewwz5cnw92tz0pc8qcuufvq7khhr8wpald05e92xw006sq94mg8v2ndf4sefvf9sygkshp5zfem29trqq2yxxz7";
/// When [`INVOICE`] was made, in milliseconds since 1970.
pub const INVOICE_MADE: i64 = 1_496_314_658_000;

/// A coin on a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rail {
    /// USDC on Base: an EIP-681 token transfer.
    Base,
    /// Bitcoin over Lightning: an invoice.
    Lightning,
    /// SOL: a bare address.
    Solana,
}

impl Rail {
    /// The coin's name.
    pub fn coin(self) -> &'static str {
        match self {
            Self::Base => "USDC",
            Self::Lightning => "BTC",
            Self::Solana => "SOL",
        }
    }

    /// The network's name.
    pub fn network(self) -> &'static str {
        match self {
            Self::Base => "Base",
            Self::Lightning => "Lightning",
            Self::Solana => "Solana",
        }
    }

    /// The rail of a coin.
    pub fn of(coin: &str) -> Self {
        [Self::Base, Self::Lightning, Self::Solana]
            .into_iter()
            .find(|rail| rail.coin() == coin)
            .expect("a coin that the vendor takes")
    }

    /// What everything costs, unless the vendor is told otherwise.
    pub fn price(self) -> &'static str {
        match self {
            Self::Base => "26.310000",
            Self::Lightning => "0.02000000",
            Self::Solana => "0.175",
        }
    }

    /// The address of the order with this number: one each, as in production.
    pub fn address(self, number: usize) -> String {
        match self {
            Self::Base => format!("0x{:040x}", 0x5aae_b605 + number),
            Self::Lightning => INVOICE.into(),
            Self::Solana => [
                "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN",
                "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin",
            ][number % 2]
                .into(),
        }
    }

    /// The payment text for an amount to an address.
    pub fn text(self, address: &str, amount: &str) -> String {
        match self {
            Self::Base => {
                let units = Amount::parse(amount)
                    .and_then(|amount| amount.to_atomic(6))
                    .unwrap();
                format!("ethereum:{BASE_USDC}@8453/transfer?address={address}&uint256={units}")
            }
            Self::Lightning => format!("lightning:{address}"),
            Self::Solana => address.into(),
        }
    }
}
