//! Calling codes of the countries that the vendor serves (ITU-T E.164), and how long a mobile number is in
//! each.

/// Per country: ISO 3166-1 alpha-2 code, calling code, and the least and most digits behind it, each as one
/// hexadecimal digit. Mobile numbers count, for these are topped up; where the plan changes, more is allowed.
const TABLE: &str = "\
AD37669 AE97199 AF9399 AG126877 AI126477 AL35589 AM37488 AO24499 AQ67266 AR54AB AS168477 AT437D \
AU6199 AW29777 AX3585C AZ99499 BA38789 BB124677 BD88AA BE3289 BF22688 BG35989 BH97388 BI25788 BJ2298A \
BL59099 BM144177 BN67377 BO59188 BQ59978 BR55AB BS124277 BT97578 BV4788 BW26778 BZ50177 CA1AA CC6199 \
CD24399 CF23688 CG24299 CH4199 CI2258A CK68255 CL5699 CM23799 CN86BB CO57AA CR50688 CU5388 CV23877 \
CW59978 CX6199 CY35788 CZ42099 DE49AB DJ25388 DK4588 DM176777 DO1AA DZ21399 EC59399 EE37278 EG20AA \
EH21299 ER29177 ES3499 ET25199 FI3585C FJ67977 FK50055 FM69177 FO29866 FR3399 GA24178 GB44AA GD147377 \
GE99599 GF59499 GG44AA GH23399 GI35088 GL29966 GM22077 GN22489 GP59099 GQ24099 GR30AA GS50055 GT50288 \
GU167177 GW24579 GY59277 HK85288 HM67266 HN50488 HR38589 HT50988 HU3699 ID629C IE35399 IL97299 IM44AA \
IN91AA IO24677 IR98AA IS35479 IT399B JE44AA JM1AA JO96299 JP81AA KE25499 KG99699 KH85589 KI68658 KM26977 \
KN186977 KP850AA KR82AA KW96588 KY134577 KZ7AA LA8569A LB96178 LC175877 LI42379 LK9499 LR23179 LS26688 \
LT37088 LU35289 LV37188 LY21899 MA21299 MC37789 MD37388 ME38289 MF59099 MG26199 MH69277 MK38988 ML22388 \
MM9579 MN97688 MO85388 MP167077 MQ59699 MR22288 MS166477 MT35688 MU23078 MV96077 MW26579 MX52AB MY609A \
MZ25899 NA26499 NC68766 NE22788 NF67256 NG234AA NI50588 NL3199 NO4788 NP977AA NR67477 NU68347 NZ648A \
OM96888 PA50778 PE5199 PF68968 PG67578 PH63AA PK92AA PL4899 PM50869 PN648A PR1AA PS97099 PT35199 PW68077 \
PY59599 QA97488 RE26299 RO4099 RS3818A RU7AA RW25099 SA96699 SB67757 SC24877 SD24999 SE4679 SG6588 SH29045 \
SI38688 SJ4788 SK42199 SL23288 SM37868A SN22199 SO25269 SR59767 SS21199 ST23977 SV50388 SX172177 SY96399 \
SZ26888 TC164977 TD23588 TF26299 TG22888 TH6699 TJ99299 TK69047 TL67078 TM99388 TN21688 TO67657 TR90AA \
TT186877 TV68857 TW88699 TZ25599 UA38099 UG25699 UM1AA US1AA UY59888 UZ99899 VA399B VC178477 VE58AA \
VG128477 VI134077 VN8499 VU67857 WF68166 WS68557 XK38389 YE96799 YT26299 ZA2799 ZM26099 ZW26399";

/// How a country is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialling {
    /// The country, ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Its calling code, without a plus.
    pub code: &'static str,
    /// The least and most digits of a mobile number behind the code.
    pub length: (usize, usize),
}

impl Dialling {
    fn read(entry: &'static str) -> Option<Self> {
        let (country, rest) = entry.split_at_checked(2)?;
        let (code, length) = rest.split_at_checked(rest.len().checked_sub(2)?)?;
        let mut digits = length.chars().filter_map(|digit| digit.to_digit(16));
        let mut digit = || usize::try_from(digits.next()?).ok();
        Some(Self {
            country,
            code,
            length: (digit()?, digit()?),
        })
    }

    /// What is dialled before a number inside the country and is no part of it. Empty where the first digit
    /// is always part of the number, even a zero.
    pub fn trunk(&self) -> &'static str {
        match self.country {
            "BJ" | "CG" | "CI" | "GA" | "IT" | "SM" | "VA" => "",
            "KZ" | "RU" | "TM" => "8",
            "HU" => "06",
            _ if self.code.starts_with('1') => "1",
            _ => "0",
        }
    }
}

/// All of them.
pub fn all() -> impl Iterator<Item = Dialling> {
    TABLE.split(' ').filter_map(Dialling::read)
}

/// How a country is called, if we know it.
pub fn of(country: &str) -> Option<Dialling> {
    let entry = TABLE.split(' ').find(|entry| entry.starts_with(country))?;
    Dialling::read(entry).filter(|entry| entry.country == country)
}
