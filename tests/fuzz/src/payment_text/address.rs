//! Valid addresses from arbitrary bytes, each by its standard.

use arbitrary::{Result, Unstructured};
use tiny_keccak::{Hasher, Keccak};

/// What the checksum of a Bech32 text must come to (BIP-173), and of Bech32m (BIP-350).
pub const BECH32: u32 = 1;
const BECH32M: u32 = 0x2bc8_30a3;

/// An address in Base58Check with one of these versions.
pub fn base58(bytes: &mut Unstructured<'_>, versions: &[u8]) -> Result<String> {
    let version = *bytes.choose(versions)?;
    let hash: [u8; 20] = bytes.arbitrary()?;
    let payload = [&[version][..], &hash].concat();
    Ok(bs58::encode(payload).with_check().into_string())
}

/// A key of Solana.
pub fn key(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(bs58::encode(bytes.arbitrary::<[u8; 32]>()?).into_string())
}

/// A segwit address, sometimes in capitals.
pub fn segwit(bytes: &mut Unstructured<'_>, prefix: &str) -> Result<String> {
    let (version, length) =
        *bytes.choose(&[(0, 20), (0, 32), (1, 32), (2, 16), (16, 2), (7, 40)])?;
    let program: [u8; 40] = bytes.arbitrary()?;
    let mut groups = vec![version];
    let (mut bits, mut held) = (0_u32, 0);
    for byte in &program[..length] {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            groups.push((bits >> held & 31) as u8);
        }
    }
    if held > 0 {
        groups.push((bits << (5 - held) & 31) as u8);
    }
    let text = bech32_text(prefix, &groups, if version == 0 { BECH32 } else { BECH32M });
    Ok(match bytes.arbitrary()? {
        true => text.to_uppercase(),
        false => text,
    })
}

/// A text in Bech32, whose checksum comes to this.
pub fn bech32_text(prefix: &str, groups: &[u8], residue: u32) -> String {
    const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let step = |sum: u32, group: u8| {
        const POWERS: [u32; 5] = [
            0x3b6a_57b2,
            0x2650_8e6d,
            0x1ea1_19fa,
            0x3d42_33dd,
            0x2a14_62b3,
        ];
        let top = sum >> 25;
        let sum = (sum & 0x01ff_ffff) << 5 ^ u32::from(group);
        let set = POWERS
            .iter()
            .enumerate()
            .filter(|(bit, _)| top >> bit & 1 == 1);
        set.fold(sum, |sum, (_, power)| sum ^ power)
    };
    let high = prefix.bytes().map(|byte| byte >> 5);
    let low = prefix.bytes().map(|byte| byte & 31);
    let said = high.chain([0]).chain(low).chain(groups.iter().copied());
    let sum = said.chain([0; 6]).fold(1, step) ^ residue;
    let checksum = (0..6).rev().map(|place| (sum >> (5 * place) & 31) as u8);
    let data = groups.iter().copied().chain(checksum);
    let letters: String = data
        .map(|group| char::from(LETTERS[usize::from(group)]))
        .collect();
    format!("{prefix}1{letters}")
}

/// An account of an EVM chain: with the checksum of EIP-55, or in one case.
pub fn evm(bytes: &mut Unstructured<'_>) -> Result<String> {
    let account: [u8; 20] = bytes.arbitrary()?;
    let digits: String = account.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(match bytes.int_in_range(0..=3)? {
        0 => format!("0x{digits}"),
        1 => format!("0x{}", digits.to_uppercase()),
        _ => checksummed(&digits),
    })
}

fn checksummed(digits: &str) -> String {
    let mut hash = [0; 32];
    let mut keccak = Keccak::v256();
    keccak.update(digits.as_bytes());
    keccak.finalize(&mut hash);
    let cased = digits.chars().enumerate().map(|(place, digit)| {
        let nibble = hash[place / 2] >> (4 * (1 - place % 2)) & 15;
        if nibble >= 8 {
            digit.to_ascii_uppercase()
        } else {
            digit
        }
    });
    ['0', 'x'].into_iter().chain(cased).collect()
}

/// An account of TON in one of its forms (TEP-2).
pub fn ton(bytes: &mut Unstructured<'_>) -> Result<String> {
    let hash: [u8; 32] = bytes.arbitrary()?;
    let chain = *bytes.choose(&[0_u8, 0xff])?;
    let form = bytes.int_in_range(0..=4)?;
    if form == 4 {
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        return Ok(format!("{}:{hex}", if chain == 0 { "0" } else { "-1" }));
    }
    let tag = if form % 2 == 0 { 0x11 } else { 0x51 };
    let mut content = vec![tag, chain];
    content.extend(hash);
    content.extend(crc16(&content).to_be_bytes());
    let text = base64(&content);
    Ok(match form < 2 {
        true => text.replace('+', "-").replace('/', "_"),
        false => text,
    })
}

/// CRC-16 with the polynomial 0x1021, beginning at zero.
fn crc16(content: &[u8]) -> u16 {
    let mut sum = 0_u16;
    for byte in content {
        for bit in (0..8).rev() {
            let carry = (sum >> 15 ^ u16::from(byte >> bit & 1)) == 1;
            sum = sum << 1 ^ if carry { 0x1021 } else { 0 };
        }
    }
    sum
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 of a length that three divides.
fn base64(content: &[u8]) -> String {
    let mut text = String::new();
    for three in content.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for place in (0..4).rev() {
            text.push(char::from(BASE64[(bits >> (6 * place) & 63) as usize]));
        }
    }
    text
}

/// The account behind a valid address of TON, as chain and key alone.
pub fn ton_account(text: &str) -> String {
    if let Some((chain, hash)) = text.split_once(':') {
        return format!("{chain}:{}", hash.to_ascii_lowercase());
    }
    let text = text.replace('-', "+").replace('_', "/");
    let mut bits = String::new();
    for letter in text.bytes() {
        let place = BASE64.iter().position(|known| *known == letter);
        bits += &format!("{:06b}", place.expect("a letter of Base64"));
    }
    let hex: String = bits
        .as_bytes()
        .chunks(4)
        .map(|four| {
            let four = std::str::from_utf8(four).expect("digits");
            let value = u32::from_str_radix(four, 2).expect("four bits");
            char::from_digit(value, 16).expect("a digit")
        })
        .collect();
    let chain = if &hex[2..4] == "00" { "0" } else { "-1" };
    format!("{chain}:{}", &hex[4..68])
}
