//! What of an order may be paid, and until when.

use super::{Following, World};
use crate::checkout::deadline::{self, MARGIN_MS};
use crate::checkout::effect::Effect;
use crate::checkout::event::Timer;
use crate::checkout::methods::via;
use crate::checkout::phase::Phase;
use crate::payment::{Asked, Mismatch, Offered, Payable, prove, prove_missing};

impl Following {
    /// Proves anew that the order may be paid. An address that changes while one is known is a mismatch:
    /// the buyer may have copied the first (rule "never two payable addresses").
    pub(super) fn prove(&mut self, world: &World<'_>) {
        self.missing_too_small = false;
        self.lapsed = false;
        if self.phase == Phase::Waiting {
            self.dearer = match (self.cost(), &world.wish.accepted) {
                (Some(cost), Some(seen)) => cost > *seen,
                _ => false,
            };
        }
        if !matches!(self.phase, Phase::Waiting | Phase::Underpaid)
            || self.order.checkout_url.is_some()
            || world.wish.foreign
            || !world.vias_here
        {
            self.proved = None;
            self.mismatches = Vec::new();
            return;
        }
        let order = &self.order;
        let asked = Asked {
            coin: &world.wish.coin,
            network: &world.wish.network,
        };
        let underpaid = self.phase == Phase::Underpaid;
        let (amount, text) = if underpaid {
            (&order.missing_amount, &order.missing_amount_qr_text)
        } else {
            (&order.coin_amount, &order.qr_text)
        };
        if underpaid && amount.is_none() {
            self.proved = None;
            self.mismatches = Vec::new();
            return;
        }
        let offered = Offered {
            coin: order.coin.as_deref(),
            network: order.network.as_deref(),
            address: order.wallet_address.as_deref(),
            amount: amount.as_ref().map(|text| text.as_str()),
            text: text.as_deref(),
            memo: order.memo.as_deref(),
        };
        let via = world.network.map(via).unwrap_or_default();
        let proof = if underpaid {
            prove_missing(&asked, &offered, &via, world.server_ms())
        } else {
            prove(&asked, &offered, &via, world.server_ms())
        };
        match proof {
            Ok(payable) => {
                let moved = self
                    .proved
                    .as_ref()
                    .is_some_and(|known| known.address() != payable.address());
                self.mismatches = if moved {
                    vec![Mismatch::TextAddressDiffers]
                } else {
                    Vec::new()
                };
                if !moved {
                    self.proved = Some(payable);
                }
            }
            Err(mismatches) if mismatches == [Mismatch::BelowMinimum] => {
                self.missing_too_small = true;
                self.mismatches = Vec::new();
            }
            // Time makes it so, no disagreement: that is how every unpaid invoice ends.
            Err(mismatches) if mismatches == [Mismatch::InvoiceExpired] => {
                self.lapsed = true;
                self.mismatches = Vec::new();
            }
            Err(mismatches) => self.mismatches = mismatches,
        }
    }

    /// Opens or closes the window by the server's clock, and sets the timer that closes it.
    pub fn review_window(&mut self, world: &World<'_>) -> Vec<Effect> {
        let invoice = self.proved.as_ref().and_then(Payable::expires_at_ms);
        let start = world.skew.server(world.wish.pressed_ms);
        self.deadline_ms = deadline::deadline(&self.order, invoice, start);
        let left = self
            .deadline_ms
            .saturating_sub(MARGIN_MS)
            .saturating_sub(world.server_ms());
        self.window_open = left > 0 && !self.lapsed;
        let waits = matches!(
            self.phase,
            Phase::Waiting | Phase::Underpaid | Phase::Creating
        );
        match u32::try_from(left) {
            Ok(ms) if waits && ms > 0 => vec![Effect::After {
                ms: ms.saturating_add(50),
                timer: Timer::WindowClosing(world.wish.attempt.clone()),
                jitter: false,
            }],
            _ => Vec::new(),
        }
    }
}
