//! The contrast of what is on the screen, measured apart from the widget's own arithmetic.

use anyhow::Result;
use checkout_e2e::Shopper;
use serde_json::Value;

/// Every text that can be seen, with the lowest contrast first. The browser paints each colour over what lies
/// behind it into one pixel. A brand's letters stand on a colour of the brand's.
const MEASURE: &str = "
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const painted = colours => {
        pen.fillStyle = '#fff';
        pen.fillRect(0, 0, 1, 1);
        for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
        return Array.from(pen.getImageData(0, 0, 1, 1).data).slice(0, 3);
    };
    const light = ([red, green, blue]) => [[red, 0.2126], [green, 0.7152], [blue, 0.0722]].reduce((sum, [part, weight]) => {
        const share = part / 255;
        return sum + weight * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
    }, 0);
    const ratio = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const backs = element => {
        const list = [];
        for (let node = element; node; node = node.parentNode || node.host) {
            if (node.nodeType === 1) {
                list.unshift(getComputedStyle(node).backgroundColor);
                // What an option is painted on is its radio button.
                const radio = node.matches('.option, .pill') && node.querySelector('input');
                if (radio) list.push(getComputedStyle(radio).backgroundColor);
            }
        }
        return list;
    };
    const found = all('[part~=\"checkout\"] *')
        .filter(element => shown(element) && !element.closest('.logo, select, .qr, .hidden, .spoken')
            && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .map(element => {
            const under = backs(element);
            const colour = getComputedStyle(element).color;
            return {
                ratio: ratio(painted([...under, colour]), painted(under)),
                what: element.className + ' ' + colour + ' on ' + under.slice(-3).join(' '),
            };
        })
        .sort((a, b) => a.ratio - b.ratio);
    return { lowest: found[0], count: found.length };
";

/// The text that is read worst: its contrast, what it is, and of how many.
pub async fn worst(shopper: &Shopper) -> Result<(f64, String)> {
    let found: Value = shopper.run(MEASURE, vec![]).await?;
    anyhow::ensure!(found["count"].as_u64() > Some(15), "few texts: {found}");
    Ok((
        found["lowest"]["ratio"].as_f64().unwrap_or_default(),
        found.to_string(),
    ))
}

/// What the widget's root says itself.
pub async fn instead(shopper: &Shopper) -> Result<String> {
    shopper
        .run(
            "return all('[part~=\"checkout\"]')[0].style.cssText;",
            vec![],
        )
        .await
}
