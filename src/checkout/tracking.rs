//! How an order is followed: by stream while it speaks, by questions otherwise (api-notes section 8).

use super::effect::Effect;
use super::event::{Followed, Timer};

/// The stream must speak within this time after opening; some proxies hold it back.
const SILENCE_MS: u32 = 15_000;
/// With a healthy stream the order is still asked about this often.
const BESIDE_STREAM_MS: u32 = 30_000;
/// While people are at work on the order (features LIV-10).
const CALM_MS: u32 = 60_000;
/// The slowest pace of questions otherwise.
const SLOW_MS: u32 = 30_000;
/// The longest pause after failures.
const LONGEST_MS: u32 = 60_000;

/// How status is followed: the public contract's `data-mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The stream is open and speaks.
    Stream,
    /// By asking.
    Poll,
    /// Not at all: there is no network.
    Offline,
}

impl Mode {
    /// The contract's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stream => "stream",
            Self::Poll => "poll",
            Self::Offline => "offline",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    /// Not wanted: polling only, the page is hidden, or the server said `stop`.
    Off,
    /// Asked for, not open yet.
    Opening,
    /// Open; whether it has spoken since.
    Open { spoke: bool, since_ms: i64 },
    /// Lost; a retry is set.
    Lost,
}

/// The policy's memory for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracking {
    followed: Followed,
    streaming: bool,
    stream: Stream,
    losses: u32,
    failures: u32,
    number: u32,
    began_ms: i64,
    online: bool,
    visible: bool,
    asking: bool,
    finished: bool,
    heard_ms: Option<i64>,
    /// People are at work: nothing will change within seconds.
    pub calm: bool,
}

impl Tracking {
    /// Begins to follow: opens the stream if there is one, and sets the first question.
    pub fn begin(
        followed: Followed,
        streaming: bool,
        (online, visible): (bool, bool),
        now_ms: i64,
    ) -> (Self, Vec<Effect>) {
        let mut tracking = Self {
            followed,
            streaming,
            stream: Stream::Off,
            losses: 0,
            failures: 0,
            number: 0,
            began_ms: now_ms,
            online,
            visible,
            asking: false,
            finished: false,
            heard_ms: None,
            calm: false,
        };
        let mut effects = tracking.open_stream();
        effects.extend(tracking.schedule(now_ms, None));
        (tracking, effects)
    }

    /// How the order is followed now.
    pub fn mode(&self) -> Mode {
        match self.stream {
            _ if !self.online => Mode::Offline,
            Stream::Open { spoke: true, .. } => Mode::Stream,
            _ => Mode::Poll,
        }
    }

    /// When the order was last heard of, by the device's clock.
    pub fn heard_ms(&self) -> Option<i64> {
        self.heard_ms
    }

    /// Stops for good.
    pub fn finish(&mut self) -> Vec<Effect> {
        self.finished = true;
        self.number = self.number.wrapping_add(1);
        self.stream = Stream::Off;
        vec![Effect::Unsubscribe]
    }

    /// The stream is open: it must speak soon.
    pub fn opened(&mut self, now_ms: i64) -> Vec<Effect> {
        if self.finished || self.stream == Stream::Off {
            return vec![Effect::Unsubscribe];
        }
        self.stream = Stream::Open {
            spoke: false,
            since_ms: now_ms,
        };
        vec![after(SILENCE_MS, Timer::StreamSilent(self.number), false)]
    }

    /// A good word came by stream.
    pub fn streamed(&mut self, now_ms: i64) -> Vec<Effect> {
        self.losses = 0;
        self.failures = 0;
        self.heard_ms = Some(now_ms);
        if matches!(self.stream, Stream::Opening | Stream::Open { .. }) {
            self.stream = Stream::Open {
                spoke: true,
                since_ms: now_ms,
            };
        }
        self.schedule(now_ms, None)
    }

    /// A question was answered, well or not. `wait_ms` is the server's wish (`Retry-After`).
    pub fn answered(&mut self, good: bool, wait_ms: Option<u64>, now_ms: i64) -> Vec<Effect> {
        self.asking = false;
        if good {
            self.failures = 0;
            self.heard_ms = Some(now_ms);
        } else {
            self.failures = self.failures.saturating_add(1);
        }
        self.schedule(now_ms, wait_ms)
    }

    /// The stream broke, or ended with `stop`. Either way the truth is asked for once, now.
    pub fn stream_ended(&mut self, stopped: bool) -> Vec<Effect> {
        if self.finished || self.stream == Stream::Off {
            return Vec::new();
        }
        let mut effects = vec![Effect::Unsubscribe];
        if stopped {
            self.stream = Stream::Off;
            self.streaming = false;
        } else {
            self.stream = Stream::Lost;
            self.losses = self.losses.saturating_add(1);
            // Losses double as the retry's number: a newer loss makes an older timer harmless.
            effects.push(after(
                backoff_ms(self.losses),
                Timer::StreamRetryDue(self.losses),
                true,
            ));
        }
        effects.extend(self.ask_now());
        effects
    }

    /// Whether the stream is open and has been silent, which a proxy that buffers it makes of any.
    pub fn is_silent(&self, now_ms: i64) -> bool {
        matches!(self.stream, Stream::Open { spoke: false, since_ms }
            if now_ms.saturating_sub(since_ms) > i64::from(SILENCE_MS))
    }

    /// Something on the stream could not be read: one question tells the truth.
    pub fn garbled(&mut self) -> Vec<Effect> {
        self.ask_now()
    }

    /// A timer of ours is due.
    pub fn timer(&mut self, timer: &Timer) -> Vec<Effect> {
        match timer {
            Timer::PollDue(number) if *number == self.number => self.ask_now(),
            Timer::StreamSilent(_) if matches!(self.stream, Stream::Open { spoke: false, .. }) => {
                self.ask_now()
            }
            Timer::StreamRetryDue(losses)
                if self.stream == Stream::Lost && *losses == self.losses =>
            {
                self.open_stream()
            }
            _ => Vec::new(),
        }
    }

    /// The network went or came back.
    pub fn connection(&mut self, online: bool) -> Vec<Effect> {
        self.online = online;
        self.wake_or_sleep()
    }

    /// The page was hidden or shown.
    pub fn visibility(&mut self, visible: bool, now_ms: i64) -> Vec<Effect> {
        self.visible = visible;
        let mut effects = self.wake_or_sleep();
        if !visible {
            effects.extend(self.schedule(now_ms, None));
        }
        effects
    }

    fn wake_or_sleep(&mut self) -> Vec<Effect> {
        if self.finished {
            return Vec::new();
        }
        if self.online && self.visible {
            self.failures = 0;
            let mut effects = match self.stream {
                Stream::Off | Stream::Lost => self.open_stream(),
                _ => Vec::new(),
            };
            effects.extend(self.ask_now());
            effects
        } else {
            self.stream = Stream::Off;
            vec![Effect::Unsubscribe]
        }
    }

    fn open_stream(&mut self) -> Vec<Effect> {
        if !self.streaming || self.finished || !self.online || !self.visible {
            return Vec::new();
        }
        self.stream = Stream::Opening;
        vec![Effect::Subscribe(self.followed.clone())]
    }

    /// Asks about the order, unless that is being done.
    pub(super) fn ask_now(&mut self) -> Vec<Effect> {
        if self.finished || !self.online || self.asking {
            return Vec::new();
        }
        self.asking = true;
        self.number = self.number.wrapping_add(1);
        vec![Effect::FetchOrder(self.followed.clone())]
    }

    fn schedule(&mut self, now_ms: i64, wait_ms: Option<u64>) -> Vec<Effect> {
        if self.finished {
            return Vec::new();
        }
        self.number = self.number.wrapping_add(1);
        let pace = self.pace_ms(now_ms);
        let wait = wait_ms.and_then(|ms| u32::try_from(ms).ok()).unwrap_or(0);
        vec![after(
            pace.max(wait),
            Timer::PollDue(self.number),
            self.failures > 0,
        )]
    }

    /// 5 s for the first 2 minutes, 10 s to 15 minutes, then 30 s; slower beside a healthy stream, when
    /// hidden, and after failures.
    fn pace_ms(&self, now_ms: i64) -> u32 {
        let age = now_ms.saturating_sub(self.began_ms);
        let base = match age {
            _ if self.calm => CALM_MS,
            _ if matches!(self.stream, Stream::Open { spoke: true, .. }) => BESIDE_STREAM_MS,
            _ if !self.visible => SLOW_MS,
            ..120_000 => 5_000,
            120_000..900_000 => 10_000,
            _ => SLOW_MS,
        };
        base.saturating_mul(1 << self.failures.min(5))
            .min(LONGEST_MS.max(base))
    }
}

/// 1, 2, 4 … 30 s.
fn backoff_ms(losses: u32) -> u32 {
    1_000u32
        .saturating_mul(1 << losses.saturating_sub(1).min(5))
        .min(30_000)
}

fn after(ms: u32, timer: Timer, jitter: bool) -> Effect {
    Effect::After { ms, timer, jitter }
}

#[cfg(test)]
mod tests;
