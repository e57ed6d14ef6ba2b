//! The shopper in the virtual world: fills forms in and reads what is on the screen.

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::configure::Configure;
use cryptorefills_checkout::checkout::draft::{Choice, Field};
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::following::Following;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::pay::Pay;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::payment::Payable;

use crate::rails::{INVOICE_MADE, Rail};
use crate::vendor::Vendor;
use crate::world::World;

/// What is bought.
#[derive(Clone, Copy, Debug)]
pub enum Goods {
    /// 25 EUR by e-mail.
    Card,
    /// 37.50 EUR of a range, by e-mail.
    AnyAmount,
    /// 10 EUR on a phone.
    TopUp,
    /// 1 GB, by e-mail.
    Esim,
}

/// The choice of a fixed product.
pub fn fixed(id: &str) -> Choice {
    Choice::Fixed {
        product_id: id.into(),
    }
}

/// An amount of the range product.
pub fn range(typed: &str) -> Choice {
    Choice::Range {
        product_id: "7101".into(),
        typed: typed.into(),
    }
}

impl World {
    /// A form that is filled in and has a validated price.
    pub fn at_checkout(goods: Goods, rail: Rail) -> Self {
        let mut world = match rail {
            Rail::Lightning => Self::starting(INVOICE_MADE, Vec::new(), Vendor::default()),
            _ => Self::new(),
        };
        world.fill_in(goods, rail);
        world
    }

    /// An order that waits for its payment.
    pub fn at_payment(goods: Goods, rail: Rail) -> Self {
        let mut world = Self::at_checkout(goods, rail);
        world.send(Event::PayPressed);
        world
    }

    /// Opens a brand and fills its form in.
    pub fn fill_in(&mut self, goods: Goods, rail: Rail) {
        let (family, choice) = match goods {
            Goods::Card => ("Morello", fixed("7002")),
            Goods::AnyAmount => ("Brickhaven", range("37,50")),
            Goods::TopUp => ("Voltara", fixed("7202")),
            Goods::Esim => ("Roamly", fixed("7601")),
        };
        self.send(Event::FamilyOpened(family.into()));
        self.send(Event::ChoiceMade(choice));
        self.send(Event::CoinPicked(rail.coin().into()));
        match goods {
            Goods::TopUp => {
                self.enter(Field::RecipientPhone, "+39 347 1234567");
                self.enter(Field::BuyerEmail, "ann@mail.shop");
            }
            _ => self.enter(Field::RecipientEmail, "ann@mail.shop"),
        }
        self.pass(400);
    }

    /// Types into a field.
    pub fn enter(&mut self, field: Field, text: &str) {
        self.send(Event::FieldEntered(field, text.into()));
    }

    /// The form on the screen.
    pub fn form(&self) -> &Configure {
        match &self.checkout.screen {
            Screen::Configure(form) => form,
            other => panic!("no form but {other:?}"),
        }
    }

    /// The purchase on the screen.
    pub fn pay(&self) -> &Pay {
        match &self.checkout.screen {
            Screen::Pay(pay) => pay,
            other => panic!("no purchase but {other:?}"),
        }
    }

    /// The order on the screen.
    pub fn following(&self) -> &Following {
        self.pay().following().expect("an order")
    }

    /// The attempt on the screen.
    pub fn attempt(&self) -> String {
        self.pay().wish.attempt.clone()
    }

    /// The phase on the screen.
    pub fn phase(&self) -> Phase {
        self.pay().phase()
    }

    /// What may be paid now.
    pub fn payable(&self) -> Option<&Payable> {
        match &self.checkout.screen {
            Screen::Pay(pay) => pay.following().and_then(Following::payable),
            _ => None,
        }
    }

    /// The bodies that were created, in order.
    pub fn created(&self) -> Vec<&str> {
        self.log
            .iter()
            .filter_map(|effect| match effect {
                Effect::Create { body, .. } => Some(body.as_str()),
                _ => None,
            })
            .collect()
    }

    /// The bodies that were validated, in order.
    pub fn validated(&self) -> Vec<&str> {
        self.log
            .iter()
            .filter_map(|effect| match effect {
                Effect::Validate { body, .. } => Some(body.as_str()),
                _ => None,
            })
            .collect()
    }

    /// What the host heard, in order.
    pub fn told(&self) -> Vec<&Notice> {
        self.log
            .iter()
            .filter_map(|effect| match effect {
                Effect::Tell(notice) => Some(notice),
                _ => None,
            })
            .collect()
    }

    /// The codes of the form's problems.
    pub fn problems(&self) -> Vec<String> {
        let shop = self.checkout.shop(self.clock + self.device_ahead);
        self.form()
            .problems(&shop)
            .into_iter()
            .map(|problem| problem.code)
            .collect()
    }
}
