//! TON addresses in both forms of TEP-2: raw, and user-friendly with a CRC-16.

/// An account on the TON mainnet, whichever way it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::payment) struct Account {
    workchain: i8,
    hash: [u8; 32],
}

/// TEP-2 tags of a user-friendly mainnet address; 0x80 on top would mean testnet only.
const BOUNCEABLE: u8 = 0x11;
const NON_BOUNCEABLE: u8 = 0x51;

impl Account {
    /// Reads either form; `None` if it is malformed, for testnet only, or fails its checksum.
    pub(in crate::payment) fn parse(text: &str) -> Option<Account> {
        match text.split_once(':') {
            Some((workchain, hash)) => raw(workchain, hash),
            None => user_friendly(text),
        }
    }
}

fn raw(workchain: &str, hash: &str) -> Option<Account> {
    let workchain = match workchain {
        "0" => 0,
        "-1" => -1,
        _ => return None,
    };
    if hash.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(hash.as_bytes().as_chunks::<2>().0) {
        let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
        *byte = u8::try_from(high? << 4 | low?).ok()?;
    }
    Some(Account {
        workchain,
        hash: bytes,
    })
}

fn user_friendly(text: &str) -> Option<Account> {
    if text.len() != 48 {
        return None;
    }
    let mut bytes = [0u8; 36];
    let groups = text.as_bytes().as_chunks::<4>().0;
    for (three, four) in bytes.as_chunks_mut::<3>().0.iter_mut().zip(groups) {
        let mut bits = 0;
        for digit in four {
            bits = bits << 6 | u32::from(sextet(*digit)?);
        }
        let [_, high, middle, low] = bits.to_be_bytes();
        *three = [high, middle, low];
    }
    let (content, checksum) = bytes.split_last_chunk::<2>()?;
    let (&[tag, workchain], hash) = content.split_first_chunk::<2>()?;
    let workchain = match workchain {
        0x00 => 0,
        0xff => -1,
        _ => return None,
    };
    let known = tag == BOUNCEABLE || tag == NON_BOUNCEABLE;
    if !known || crc16(content) != u16::from_be_bytes(*checksum) {
        return None;
    }
    Some(Account {
        workchain,
        hash: hash.try_into().ok()?,
    })
}

/// One digit of base64 or base64url: wallets write both, TEP-2 names the latter.
fn sextet(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// CRC-16/XMODEM, which TEP-2 calls CRC16-CCITT: polynomial 0x1021, initial value 0.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte) << 8, |crc, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                crc << 1 ^ 0x1021
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: &str = "-1:e56754f83426f69b09267bd876ac97c44821345b7e266bd956a7bfbfb98df35c";
    const BOUNCEABLE_TEXT: &str = "Ef_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXDvq";
    const NON_BOUNCEABLE_TEXT: &str = "Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv";

    #[test]
    fn the_three_forms_of_tep_2_name_one_account() {
        let account = Account::parse(RAW);
        assert!(account.is_some());
        assert_eq!(Account::parse(BOUNCEABLE_TEXT), account);
        assert_eq!(Account::parse(NON_BOUNCEABLE_TEXT), account);
        assert_eq!(
            Account::parse(&BOUNCEABLE_TEXT.replace('_', "/").replace('-', "+")),
            account
        );
        assert_eq!(Account::parse(&RAW.to_uppercase()), account);
    }

    #[test]
    fn the_checksum_is_the_standard_one() {
        assert_eq!(crc16(b"123456789"), 0x31c3);
    }

    #[test]
    fn every_changed_character_is_noticed() {
        for at in 0..48 {
            let mut changed = BOUNCEABLE_TEXT.as_bytes().to_vec();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(
                Account::parse(std::str::from_utf8(&changed).unwrap()),
                None,
                "at {at}"
            );
        }
    }

    #[test]
    fn testnet_public_keys_and_other_shapes_are_refused() {
        let mut testnet = [0u8; 34];
        testnet[0] = BOUNCEABLE | 0x80;
        assert_eq!(Account::parse(&encode(&testnet)), None);
        testnet[0] = BOUNCEABLE;
        assert!(Account::parse(&encode(&testnet)).is_some());
        for text in [
            "Pubjns2gp7DGCnEH7EOWeCnb6Lw1akm538YYaz6sdLVHfRB2",
            "",
            "0:",
            "1:e56754f83426f69b09267bd876ac97c44821345b7e266bd956a7bfbfb98df35c",
            "0:e56754f83426f69b09267bd876ac97c44821345b7e266bd956a7bfbfb98df35",
            "0:g56754f83426f69b09267bd876ac97c44821345b7e266bd956a7bfbfb98df35c",
            "0:ééééééééééééééééééééééééééééééé",
        ] {
            assert_eq!(Account::parse(text), None, "{text}");
        }
    }

    fn encode(content: &[u8; 34]) -> String {
        const DIGITS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bytes = [&content[..], &crc16(content).to_be_bytes()].concat();
        bytes
            .chunks(3)
            .flat_map(|three| {
                let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
                [18, 12, 6, 0].map(|shift| char::from(DIGITS[(bits >> shift & 63) as usize]))
            })
            .collect()
    }
}
