//! Until when an order may be paid, by the server's clock (api-notes section 6).

use crate::wire::{Order, Timestamp};

/// The shortest window that the vendor promises, in milliseconds.
pub const WINDOW_MS: i64 = 30 * 60 * 1000;
/// Payment is no longer offered this long before the end: a transfer needs time to be seen.
pub const MARGIN_MS: i64 = 60 * 1000;

/// The difference between the server's clock and the device's, in milliseconds.
///
/// Learned from a `Date` header, which is exact to a second, or else from a fresh order's own
/// timestamps. Unknown means that the device's clock is taken at its word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skew {
    server_minus_device: Option<i64>,
    from_header: bool,
}

impl Skew {
    /// Learns from a `Date` header.
    pub fn learn_header(&mut self, server_ms: i64, device_ms: i64) {
        self.server_minus_device = Some(server_ms.saturating_sub(device_ms));
        self.from_header = true;
    }

    /// Learns from an order that was created just now; a header's word is better and stays.
    pub fn learn_order(&mut self, created_ms: i64, device_ms: i64) {
        if !self.from_header {
            self.server_minus_device = Some(created_ms.saturating_sub(device_ms));
        }
    }

    /// The server's time for a device's time.
    pub fn server(&self, device_ms: i64) -> i64 {
        device_ms.saturating_add(self.server_minus_device.unwrap_or(0))
    }
}

/// The end of the payment window, in server milliseconds: the earliest of what the order says, the
/// invoice's own expiry, and half an hour after the payment was requested.
pub fn deadline(order: &Order, invoice_expires_ms: Option<i64>, fallback_start_ms: i64) -> i64 {
    let start = order
        .payment_requested_at
        .or(order.created_at)
        .map_or(fallback_start_ms, Timestamp::as_ms);
    let window = start.saturating_add(WINDOW_MS);
    let said = order.expires_at.map(Timestamp::as_ms);
    [said, invoice_expires_ms]
        .into_iter()
        .flatten()
        .fold(window, i64::min)
}

/// Whole seconds until payment is no longer offered; 0 when it is not.
pub fn seconds_left(deadline_ms: i64, server_now_ms: i64) -> u32 {
    let left = deadline_ms
        .saturating_sub(MARGIN_MS)
        .saturating_sub(server_now_ms);
    u32::try_from(left.max(0) / 1000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_end_wins() {
        let mut order = Order::decode("{}").unwrap();
        order.created_at = Some(Timestamp::from_ms(1_000));
        assert_eq!(deadline(&order, None, 9), 1_000 + WINDOW_MS);
        order.payment_requested_at = Some(Timestamp::from_ms(2_000));
        assert_eq!(deadline(&order, None, 9), 2_000 + WINDOW_MS);
        assert_eq!(deadline(&order, Some(5_000), 9), 5_000);
        order.expires_at = Some(Timestamp::from_ms(4_000));
        assert_eq!(deadline(&order, Some(5_000), 9), 4_000);
    }

    #[test]
    fn a_wrong_device_clock_does_not_matter() {
        let mut skew = Skew::default();
        let day = 86_400_000;
        skew.learn_order(1_000_000, 1_000_000 + day);
        assert_eq!(skew.server(1_005_000 + day), 1_005_000);
        skew.learn_header(2_000_000, 2_000_500 + day);
        skew.learn_order(0, 0);
        assert_eq!(skew.server(2_000_500 + day), 2_000_000);
    }

    #[test]
    fn offering_stops_a_minute_early() {
        assert_eq!(seconds_left(120_000, 0), 60);
        assert_eq!(seconds_left(120_000, 59_500), 0);
        assert_eq!(seconds_left(120_000, 600_000), 0);
    }
}
