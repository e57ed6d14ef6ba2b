//! Starts the proxy: reads the command line, opens the port, stops on a signal.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Parser;
use cryptorefills_proxy::{Config, app};
use tokio::net::TcpListener;
use tracing::{error, info, warn};

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
    match serve(Config::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            error!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config) -> Result<(), Box<dyn std::error::Error>> {
    let address = config.listen;
    let sandbox = config.sandbox;
    if !sandbox && config.allow_origin.is_empty() {
        warn!("no --allow-origin: browsers will be refused");
    }
    let router = app(config)?;
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    info!(sandbox, "listening on http://{address}");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        served = axum::serve(listener, service) => served?,
        () = stop() => info!("stopping"),
    }
    Ok(())
}

/// Ends on Ctrl-C or, on Unix, a termination request. Open streams end with it: a graceful wait
/// would last as long as the longest order.
async fn stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
