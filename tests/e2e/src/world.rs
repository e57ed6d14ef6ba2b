//! Everything that one test needs, started afresh for it and stopped after it.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::sync::{LazyLock, mpsc};
use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::FutureExt;
use futures_util::future::join_all;
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

use crate::browser::Browser;
use crate::bundle::Rest;
use crate::evidence;
use crate::privacy::Inspection;
use crate::sandbox::Sandbox;
use crate::serve::Serving;
use crate::settings;
use crate::shopper::Shopper;
use crate::{bundle, host};

/// Browsers that may be open at a time, see [`settings::shoppers`].
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(settings::shoppers()));

/// Longer than a journey takes on a busy machine. A browser that hangs answers no command, so that no wait
/// for a page would ever end by itself.
const JOURNEY: Duration = Duration::from_mins(4);

/// The same of a journey that leads through very many screens.
const LONG_JOURNEY: Duration = Duration::from_mins(15);

/// Longer than a browser takes to start, to be looked at once more, or to go.
const STEP: Duration = Duration::from_mins(2);

/// What a test wants to be different.
#[derive(Clone, Debug)]
pub struct Setup {
    attributes: Vec<(String, String)>,
    size: (u32, u32),
    shop_is_up: bool,
    rest: Rest,
    module: Rest,
    pace: u32,
    hostile: bool,
    delivery_ms: u64,
    dist: Option<PathBuf>,
    is_long: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            attributes: vec![
                ("country".into(), "US".into()),
                ("lang".into(), "en".into()),
            ],
            size: (1200, 900),
            shop_is_up: true,
            rest: Rest::default(),
            module: Rest::default(),
            pace: 1,
            hostile: false,
            delivery_ms: 2_000,
            dist: None,
            is_long: false,
        }
    }
}

impl Setup {
    /// Sets an attribute of the element (contract §2), replacing an earlier value.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: &str) -> Self {
        self.attributes.retain(|(known, _)| known != name);
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The page area in CSS pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// Opens the page while the proxy does not answer at all.
    #[must_use]
    pub fn shop_down(mut self) -> Self {
        self.shop_is_up = false;
        self
    }

    /// What happens to the part of the widget that comes after the first screen.
    #[must_use]
    pub fn rest(mut self, rest: Rest) -> Self {
        self.rest = rest;
        self
    }

    /// What happens to the part of the widget that the first screen waits for.
    #[must_use]
    pub fn module(mut self, module: Rest) -> Self {
        self.module = module;
        self
    }

    /// Lets the page's timers and time-outs run so many times as fast, for tests of what happens
    /// only after seconds of waiting.
    #[must_use]
    pub fn pace(mut self, pace: u32) -> Self {
        self.pace = pace;
        self
    }

    /// Opens a page that does to the widget all that a page can, with a second widget on it.
    #[must_use]
    pub fn hostile(mut self) -> Self {
        self.hostile = true;
        self
    }

    /// How long the vendor takes from payment to delivery.
    #[must_use]
    pub fn delivery_ms(mut self, ms: u64) -> Self {
        self.delivery_ms = ms;
        self
    }

    /// A folder to serve instead of the built bundle's.
    #[must_use]
    pub fn dist(mut self, folder: PathBuf) -> Self {
        self.dist = Some(folder);
        self
    }

    /// Gives the journey the time for very many screens.
    #[must_use]
    pub fn long(mut self) -> Self {
        self.is_long = true;
        self
    }

    fn limit(&self) -> Duration {
        if self.is_long { LONG_JOURNEY } else { JOURNEY }
    }
}

/// A shopper on a partner's page, and the sandbox behind it.
#[derive(Debug)]
pub struct World {
    /// The person in front of the widget.
    pub shopper: Shopper,
    /// The pretend vendor.
    pub sandbox: Sandbox,
    /// What happens to the part of the widget that comes after the first screen.
    pub rest: watch::Sender<Rest>,
    /// What happens to the part of the widget that the first screen waits for.
    pub module: watch::Sender<Rest>,
    host: Serving,
    bundle: Serving,
}

impl World {
    async fn open(setup: &Setup) -> Result<Self> {
        let mut sandbox = Sandbox::reserve(setup.delivery_ms)?;
        let (rest, rest_now) = watch::channel(setup.rest);
        let (module, module_now) = watch::channel(setup.module);
        let dist = match &setup.dist {
            Some(folder) => folder.clone(),
            None => settings::dist()?,
        };
        let bundle = bundle::serve(dist, rest_now, module_now).await?;
        let page = host::Page {
            bundle: bundle.origin(),
            proxy: &sandbox.origin(),
            attributes: &setup.attributes,
            pace: setup.pace,
            hostile: setup.hostile,
        };
        let host = host::serve(&page).await?;
        if setup.shop_is_up {
            sandbox.start().await?;
        }
        let (width, height) = setup.size;
        let shopper = Shopper::new(Browser::start(width, height).await?);
        Ok(Self {
            shopper,
            sandbox,
            rest,
            module,
            host,
            bundle,
        })
    }

    /// Opens the page, afresh if it is open already.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn visit(&self) -> Result<()> {
        let page = self.host.origin();
        Ok(self.shopper.browser().client().goto(page).await?)
    }

    /// Proves that the finished journey left none of `secrets` anywhere, met no policy violation
    /// and no error, and spoke to nobody but page, bundle and proxy.
    ///
    /// # Errors
    /// The first thing found, in words.
    pub async fn inspect(&self, secrets: &[&str]) -> Result<()> {
        let proxy = self.sandbox.origin();
        Inspection {
            origins: [self.host.origin(), self.bundle.origin(), &proxy],
            secrets: secrets.to_vec(),
            log: self.sandbox.log(),
        }
        .check(&self.shopper)
        .await
    }
}

/// Opens a page as `setup` says, lets `journey` happen on it, and closes everything again.
///
/// When the journey fails, by an error or by an assertion, what the page looked like is printed
/// and photographed first.
///
/// # Errors
/// When the world cannot be started, or the journey's own error.
pub async fn shop(setup: Setup, journey: impl AsyncFnOnce(&mut World) -> Result<()>) -> Result<()> {
    let _place = PLACES.acquire().await?;
    let _end = end_at_last(setup.limit() + 4 * STEP);
    let mut world = within(STEP, "opening the page's browser", World::open(&setup)).await?;
    let outcome = AssertUnwindSafe(within(setup.limit(), "the whole journey", async {
        world.visit().await?;
        journey(&mut world).await
    }))
    .catch_unwind()
    .await;
    if !matches!(outcome, Ok(Ok(()))) {
        let thread = std::thread::current();
        let evidence = evidence::report(&world, thread.name().unwrap_or("test"));
        if timeout(STEP, evidence).await.is_err() {
            eprintln!("--- nothing more is to be had from the browser");
        }
    }
    let World { shopper, .. } = world;
    let closed = within(STEP, "closing the browser", shopper.leave()).await;
    match outcome {
        Ok(Ok(())) => closed,
        Ok(Err(error)) => Err(error),
        Err(panic) => resume_unwind(panic),
    }
}

/// Gives up on what takes longer than anything should.
async fn within<T>(
    limit: Duration,
    what: &str,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    timeout(limit, work)
        .await
        .with_context(|| format!("{what} took longer than {} s", limit.as_secs()))?
}

/// Ends all tests of this process if what is returned is still there by then: what blocks the thread keeps
/// every other limit from being seen.
fn end_at_last(limit: Duration) -> mpsc::Sender<()> {
    let (held, end) = mpsc::channel();
    std::thread::spawn(move || {
        if end.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
            eprintln!("a test hangs; nothing more is to be had from this process");
            std::process::exit(1);
        }
    });
    held
}

/// Opens several shops, each with a browser and a sandbox of its own, lets `journey` happen in all
/// of them side by side, and closes them again. For many short journeys that mostly wait.
///
/// # Errors
/// When a world cannot be started, or the first journey's error.
pub async fn shops(
    setup: &Setup,
    count: usize,
    journey: impl AsyncFn(&World) -> Result<()>,
) -> Result<()> {
    let _place = PLACES.acquire().await?;
    let _end = end_at_last(LONG_JOURNEY + 4 * STEP);
    let visits = (0..count).map(async |_| {
        let world = within(STEP, "opening the page's browser", World::open(setup)).await?;
        let outcome = within(LONG_JOURNEY, "all the journeys", journey(&world)).await;
        let closed = within(STEP, "closing the browser", world.shopper.leave()).await;
        outcome.and(closed)
    });
    join_all(visits).await.into_iter().collect()
}
