//! What the operator may set: command line and environment, and the check that it makes sense.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use axum::http::HeaderValue;
use clap::Parser;
use reqwest::Url;

/// Command line of the proxy. Every option also has an environment variable.
#[derive(Debug, Clone, Parser)]
#[command(name = "cryptorefills-proxy", version, about)]
pub struct Config {
    /// The partner id of the vendor's account page, sent as `X-Cr-Application` (api-notes §2).
    #[arg(long, env = "CR_PARTNER_ID", required_unless_present = "sandbox")]
    pub partner_id: Option<String>,
    /// An origin whose pages may call this proxy, such as `https://shop.example`; repeatable.
    #[arg(long = "allow-origin", env = "CR_ALLOW_ORIGIN", value_delimiter = ',')]
    pub allow_origin: Vec<String>,
    /// Address and port to listen on.
    #[arg(long, env = "CR_LISTEN", default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,
    /// The vendor's API.
    #[arg(
        long,
        env = "CR_UPSTREAM",
        default_value = "https://api.cryptorefills.com"
    )]
    pub upstream: String,
    /// Directory of the built widget, served beside the API.
    #[arg(long, env = "CR_DIST")]
    pub dist: Option<PathBuf>,
    /// Sent as `X-Cr-Version`.
    #[arg(long, env = "CR_APP_VERSION", default_value = env!("CARGO_PKG_VERSION"))]
    pub app_version: String,
    /// Believe an incoming `X-Forwarded-For`; only behind a reverse proxy that sets it.
    #[arg(long, env = "CR_TRUST_FORWARDED_FOR")]
    pub trust_forwarded_for: bool,
    /// Path under which the API is served, such as `/api`.
    #[arg(long, env = "CR_BASE_PATH")]
    pub base_path: Option<String>,
    /// Pretend to be the vendor: no account, no money.
    #[arg(long, env = "CR_SANDBOX")]
    pub sandbox: bool,
    /// Sandbox: number of brands in the US catalogue, at most 10,500.
    #[arg(long, env = "CR_BRANDS", value_parser = clap::value_parser!(u32).range(0..=10_500))]
    pub brands: Option<u32>,
    /// Sandbox: play `detect` and then `pay` by itself, this many seconds after creation.
    #[arg(long, env = "CR_AUTO_PAY")]
    pub auto_pay: Option<u64>,
    /// Sandbox: seed of everything that looks random.
    #[arg(long, env = "CR_SEED", default_value_t = 1)]
    pub seed: u64,
    /// Sandbox: milliseconds from payment to delivery.
    #[arg(long, env = "CR_DELIVERY_MS", default_value_t = 2_000)]
    pub delivery_ms: u64,
}

/// Why the proxy cannot start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupError {
    /// An option has a value that cannot be used; the text says which and why.
    Option(&'static str, String),
    /// The HTTP client could not be built.
    Client(String),
    /// A data file of the sandbox cannot be read; a fault of the build.
    Data(&'static str, String),
}

impl std::fmt::Display for SetupError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Option(name, why) => write!(f, "--{name}: {why}"),
            Self::Client(why) => write!(f, "HTTP client: {why}"),
            Self::Data(name, why) => write!(f, "sandbox data {name}: {why}"),
        }
    }
}

impl std::error::Error for SetupError {}

/// Which pages may call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origins {
    /// Any page: the sandbox without `--allow-origin`.
    Any,
    /// Exactly these, as a browser writes them in `Origin`.
    Only(Vec<String>),
}

impl Origins {
    /// Whether a page of this origin may call.
    pub fn allow(&self, origin: &HeaderValue) -> bool {
        match self {
            Self::Any => true,
            Self::Only(list) => origin
                .to_str()
                .is_ok_and(|text| list.iter().any(|one| one == text)),
        }
    }
}

impl Config {
    /// The origins that may call, in the form a browser sends them.
    ///
    /// # Errors
    /// An entry that is not `http(s)://host[:port]`.
    pub fn origins(&self) -> Result<Origins, SetupError> {
        if self.sandbox && self.allow_origin.is_empty() {
            return Ok(Origins::Any);
        }
        let mut list = Vec::new();
        for text in &self.allow_origin {
            list.push(origin(text)?);
        }
        Ok(Origins::Only(list))
    }

    /// The vendor's base URL.
    ///
    /// # Errors
    /// Not a URL, or plain HTTP to anything but this machine: the partner id would travel in
    /// the clear.
    pub fn upstream_url(&self) -> Result<Url, SetupError> {
        let bad = |why: &str| SetupError::Option("upstream", format!("`{}`: {why}", self.upstream));
        let url = Url::parse(&self.upstream).map_err(|error| bad(&error.to_string()))?;
        let local = match url.host_str() {
            Some("localhost") => true,
            Some(host) => host
                .trim_matches(['[', ']'])
                .parse()
                .is_ok_and(|ip: IpAddr| ip.is_loopback()),
            None => return Err(bad("has no host")),
        };
        match url.scheme() {
            "https" => Ok(url),
            "http" if local => Ok(url),
            _ => Err(bad("must be https, or http on this machine")),
        }
    }

    /// The API's path prefix: empty, or starting with a slash and not ending with one.
    ///
    /// # Errors
    /// Anything that is not a plain path of letters, digits, `-`, `_`, `.` and `/`.
    pub fn base(&self) -> Result<String, SetupError> {
        let text = self.base_path.as_deref().unwrap_or("").trim_matches('/');
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        if text.is_empty() {
            Ok(String::new())
        } else if text.chars().all(plain) && !text.contains("//") && !text.contains("..") {
            Ok(format!("/{text}"))
        } else {
            Err(SetupError::Option("base-path", format!("`{text}`")))
        }
    }
}

fn origin(text: &str) -> Result<String, SetupError> {
    let bad = |why: &str| SetupError::Option("allow-origin", format!("`{text}`: {why}"));
    let url = Url::parse(text).map_err(|error| bad(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(bad("must be http or https"));
    }
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !bare || !url.username().is_empty() {
        return Err(bad("must be scheme://host[:port] only"));
    }
    Ok(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(args: &[&str]) -> Config {
        let line = ["cryptorefills-proxy"].iter().chain(args);
        Config::try_parse_from(line).unwrap()
    }

    #[test]
    fn a_partner_id_is_needed_unless_it_is_the_sandbox() {
        assert!(Config::try_parse_from(["p"]).is_err());
        assert!(Config::try_parse_from(["p", "--sandbox"]).is_ok());
    }

    #[test]
    fn origins_are_written_as_a_browser_writes_them() {
        let origins = config(&[
            "--partner-id",
            "x",
            "--allow-origin",
            "https://Shop.Example:443/",
        ])
        .origins()
        .unwrap();
        assert!(origins.allow(&HeaderValue::from_static("https://shop.example")));
        assert!(!origins.allow(&HeaderValue::from_static("https://shop.example.evil")));
        assert!(!origins.allow(&HeaderValue::from_static("null")));
    }

    #[test]
    fn an_origin_with_a_path_or_a_star_is_refused() {
        for text in [
            "https://shop.example/path",
            "*",
            "ftp://a.example",
            "https://a@b.example",
        ] {
            let made = config(&["--partner-id", "x", "--allow-origin", text]).origins();
            assert!(made.is_err(), "{text}");
        }
    }

    #[test]
    fn the_sandbox_allows_any_origin_until_one_is_named() {
        assert_eq!(config(&["--sandbox"]).origins().unwrap(), Origins::Any);
        let named = config(&["--sandbox", "--allow-origin", "http://a.example"]);
        assert_ne!(named.origins().unwrap(), Origins::Any);
    }

    #[test]
    fn the_partner_id_never_travels_in_the_clear() {
        for (url, fine) in [
            ("https://api.vendor.example", true),
            ("http://127.0.0.1:9", true),
            ("http://[::1]:9", true),
            ("http://localhost:9/x", true),
            ("http://api.vendor.example", false),
            ("ftp://api.vendor.example", false),
            ("nonsense", false),
        ] {
            let made = config(&["--partner-id", "x", "--upstream", url]).upstream_url();
            assert_eq!(made.is_ok(), fine, "{url}");
        }
    }

    #[test]
    fn the_base_path_is_normalised() {
        let base = |text| config(&["--sandbox", "--base-path", text]).base();
        assert_eq!(base("api/").unwrap(), "/api");
        assert_eq!(base("/").unwrap(), "");
        assert!(base("/a/../b").is_err());
        assert!(base("/{x}").is_err());
    }
}
