//! Before there is a widget: how it is loaded, from anywhere and once, and what the buyer, the page and the
//! next try see when it cannot be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod early;
mod site;

use anyhow::Result;
use checkout_e2e::wait::until;
use serde_json::Value;
use site::{EMBED, GLUE, LOADER, PLAIN, Page, STRICT, Site, Spoiled, WASM, open};

const PANEL: &str = "
    const panel = document.querySelector('cryptorefills-checkout')
        ?.shadowRoot.querySelector('[part~=notice]');
    const link = panel?.querySelector('a');
    return panel ? [panel.getAttribute('role'), panel.textContent, link?.href ?? ''] : null;
";

/// Waits for the panel that stands where the checkout cannot: its role, text and link.
async fn panel(site: &Site) -> Result<[String; 3]> {
    until("the panel", async || {
        site.shopper.browser().run(PANEL, vec![]).await
    })
    .await
}

/// The first complaint that the page heard.
async fn complaint(site: &Site) -> Result<Value> {
    until("the error event", async || {
        let heard: Vec<Value> = site.shopper.browser().run("return heard;", vec![]).await?;
        Ok(heard.into_iter().next())
    })
    .await
}

/// The widget cannot start: the buyer reads so and finds another way, and the integrator is told why.
async fn stands_aside(site: &Site, reason: &str) -> Result<()> {
    let [role, text, link] = panel(site).await?;
    assert_eq!(role, "alert");
    assert!(text.contains("Nothing was charged"), "{text}");
    assert!(text.contains("help.shop.example"), "{text}");
    assert_eq!(link, "https://help.shop.example/buy");
    let complaint = complaint(site).await?;
    assert_eq!(complaint["kind"], "load", "{complaint}");
    assert_eq!(complaint["reason"], reason, "{complaint}");
    Ok(())
}

#[tokio::test]
async fn it_loads_from_any_folder_of_another_origin_once_for_all() -> Result<()> {
    let page = Page {
        body: "<script type=\"module\" src=\"BUNDLE/cryptorefills-checkout.js\"></script>
            <cryptorefills-checkout proxy-url=\"PROXY\" country=\"US\"></cryptorefills-checkout>
            <cryptorefills-checkout proxy-url=\"PROXY\" country=\"IT\"></cryptorefills-checkout>"
            .into(),
        ..Page::default()
    };
    open(page, &[], async |site| {
        until("both widgets", async || {
            let ready: usize = site
                .shopper
                .browser()
                .run("return heard.length;", vec![])
                .await?;
            Ok((ready == 2).then_some(()))
        })
        .await?;
        assert_eq!(site.asked(WASM), 1);
        assert_eq!(site.asked(GLUE), 1);
        Ok(())
    })
    .await
}

/// What the README's hints fetch is what the loader takes.
#[tokio::test]
async fn what_a_page_hints_at_is_fetched_once() -> Result<()> {
    let page = Page {
        body: [
            "<link rel=\"modulepreload\" href=\"BUNDLE/cryptorefills-checkout-glue.js\">
            <link rel=\"preload\" as=\"fetch\" crossorigin href=\"BUNDLE/cryptorefills-checkout_bg.wasm\">",
            &Page::default().body,
        ]
        .concat(),
        ..Page::default()
    };
    open(page, &[], async |site| {
        assert_eq!(complaint(site).await?, "ready");
        assert_eq!(site.asked(WASM), 1);
        assert_eq!(site.asked(GLUE), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_fetched_before_an_element_is_there() -> Result<()> {
    let page = Page {
        body: "<script type=\"module\" src=\"BUNDLE/cryptorefills-checkout.js\"></script>".into(),
        ..Page::default()
    };
    open(page, &[], async |site| {
        let defined =
            "return customElements.whenDefined('cryptorefills-checkout').then(() => true);";
        assert!(site.shopper.browser().run::<bool>(defined, vec![]).await?);
        assert_eq!(site.asked(WASM) + site.asked(GLUE), 0);
        let preload =
            "const { preload } = await import(document.querySelector('script[type=module]').src);
             await preload();
             return document.body.childElementCount;";
        let preload = format!("return (async () => {{ {preload} }})();");
        let children: usize = site.shopper.browser().run(&preload, vec![]).await?;
        assert_eq!(children, 1, "preload shows nothing");
        assert_eq!(site.asked(WASM), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_policy_without_webassembly_is_named() -> Result<()> {
    let page = Page {
        policy: "default-src 'none'; script-src BUNDLE 'self'; connect-src PROXY BUNDLE",
        ..Page::default()
    };
    open(page, &[], async |site| {
        stands_aside(site, "blocked_by_policy").await
    })
    .await
}

#[tokio::test]
async fn the_panel_speaks_the_pages_language() -> Result<()> {
    for (lang, words, button) in [
        ("it", "Non è stato possibile caricare", "Riprova"),
        ("fil-PH", "Hindi ma-load", "Subukan ulit"),
        ("zh-Hans", "没有扣款", "重试"),
    ] {
        let page = Page {
            script: "delete window.WebAssembly;",
            body: Page::default()
                .body
                .replace("country=", &format!("lang=\"{lang}\" country=")),
            ..Page::default()
        };
        open(page, &[], async |site| {
            let [_, text, _] = panel(site).await?;
            assert!(text.contains(words) && text.contains(button), "{text}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_browser_without_webassembly_is_named() -> Result<()> {
    let page = Page {
        script: "delete window.WebAssembly;",
        ..Page::default()
    };
    open(page, &[], async |site| {
        stands_aside(site, "webassembly_missing").await
    })
    .await
}

#[tokio::test]
async fn a_failed_download_is_forgotten() -> Result<()> {
    for name in [WASM, GLUE] {
        open(Page::default(), &[(name, Spoiled::Missing)], async |site| {
            stands_aside(site, "unreachable").await?;
            site.mend(name);
            // An engine may remember for the page's life that a script was not there.
            site.shopper
                .browser()
                .run::<()>(
                    "document.querySelector('cryptorefills-checkout')
                         .shadowRoot.querySelector('[part~=retry]').click();",
                    vec![],
                )
                .await?;
            until("the widget", async || {
                let heard: Vec<Value> = site.shopper.browser().run("return heard;", vec![]).await?;
                Ok(heard.contains(&"ready".into()).then_some(()))
            })
            .await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_module_that_is_not_the_loaders_own_is_refused() -> Result<()> {
    open(Page::default(), &[(WASM, Spoiled::Altered)], async |site| {
        stands_aside(site, "unreachable").await
    })
    .await
}

/// The ways to pin the loader by its digest, each on a page with and without Trusted Types.
fn pinned(digest: &str) -> Vec<Page> {
    let widget = "fallback-url=\"https://help.shop.example/buy\"";
    let bodies = [
        format!(
            "<script type=\"module\" src=\"BUNDLE/{LOADER}\" integrity=\"{digest}\" crossorigin></script>
             <cryptorefills-checkout proxy-url=\"PROXY\" country=\"US\" {widget}></cryptorefills-checkout>"
        ),
        format!(
            "<script src=\"BUNDLE/{EMBED}\" data-integrity=\"{digest}\" data-proxy-url=\"PROXY\"
                 data-country=\"US\" data-{widget}></script>"
        ),
    ];
    let pages = bodies.iter().flat_map(|body| {
        [STRICT, PLAIN].map(|policy| Page {
            policy,
            body: body.clone(),
            ..Page::default()
        })
    });
    pages.collect()
}

/// A page that pins the loader means everything that the loader brings along.
#[tokio::test]
async fn a_pinned_page_runs_no_altered_script() -> Result<()> {
    for page in pinned(&Site::published(LOADER)?) {
        open(page, &[(GLUE, Spoiled::Altered)], async |site| {
            stands_aside(site, "unreachable").await?;
            let ran = "return 'altered' in window;";
            assert!(!site.shopper.browser().run::<bool>(ran, vec![]).await?);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_pinned_page_runs_what_was_built() -> Result<()> {
    for page in pinned(&Site::published(LOADER)?) {
        open(page, &[], async |site| {
            assert_eq!(complaint(site).await?, "ready");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_pinned_page_runs_no_other_loader() -> Result<()> {
    for page in pinned(&Site::published(GLUE)?) {
        open(page, &[], async |site| {
            until("the request", async || {
                Ok((site.asked(LOADER) > 0).then_some(()))
            })
            .await?;
            let defined = "return Boolean(customElements.get('cryptorefills-checkout'));";
            assert!(!site.shopper.browser().run::<bool>(defined, vec![]).await?);
            assert_eq!(site.asked(GLUE), 0);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn one_classic_tag_is_enough() -> Result<()> {
    let page = Page {
        body: "<p>before</p><script async src=\"BUNDLE/embed.js\" data-proxy-url=\"PROXY\"
            data-country=\"IT\" data-style=\"color: red\"></script><p>after</p>"
            .into(),
        ..Page::default()
    };
    open(page, &[], async |site| {
        assert_eq!(complaint(site).await?, "ready");
        let (before, after, country, style): (String, String, String, bool) = site
            .shopper
            .browser()
            .run(
                "const widget = document.querySelector('cryptorefills-checkout');
                 return [widget.previousElementSibling.previousElementSibling.textContent,
                     widget.nextElementSibling.textContent, widget.country,
                     widget.hasAttribute('style')];",
                vec![],
            )
            .await?;
        assert_eq!((before.as_str(), after.as_str()), ("before", "after"));
        assert_eq!(country, "IT");
        assert!(!style, "a style is no option");
        assert_eq!(site.asked(EMBED), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_classic_tag_says_so_when_there_is_no_loader() -> Result<()> {
    let page = Page {
        body: "<main lang=\"it\"><script async src=\"BUNDLE/embed.js\" data-proxy-url=\"PROXY\"
            data-fallback-url=\"https://help.shop.example/buy\"></script></main>"
            .into(),
        ..Page::default()
    };
    open(page, &[(LOADER, Spoiled::Missing)], async |site| {
        assert_eq!(complaint(site).await?["kind"], "load");
        let (text, lang, link): (String, String, String) = site
            .shopper
            .browser()
            .run(
                "const note = document.querySelector('cryptorefills-checkout [role=alert]');
                 return [note.textContent, note.lang, note.querySelector('a').href];",
                vec![],
            )
            .await?;
        assert!(text.starts_with("Impossibile"), "{text}");
        assert_eq!(lang, "it");
        assert_eq!(link, "https://help.shop.example/buy");
        Ok(())
    })
    .await
}
