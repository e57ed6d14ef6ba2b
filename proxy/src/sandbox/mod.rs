//! A pretend vendor behind the same ten routes: no account, no money, production's quirks, and
//! every ending on command. An independent witness of the wire format, so it shares no code with
//! the widget.

mod action;
mod addresses;
mod body;
mod bolt11;
mod browse;
mod catalogue;
mod chance;
mod clock;
mod coins;
pub mod control;
mod deliverable;
mod denomination;
mod fault;
mod faults;
mod html;
mod logos;
mod order;
mod orders;
mod problems;
mod quote;
mod refund;
mod spoil;
mod states;
mod stream;
mod twist;
mod validate;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::time::sleep;

use self::action::Action;
use self::body::OrderBody;
use self::catalogue::Catalogue;
use self::chance::Chance;
use self::clock::now_ms;
use self::coins::Coins;
use self::faults::Faults;
use self::order::Order;
use self::orders::{Acted, Orders, Refused};
use self::states::Plan;
use self::validate::{Priced, Refusal, Shop};
use crate::config::{Config, SetupError};
use crate::routes::{Call, Endpoint};
use crate::vendor::{Asked, Reply};

/// The pretend vendor.
pub struct Sandbox {
    chance: Chance,
    catalogue: Catalogue,
    coins: Coins,
    orders: Orders,
    faults: Faults,
    creations: AtomicU64,
    validations: AtomicU64,
    open_streams: Arc<AtomicU64>,
    auto_pay: Option<Duration>,
    delivery: Duration,
}

impl Sandbox {
    /// A sandbox whose catalogue, addresses and codes follow from the seed.
    ///
    /// # Errors
    /// The built-in data are broken; a fault of the build.
    pub fn new(config: &Config) -> Result<Self, SetupError> {
        let chance = Chance::new(config.seed);
        Ok(Self {
            chance,
            catalogue: Catalogue::new(chance, config.brands)?,
            coins: Coins::load()?,
            orders: Orders::default(),
            faults: Faults::default(),
            creations: AtomicU64::new(0),
            validations: AtomicU64::new(0),
            open_streams: Arc::new(AtomicU64::new(0)),
            auto_pay: config.auto_pay.map(Duration::from_secs),
            delivery: Duration::from_millis(config.delivery_ms),
        })
    }

    /// Answers one call, with whatever fault is waiting for it.
    pub async fn ask(self: &Arc<Self>, asked: Asked) -> Reply {
        let Some(fault) = self.faults.at_vendor(&asked.call) else {
            return self.reply(&asked);
        };
        match fault.before().await {
            Some(instead) => instead,
            None => fault.spoil(self.reply(&asked)).await,
        }
    }

    /// Spoils an answer that the proxy already has, if a fault waits for it at the edge.
    pub async fn hand_over(&self, call: &Call, reply: Reply) -> Reply {
        match self.faults.at_edge(call) {
            Some(fault) => fault.spoil(reply).await,
            None => reply,
        }
    }

    fn reply(self: &Arc<Self>, asked: &Asked) -> Reply {
        let body = asked.body.as_deref().unwrap_or(&[]);
        match asked.call.endpoint {
            Endpoint::PaymentVias => ok(&self.coins.vias(&asked.own_url)),
            Endpoint::Validate => self.validate(body, &asked.own_url),
            Endpoint::Create => self.create(body, &asked.own_url),
            Endpoint::Order => match self.orders.get(asked.call.parameter()) {
                Some(order) => Reply::json(StatusCode::OK, order.answer(&asked.own_url)),
                None => refuse(StatusCode::NOT_FOUND, "order not found"),
            },
            Endpoint::Subscribe => match self.orders.follow(asked.call.parameter()) {
                Some((order, changes)) => {
                    let own_url = asked.own_url.clone();
                    stream::follow(order, changes, own_url, &self.open_streams)
                }
                None => refuse(StatusCode::NOT_FOUND, "order not found"),
            },
            _ => self.browse(&asked.call, &asked.own_url),
        }
    }

    fn priced(&self, body: &[u8]) -> Result<(OrderBody, Priced), Refusal> {
        let body = OrderBody::read(body).map_err(Refusal::Malformed)?;
        let shop = Shop {
            catalogue: &self.catalogue,
            coins: &self.coins,
            chance: self.chance,
            now: now_ms() / 1_000,
        };
        let priced = shop.price(&body)?;
        Ok((body, priced))
    }

    fn validate(&self, body: &[u8], own_url: &str) -> Reply {
        self.validations.fetch_add(1, Ordering::Relaxed);
        match self.priced(body) {
            Ok((_, priced)) => ok(&quote::answer(&priced, self.chance, own_url)),
            Err(refusal) => refused(&refusal),
        }
    }

    fn create(self: &Arc<Self>, body: &[u8], own_url: &str) -> Reply {
        let (body, priced) = match self.priced(body) {
            Ok(done) => done,
            Err(refusal) => return refused(&refusal),
        };
        if body.user.is_none() {
            return refuse(StatusCode::BAD_REQUEST, "user is required");
        }
        if !priced.problems.is_empty() {
            let problems = json!({"status": 422, "problems": priced.problems});
            return Reply::json(StatusCode::UNPROCESSABLE_ENTITY, problems.to_string());
        }
        let number = self.creations.fetch_add(1, Ordering::Relaxed);
        let order = Order::new(self.chance, number, priced, &body);
        let answer = order.answer(own_url);
        let id = order.id.clone();
        self.orders.add(order);
        if let Some(after) = self.auto_pay {
            let sandbox = self.clone();
            tokio::spawn(async move { sandbox.play_payment(&id, after).await });
        }
        Reply::json(StatusCode::CREATED, answer)
    }

    async fn play_payment(self: Arc<Self>, id: &str, after: Duration) {
        sleep(after).await;
        let untouched = |order: &Order| order.generation == 0;
        if self.orders.get(id).as_ref().is_some_and(untouched) {
            let detected = self.act(id, Action::Detect).map(|acted| acted.generation);
            sleep(after.min(Duration::from_secs(1))).await;
            let now = self.orders.get(id).map(|order| order.generation);
            if detected.ok() == now {
                // The order may be gone by now, which is no failure.
                drop(self.act(id, Action::Pay));
            }
        }
    }

    /// Plays a command on an order, and what follows from it by itself.
    ///
    /// # Errors
    /// No such order, or a command that its network does not know.
    pub(self) fn act(self: &Arc<Self>, name: &str, action: Action) -> Result<Acted, Refused> {
        let acted = self.orders.act(name, action)?;
        if acted.plan == Plan::Delivery {
            let sandbox = self.clone();
            let (id, generation) = (acted.id.clone(), acted.generation);
            tokio::spawn(async move {
                let half = sandbox.delivery / 2;
                sleep(half).await;
                let prepare = |order: &mut Order| order.state.prepare();
                if sandbox.orders.continue_plan(&id, generation, prepare) {
                    sleep(half).await;
                    let finish = |order: &mut Order| order.state.finish(order.units, false);
                    sandbox.orders.continue_plan(&id, generation, finish);
                }
            });
        }
        Ok(acted)
    }

    /// Counters, by which tests prove that one click made one order.
    pub(self) fn stats(&self) -> Value {
        json!({
            "creations": self.creations.load(Ordering::Relaxed),
            "validations": self.validations.load(Ordering::Relaxed),
            "open_streams": self.open_streams.load(Ordering::Relaxed),
        })
    }
}

fn ok(value: &Value) -> Reply {
    Reply::json(StatusCode::OK, value.to_string())
}

fn refuse(status: StatusCode, message: &str) -> Reply {
    let body = json!({"status": status.as_u16(), "message": message});
    Reply::json(status, body.to_string())
}

fn refused(refusal: &Refusal) -> Reply {
    match refusal {
        Refusal::Malformed(why) => refuse(StatusCode::BAD_REQUEST, why),
        Refusal::Business(code) => {
            // `status` as a text: production mixes both (api-notes §2).
            let body = json!({"status": "422", "detail": code, "reason": null});
            Reply::json(StatusCode::UNPROCESSABLE_ENTITY, body.to_string())
        }
    }
}
