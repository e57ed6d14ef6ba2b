//! What a wallet must know of a chain to add it (EIP-3085).

use crate::wire::object::Object;

/// A chain that wallets may be asked to add.
struct Chain {
    id: u64,
    name: &'static str,
    /// Name and symbol of its coin, which has 18 decimals on all of them.
    coin: (&'static str, &'static str),
    node: &'static str,
    explorer: &'static str,
}

/// Each with the node that its own makers, or the public list of chains, name for everybody's use. Ethereum
/// is in every wallet and can't be added.
const CHAINS: [Chain; 7] = [
    Chain {
        id: 10,
        name: "OP Mainnet",
        coin: ("Ether", "ETH"),
        node: "https://mainnet.optimism.io",
        explorer: "https://optimistic.etherscan.io",
    },
    Chain {
        id: 56,
        name: "BNB Smart Chain",
        coin: ("BNB", "BNB"),
        node: "https://bsc-dataseed1.binance.org",
        explorer: "https://bscscan.com",
    },
    Chain {
        id: 137,
        name: "Polygon",
        coin: ("POL", "POL"),
        node: "https://polygon-bor-rpc.publicnode.com",
        explorer: "https://polygonscan.com",
    },
    Chain {
        id: 480,
        name: "World Chain",
        coin: ("Ether", "ETH"),
        node: "https://worldchain-mainnet.g.alchemy.com/public",
        explorer: "https://worldscan.org",
    },
    Chain {
        id: 8453,
        name: "Base",
        coin: ("Ether", "ETH"),
        node: "https://mainnet.base.org",
        explorer: "https://basescan.org",
    },
    Chain {
        id: 42161,
        name: "Arbitrum One",
        coin: ("Ether", "ETH"),
        node: "https://arb1.arbitrum.io/rpc",
        explorer: "https://arbiscan.io",
    },
    Chain {
        id: 43114,
        name: "Avalanche C-Chain",
        coin: ("Avalanche", "AVAX"),
        node: "https://api.avax.network/ext/bc/C/rpc",
        explorer: "https://snowtrace.io",
    },
];

/// The parameter of `wallet_addEthereumChain`; none for a chain that we do not know well enough.
pub(super) fn parameter(id: u64) -> Option<String> {
    let chain = CHAINS.iter().find(|chain| chain.id == id)?;
    let list = |url: &str| ["[\"", url, "\"]"].concat();
    let coin = Object::new()
        .text("name", chain.coin.0)
        .text("symbol", chain.coin.1)
        .number("decimals", Some(18))
        .end();
    Some(
        Object::new()
            .text("chainId", &super::evm::hex(u128::from(id)))
            .text("chainName", chain.name)
            .raw("nativeCurrency", &coin)
            .raw("rpcUrls", &list(chain.node))
            .raw("blockExplorerUrls", &list(chain.explorer))
            .end(),
    )
}
