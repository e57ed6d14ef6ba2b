//! The stream of an order's states (api-notes §8): the whole order at each change in an unnamed
//! message, a comment now and then, and `stop` at the end.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use bytes::Bytes;
use futures_util::stream::unfold;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::timeout;

use super::order::Order;
use crate::vendor::Reply;

const HEARTBEAT: Duration = Duration::from_secs(10);
/// The end of a stream.
pub const STOP: &[u8] = b"event: stop\ndata: {}\n\n";

/// Counts itself among the open streams as long as it lives.
struct Open(Arc<AtomicU64>);

impl Open {
    fn new(count: &Arc<AtomicU64>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

enum Next {
    Show(Arc<Order>),
    Wait,
    Stop,
    End,
}

/// Follows an order from its present state on.
pub fn follow(
    order: Order,
    changes: Receiver<Arc<Order>>,
    own_url: String,
    open: &Arc<AtomicU64>,
) -> Reply {
    let start = (
        Next::Show(Arc::new(order)),
        changes,
        own_url,
        Open::new(open),
    );
    let messages = unfold(start, |(mut next, mut changes, own_url, open)| async move {
        loop {
            match next {
                Next::Show(order) => {
                    let data = format!("data: {}\n\n", order.answer(&own_url));
                    let then = match order.state.ends_stream() {
                        true => Next::Stop,
                        false => Next::Wait,
                    };
                    let item = Ok::<Bytes, Infallible>(Bytes::from(data));
                    return Some((item, (then, changes, own_url, open)));
                }
                Next::Wait => match timeout(HEARTBEAT, changes.recv()).await {
                    Ok(Ok(order)) => next = Next::Show(order),
                    Ok(Err(RecvError::Lagged(_))) => next = Next::Wait,
                    Ok(Err(RecvError::Closed)) => next = Next::End,
                    Err(_) => {
                        let item = Ok(Bytes::from_static(b": still here\n\n"));
                        return Some((item, (Next::Wait, changes, own_url, open)));
                    }
                },
                Next::Stop => {
                    let item = Ok(Bytes::from_static(STOP));
                    return Some((item, (Next::End, changes, own_url, open)));
                }
                Next::End => return None,
            }
        }
    });
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Reply::Stream {
        status: StatusCode::OK,
        headers,
        body: Body::from_stream(messages),
    }
}
