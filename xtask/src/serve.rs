//! Serves the demo page from memory, on an origin of its own, under the strict
//! Content-Security-Policy that a careful partner has.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context, Result};
use tiny_http::{Header, Method, Request, Response};

use crate::{fingerprint, page};

/// The page of looks.
const THEMES: &str = "/demo/theme.html";

/// The demo page and its own files, ready to be sent.
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
    policy: String,
}

impl Site {
    /// Reads index.html and demo/ of this clone, and points them at the sandbox.
    /// `sandbox` is an origin, such as `http://127.0.0.1:8787`; it serves both the bundle and the API.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn read(root: &Path, sandbox: &str) -> Result<Self> {
        let path = root.join("index.html");
        let html = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let html = page::render(&html, sandbox, sandbox).into_bytes();
        let mut files = BTreeMap::from([
            ("/".to_owned(), html.clone()),
            ("/index.html".to_owned(), html),
        ]);
        let demo = root.join("demo");
        if demo.is_dir() {
            for file in fingerprint::files_in(&demo)? {
                let bytes = std::fs::read(&file)
                    .with_context(|| format!("cannot read {}", file.display()))?;
                let name = format!("/{}", fingerprint::relative(root, &file));
                let bytes = match String::from_utf8(bytes) {
                    Ok(html) if name.ends_with(".html") => {
                        page::render(&html, sandbox, sandbox).into_bytes()
                    }
                    Ok(text) => text.into_bytes(),
                    Err(other) => other.into_bytes(),
                };
                files.insert(name, bytes);
            }
        }
        let policy = format!(
            "default-src 'none'; script-src 'self' {sandbox} 'wasm-unsafe-eval'; \
             style-src 'self'; connect-src 'self' {sandbox}; img-src 'self' {sandbox}; \
             base-uri 'none'; form-action 'none'"
        );
        Ok(Self { files, policy })
    }

    /// Answers one request. A visitor who has gone away is no failure of ours.
    pub fn answer(&self, request: Request) {
        let response = self.respond(request.method(), request.url());
        let _ = request.respond(response);
    }

    /// The answer to `method` on `url`, which is a path and perhaps a query.
    fn respond(&self, method: &Method, url: &str) -> Response<Cursor<Vec<u8>>> {
        if !matches!(method, Method::Get | Method::Head) {
            return Response::from_data(Vec::new()).with_status_code(405);
        }
        let path = url.split(['?', '#']).next().unwrap_or_default();
        if path == "/favicon.ico" {
            // Browsers ask for it unasked; a 404 would stand in the console as if it were ours.
            return Response::from_data(Vec::new()).with_status_code(204);
        }
        if path == "/theme" {
            let response = Response::from_data(Vec::new()).with_status_code(302);
            return match Header::from_bytes("Location", THEMES) {
                Ok(header) => response.with_header(header),
                Err(()) => response,
            };
        }
        let Some(bytes) = self.files.get(path) else {
            return Response::from_data(Vec::new()).with_status_code(404);
        };
        let mut response = Response::from_data(bytes.clone());
        for (name, value) in [
            ("Content-Type", media_type(path)),
            ("Content-Security-Policy", &self.policy),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
        ] {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        response
    }
}

/// The media type of a file, by its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        None | Some("html") => "text/html; charset=utf-8",
        Some(_) => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SANDBOX: &str = "http://127.0.0.1:8787";

    fn site() -> Site {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("demo")).unwrap();
        std::fs::write(
            root.path().join("index.html"),
            "<x src=\"__BUNDLE_ORIGIN__/a.js\" proxy-url=\"__PROXY_URL__\"></x>",
        )
        .unwrap();
        std::fs::write(root.path().join("demo/page.js"), "1").unwrap();
        std::fs::write(
            root.path().join("demo/theme.html"),
            "<x u=\"__PROXY_URL__\">",
        )
        .unwrap();
        std::fs::write(root.path().join("Cargo.toml"), "secret").unwrap();
        Site::read(root.path(), SANDBOX).unwrap()
    }

    fn header(response: &Response<Cursor<Vec<u8>>>, name: &'static str) -> Option<String> {
        let header = response.headers().iter().find(|h| h.field.equiv(name))?;
        Some(header.value.as_str().to_owned())
    }

    #[test]
    fn the_page_is_pointed_at_the_sandbox_and_may_load_nothing_else() {
        let response = site().respond(&Method::Get, "/?x=1");
        assert_eq!(response.status_code().0, 200);
        let policy = header(&response, "Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(policy.contains("script-src 'self' http://127.0.0.1:8787 'wasm-unsafe-eval';"));
        assert!(!policy.contains("unsafe-inline"));
        assert_eq!(
            header(&response, "Content-Type").unwrap(),
            "text/html; charset=utf-8"
        );
        let mut body = String::new();
        std::io::Read::read_to_string(&mut response.into_reader(), &mut body).unwrap();
        assert_eq!(
            body,
            "<x src=\"http://127.0.0.1:8787/a.js\" proxy-url=\"http://127.0.0.1:8787\"></x>"
        );
    }

    #[test]
    fn scripts_come_as_scripts_so_that_nosniff_lets_them_run() {
        let response = site().respond(&Method::Get, "/demo/page.js");
        assert_eq!(
            header(&response, "Content-Type").unwrap(),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(
            header(&response, "X-Content-Type-Options").unwrap(),
            "nosniff"
        );
    }

    #[test]
    fn the_page_of_looks_is_pointed_at_the_sandbox_too() {
        let found = site().respond(&Method::Get, "/theme");
        assert_eq!(found.status_code().0, 302);
        let place = header(&found, "Location").unwrap();
        let response = site().respond(&Method::Get, &place);
        assert_eq!(
            header(&response, "Content-Type").unwrap(),
            "text/html; charset=utf-8"
        );
        let mut body = String::new();
        std::io::Read::read_to_string(&mut response.into_reader(), &mut body).unwrap();
        assert_eq!(body, "<x u=\"http://127.0.0.1:8787\">");
    }

    #[test]
    fn nothing_else_of_the_clone_is_served() {
        for url in [
            "/Cargo.toml",
            "/demo/../Cargo.toml",
            "/demo/",
            "//",
            "/demo%2fpage.js",
        ] {
            assert_eq!(
                site().respond(&Method::Get, url).status_code().0,
                404,
                "{url}"
            );
        }
        assert_eq!(site().respond(&Method::Post, "/").status_code().0, 405);
    }
}
