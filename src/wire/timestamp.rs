//! Points in time, in each of the forms the API gives them. May import siblings only.

use super::json::Json;
use super::scalar::{Decimal, all_digits};

/// From this value on an epoch counts milliseconds: as seconds it would be the year 5138.
const FIRST_MILLISECONDS: i64 = 100_000_000_000;
/// The end of the year 9999, in epoch milliseconds.
const LAST: i64 = 253_402_300_799_999;

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// A point in time from epoch milliseconds.
    pub fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Epoch milliseconds.
    pub fn as_ms(self) -> i64 {
        self.0
    }

    /// Reads an epoch in seconds or milliseconds, whole or with a fraction, or an RFC 3339
    /// date-time (api-notes §2). `None` for anything else, and for years before 1970 or after 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let ms = match Decimal::parse(text) {
            Some(epoch) => epoch_ms(&epoch.plain()?)?,
            None => rfc3339_ms(text)?,
        };
        (0..=LAST).contains(&ms).then_some(Self(ms))
    }

    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        Self::parse(&json.scalar()?)
    }
}

fn epoch_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = whole.parse().ok()?;
    if whole >= FIRST_MILLISECONDS {
        return Some(whole);
    }
    Some(whole * 1000 + thousandths(fraction))
}

/// The first three decimal places, as a whole number.
fn thousandths(fraction: &str) -> i64 {
    let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
    digits.fold(0, |sum, digit| {
        sum * 10 + i64::from(digit.saturating_sub(b'0'))
    })
}

/// RFC 3339, section 5.6; a blank instead of `T` is allowed there for readability.
fn rfc3339_ms(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() || !(1..=12).contains(&month) {
        return None;
    }
    if day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let zone_at = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at_checked(zone_at)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if !all_digits(fraction) {
        return None;
    }
    let mut parts = clock.split(':');
    let hour = digits(parts.next()?, 2)?;
    let minute = digits(parts.next()?, 2)?;
    let second = digits(parts.next()?, 2)?;
    // Second 60 is a leap second.
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = days_since_1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Some((seconds - offset_seconds(zone)?) * 1000 + thousandths(fraction))
}

fn offset_seconds(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, zone) = match zone.strip_prefix('-') {
        Some(zone) => (-1, zone),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = zone.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

fn digits(text: &str, length: usize) -> Option<i64> {
    if text.len() != length || !all_digits(text) {
        return None;
    }
    text.parse().ok()
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the Gregorian calendar, counted in years that start in March so that the leap day
/// comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> Option<i64> {
        Timestamp::parse(text).map(Timestamp::as_ms)
    }

    #[test]
    fn epochs_are_seconds_until_they_can_only_be_milliseconds() {
        assert_eq!(ms("1787679708"), Some(1_787_679_708_000));
        assert_eq!(ms("1787679708.5"), Some(1_787_679_708_500));
        assert_eq!(ms("1787679708.123456789"), Some(1_787_679_708_123));
        assert_eq!(ms("1.787679708E9"), Some(1_787_679_708_000));
        assert_eq!(ms("1787679708123"), Some(1_787_679_708_123));
        assert_eq!(ms("99999999999"), Some(99_999_999_999_000));
        assert_eq!(ms("100000000000"), Some(100_000_000_000));
        assert_eq!(ms("0"), Some(0));
    }

    #[test]
    fn rfc_3339_is_read_with_offset_and_fraction() {
        assert_eq!(ms("1970-01-01T00:00:00Z"), Some(0));
        // The examples of RFC 3339, section 5.8.
        assert_eq!(ms("1985-04-12T23:20:50.52Z"), Some(482_196_050_520));
        assert_eq!(ms("1996-12-19T16:39:57-08:00"), Some(851_042_397_000));
        assert_eq!(ms("1990-12-31T23:59:60Z"), Some(662_688_000_000));
        assert_eq!(ms("2026-08-25 14:35:08+02:00"), Some(1_787_661_308_000));
        assert_eq!(ms("2000-02-29t00:00:00z"), Some(951_782_400_000));
    }

    #[test]
    fn impossible_or_partial_times_are_none() {
        for text in [
            "",
            "-5",
            "soon",
            "2026-08-25",
            "2026-08-25T14:35:08",
            "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00Z",
            "2026-01-01T00:00:00.Z",
            "1969-12-31T23:59:59Z",
            "9223372036854775807",
            "99999999999999999999",
        ] {
            assert_eq!(ms(text), None, "{text:?}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut expected = days_since_1970(1970, 1, 1);
        assert_eq!(expected, 0);
        for year in 1970..2370 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(days_since_1970(year, month, day), expected);
                    expected += 1;
                }
            }
        }
    }
}
