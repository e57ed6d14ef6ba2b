//! Live status: whatever the stream says in whatever order, among all else that can happen, the laws of the
//! journeys hold.
//!
//! An input is lines, each the data of one event about an order that waits for its payment; or bytes that
//! stand for a sequence of everything that can happen.

mod listener;
mod ops;

#[path = "../../../journey/laws/audit.rs"]
mod audit;
#[path = "../../../journey/laws/driver.rs"]
mod driver;
#[path = "../../../journey/laws/op.rs"]
mod op;
#[path = "../../../journey/laws/reached.rs"]
mod reached;

use arbitrary::Unstructured;

pub use reached::Reached;

use listener::Listener;

/// How much happens at most.
const LONGEST: usize = 48;

/// Checks one input, and says how far it got.
///
/// # Panics
/// When a law is broken.
pub fn check(data: &[u8]) -> Reached {
    let mut listener;
    match std::str::from_utf8(data) {
        Ok(text) if text.starts_with(['"', '{', '+']) => {
            listener = Listener::new(text.starts_with('+'), true);
            for line in text.lines().take(LONGEST) {
                listener.hears(line);
            }
        }
        _ => {
            let mut bytes = Unstructured::new(data);
            let mut flag = || bytes.arbitrary().unwrap_or_default();
            listener = Listener::new(flag(), flag());
            for _ in 0..LONGEST {
                if bytes.is_empty() || listener.meets(&mut bytes).is_err() {
                    break;
                }
            }
        }
    }
    listener.reached()
}
