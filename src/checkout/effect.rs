//! Everything that a checkout may ask of the world, as data. The runtime carries it out.

use std::rc::Rc;

use super::card::Card;
use super::consent::Summary;
use super::event::{Ask, Followed, Timer};
use super::notice::Notice;
use super::recent::Recent;
use super::remembered::RememberedOrder;
use super::wallets::Kind;
use crate::payment::asking::{Asking, Holding};
use crate::wire::Brand;
use std::sync::Arc;

/// A wish to the world. Its result, if any, comes back as an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Get the country's brands.
    FetchCatalogue {
        /// The question's number.
        ask: Ask,
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// Get what there is of the country's brands before the vendor's list is here: as this device keeps them from
    /// the last visit, or the beginning of the list.
    FetchAhead {
        /// The number of the question to the vendor, which is under way.
        ask: Ask,
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// Keep the country's brands for the next visit.
    StoreCatalogue {
        /// ISO 3166-1 alpha-2.
        country: String,
        /// As the vendor said, of all kinds.
        brands: Arc<Vec<Brand>>,
    },
    /// Get what the vendor features in a country.
    FetchHomepage {
        /// The question's number.
        ask: Ask,
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// Let the vendor search.
    FetchSearch {
        /// The question's number.
        ask: Ask,
        /// ISO 3166-1 alpha-2.
        country: String,
        /// The words.
        query: String,
    },
    /// Get the coins and networks.
    FetchVias,
    /// Get the part of the widget that comes after the first screen.
    FetchRest,
    /// Get a family's products, priced in a coin if one is chosen.
    FetchProducts {
        /// The question's number.
        ask: Ask,
        /// ISO 3166-1 alpha-2.
        country: String,
        /// The catalogue's `family`.
        family: String,
        /// The coin for the indicative prices.
        coin: Option<String>,
    },
    /// Get the price of an amount of a range product.
    FetchPrice {
        /// The question's number.
        ask: Ask,
        /// ISO 3166-1 alpha-2.
        country: String,
        /// The exact brand.
        brand: String,
        /// The amount, exact decimal text.
        face_value: String,
        /// The coin.
        coin: String,
    },
    /// Ask whether the order would be accepted, and at what price.
    Validate {
        /// The question's number.
        ask: Ask,
        /// The order's body, the very bytes that a creation would send.
        body: String,
    },
    /// Ask the host whether the order may be created.
    AskHost {
        /// Our random name for this attempt.
        attempt: String,
        /// What the host is told of it.
        summary: Summary,
    },
    /// Wait until no other widget of this browser is creating an order for this shop, and read what the
    /// device remembers then. Held until [`Effect::Release`].
    Claim {
        /// Our random name for this attempt.
        attempt: String,
    },
    /// Let other widgets create again.
    Release,
    /// Create the order. Asked for once per press, never repeated by itself (api-notes rule 5).
    Create {
        /// Our random name for this attempt; also its idempotency key.
        attempt: String,
        /// The validated body, byte for byte.
        body: String,
    },
    /// Ask about an order once.
    FetchOrder(Followed),
    /// Follow an order's stream; replaces any other.
    Subscribe(Followed),
    /// Close the stream.
    Unsubscribe,
    /// Send `TimerFired` after this many milliseconds.
    After {
        /// Milliseconds from now.
        ms: u32,
        /// What is due then.
        timer: Timer,
        /// Spread by up to a fifth, so that many widgets don't knock at once.
        jitter: bool,
    },
    /// Look for wallets in the page, and go on looking; what was found before is forgotten.
    FindWallets {
        /// The attempt that they could pay.
        attempt: String,
        /// How they are found.
        kind: Kind,
    },
    /// Look for wallets no longer.
    LoseWallets,
    /// Ask one of the wallets in the page to pay.
    AskWallet {
        /// The attempt that it would pay.
        attempt: String,
        /// The question's number.
        ask: Ask,
        /// Which wallet.
        key: String,
        /// What to ask it.
        asking: Box<Asking>,
    },
    /// Ask the wallets of the page what they hold, without a word to the buyer; look for them first, and go on
    /// looking until [`Effect::LoseWallets`].
    AskBalance {
        /// The question's number.
        ask: Ask,
        /// What is asked for.
        holding: Rc<Holding>,
    },
    /// Keep this order on the device (or replace what is kept of it).
    Remember(RememberedOrder),
    /// Drop what is kept of an order that never came to be.
    Forget {
        /// Our random name for it.
        attempt: String,
    },
    /// Keep what the buyer said about an order that the device knows.
    Mark {
        /// Our random name for it.
        attempt: String,
        /// It was put away.
        archived: bool,
        /// The gift cards with what is left on each.
        cards: Vec<Card>,
    },
    /// Drop everything that the device keeps for this shop.
    ForgetEverything,
    /// Keep a brand on the device as the one seen last.
    RememberBrand(Recent),
    /// Remember the country for the next visit.
    RememberChoice {
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// Tell the host.
    Tell(Notice),
}
