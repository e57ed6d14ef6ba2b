//! From a draft to an order's body, or to everything that is in the way.

use super::cart::{MOST, account};
use super::{BUYER, Chosen, Draft, Order, Surroundings, code, problem, problem_with, read_email};
use crate::checkout::goods::{Goods, count_in};
use crate::checkout::methods::USER_WALLET;
use crate::wire::ProductGroup;
use crate::wire::{OrderRequest, Payment, Problem, RequestedDelivery, User};

/// One thing that is bought.
struct Line<'a> {
    brand: &'a str,
    country: &'a str,
    chosen: &'a Chosen,
    recipient: String,
    quantity: u8,
}

impl Draft {
    /// The whole way: an order, or every problem at once.
    ///
    /// The cart comes first, in the order in which it was filled, then the product on the form. A quantity is
    /// that many identical deliveries (api-notes section 5).
    pub fn order(
        &self,
        group: &ProductGroup,
        around: Surroundings<'_>,
    ) -> Result<Order, Vec<Problem>> {
        let mut problems = Vec::new();
        let current = self.has_current();
        let chosen = current.then(|| self.chosen(group));
        let chosen = chosen.and_then(|chosen| chosen.map_err(|p| problems.push(p)).ok());
        let delivery = current.then(|| self.delivery_type(group)).flatten();
        let own = delivery.as_ref().and_then(|delivery| {
            let (email, phone) = (&self.recipient_email, &self.recipient_phone);
            account(delivery, around.country, email, phone)
                .map_err(|p| problems.push(p))
                .ok()
        });
        let mut lines = Vec::with_capacity(self.items.len() + 1);
        for (place, item) in self.items.iter().enumerate() {
            match item.account() {
                Ok(recipient) => lines.push(Line {
                    brand: &item.brand.brand,
                    country: &item.country,
                    chosen: &item.chosen,
                    recipient,
                    quantity: item.quantity,
                }),
                Err(why) => {
                    let details = vec![(place + 1).to_string(), why.code];
                    problems.push(problem_with(code::ITEM_RECIPIENT, details));
                }
            }
        }
        if let (Some(chosen), Some(recipient)) = (&chosen, own) {
            lines.push(Line {
                brand: &group.brand,
                country: around.country,
                chosen,
                recipient,
                quantity: self.quantity(),
            });
        }
        let email = if self.asks_buyer(delivery.as_ref()) {
            read_email(&self.buyer_email, BUYER)
                .map_err(|p| problems.push(p))
                .ok()
        } else {
            lines.first().map(|line| line.recipient.clone())
        };
        if self.count() > MOST {
            problems.push(problem(code::TOO_MANY));
        }
        let refund = self.refund_address(around.coins);
        let refund = refund.map_err(|p| problems.push(p)).ok().flatten();
        let (Some(coin), Some(network)) = (&self.coin, &self.network) else {
            problems.push(problem(code::METHOD_MISSING));
            return Err(problems);
        };
        let (Some(first), Some(email), true) = (lines.first(), email, problems.is_empty()) else {
            return Err(problems);
        };
        let chosen = first.chosen.clone();
        let request = OrderRequest {
            email: email.clone(),
            user: User {
                email,
                has_accepted_newsletter: self.newsletter,
            },
            payment: Payment {
                payment_via: USER_WALLET.into(),
                coin: coin.clone(),
                network: network.clone(),
            },
            deliveries: lines.iter().flat_map(Line::deliveries).collect(),
            lang: around.lang.into(),
            acquisition: around.acquisition.cloned(),
            refund_wallet_address: refund,
            coupon_code: self.coupon.clone(),
        };
        let mut goods = Vec::new();
        for line in &lines {
            count_in(&mut goods, line.goods());
        }
        let body = request.to_body();
        Ok(Order {
            chosen,
            goods,
            request,
            body,
        })
    }
}

impl Line<'_> {
    fn deliveries(&self) -> Vec<RequestedDelivery> {
        let one = RequestedDelivery {
            brand_name: self.brand.into(),
            country_code: self.country.into(),
            denomination: self.chosen.denomination.clone(),
            beneficiary_account: self.recipient.clone(),
            product_value: self.chosen.product_value.clone(),
        };
        vec![one; usize::from(self.quantity)]
    }

    fn goods(&self) -> Goods {
        Goods {
            brand: self.brand.into(),
            country_code: self.country.into(),
            face_value: self.chosen.label.clone(),
            quantity: self.quantity,
        }
    }
}
