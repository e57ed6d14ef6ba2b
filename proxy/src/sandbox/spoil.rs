//! Spoils an answer on its way out.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::Value;

const FLUSH: Duration = Duration::from_millis(50);

/// The same keys with values of other types.
pub fn confused(body: &[u8]) -> Bytes {
    fn confuse(value: Value) -> Value {
        match value {
            Value::Null => Value::Bool(false),
            Value::Bool(_) => Value::String("yes".to_owned()),
            Value::Number(_) => Value::Array(Vec::new()),
            Value::String(_) => Value::Number(7.into()),
            Value::Array(list) => match list.into_iter().next() {
                Some(first) => confuse(first),
                None => Value::String(String::new()),
            },
            Value::Object(map) => map.into_iter().map(|(k, v)| (k, confuse(v))).collect(),
        }
    }
    match serde_json::from_slice(body) {
        Ok(value) => Bytes::from(confuse(value).to_string()),
        Err(_) => Bytes::copy_from_slice(body),
    }
}

/// Lets so many messages through and then breaks the connection; comments do not count.
pub fn broken_off(body: Body, count: usize) -> Body {
    let chunks = body
        .into_data_stream()
        .map(|chunk| chunk.map_err(std::io::Error::other));
    let limited = stream::unfold((chunks, Some(count)), |(mut chunks, left)| async move {
        let left = left?;
        if left == 0 {
            // The server drops what it has not sent yet when a body fails.
            tokio::time::sleep(FLUSH).await;
            return Some((Err(std::io::Error::other("broken off")), (chunks, None)));
        }
        let item = chunks.next().await?;
        let counts = matches!(&item, Ok(bytes) if bytes.starts_with(b"data:"));
        Some((item, (chunks, Some(left - usize::from(counts)))))
    });
    Body::from_stream(limited)
}
