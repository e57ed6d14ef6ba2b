//! The first screen's lists are asked for while the WebAssembly is still on its way: exactly as it would ask, once,
//! and only where nothing but the module could say otherwise.

use anyhow::Result;
use checkout_e2e::wait::until;
use serde_json::{Value, json};

use super::site::{Page, STRICT, Site, open};

/// Notes each question for a list of brands as the network would get it, and what had been asked when the module
/// was made. `lost` counts down those that never get there.
const WATCH: &str = "
    window.asked = [];
    window.early = null;
    window.lost = 0;
    const plain = window.fetch;
    window.fetch = (what, how) => {
        const request = new Request(what, how);
        const { url, method, headers, cache, credentials, mode, redirect, referrerPolicy } = request;
        if (!url.includes('/v2/')) return plain(what, how);
        const path = url.replace(/^.*(?=[/]v2[/])/, '');
        asked.push([path, method, [...headers], cache, credentials, mode, redirect, referrerPolicy]);
        return lost-- > 0 ? Promise.reject(new TypeError('it never got there')) : plain(what, how);
    };
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (...given) => {
        early ??= asked.map(([path]) => path);
        return instantiate.apply(WebAssembly, given);
    };
";

/// Adds an element as a framework does: with properties, once the page is there.
const DRESSED: &str = "
    addEventListener('DOMContentLoaded', () => {
        const element = document.createElement('cryptorefills-checkout');
        element.setAttribute('proxy-url', document.querySelector('main').dataset.proxy);
        element.setAttribute('country', 'US');
        element.requestHeaders = () => ({ accept: 'application/json' });
        document.body.append(element);
    });
";

const LISTS: [&str; 2] = ["/v2/homepage?country_code=US", "/v2/brands?country_code=US"];

/// A page with an element of these attributes.
fn page(script: &'static str, attributes: &str) -> Page {
    let element = match attributes {
        "" => "<main data-proxy=\"PROXY\"></main>".to_owned(),
        _ => format!("<cryptorefills-checkout {attributes}></cryptorefills-checkout>"),
    };
    Page {
        policy: STRICT,
        script,
        body: format!(
            "<script type=\"module\" src=\"BUNDLE/cryptorefills-checkout.js\"></script>{element}"
        ),
    }
}

async fn ask<T: serde::de::DeserializeOwned>(site: &Site, what: &str) -> Result<T> {
    let script = format!("return {what};");
    site.shopper.browser().run(&script, vec![]).await
}

async fn ready(site: &Site) -> Result<()> {
    until("the brands", async || {
        let heard: Vec<Value> = ask(site, "heard").await?;
        Ok(heard.contains(&json!("ready")).then_some(()))
    })
    .await
}

#[tokio::test]
async fn the_first_lists_are_asked_for_once_before_the_module_is_there() -> Result<()> {
    let known = page(WATCH, "proxy-url=\"PROXY/\" country=\" us \"");
    let mut early: Vec<Value> = Vec::new();
    open(known, &[], async |site| {
        ready(site).await?;
        let before: Vec<String> = ask(site, "early").await?;
        assert_eq!(before, LISTS);
        early = ask(site, "asked").await?;
        let paths: Vec<&Value> = early.iter().map(|one| &one[0]).collect();
        assert_eq!(paths, LISTS);
        Ok(())
    })
    .await?;
    // Only the module can tell which country that is; what it asks then is the same to the letter.
    let unknown = page(WATCH, "proxy-url=\"PROXY\" countries=\"US\"");
    open(unknown, &[], async |site| {
        ready(site).await?;
        assert_eq!(ask::<Vec<Value>>(site, "early").await?, [] as [Value; 0]);
        let mut own: Vec<Value> = ask(site, "asked").await?;
        own.sort_by_key(|one| LISTS.iter().position(|path| one[0] == *path));
        assert_eq!(own, early);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_asked_early_of_whoever_wants_headers() -> Result<()> {
    let script: &'static str = [WATCH, DRESSED].concat().leak();
    open(page(script, ""), &[], async |site| {
        ready(site).await?;
        assert_eq!(ask::<Vec<Value>>(site, "early").await?, [] as [Value; 0]);
        let asked: Vec<Value> = ask(site, "asked").await?;
        assert_eq!(asked.len(), LISTS.len());
        for one in asked {
            assert_eq!(one[2], json!([["accept", "application/json"]]), "{one}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_asked_of_an_address_that_is_not_used() -> Result<()> {
    for address in ["PROXY?to=", "http://shop.example", "PROXY#brands"] {
        let attributes = format!("proxy-url=\"{address}\" country=\"US\"");
        open(page(WATCH, &attributes), &[], async |site| {
            until("the panel", async || {
                let notice = "document.querySelector('cryptorefills-checkout')
                    .shadowRoot.querySelector('[part~=notice]') !== null";
                Ok(ask::<bool>(site, notice).await?.then_some(()))
            })
            .await?;
            assert_eq!(ask::<Vec<Value>>(site, "asked").await?, [] as [Value; 0]);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_early_question_that_gets_lost_is_told_of_and_asked_again() -> Result<()> {
    let script: &'static str = [WATCH, "lost = 2;"].concat().leak();
    let lost = page(script, "proxy-url=\"PROXY\" country=\"US\"");
    open(lost, &[], async |site| {
        ready(site).await?;
        assert_eq!(ask::<Vec<String>>(site, "early").await?, LISTS);
        let heard: Vec<Value> = ask(site, "heard").await?;
        let told = heard.iter().any(|one| one["kind"] == "network");
        assert!(told, "{heard:?}");
        let again = "asked.filter(([path]) => path.includes('brands')).length";
        assert_eq!(ask::<usize>(site, again).await?, 2);
        Ok(())
    })
    .await
}
