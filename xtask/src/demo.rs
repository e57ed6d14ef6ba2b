//! `cargo xtask demo`: a third party's page on one origin, the sandbox with the bundle on another.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use tiny_http::Server;

use crate::serve::Site;
use crate::{bundle, process, project};

/// How many ports are tried from the wanted one on.
const PORTS: u16 = 50;

/// How long the sandbox may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often we look whether somebody has pressed Ctrl-C.
const GLANCE: Duration = Duration::from_millis(200);

/// The flags of `demo`.
#[derive(Args)]
pub struct Options {
    /// Port of the page; the next free one if it is taken
    #[arg(long, default_value_t = 8788)]
    port: u16,
    /// Port of the sandbox and the bundle; the next free one if it is taken
    #[arg(long, default_value_t = 8787)]
    proxy_port: u16,
    /// Lets the catalogue of the United States grow to N brands
    #[arg(long, value_name = "N")]
    brands: Option<u32>,
    /// Pays every order after so many seconds
    #[arg(long, value_name = "SECONDS")]
    auto_pay: Option<u32>,
    /// Shows dist/ as it is
    #[arg(long)]
    no_build: bool,
}

/// Serves until Ctrl-C.
///
/// # Errors
/// A build fails, no port is free, or the sandbox stops by itself.
pub fn run(options: &Options) -> Result<ExitCode> {
    let dist = if options.no_build {
        project::dist()
    } else {
        bundle::build(false)?
    };
    let program = project::build_proxy()?;
    let stop = stop_flag()?;

    // The page's listener is kept open meanwhile, so that the sandbox cannot get the same port.
    let page = listen(options.port)?;
    let sandbox = listen(options.proxy_port)?.local_addr()?;
    let site = Site::read(&project::root(), &format!("http://{sandbox}"))?;
    let mut proxy = Proxy::start(&program, &dist, sandbox, options)?;
    if !proxy.wait_until_listening(sandbox, &stop)? {
        return Ok(ExitCode::SUCCESS);
    }

    let address = page.local_addr()?;
    let server = Server::from_listener(page, None)
        .map_err(|error| anyhow!("cannot serve the page: {error}"))?;
    println!();
    println!("  Open http://{address}/ (and http://{address}/theme for its looks)");
    println!("  (sandbox and bundle: http://{sandbox}/ — Ctrl-C stops both)");
    println!();
    while !stop.load(Ordering::Relaxed) {
        proxy.check()?;
        if let Some(request) = server.recv_timeout(GLANCE)? {
            site.answer(request);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A flag that Ctrl-C and a polite kill set.
fn stop_flag() -> Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    ctrlc::set_handler(move || set.store(true, Ordering::Relaxed))
        .context("cannot listen for Ctrl-C")?;
    Ok(flag)
}

/// Listens on the wanted port of this machine, or on the next free one.
fn listen(wanted: u16) -> Result<TcpListener> {
    (wanted..=wanted.saturating_add(PORTS))
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("no port is free from {wanted} on"))
}

/// The running sandbox; it ends when this is dropped.
struct Proxy {
    child: Child,
}

impl Proxy {
    fn start(program: &Path, dist: &Path, address: SocketAddr, options: &Options) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--sandbox", "--listen", &address.to_string(), "--dist"]);
        command.arg(dist);
        for (flag, value) in [
            ("--brands", options.brands),
            ("--auto-pay", options.auto_pay),
        ] {
            if let Some(value) = value {
                command.args([flag, &value.to_string()]);
            }
        }
        // In a group of its own, Ctrl-C reaches only us, and we end it: else it could
        // be gone before we know why.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start `{}`", process::describe(&command)))?;
        Ok(Self { child })
    }

    /// Waits until the sandbox accepts connections; `false` when told to stop before.
    fn wait_until_listening(&mut self, address: SocketAddr, stop: &AtomicBool) -> Result<bool> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if stop.load(Ordering::Relaxed) {
                return Ok(false);
            }
            self.check()?;
            if TcpStream::connect_timeout(&address, GLANCE).is_ok() {
                return Ok(true);
            }
            sleep(GLANCE);
        }
        bail!("the sandbox does not listen on {address} after {PATIENCE:?}");
    }

    /// Fails when the sandbox has stopped by itself.
    fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("the sandbox has stopped ({status})"),
            None => Ok(()),
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_makes_way_for_a_later_one() {
        let first = listen(20_000).unwrap();
        let taken = first.local_addr().unwrap().port();
        let second = listen(taken).unwrap();
        assert!(second.local_addr().unwrap().port() > taken);
    }
}
