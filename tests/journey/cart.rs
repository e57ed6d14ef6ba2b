//! The cart: several deliveries in one order, at one price, each to its own recipient (issue 6).

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::draft::{Choice, Field, MOST};
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::goods::Goods as Line;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::remembered::Memory;
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::shopper::{Goods, fixed};
use crate::vendor::Vendor;
use crate::world::{MORNING, World};

/// The deliveries of a body: brand, denomination and recipient.
fn deliveries(body: &str) -> Vec<[String; 3]> {
    let body: Value = serde_json::from_str(body).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let one = |delivery: &Value| {
        ["brand_name", "denomination", "beneficiary_account"].map(|name| text(&delivery[name]))
    };
    body["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(one)
        .collect()
}

fn emails(body: &str) -> [String; 2] {
    let body: Value = serde_json::from_str(body).unwrap();
    [&body["email"], &body["user"]["email"]].map(|email| email.as_str().unwrap().to_owned())
}

fn quantity(item: Option<usize>, quantity: u8) -> Event {
    Event::QuantityChanged { item, quantity }
}

/// A card for Ann in the cart, and a form for the next thing.
pub fn one_in_cart() -> World {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::ItemAdded);
    assert_eq!(world.form().draft.choice, Choice::Nothing);
    assert_eq!(world.checkout.cart().len(), 1);
    world
}

/// A card for Ann and a top-up of another phone.
pub fn card_and_top_up() -> World {
    let mut world = one_in_cart();
    world.send(Event::FamilyOpened("Voltara".into()));
    world.send(Event::ChoiceMade(fixed("7202")));
    world.enter(Field::RecipientPhone, "+39 347 1234567");
    world.enter(Field::BuyerEmail, "ann@mail.shop");
    world.pass(400);
    world
}

#[test]
fn the_cart_alone_can_be_paid() {
    let mut world = one_in_cart();
    assert_eq!(world.form().quote.state(), "fresh");
    world.send(Event::PayPressed);
    assert_eq!(world.phase(), Phase::Waiting);
    let body = world.created()[0];
    assert_eq!(
        deliveries(body),
        [["Morello IT", "25 EUR - PIN", "ann@mail.shop"]]
    );
    assert!(world.pay().wish.items.is_empty(), "one thing is no cart");
    assert_eq!(world.checkout.cart().len(), 1, "it is not paid for yet");
    world.streams(json!({"order_state": "PaymentStarted", "payment_state": "PaymentStarted"}));
    assert!(world.checkout.cart().is_empty(), "bought is bought");
}

#[test]
fn different_things_for_different_people_are_one_order() {
    let mut world = card_and_top_up();
    assert_eq!(world.problems(), Vec::<String>::new());
    assert_eq!(world.form().quote.state(), "fresh");
    world.send(Event::PayPressed);
    let body = world.created()[0];
    assert_eq!(
        deliveries(body),
        [
            ["Morello IT", "25 EUR - PIN", "ann@mail.shop"],
            ["Voltara Credits", "10 EUR", "+393471234567"],
        ]
    );
    assert_eq!(emails(body), ["ann@mail.shop"; 2]);
    assert_eq!(*world.validated().last().unwrap(), body, "byte for byte");
    let wish = &world.pay().wish;
    assert_eq!(
        (wish.brand.as_str(), wish.face_value.as_str()),
        ("Morello IT", "25 EUR - PIN")
    );
    assert_eq!(wish.items.len(), 2);
}

#[test]
fn a_quantity_is_so_many_equal_deliveries() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(quantity(None, 3));
    world.pass(400);
    let body = *world.validated().last().unwrap();
    assert_eq!(
        deliveries(body),
        vec![["Morello IT", "25 EUR - PIN", "ann@mail.shop"]; 3]
    );
    world.send(Event::ItemAdded);
    assert_eq!(world.checkout.cart()[0].quantity, 3);
    assert_eq!(
        world.form().draft.quantity(),
        1,
        "the next thing is one again"
    );
    world.send(Event::PayPressed);
    assert_eq!(deliveries(world.created()[0]).len(), 3);
}

#[test]
fn the_same_again_is_counted_and_another_recipient_is_not_the_same() {
    let mut world = one_in_cart();
    world.send(Event::ChoiceMade(fixed("7002")));
    world.send(Event::ItemAdded);
    assert_eq!(world.checkout.cart().len(), 1);
    assert_eq!(world.checkout.cart()[0].quantity, 2);
    world.send(Event::ChoiceMade(fixed("7002")));
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    world.send(Event::ItemAdded);
    assert_eq!(world.checkout.cart().len(), 2);
}

#[test]
fn no_control_goes_beyond_ten_deliveries() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(quantity(None, 200));
    assert_eq!(world.form().draft.quantity(), MOST);
    world.send(quantity(None, 7));
    world.send(Event::ItemAdded);
    assert_eq!(world.form().draft.room(None), 3);
    assert_eq!(world.form().draft.room(Some(0)), 10);
    world.send(Event::ChoiceMade(fixed("7001")));
    world.send(quantity(None, 5));
    assert_eq!(world.form().draft.quantity(), 3);
    assert_eq!(world.form().draft.room(Some(0)), 7);
    world.send(quantity(Some(0), 9));
    assert_eq!(world.checkout.cart()[0].quantity, 7);
    world.send(quantity(Some(0), 0));
    assert_eq!(
        world.checkout.cart()[0].quantity,
        1,
        "none is what removing is for"
    );
    world.send(quantity(Some(0), 7));
    world.send(quantity(Some(9), 1));
    world.send(Event::ItemAdded);
    world.pass(400);
    assert_eq!(deliveries(world.validated().last().unwrap()).len(), 10);

    // Full: one more is neither added nor sent.
    let asked = world.validated().len();
    world.send(Event::ChoiceMade(fixed("7002")));
    assert_eq!(world.problems(), ["PRODUCT_COUNT_EXCEEDED"]);
    world.send(Event::ItemAdded);
    world.send(Event::PayPressed);
    world.pass(1_000);
    assert_eq!(world.checkout.cart().len(), 2);
    assert_eq!(world.validated().len(), asked);
    assert!(world.created().is_empty());
    world.send(Event::ChoiceMade(Choice::Nothing));
    world.send(Event::PayPressed);
    assert_eq!(deliveries(world.created()[0]).len(), 10);
}

#[test]
fn what_is_incomplete_stays_on_the_form_and_says_why() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Voltara".into()));
    world.send(Event::ItemAdded);
    assert_eq!(world.problems(), ["AMOUNT_MISSING"]);
    world.send(Event::ChoiceMade(fixed("7202")));
    world.send(Event::ItemAdded);
    assert_eq!(world.problems(), ["PHONE_MISSING"]);
    assert!(world.checkout.cart().is_empty());
    world.enter(Field::RecipientPhone, "+39 347 1234567");
    world.send(Event::ItemAdded);
    assert_eq!(world.checkout.cart().len(), 1);
    assert_eq!(world.problems(), Vec::<String>::new());
}

#[test]
fn recipients_can_be_mended_in_the_cart() {
    let mut world = one_in_cart();
    let asked = world.validated().len();
    world.enter(Field::Item(0), "bob@");
    assert_eq!(world.problems(), Vec::<String>::new(), "while it is typed");
    world.send(Event::FieldLeft(Field::Item(0)));
    assert_eq!(world.problems(), ["ITEM_RECIPIENT"]);
    let shop = world.checkout.shop(world.clock);
    let told = world.form().problems(&shop).remove(0).details;
    assert_eq!(told, ["1", "EMAIL_UNREADABLE"], "which one, and why");
    world.pass(400);
    world.send(Event::PayPressed);
    assert_eq!(world.validated().len(), asked);
    assert!(world.created().is_empty());
    world.enter(Field::Item(0), "bob@mail.shop");
    world.enter(Field::Item(7), "eve@mail.shop");
    world.pass(400);
    assert_eq!(world.problems(), Vec::<String>::new());
    world.send(Event::PayPressed);
    assert_eq!(deliveries(world.created()[0])[0][2], "bob@mail.shop");
    assert_eq!(
        emails(world.created()[0]),
        ["bob@mail.shop"; 2],
        "nobody else is there"
    );
}

#[test]
fn two_recipients_ask_who_buys() {
    let mut world = one_in_cart();
    world.send(Event::ChoiceMade(fixed("7001")));
    assert!(!world.form().asks_buyer());
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    assert!(world.form().asks_buyer());
    world.pass(400);
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["BUYER_EMAIL_MISSING"]);
    world.enter(Field::BuyerEmail, "cleo@mail.shop");
    world.pass(400);
    world.send(Event::PayPressed);
    assert_eq!(emails(world.created()[0]), ["cleo@mail.shop"; 2]);
}

#[test]
fn what_is_removed_is_not_ordered() {
    let mut world = card_and_top_up();
    world.send(Event::ItemRemoved(5));
    assert_eq!(world.checkout.cart().len(), 1);
    world.send(Event::ItemRemoved(0));
    assert!(world.checkout.cart().is_empty());
    world.send(Event::PayPressed);
    assert_eq!(
        deliveries(world.created()[0]),
        [["Voltara Credits", "10 EUR", "+393471234567"]]
    );
}

#[test]
fn part_of_the_cart_is_no_price() {
    let mut world = one_in_cart();
    world.send(Event::FamilyOpened("Voltara".into()));
    world.send(Event::ChoiceMade(fixed("7202")));
    assert_eq!(world.form().quote.price(), None, "no phone yet");
    world.enter(Field::RecipientPhone, "+39 347 1234567");
    world.enter(Field::BuyerEmail, "ann@mail.shop");
    world.pass(400);
    assert_eq!(world.form().quote.state(), "fresh");
}

#[test]
fn an_estimate_of_many_is_exactly_so_many_times_one() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Morello".into()));
    world.send(Event::CoinPicked("USDC".into()));
    world.send(Event::ChoiceMade(fixed("7002")));
    let one = world.form().quote.price().unwrap().amount;
    world.send(quantity(None, 3));
    world.pass(400);
    let three = world.form().quote.price().unwrap();
    assert_eq!(Some(three.amount), one.checked_mul_u64(3));
    assert_eq!(three.text, three.amount.to_string());
}

#[test]
fn the_answer_must_echo_every_delivery() {
    type Twist = fn(&mut Value);
    let wrong: [Twist; 5] = [
        |answer| drop(answer["deliveries"].as_array_mut().unwrap().pop()),
        |answer| {
            let first = answer["deliveries"][0].clone();
            answer["deliveries"][1] = first;
        },
        |answer| {
            let first = answer["deliveries"][0].clone();
            answer["deliveries"].as_array_mut().unwrap().push(first);
        },
        |answer| answer["deliveries"][1]["deliverable"]["denomination"] = json!("250 EUR"),
        |answer| {
            answer["deliveries"][1]["deliverable"]["beneficiary_account"] = json!("+393470000000");
        },
    ];
    for twist in wrong {
        let mut world = one_in_cart();
        world.send(Event::FamilyOpened("Voltara".into()));
        world.vendor.twist_validation = Box::new(twist);
        world.send(Event::ChoiceMade(fixed("7202")));
        world.enter(Field::RecipientPhone, "+39 347 1234567");
        world.enter(Field::BuyerEmail, "ann@mail.shop");
        world.pass(400);
        world.send(Event::PayPressed);
        assert_eq!(world.problems(), ["ECHO_DIFFERS"]);
        assert!(world.created().is_empty());
    }
    let mut world = one_in_cart();
    world.vendor.twist_validation =
        Box::new(|answer| answer["deliveries"].as_array_mut().unwrap().reverse());
    world.send(Event::ChoiceMade(fixed("7001")));
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1, "in any order");
}

#[test]
fn the_cart_is_there_wherever_the_buyer_goes() {
    let mut world = one_in_cart();
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.cart().len(), 1);
    world.send(Event::FamilyOpened("Brickhaven".into()));
    assert_eq!(world.checkout.cart().len(), 1);
    world.send(Event::BackPressed);
    world.send(Event::CountryPicked("FR".into()));
    world.send(Event::CartOpened);
    assert_eq!(world.form().brand.brand, "Morello IT");
    world.pass(400);
    world.send(Event::PayPressed);
    let body: Value = serde_json::from_str(world.created()[0]).unwrap();
    assert_eq!(
        body["deliveries"][0]["country_code"], "IT",
        "where it was chosen"
    );
}

#[test]
fn opening_the_cart_buys_the_cart_and_nothing_else() {
    let mut world = one_in_cart();
    world.send(Event::ChoiceMade(fixed("7001")));
    world.send(Event::BackPressed);
    world.send(Event::CartOpened);
    assert_eq!(world.form().draft.choice, Choice::Nothing);
    world.send(Event::PayPressed);
    assert_eq!(deliveries(world.created()[0]).len(), 1);

    let mut world = World::new();
    world.send(Event::CartOpened);
    assert!(matches!(world.checkout.screen, Screen::Browse));
}

#[test]
fn the_hosts_wish_is_not_added_to_a_cart() {
    let mut world = one_in_cart();
    let mut settings = world.checkout.settings.clone();
    settings.face_value = Some("5 EUR".into());
    settings.lang = "it".into();
    world.send(Event::SettingsChanged(Box::new(settings)));
    world.pass(400);
    assert_eq!(world.form().draft.choice, Choice::Nothing);
    world.send(Event::PayPressed);
    assert_eq!(deliveries(world.created()[0]).len(), 1);
}

#[test]
fn a_gift_in_the_cart_can_be_none_after_all() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let gift = |gift| Event::ItemGiftChosen { item: 0, gift };
    world.send(gift(true));
    world.send(Event::ItemAdded);
    assert!(!world.form().asks_buyer());
    world.send(gift(true));
    assert!(world.form().asks_buyer());
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["BUYER_EMAIL_MISSING"]);
    world.enter(Field::BuyerEmail, "cleo@mail.shop");
    world.send(gift(false));
    world.pass(400);
    assert_eq!(world.checkout.cart()[0].recipient, "ann@mail.shop");
    assert_eq!(world.form().draft.buyer_email, "cleo@mail.shop", "kept");
    assert_eq!(
        emails(world.validated().last().unwrap()),
        ["ann@mail.shop"; 2]
    );
    world.send(gift(true));
    world.pass(400);
    world.send(Event::PayPressed);
    assert_eq!(emails(world.created()[0]), ["cleo@mail.shop"; 2]);

    let mut world = World::at_checkout(Goods::TopUp, Rail::Base);
    world.send(Event::ItemAdded);
    world.send(gift(true));
    assert!(
        !world.checkout.cart()[0].gift,
        "its buyer is asked for anyway"
    );
}

#[test]
fn a_delivered_cart_is_not_offered_again() {
    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    world.streams(json!({"order_state": "Done", "payment_state": "PaymentReceived"}));
    assert_eq!(world.phase(), Phase::Delivered);
    world.send(Event::StartOverPressed);
    assert!(world.checkout.cart().is_empty());
    world.send(Event::FamilyOpened("Voltara".into()));
    assert!(world.checkout.cart().is_empty());
}

#[test]
fn a_remembered_cart_tells_what_it_holds() {
    let mut world = card_and_top_up();
    world.send(quantity(None, 2));
    world.pass(400);
    world.send(Event::PayPressed);
    let memory = Memory {
        recent: Vec::new(),
        country: None,
        orders: world.device.clone(),
    };
    let text = memory.to_json();
    assert!(
        !text.contains("mail.shop") && !text.contains("347"),
        "{text}"
    );
    let orders = Memory::parse(&text).unwrap().orders;
    let line = |brand: &str, value: &str, quantity| Line {
        brand: brand.into(),
        country_code: "IT".into(),
        face_value: value.into(),
        quantity,
    };
    let lines = [
        line("Morello IT", "25 EUR - PIN", 1),
        line("Voltara Credits", "10 EUR", 2),
    ];
    assert_eq!(orders[0].items, lines);

    let vendor = std::mem::take(&mut world.vendor);
    let world = World::starting(world.clock, orders, vendor);
    assert_eq!(world.pay().wish.items, lines);
    assert_eq!(world.phase(), Phase::Waiting);
}

#[test]
fn a_cart_found_by_its_reference_tells_what_it_holds() {
    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    let id = world.vendor.orders.keys().next().unwrap().clone();
    let vendor = std::mem::take(&mut world.vendor);
    let mut other = World::starting(MORNING, Vec::new(), vendor);
    other.send(Event::OrderSought(id));
    assert_eq!(other.pay().wish.items.len(), 2);
    assert_eq!(other.payable(), None);
}

/// Fills the same cart in another order, at another time of the same window.
#[test]
fn an_equal_cart_that_waits_for_its_payment_stands_in_the_way() {
    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    let mut waiting = world.device.clone();
    let attempt = "e".repeat(32);
    waiting[0].attempt.clone_from(&attempt);
    world.send(Event::ResetPressed);

    let mut other = World::starting(world.clock, Vec::new(), Vendor::default());
    other.fill_in(Goods::TopUp, Rail::Base);
    other.send(Event::ItemAdded);
    other.send(Event::FamilyOpened("Morello".into()));
    other.send(Event::ChoiceMade(fixed("7002")));
    other.enter(Field::RecipientEmail, "ann@mail.shop");
    other.pass(400);
    other.device.clone_from(&waiting);
    other.send(Event::PayPressed);
    assert!(other.created().is_empty());
    assert_eq!(other.form().rival.as_ref().unwrap().attempt, attempt);
    other.send(Event::SecondOrderWanted);
    assert_eq!(other.created().len(), 1);

    // More of it, or part of it, is another wish.
    for change in [quantity(Some(0), 2), Event::ItemRemoved(0)] {
        let mut third = World::starting(world.clock, Vec::new(), Vendor::default());
        third.fill_in(Goods::TopUp, Rail::Base);
        third.send(Event::ItemAdded);
        third.send(Event::FamilyOpened("Morello".into()));
        third.send(Event::ChoiceMade(fixed("7002")));
        third.enter(Field::RecipientEmail, "ann@mail.shop");
        third.send(change);
        third.pass(400);
        third.device.clone_from(&waiting);
        third.send(Event::PayPressed);
        assert_eq!(third.created().len(), 1);
    }
}

#[test]
fn a_slip_in_a_recipient_of_the_cart_is_offered_mended() {
    let mut world = card_and_top_up();
    world.enter(Field::Item(0), "bob@gmial.com");
    assert_eq!(
        world.form().suggestion(Field::Item(0)),
        None,
        "while it is typed"
    );
    world.send(Event::FieldLeft(Field::Item(0)));
    let meant = world.form().suggestion(Field::Item(0));
    assert_eq!(meant.as_deref(), Some("bob@gmail.com"));
    world.send(Event::SuggestionTaken(Field::Item(0)));
    assert_eq!(world.checkout.cart()[0].recipient, "bob@gmail.com");
    world.send(Event::ItemAdded);
    world.enter(Field::Item(1), "bob@gmial.com");
    world.send(Event::FieldLeft(Field::Item(1)));
    assert_eq!(
        world.form().suggestion(Field::Item(1)),
        None,
        "a phone has no domain"
    );
}
