//! A checkout that hears events in the vendor's own bytes.

use arbitrary::{Result, Unstructured};
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Source};
use cryptorefills_checkout::checkout::remembered::Memory;
use cryptorefills_checkout::wire::{Order, ProxyError};
use serde_json::{Value, json};

use super::driver::Driver;
use super::op::Place;
use super::ops;
use super::reached::Reached;

/// What stands for everything secret in a delivery.
const SECRET: &str = "CODE-OF-THE-BUYER";
/// The farthest times that a browser's clock can tell, in milliseconds from 1970.
const FARTHEST: i64 = 8_640_000_000_000_000;

/// A driver, and how much of its log was looked through for secrets.
pub struct Listener {
    driver: Driver,
    seen: usize,
}

impl Listener {
    /// With a proxy that honours keys or not, and with an order that waits or a form that is filled in.
    pub fn new(keys: bool, paying: bool) -> Self {
        let mut driver = Driver::new(keys);
        if paying {
            driver.pay();
        }
        Self { driver, seen: 0 }
    }

    /// How far it got.
    pub fn reached(self) -> Reached {
        self.driver.audit.reached
    }

    /// One line: `+` and milliseconds let time pass, a line of members is the order with these members
    /// changed, and every other line is an event's data.
    pub fn hears(&mut self, line: &str) {
        if let Some(wait) = line.strip_prefix('+') {
            let ms = wait.trim().parse::<u32>().unwrap_or(1);
            return self.driver.perform(super::op::Op::Pass(ms % 3_600_000));
        }
        match line.starts_with('"') {
            true => self.members(Place(0), line),
            false => self.data(Place(0), line),
        }
    }

    /// One of everything that can happen.
    pub fn meets(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let place = Place(bytes.arbitrary::<u8>()?.into());
        match bytes.int_in_range(0..=19)? {
            0 => {
                let text = text(bytes)?;
                self.data(place, &text);
            }
            1 | 2 => {
                let text = text(bytes)?;
                self.members(place, &text);
            }
            3 => {
                let ms = bytes.int_in_range(-FARTHEST..=FARTHEST)?;
                self.driver.send(Event::ServerTimeSeen { server_ms: ms });
            }
            4 => {
                let ms = bytes.int_in_range(-FARTHEST..=FARTHEST)?;
                self.driver.world.device_ahead = ms - self.driver.world.clock;
            }
            5 => {
                let retry_after_ms = Some(bytes.arbitrary()?);
                self.refused(place, retry_after_ms);
            }
            _ => self.driver.perform(ops::op(bytes, place)?),
        }
        self.keeps_secrets();
        Ok(())
    }

    /// An event with this data, read as the browser's half reads it.
    fn data(&mut self, place: Place, data: &str) {
        let Some(attempt) = self.driver.some_attempt(place) else {
            return;
        };
        self.driver.send(match Order::decode(data) {
            Ok(order) => Event::OrderArrived {
                attempt,
                source: Source::Stream,
                result: Ok(Box::new(order)),
            },
            Err(_) => Event::StreamGarbled { attempt },
        });
        self.keeps_secrets();
    }

    /// The order as it was made, delivered, and then with these members; of two with one name the last counts.
    fn members(&mut self, place: Place, members: &str) {
        let Some(attempt) = self.driver.some_attempt(place) else {
            return;
        };
        let order = delivered(&self.driver.made[&attempt]).to_string();
        let order = order.strip_suffix('}').expect("an object");
        self.data(place, &format!("{order},{members}}}"));
    }

    /// A question about an order is answered with "too many", and with a wait of any length.
    fn refused(&mut self, place: Place, retry_after_ms: Option<u64>) {
        let Some(attempt) = self.driver.some_attempt(place) else {
            return;
        };
        let refusal = ProxyError::Refused {
            status: 429,
            problems: Vec::new(),
            retry_after_ms,
        };
        self.driver.send(Event::OrderArrived {
            attempt,
            source: Source::Poll,
            result: Err(refusal),
        });
    }

    /// No code is told to the host, kept on the device, or sent anywhere.
    fn keeps_secrets(&mut self) {
        for effect in &self.driver.world.log[self.seen..] {
            let said = match effect {
                Effect::Remember(order) => Memory {
                    country: None,
                    orders: vec![order.clone()],
                    ..Memory::default()
                }
                .to_json(),
                other => format!("{other:?}"),
            };
            assert!(!said.contains(SECRET), "{said}");
        }
        self.seen = self.driver.world.log.len();
    }
}

/// Up to so many bytes, as text.
fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let length = bytes.int_in_range(0..=255_u8)?;
    let length = usize::from(length).min(bytes.len());
    Ok(String::from_utf8_lossy(bytes.bytes(length)?).into_owned())
}

/// The order with a delivery whose every secret is known.
fn delivered(order: &Value) -> Value {
    let mut order = order.clone();
    let secret = |start: &str| Value::from(format!("{start}{SECRET}"));
    order["deliveries"] = json!([{
        "id": "d-5c1e0b6a", "delivery_state": "Succeeded", "kind": "giftcard",
        "deliverable": {
            "pin_code": secret(""), "pin_serial": secret("S-"), "security_code": secret("X-"),
            "operator_reference": secret("O-"), "qr_image_url": secret("https://x.example/"),
            "barcode_image_url": secret("https://x.example/b/"), "redeem_instructions": secret("<p>"),
            "beneficiary_account": secret("ann+") },
    }]);
    order
}
