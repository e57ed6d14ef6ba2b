//! The colours that stand in for others, for thousands of themes: they always reach what is asked for.

use anyhow::Result;
use checkout_e2e::{Setup, shop};

const SOURCE: &str = include_str!("../../../../src/embed/contrast.js");

/// Themes from a seed, each mended once. Says what is wrong with the first that is not as it should be.
const CHECK: &str = "
    const BACKS = ['surface', 'raised', 'tint'];
    const RULES = [
        ...['text', 'muted', 'accent'].flatMap(name => BACKS.map(back => [name, back, 4.5])),
        ...['danger', 'warning', 'success'].flatMap(name => [[name, 'surface', 4.5], [name, 'raised', 4.5]]),
        ['on-accent', 'accent', 4.5], ['line', 'surface', 3],
    ];
    let seed = 20260211;
    const random = below => (seed = (seed * 48271) % 2147483647) % below;
    const mixed = theme => ({
        tint: blend(theme.accent, theme.surface, 0.14),
        line: blend(theme.text, theme.surface, 0.5),
    });
    const holds = (theme, [name, back, needed]) => contrast(theme[name], theme[back]) >= needed;
    let touched = 0;
    for (let number = 0; number < 3000; number++) {
        const theme = {};
        const pale = random(4); // many are nearly right, and some far from it
        for (const name of ['surface', 'raised', 'text', 'muted', 'accent', 'on-accent', 'danger', 'warning', 'success']) {
            const low = pale && ['surface', 'raised', 'on-accent'].includes(name) ? 200 : 0;
            theme[name] = [0, 1, 2].map(() => low + random((pale && !low ? 140 : 256) - low));
        }
        Object.assign(theme, mixed(theme));
        const list = mended({ ...theme });
        const now = { ...theme };
        for (const [name, colour, ratio, needed] of list) {
            now[name] = colour;
            if (!(ratio < needed)) return ['was good enough', name, theme];
            if (colour.some(part => !Number.isInteger(part) || part < 0 || part > 255)) return ['no colour', name, theme];
        }
        const derived = mixed(now);
        for (const name of ['tint', 'line']) if (!list.some(([one]) => one === name)) now[name] = derived[name];
        const broken = RULES.find(rule => !holds(now, rule));
        if (broken) return ['cannot be read', ...broken, theme, now];
        if (RULES.every(rule => holds(theme, rule)) && contrast([0, 0, 0], theme.surface) > 5 && list.length) {
            const best = contrast([0, 0, 0], theme.tint) >= 4.5 && contrast([0, 0, 0], theme.raised) >= 4.5;
            if (best) return ['needed nothing', list, theme];
        }
        touched += list.length;
    }
    return touched > 1000 ? null : ['too few were touched', touched];
";

#[tokio::test]
async fn any_theme_becomes_readable_and_a_good_one_stays() -> Result<()> {
    shop(Setup::default(), async |world| {
        let plain = SOURCE.replace("\nexport ", "\n");
        let wrong: serde_json::Value = world
            .shopper
            .run(&format!("{plain}{CHECK}"), vec![])
            .await?;
        assert!(wrong.is_null(), "{wrong}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_colour_keeps_its_hue_and_changes_no_more_than_it_must() -> Result<()> {
    shop(Setup::default(), async |world| {
        let plain = SOURCE.replace("\nexport ", "\n");
        let script = "
            const white = [255, 255, 255];
            const theme = {
                surface: white, raised: white, text: [0, 0, 0], muted: [90, 90, 90], accent: [255, 236, 120],
                'on-accent': white, danger: [160, 0, 0], warning: [120, 70, 0], success: [0, 90, 40],
                tint: white, line: [120, 120, 120],
            };
            const list = mended(theme);
            const [red, green, blue] = theme.accent;
            return {
                names: list.map(([name]) => name),
                // Of HSL: 52 degrees are yellow.
                hue: Math.round(60 * (green - blue) / (red - blue)),
                ratio: contrast(theme.accent, white),
                known: contrast([0, 0, 0], white) === 21 && contrast([119, 119, 119], white).toFixed(2) === '4.48',
            };";
        let found: serde_json::Value = world.shopper.run(&format!("{plain}{script}"), vec![]).await?;
        assert_eq!(found["names"], serde_json::json!(["accent"]), "{found}");
        assert!((50..=53).contains(&found["hue"].as_i64().unwrap()), "{found}");
        assert!((4.5..4.7).contains(&found["ratio"].as_f64().unwrap()), "{found}");
        assert_eq!(found["known"], true, "{found}");
        Ok(())
    })
    .await
}
