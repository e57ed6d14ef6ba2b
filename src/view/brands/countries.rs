//! The countries to choose from, in the buyer's words.

use std::rc::Rc;

use super::super::Ui;
use super::super::dom::{El, el};

/// The 233 countries that the vendor serves, by ISO 3166-1 alpha-2 code, and XK.
const COUNTRIES: &str = "AD AE AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BZ CA CC CG CH CI CK CL CM CN CO CR CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV MA MC MD ME MF MG MH MK MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RW SA SB SC SE SG SH SI SJ SK SL SM SN SO SR ST SV SX SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VG VI VN VU WF WS XK YE YT ZA ZM";

/// The options of the country field: which may be chosen, and in whose words.
pub struct Countries {
    allowed: Vec<String>,
    lang: &'static str,
    options: Vec<Rc<El>>,
}

/// The countries by name, sorted; named by the browser, which takes its time, so only once.
pub fn countries(ui: &Ui, allowed: &[String]) -> Vec<Rc<El>> {
    let mut cache = ui.0.cache.borrow_mut();
    match &cache.countries {
        Some(known) if known.allowed == allowed && known.lang == ui.words().tag() => {
            known.options.clone()
        }
        _ => {
            let codes = COUNTRIES
                .split(' ')
                .filter(|code| allowed.is_empty() || allowed.iter().any(|known| known == code));
            let named = ui.words().countries(codes);
            let list: Vec<Rc<El>> = named
                .into_iter()
                .map(|(name, code)| Rc::new(el("option").attr("value", code).kid(name)))
                .collect();
            cache.countries = Some(Countries {
                allowed: allowed.to_vec(),
                lang: ui.words().tag(),
                options: list.clone(),
            });
            list
        }
    }
}
