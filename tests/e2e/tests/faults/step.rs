//! Where in a purchase a fault is met.

use serde_json::{Value, json};

use crate::fault::Fault;

/// A step of a purchase, by the request that it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Vias,
    Brands,
    Products,
    Price,
    Validation,
    Creation,
    CreationLost,
    CreationLostAtEdge,
    Order,
    Return,
    Stream,
}

impl Step {
    pub const ALL: [Self; 11] = [
        Self::Vias,
        Self::Brands,
        Self::Products,
        Self::Price,
        Self::Validation,
        Self::Creation,
        Self::CreationLost,
        Self::CreationLostAtEdge,
        Self::Order,
        Self::Return,
        Self::Stream,
    ];

    /// Its name in the matrix.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vias => "ways to pay",
            Self::Brands => "brands",
            Self::Products => "products",
            Self::Price => "price of an amount",
            Self::Validation => "validation",
            Self::Creation => "creation, no order made",
            Self::CreationLost => "creation, order made, the vendor's answer spoiled",
            Self::CreationLostAtEdge => "creation, order made, the proxy's answer spoiled",
            Self::Order => "order, polled",
            Self::Return => "order, after a reload",
            Self::Stream => "stream",
        }
    }

    pub fn path(self) -> &'static str {
        match self {
            Self::Vias => "/v3/payment_vias",
            Self::Brands => "/v2/brands",
            Self::Products => "/v5/products/country/{CC}",
            Self::Price => "/v4/products/price",
            Self::Validation => "/v5/orders/validations",
            Self::Creation | Self::CreationLost | Self::CreationLostAtEdge => "/v5/orders",
            Self::Order | Self::Return => "/v5/orders/{id}",
            Self::Stream => "/v5/orders/{id}/subscribe",
        }
    }

    /// Whether the fault can be played here. An answer that is made and then spoiled is no creation
    /// without an order; and what can be wrong inside a stream is another suite's matter.
    pub fn can_meet(self, fault: Fault) -> bool {
        let needs_answer = matches!(fault, Fault::Truncated | Fault::WrongTypes);
        !(needs_answer && matches!(self, Self::Creation | Self::Stream))
    }

    pub fn is_creation(self) -> bool {
        self.path() == "/v5/orders"
    }

    /// What the sandbox is told.
    pub fn play(self, fault: Fault, later: &str) -> Value {
        let mut play = fault.play(later);
        play["path"] = json!(self.path());
        // Often enough to outlast every try, but an order that is polled sees it pass.
        play["times"] = json!(if self == Self::Order { 3 } else { 1000 });
        match self {
            Self::CreationLost => play["after"] = json!(true),
            Self::CreationLostAtEdge => play["edge"] = json!(true),
            _ => {}
        }
        play
    }

    /// What must be seen while the fault is played.
    pub fn expected(self, fault: Fault) -> Expected {
        match (self, fault) {
            (Self::Order | Self::Stream, _) => Expected::Phase("waiting"),
            (_, Fault::Slow) => Expected::Recovery,
            (Self::Price, Fault::WrongTypes) => Expected::NoPrice,
            (Self::Validation, Fault::Refused) => Expected::Problem("OUT_OF_STOCK"),
            (Self::Validation, Fault::WrongTypes) => Expected::Problem("UNKNOWN"),
            (step, Fault::Refused) if step.is_creation() => Expected::Problem("OUT_OF_STOCK"),
            // It has an id, and says nothing else that can be understood.
            (step, Fault::WrongTypes) if step.is_creation() => Expected::Phase("processing"),
            (step, fault) if step.is_creation() && !fault.refuses() => {
                Expected::Phase("unknown-outcome")
            }
            _ => Expected::Notice,
        }
    }

    /// How many orders the vendor has in the end. More than one only where the vendor made an
    /// order and it, or the network, said otherwise: the first is then never shown.
    pub fn orders(self, fault: Fault) -> u64 {
        let misled = fault.refuses() || fault == Fault::WrongTypes;
        match self {
            _ if fault == Fault::Slow => 1,
            Self::CreationLost => 2,
            Self::CreationLostAtEdge if misled => 2,
            _ => 1,
        }
    }
}

/// What a buyer must see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An error, with a way on.
    Notice,
    /// The price's place says that there is none.
    NoPrice,
    /// A reason beside its field.
    Problem(&'static str),
    /// A status.
    Phase(&'static str),
    /// Nothing but waiting.
    Recovery,
}
