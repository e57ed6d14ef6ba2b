//! Every rail proved, and every mismatch named by the one change that causes it.

use super::*;

/// An order that is payable as it stands, for one rail.
#[derive(Clone, Copy, Debug)]
struct Order {
    asked: Asked<'static>,
    via: Via<'static>,
    address: &'static str,
    amount: &'static str,
    text: Option<&'static str>,
}

impl Order {
    fn offered(&self) -> Offered<'static> {
        Offered {
            coin: Some(self.asked.coin),
            network: Some(self.asked.network),
            address: Some(self.address),
            amount: Some(self.amount),
            text: self.text,
            memo: None,
        }
    }

    /// Proves the order after `change`.
    fn with(&self, change: impl FnOnce(&mut Offered<'static>)) -> Result<Payable, Vec<Mismatch>> {
        let mut offered = self.offered();
        change(&mut offered);
        prove(&self.asked, &offered, &self.via, NOW)
    }

    fn payable(&self) -> Payable {
        self.with(|_| {}).unwrap()
    }

    /// The mismatches after `change`.
    fn wrong(&self, change: impl FnOnce(&mut Offered<'static>)) -> Vec<Mismatch> {
        self.with(change).unwrap_err()
    }
}

/// A second before the coffee invoice expires.
const NOW: i64 = 1_496_314_658_000 + 59_000;

const NO_VIA: Via = Via {
    chain_id: None,
    engine: None,
    contract: None,
    threshold: None,
};

const fn order(
    coin: &'static str,
    network: &'static str,
    address: &'static str,
    amount: &'static str,
    text: Option<&'static str>,
) -> Order {
    Order {
        asked: Asked { coin, network },
        via: NO_VIA,
        address,
        amount,
        text,
    }
}

const COFFEE: &str = "lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpuaztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2rspfj9srp";
const LIGHTNING_COFFEE: &str = "lightning:lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpuaztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2rspfj9srp";
const DONATION: &str = "lnbc1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6twvus8g6rfwvs8qun0dfjkxaq8rkx3yf5tcsyz3d73gafnh3cax9rn449d9p5uxz9ezhhypd0elx87sjle52x86fux2ypatgddc6k63n7erqz25le42c4u4ecky03ylcqca784w";

const BITCOIN: Order = order(
    "BTC",
    "Mainnet",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "0.00032833",
    Some("bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=0.00032833"),
);
const LIGHTNING: Order = order(
    "BTC",
    "Lightning",
    COFFEE,
    "0.00250000",
    Some(LIGHTNING_COFFEE),
);
const LITECOIN: Order = order(
    "LTC",
    "Mainnet",
    "LQmXfDNk1N5gVRQs6hBBhRLxkUbCDRsDFF",
    "0.3",
    Some("litecoin:LQmXfDNk1N5gVRQs6hBBhRLxkUbCDRsDFF?amount=0.3"),
);
const DOGECOIN: Order = order(
    "DOGE",
    "Dogecoin",
    "DAgfwG1ZE7jumcuJf9BSyASoRPxDSAnX9t",
    "120.5",
    Some("dogecoin:DAgfwG1ZE7jumcuJf9BSyASoRPxDSAnX9t?amount=120.5"),
);
const ETHER: Order = order(
    "ETH",
    "ETH Mainnet",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "2.014",
    Some("ethereum:0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359?value=2.014e18"),
);
const BASE_USDC: Order = Order {
    via: Via {
        chain_id: Some(8453),
        engine: Some("EVM"),
        contract: Some(("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", 6)),
        threshold: Some("0.562099175481640"),
    },
    ..order(
        "USDC",
        "Base",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "118.210000",
        Some(
            "ethereum:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913@8453/transfer?address=0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed&uint256=118210000",
        ),
    )
};
const SOL: Order = order(
    "SOL",
    "Solana",
    "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN",
    "0.5",
    Some("mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN"),
);
const SOLANA_USDC: Order = Order {
    via: Via {
        chain_id: None,
        engine: Some("SVM"),
        contract: Some(("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", 6)),
        threshold: Some("0.562099175481640"),
    },
    ..order(
        "USDC",
        "Solana",
        "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN",
        "10.5",
        Some(
            "solana:mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN?amount=10.5&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
        ),
    )
};
const TON: Order = order(
    "TON",
    "Ton",
    "Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv",
    "1.5",
    Some(
        "ton://transfer/Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv?amount=1500000000&text=order%207",
    ),
);
const TRON_USDT: Order = Order {
    via: Via {
        contract: Some(("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", 6)),
        ..NO_VIA
    },
    ..order(
        "USDT",
        "Tron",
        "TFWnQ4Se5RxaPnnLWpqbwYyLT3yEHLN9Mf",
        "25.01",
        None,
    )
};
const SUI: Order = order(
    "SUI",
    "Sui",
    "0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331",
    "7.25",
    None,
);

const ALL: [Order; 11] = [
    BITCOIN,
    LIGHTNING,
    LITECOIN,
    DOGECOIN,
    ETHER,
    BASE_USDC,
    SOL,
    SOLANA_USDC,
    TON,
    TRON_USDT,
    SUI,
];

mod fields;
mod payables;
#[cfg(not(target_arch = "wasm32"))]
mod random;
mod texts;
