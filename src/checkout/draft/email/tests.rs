use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const CODES: Codes = Codes {
    missing: "missing",
    unreadable: "unreadable",
    placeholder: "placeholder",
};

fn email(text: &str) -> Result<String, String> {
    read_email(text, CODES).map_err(|problem| problem.code)
}

#[test]
fn e_mail_addresses() {
    for good in [
        "a@b.co",
        " ann.lee+gift@mail.shop ",
        "用户@例子.公司",
        "o'neil@x-y.org",
        "ann@examples.com",
        "ann@latest.com",
        "testa@gmail.com",
        "contest@b.co",
    ] {
        assert_eq!(email(good), Ok(good.trim().to_owned()), "{good}");
    }
    for bad in [
        "ann",
        "ann@",
        "@b.co",
        "a@b",
        "a b@c.de",
        "a@b..co",
        "a@-b.co",
        "a@b.c",
        "a@1.2.3.4",
        "a@b@c.de",
        ".a@b.co",
        "a@b.co,c@d.ef",
        "a@mail.\u{a0}shop",
        "a@mail\u{2028}.shop",
        "a@ma\u{200b}il.shop",
        "a\u{202e}b@mail.shop",
        "a\u{feff}@mail.shop",
    ] {
        assert_eq!(email(bad), Err("unreadable".into()), "{bad}");
    }
    assert_eq!(email("  "), Err("missing".into()));
}

/// Features VAL-04.
#[test]
fn addresses_that_nobody_reads_are_refused() {
    for nobody in [
        "ann@example.com",
        "ann@mail.EXAMPLE.org",
        "ann@shop.example",
        "ann@b.test",
        "ann@b.invalid",
        "ann@my.localhost",
        "ann@printer.local",
        "ann@test.com",
        "ann@yourdomain.com",
        "test@gmail.com",
        "Test@gmail.com",
        "test123@gmail.com",
        "test+1@gmail.com",
        "example@b.co",
        "no-reply@b.co",
        "your.name@gmail.com",
    ] {
        assert_eq!(email(nobody), Err("placeholder".into()), "{nobody}");
    }
}

/// Features VAL-05.
#[test]
fn likely_slips_have_a_suggestion() {
    for (typed, meant) in [
        ("ann@gmial.com", Some("ann@gmail.com")),
        ("ann@gmail.con", Some("ann@gmail.com")),
        ("ann@gmail.co", Some("ann@gmail.com")),
        ("ann@gmail", Some("ann@gmail.com")),
        ("ann@gmailcom", Some("ann@gmail.com")),
        ("ann@gmail,com", Some("ann@gmail.com")),
        ("Ann.Lee+1@GMAI.COM ", Some("Ann.Lee+1@gmail.com")),
        ("ann@hotmal.con", Some("ann@hotmail.com")),
        ("ann@yaho.com", Some("ann@yahoo.com")),
        ("ann@outlok.com", Some("ann@outlook.com")),
        ("ann@iclod.com", Some("ann@icloud.com")),
        ("ann@gmail.com", None),
        ("ann@ymail.com", None),
        ("ann@mail.com", None),
        ("ann@yahoo.be", None),
        ("ann@web.at", None),
        ("ann@mail.shop", None),
        ("ann@studio.com", None),
        ("test@gmial.com", None),
        ("@gmial.com", None),
        ("gmial.com", None),
        ("", None),
    ] {
        assert_eq!(suggestion(typed).as_deref(), meant, "{typed}");
    }
}

#[test]
fn the_lists_hold_what_they_should() {
    for known in KNOWN.split_ascii_whitespace() {
        let address = ["ann@", known].concat();
        assert_eq!(email(&address), Ok(address.clone()));
        assert_eq!(suggestion(&address), None, "{known}");
    }
}

proptest! {
    #[test]
    fn one_slip_in_a_known_domain_is_mended(
        known in select(KNOWN.split_ascii_whitespace().collect::<Vec<_>>()),
        place in any::<proptest::sample::Index>(),
        sign in "[a-z]",
        how in 0_u8..4,
    ) {
        prop_assume!(known.len() >= 8);
        let mut letters: Vec<char> = known.chars().collect();
        let at = place.index(letters.len() - 1);
        match how {
            0 => drop(letters.remove(at)),
            1 => letters.swap(at, at + 1),
            2 => letters.insert(at, sign.chars().next().unwrap()),
            _ => letters[at] = sign.chars().next().unwrap(),
        }
        let slipped: String = letters.into_iter().collect();
        // Another country's ending is no slip, and another known name is right as it is.
        let known_too = KNOWN.split_ascii_whitespace().any(|one| one == slipped);
        let another_ending = slipped.split('.').next() == known.split('.').next()
            && slipped.rsplit('.').next().is_some_and(|top| top.len() == 2);
        prop_assume!(!known_too && !another_ending);
        prop_assert!(suggestion(&["ann@", &slipped].concat()).is_some(), "{}", slipped);
    }

    #[test]
    fn a_suggestion_is_good_and_final(typed in "[a-z.@,+]{0,12}@?[a-z.,@]{0,14}") {
        if let Some(meant) = suggestion(&typed) {
            prop_assert_eq!(email(&meant), Ok(meant.clone()));
            prop_assert_eq!(suggestion(&meant), None);
            prop_assert_ne!(meant.as_str(), typed.trim());
        }
    }

    #[test]
    fn anything_can_be_typed(typed in any::<String>(), domain in any::<String>()) {
        let _ = suggestion(&typed);
        let _ = suggestion(&[typed.as_str(), "@", &domain].concat());
        let _ = email(&typed);
    }
}
