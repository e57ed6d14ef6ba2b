use super::*;
use crate::wire::OrderId;

fn followed() -> Followed {
    Followed {
        attempt: "a".into(),
        id: OrderId::new("o").unwrap(),
    }
}

fn begin() -> Tracking {
    Tracking::begin(followed(), true, (true, true), 0).0
}

fn pause(effects: &[Effect]) -> Option<u32> {
    effects.iter().find_map(|effect| match effect {
        Effect::After {
            ms,
            timer: Timer::PollDue(_),
            ..
        } => Some(*ms),
        _ => None,
    })
}

#[test]
fn the_pace_slows_with_age() {
    let mut tracking = Tracking::begin(followed(), false, (true, true), 0).0;
    for (now, pace) in [
        (0, 5_000),
        (119_999, 5_000),
        (120_000, 10_000),
        (900_000, 30_000),
    ] {
        assert_eq!(pause(&tracking.answered(true, None, now)), Some(pace));
    }
    assert_eq!(
        pause(&tracking.answered(false, Some(45_000), 0)),
        Some(45_000)
    );
}

#[test]
fn losses_back_off_and_a_good_word_resets() {
    let mut tracking = begin();
    let mut pauses = Vec::new();
    for _ in 0..7 {
        tracking.opened(0);
        let effects = tracking.stream_ended(false);
        for effect in &effects {
            if let Effect::After {
                ms,
                timer: Timer::StreamRetryDue(n),
                ..
            } = effect
            {
                pauses.push(*ms);
                tracking.timer(&Timer::StreamRetryDue(*n));
            }
        }
    }
    assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    tracking.streamed(0);
    assert_eq!(tracking.mode(), Mode::Stream);
    assert!(
        tracking
            .stream_ended(false)
            .contains(&after(1_000, Timer::StreamRetryDue(1), true))
    );
}

#[test]
fn a_silent_stream_is_asked_beside() {
    let mut tracking = begin();
    let effects = tracking.opened(0);
    assert_eq!(tracking.mode(), Mode::Poll);
    let Some(Effect::After { timer, .. }) = effects.first() else {
        panic!("no watch")
    };
    assert_eq!(tracking.timer(timer), [Effect::FetchOrder(followed())]);
}

#[test]
fn one_question_at_a_time() {
    let mut tracking = begin();
    assert_eq!(tracking.garbled().len(), 1);
    assert!(tracking.garbled().is_empty());
    tracking.answered(true, None, 0);
    assert_eq!(tracking.garbled().len(), 1);
}

#[test]
fn hidden_and_offline_close_the_stream_and_return_asks_at_once() {
    let mut tracking = begin();
    tracking.opened(0);
    assert!(tracking.visibility(false, 0).contains(&Effect::Unsubscribe));
    let back = tracking.visibility(true, 0);
    assert!(back.contains(&Effect::Subscribe(followed())));
    assert!(back.contains(&Effect::FetchOrder(followed())));
    tracking.connection(false);
    assert_eq!(tracking.mode(), Mode::Offline);
}

#[test]
fn nothing_after_the_end() {
    let mut tracking = begin();
    assert_eq!(tracking.finish(), [Effect::Unsubscribe]);
    assert!(tracking.garbled().is_empty());
    assert!(tracking.visibility(true, 0).is_empty());
    assert!(tracking.answered(true, None, 0).is_empty());
}
