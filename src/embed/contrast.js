// Which colours can be read on which, by WCAG 2.2 (1.4.3, 1.4.11), and what stands in for one that cannot. A colour
// is a list of red, green and blue, each from 0 to 255.

const POLES = [[0, 0, 0], [255, 255, 255]];

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => (part > 10.3 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3294.6));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, from 1 to 21. */
export function contrast(...pair) {
  const [low, high] = pair.map(luminance).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** A share of one colour over another. */
export const blend = (over, under, share) => over.map((part, at) => under[at] + (part - under[at]) * share);

/**
 * What has to be another colour so that everything can be read: a list of `[name, colour, ratio, needed]`. `theme`
 * has every colour of the sheet by its name, and is changed; its surface stays.
 */
export function mended(theme) {
  const { surface } = theme;
  const list = [];
  const mend = (name, backs, ends = POLES, needed = 4.5) => {
    const lowest = (colour) => Math.min(...backs.map((back) => contrast(colour, back)));
    const fits = (colour) => lowest(colour) >= needed;
    const given = theme[name];
    // The way to black or white keeps the hue.
    for (let step = 1; !fits(theme[name]) && step <= 100; step++) {
      const mixed = ends.map((end) => blend(end, given, step / 100).map(Math.round));
      theme[name] = mixed.find(fits) ?? given;
    }
    if (!fits(given)) list.push([name, theme[name], lowest(given), needed]);
  };
  // How a colour is mixed from the surface and another one, whatever that becomes.
  const derived = (name, from) => {
    const far = (colour) => colour.reduce((sum, part, at) => sum + Math.abs(part - surface[at]), 0);
    const share = far(theme[name]) / (far(theme[from]) || 1);
    return () => (theme[name] = blend(theme[from], surface, share));
  };
  const [tint, line] = [derived('tint', 'accent'), derived('line', 'text')];
  // One of both reaches 4.58 on any surface.
  const [best] = POLES.filter((pole) => contrast(pole, surface) > 4.5);

  mend('raised', [best], [surface]);
  const plain = [surface, theme.raised];
  for (const name of ['accent', 'danger', 'warning', 'success']) mend(name, plain);
  mend('on-accent', [theme.accent]);
  tint();
  mend('tint', [best, theme.accent], [surface]);
  for (const name of ['text', 'muted']) mend(name, [...plain, theme.tint]);
  line();
  mend('line', [surface], [best], 3);
  return list;
}
