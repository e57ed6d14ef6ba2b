//! The examples of BOLT-11, valid and invalid.

use super::*;

const DONATION: &str = "lnbc1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6twvus8g6rfwvs8qun0dfjkxaq8rkx3yf5tcsyz3d73gafnh3cax9rn449d9p5uxz9ezhhypd0elx87sjle52x86fux2ypatgddc6k63n7erqz25le42c4u4ecky03ylcqca784w";
const COFFEE: &str = "lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpuaztrnwngzn3kdzw5hydlzf03qdgm2hdq27cqv3agm2awhz5se903vruatfhq77w3ls4evs3ch9zw97j25emudupq63nyw24cg27h2rspfj9srp";
const LIST: &str = "lnbc20m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqscc6gd6ql3jrc5yzme8v4ntcewwz5cnw92tz0pc8qcuufvq7khhr8wpald05e92xw006sq94mg8v2ndf4sefvf9sygkshp5zfem29trqq2yxxz7";
const PICO: &str = "lnbc9678785340p1pwmna7lpp5gc3xfm08u9qy06djf8dfflhugl6p7lgza6dsjxq454gxhj9t7a0sd8dgfkx7cmtwd68yetpd5s9xar0wfjn5gpc8qhrsdfq24f5ggrxdaezqsnvda3kkum5wfjkzmfqf3jkgem9wgsyuctwdus9xgrcyqcjcgpzgfskx6eqf9hzqnteypzxz7fzypfhg6trddjhygrcyqezcgpzfysywmm5ypxxjemgw3hxjmn8yptk7untd9hxwg3q2d6xjcmtv4ezq7pqxgsxzmnyyqcjqmt0wfjjq6t5v4khxxqyjw5qcqp2rzjq0gxwkzc8w6323m55m4jyxcjwmy7stt9hwkwe2qxmy8zpsgg7jcuwz87fcqqeuqqqyqqqqlgqqqqn3qq9qn07ytgrxxzad9hc4xt3mawjjt8znfv8xzscs7007v9gh9j569lencxa8xeujzkxs0uamak9aln6ez02uunw6rd2ht2sqe4hz8thcdagpleym0j";
const BEANS: &str = "lnbc25m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5vdhkven9v5sxyetpdeessp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9q5sqqqqqqqqqqqqqqqpqsq67gye39hfg3zd8rgc80k32tvy9xk2xunwm5lzexnvpx6fd77en8qaq424dxgt56cag2dpt359k3ssyhetktkpqh24jqnjyw6uqd08sgptq44qu";
const IGNORED_FIELDS: &str = "lnbc25m1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5vdhkven9v5sxyetpdeessp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygs9q5sqqqqqqqqqqqqqqqpqsq2qrqqqfppnqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqppnqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpp4qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqhpnqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqhp4qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqspnqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqsp4qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnp5qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnpkqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq2jxxfsnucm4jf4zwtznpaxphce606fvhvje5x7d4gw7n73994hgs7nteqvenq8a4ml8aqtchv5d9pf7l558889hp4yyrqv6a7zpq9fgpskqhza";

/// When the examples were made, in milliseconds.
const MADE: i64 = 1_496_314_658_000;

fn read_as(text: &str) -> (Option<Quantity>, i64) {
    let request = parse(text).unwrap();
    (request.quantity, request.expires_at_ms.unwrap())
}

fn amount(text: &str) -> Option<Quantity> {
    Some(Quantity::Coins(Amount::parse(text).unwrap()))
}

#[test]
fn a_donation_has_no_amount_and_the_default_expiry() {
    assert_eq!(read_as(DONATION), (None, MADE + 3_600_000));
}

#[test]
fn a_coffee_costs_2500_micro_bitcoin_and_lives_a_minute() {
    assert_eq!(read_as(COFFEE), (amount("0.0025"), MADE + 60_000));
}

#[test]
fn milli_and_pico_amounts_are_exact() {
    assert_eq!(read_as(LIST), (amount("0.02"), MADE + 3_600_000));
    assert_eq!(
        read_as(PICO),
        (amount("0.00967878534"), 1_572_468_703_000 + 604_800_000)
    );
}

#[test]
fn features_and_unknown_fields_are_skipped() {
    assert_eq!(read_as(BEANS), (amount("0.025"), MADE + 3_600_000));
    assert_eq!(read_as(IGNORED_FIELDS), (amount("0.025"), MADE + 3_600_000));
}

#[test]
fn one_case_throughout_is_enough_with_or_without_the_scheme() {
    let expected = read_as(BEANS);
    assert_eq!(read_as(&BEANS.to_uppercase()), expected);
    assert_eq!(read_as(&format!("lightning:{BEANS}")), expected);
    assert_eq!(
        read_as(&format!("LIGHTNING:{}", BEANS.to_uppercase())),
        expected
    );
}

#[test]
fn the_invalid_examples_are_refused() {
    for text in [
        // Checksum, no separator, mixed case, too short, multiplier, below a millisatoshi.
        "lnbc2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpuyk0sg5g70me25alkluzd2x62aysf2pyy8edtjeevuv4p2d5p76r4zkmneet7uvyakky2zr4cusd45tftc9c5fh0nnqpnl2jfll544esqchsrnt",
        "pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpuyk0sg5g70me25alkluzd2x62aysf2pyy8edtjeevuv4p2d5p76r4zkmneet7uvyakky2zr4cusd45tftc9c5fh0nnqpnl2jfll544esqchsrny",
        "LNBC2500u1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpquwpc4curk03c9wlrswe78q4eyqc7d8d0xqzpuyk0sg5g70me25alkluzd2x62aysf2pyy8edtjeevuv4p2d5p76r4zkmneet7uvyakky2zr4cusd45tftc9c5fh0nnqpnl2jfll544esqchsrny",
        "lnbc1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdpl2pkx2ctnv5sxxmmwwd5kgetjypeh2ursdae8g6na6hlh",
        "lnbc2500x1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpujr6jxr9gq9pv6g46y7d20jfkegkg4gljz2ea2a3m9lmvvr95tq2s0kvu70u3axgelz3kyvtp2ywwt0y8hkx2869zq5dll9nelr83zzqqpgl2zg",
        "lnbc2500000001p1pvjluezpp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu7hqtk93pkf7sw55rdv4k9z2vj050rxdr6za9ekfs3nlt5lr89jqpdmxsmlj9urqumg0h9wzpqecw7th56tdms40p2ny9q4ddvjsedzcplva53s",
        // The standard's own testnet invoice.
        "lntb20m1pvjluezhp58yjmdan79s6qqdhdzgynm4zwqd5d7xmw5fk98klysy043l2ahrqspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqfpp3x9et2e20v6pu37c5d9vax37wxq72un98kmzzhznpurw9sgl2v0nklu2g4d0keph5t7tj9tcqd8rexnd07ux4uv2cjvcqwaxgj7v4uwn5wmypjd5n69z2xm3xgksg28nwht7f6zspwp3f9t",
        "",
        "lnbc1",
    ] {
        assert_eq!(parse(text), Err(Mismatch::TextUnreadable), "{text}");
    }
}

#[test]
fn another_scheme_is_refused() {
    assert_eq!(
        parse(&format!("bitcoin:{COFFEE}")),
        Err(Mismatch::TextWrongScheme)
    );
}

#[test]
fn amounts_follow_the_grammar() {
    let read = |text: &str| bitcoins(text).map(|amount| amount.to_string());
    assert_eq!(read("1"), Some("1".to_owned()));
    assert_eq!(read("1m"), Some("0.001".to_owned()));
    assert_eq!(read("1u"), Some("0.000001".to_owned()));
    assert_eq!(read("1n"), Some("0.000000001".to_owned()));
    assert_eq!(read("10p"), Some("0.00000000001".to_owned()));
    for text in [
        "1p",
        "11p",
        "m",
        "01m",
        "0",
        "1mm",
        "1.5m",
        "rt1",
        "-1u",
        "99999999999999999999",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn fields_that_are_cut_short_or_lack_the_hash_are_refused() {
    let hash = [vec![1, 1, 20], vec![0; 52]].concat();
    assert_eq!(lifetime(&hash), Some(3600));
    assert_eq!(
        lifetime(&[hash.clone(), vec![6, 0, 1, 9]].concat()),
        Some(9)
    );
    assert_eq!(lifetime(&[hash.clone(), vec![6, 0, 2, 9]].concat()), None);
    assert_eq!(lifetime(&[hash, vec![6, 0]].concat()), None);
    assert_eq!(lifetime(&[6, 0, 1, 9]), None);
}

#[test]
fn an_absurd_expiry_saturates() {
    assert_eq!(number(&[31; 40]), u64::MAX);
}
