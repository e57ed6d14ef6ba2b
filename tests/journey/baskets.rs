//! What any draft with any cart comes to: every delivery that was wished for, no other, and at most ten.

use cryptorefills_checkout::checkout::draft::{Choice, Draft, Item, MOST, Surroundings};
use cryptorefills_checkout::wire::{Brand, Catalogue, ProductGroup, decode_groups};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::shopper::fixed;
use crate::vendor;

const AROUND: Surroundings<'static> = Surroundings {
    country: "IT",
    lang: "it",
    acquisition: None,
    coins: &[],
};

/// What may be put into a cart: family, product and recipient.
const THINGS: [(&str, &str, &str); 5] = [
    ("Morello", "7002", "bob@mail.shop"),
    ("Morello", "7001", "Bob@mail.shop "),
    ("Voltara", "7202", "+39 347 1234567"),
    ("Roamly", "7601", "cleo@mail.shop"),
    ("Roamly", "7601", "nobody"),
];

fn group(family: &str) -> ProductGroup {
    decode_groups(&vendor::products(family, None))
        .unwrap()
        .remove(0)
}

fn brand(family: &str) -> Brand {
    let brands = Catalogue::decode(&vendor::catalogue("IT")).unwrap().brands;
    brands
        .into_iter()
        .find(|brand| brand.family == family)
        .unwrap()
}

fn item((family, product, recipient): (&str, &str, &str), gift: bool, quantity: u8) -> Item {
    let chosen = Draft {
        choice: fixed(product),
        ..Draft::default()
    };
    Item {
        brand: brand(family),
        country: "IT".into(),
        chosen: chosen.chosen(&group(family)).unwrap(),
        recipient: recipient.into(),
        gift,
        quantity,
    }
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let one = (select(THINGS.to_vec()), any::<bool>(), 1_u8..5);
    let one = one.prop_map(|(thing, gift, quantity)| item(thing, gift, quantity));
    prop::collection::vec(one, 0..5)
}

fn draft() -> impl Strategy<Value = Draft> {
    let texts = (
        select(vec!["ann@mail.shop", "bob@mail.shop", "test@mail.shop", ""]),
        select(vec!["ann@mail.shop", "ann@", ""]),
    );
    let choice = prop_oneof![
        Just(Choice::Nothing),
        Just(fixed("7002")),
        Just(fixed("7001"))
    ];
    let coupon = prop::option::of(Just(String::from("TEN")));
    (items(), texts, choice, 0_u8..12, any::<bool>(), coupon).prop_map(
        |(items, (recipient, buyer), choice, quantity, gift, coupon)| Draft {
            choice,
            recipient_email: recipient.into(),
            buyer_email: buyer.into(),
            coin: Some("USDC".into()),
            network: Some("Base".into()),
            quantity,
            gift,
            coupon,
            items,
            ..Draft::default()
        },
    )
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

proptest! {
    #[test]
    fn an_order_is_what_was_wished_for(draft in draft()) {
        let group = group("Morello");
        let Ok(order) = draft.order(&group, AROUND) else {
            return Ok(());
        };
        let body: Value = serde_json::from_str(&order.body).unwrap();
        let deliveries = body["deliveries"].as_array().unwrap();
        prop_assert!((1..=usize::from(MOST)).contains(&deliveries.len()));
        prop_assert_eq!(deliveries.len(), usize::from(draft.count()));
        prop_assert_eq!(deliveries.len(), order.request.deliveries.len());
        prop_assert_eq!(
            order.goods.iter().map(|line| usize::from(line.quantity)).sum::<usize>(),
            deliveries.len()
        );

        // Each thing in the cart is there as often as it is wanted, for whom it is wanted.
        let mut rest = deliveries.iter();
        for item in &draft.items {
            for delivery in rest.by_ref().take(usize::from(item.quantity)) {
                prop_assert_eq!(text(&delivery["brand_name"]), &item.brand.brand);
                prop_assert_eq!(text(&delivery["denomination"]), &item.chosen.denomination);
                let plain: String = item.recipient.split_whitespace().collect();
                prop_assert_eq!(text(&delivery["beneficiary_account"]), plain);
            }
        }
        for delivery in rest {
            prop_assert_ne!(&draft.choice, &Choice::Nothing);
            prop_assert_eq!(text(&delivery["brand_name"]), "Morello IT");
            prop_assert_eq!(text(&delivery["beneficiary_account"]), draft.recipient_email.trim());
        }

        // The receipt goes to the buyer: to another address than a gift's, unless that is the buyer's word.
        let email = text(&body["email"]);
        prop_assert_eq!(email, text(&body["user"]["email"]));
        let one_for_all = deliveries
            .iter()
            .all(|one| text(&one["beneficiary_account"]).eq_ignore_ascii_case(email));
        let current_gift = draft.gift && draft.choice != Choice::Nothing;
        if !one_for_all || current_gift || draft.items.iter().any(|item| item.gift) {
            prop_assert_eq!(email, draft.buyer_email.trim());
        }
        prop_assert!(!order.body.contains("test@") && !order.body.contains("nobody"));
        prop_assert_eq!(body["coupon_code"].as_str(), draft.coupon.as_deref());
    }

    #[test]
    fn the_room_is_what_can_be_ordered(draft in draft(), place in prop::option::of(0_usize..5)) {
        let room = draft.room(place);
        prop_assert!(room <= MOST);
        let place = place.filter(|place| *place < draft.items.len());
        let mut full = draft.clone();
        let room = draft.room(place);
        prop_assume!(room > 0);
        match place {
            Some(place) => full.items[place].quantity = room,
            None => {
                full.choice = fixed("7002");
                full.quantity = room;
            }
        }
        prop_assert_eq!(full.count(), MOST);
        let group = group("Morello");
        let many = |draft: &Draft| {
            let problems = draft.order(&group, AROUND).err().unwrap_or_default();
            problems.iter().any(|one| one.code == "PRODUCT_COUNT_EXCEEDED")
        };
        prop_assert!(!many(&full));
        match place {
            Some(place) => full.items[place].quantity += 1,
            None => full.quantity += 1,
        }
        prop_assert!(many(&full));
    }
}
