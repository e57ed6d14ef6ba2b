//! What the API's refusals teach about values and quantities, beyond what the list says (features PRD-06,
//! PRD-09).

use super::Configure;
use crate::checkout::draft::{self, Choice, MOST, code};
use crate::wire::Problem;

impl Configure {
    /// Why the API did not sell a fixed product when it was asked last: `OUT_OF_STOCK` or `NOT_ACTIVE`.
    pub fn unsold(&self, product_id: &str) -> Option<&str> {
        let mut known = self.unsold.iter();
        let found = known.find(|(product, _)| product == product_id);
        found.map(|(_, code)| code.as_str())
    }

    /// Notes what a refusal says about the product on the form, and how many the order may hold.
    pub(super) fn learn(&mut self, problem: &Problem) {
        match problem.code.as_str() {
            // Of several things none is named.
            code @ ("OUT_OF_STOCK" | "NOT_ACTIVE") if self.draft.items.is_empty() => {
                if let Choice::Fixed { product_id } = &self.draft.choice {
                    let entry = (product_id.clone(), code.to_owned());
                    self.sells();
                    self.unsold.push(entry);
                }
            }
            code::TOO_MANY => {
                let most = draft::limit(problem).and_then(|limit| limit.count());
                self.draft.most = most.filter(|most| *most < MOST).unwrap_or_default();
            }
            _ => {}
        }
    }

    /// The API sells what is on the form.
    pub(super) fn sells(&mut self) {
        if let Choice::Fixed { product_id } = &self.draft.choice {
            self.unsold.retain(|(product, _)| product != product_id);
        }
    }
}
