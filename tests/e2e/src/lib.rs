//! Whole purchases against the built bundle in a real browser.
//!
//! Where to start: [`shop`] in [`world`] opens a strict third-party page with the widget on it and
//! hands a [`World`] to the test; [`shopper`] is what a person can do there, [`sandbox`] what the
//! pretend vendor and chain can do, [`privacy`] what must never be found anywhere.
//!
//! The tests run in whichever engine `CHECKOUT_ENGINE` names; what is particular to one is told in
//! [`engine`] and nowhere else.

pub mod bench;
pub mod browser;
pub mod bundle;
pub mod driver;
pub mod engine;
pub mod evidence;
pub mod gallery;
pub mod host;
pub mod hostility;
pub mod journey;
pub mod keyboard;
pub mod part;
pub mod payable;
pub mod picture;
pub mod privacy;
pub mod qr;
pub mod recording;
pub mod sandbox;
pub mod serve;
pub mod settings;
pub mod shopper;
pub mod vendor;
pub mod wait;
pub mod wallets;
pub mod world;

pub use part::{Part, Seen};
pub use payable::Payable;
pub use sandbox::{Action, Sandbox, Stats};
pub use shopper::Shopper;
pub use wallets::Asked;
pub use world::{Setup, World, shop, shops};
