//! The sandbox's own routes: commands on orders, faults, counters and logos (contract §6).

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use bytes::Bytes;
use serde_json::{Value, json};

use super::Sandbox;
use super::action::Action;
use super::logos;
use super::orders::Refused;

use crate::error::Failure;

/// The routes.
pub fn router(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .route("/sandbox/orders", get(orders))
        .route("/sandbox/orders/{order}/{action}", post(act))
        .route(
            "/sandbox/faults",
            get(faults).post(add_faults).delete(clear_faults),
        )
        .route("/sandbox/stats", get(stats))
        .route("/sandbox/logos/{*file}", get(logo))
        .route("/sandbox/{*rest}", any(missing))
        .method_not_allowed_fallback(missing)
        .with_state(sandbox)
}

async fn missing() -> Response {
    Failure::NotFound.into_response()
}

async fn orders(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    Json(sandbox.orders.shown())
}

async fn act(
    State(sandbox): State<Arc<Sandbox>>,
    Path((order, action)): Path<(String, String)>,
) -> Response {
    let Some(action) = Action::named(&action) else {
        return refuse(StatusCode::NOT_FOUND, "unknown_action");
    };
    match sandbox.act(&order, action) {
        Ok(acted) => Json(acted.shown).into_response(),
        Err(Refused::Unknown) => refuse(StatusCode::NOT_FOUND, "unknown_order"),
        Err(Refused::Lightning) => refuse(
            StatusCode::CONFLICT,
            "an_invoice_is_paid_whole_or_not_at_all",
        ),
    }
}

async fn faults(State(sandbox): State<Arc<Sandbox>>) -> Response {
    Json(sandbox.faults.waiting()).into_response()
}

async fn add_faults(State(sandbox): State<Arc<Sandbox>>, body: Bytes) -> Response {
    match sandbox.faults.add(&body) {
        Ok(()) => Json(sandbox.faults.waiting()).into_response(),
        Err(why) => refuse(StatusCode::BAD_REQUEST, &why),
    }
}

async fn clear_faults(State(sandbox): State<Arc<Sandbox>>) -> StatusCode {
    sandbox.faults.clear();
    StatusCode::NO_CONTENT
}

async fn stats(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    Json(sandbox.stats())
}

async fn logo(State(sandbox): State<Arc<Sandbox>>, Path(file): Path<String>) -> Response {
    if file.contains('/') || file.len() > 120 {
        return Failure::NotFound.into_response();
    }
    let headers = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, "public, max-age=3600"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    (headers, logos::draw(sandbox.chance, &file)).into_response()
}

fn refuse(status: StatusCode, code: &str) -> Response {
    (status, Json(json!({ "error": code }))).into_response()
}
