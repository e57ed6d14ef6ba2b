// Keeps a partner's colours readable. The page's own properties are only read: what is used instead stands on the
// widget's root.

const GIVEN = ['surface', 'raised', 'text', 'muted', 'border', 'accent', 'on-accent', 'danger', 'warning', 'success'];
const ROLES = [...GIVEN, 'tint', 'line'];

/** What the integrator has been told. */
const SAID = new Set();

/** What lies behind the widget, if that can be looked through. */
function behind(shown, measured) {
  const layers = [];
  for (let node = shown; (node = node.parentNode ?? node.host); ) {
    if (node.style) layers.push(measured(getComputedStyle(node).backgroundColor));
  }
  return layers.reduceRight((under, [colour, alpha]) => blend(colour, under, alpha), measured('Canvas')[0]);
}

/** Watches over the colours until the returned function is called. `report(message)` hears of each finding once. */
export function legible(element, report) {
  const root = element.shadowRoot;
  const place = (parent, css, theme) => {
    const made = document.createElement('i');
    made.style.cssText = css;
    if (theme) made.className = 'checkout';
    made.dataset.theme = theme;
    parent.append(made);
    return made;
  };

  const look = (shown, bare) => {
    const spot = place(bare, '');
    const given = (name) => getComputedStyle(bare).getPropertyValue(`--${name}`);
    const measured = (colour) => {
      spot.style.color = `color-mix(in srgb,${colour},${colour})`;
      const parts = getComputedStyle(spot).color.replace(/none/g, 0).match(/ -?[\d.e-]+/g);
      const [red, green, blue, alpha = 1] = parts.map((part) => Math.min(Math.max(part, 0), 1));
      return [[red * 255, green * 255, blue * 255], alpha];
    };
    const instead = {};
    const put = (name, value, why) => {
      instead[name] = value;
      const text = `--checkout-${name}: ${why}; ${value} is used instead`;
      if (GIVEN.includes(name) && !SAID.has(text)) report(text);
      SAID.add(text);
    };
    for (const name of GIVEN) {
      if (CSS.supports('color', given(name))) continue;
      bare.style.setProperty(`--checkout-${name}`, 'initial');
      put(name, given(name), 'is no colour');
    }
    const theme = {};
    for (const name of ROLES) {
      const [colour, alpha] = measured(given(name));
      theme[name] = blend(colour, theme.surface ?? behind(shown, measured), alpha);
    }
    for (const [name, colour, ratio, needed] of mended(theme)) {
      const short = Math.floor(ratio * 100) / 100;
      put(name, `rgb(${colour.join(' ')})`, `has a contrast of ${short}:1, and ${needed}:1 is needed`);
    }
    return instead;
  };

  // Elements with every colour as the partner gave it: one that hears of changes, one that is new at each look.
  const probe = place(root, 'position:fixed;top:0;left:0;width:0;min-height:0;visibility:hidden', 'auto');
  /** Whether the partner gave any colour, or nothing in its place. The sheet's own can be read, and to measure
      them would delay the first screen. */
  const dressed = () => {
    const [worn, seen] = [getComputedStyle(element), getComputedStyle(probe)];
    return GIVEN.some((name) => worn.getPropertyValue(`--checkout-${name}`) || !seen.getPropertyValue(`--${name}`));
  };
  const check = () => {
    const shown = root.querySelector('[part~=checkout]');
    if (!shown) return; // its words are on their way
    const { theme } = shown.dataset;
    if (probe.dataset.theme !== theme) probe.dataset.theme = theme;
    let instead = {};
    if (dressed() && !matchMedia('(forced-colors: active)').matches) {
      const bare = place(root, 'display:none', theme);
      try {
        instead = look(shown, bare);
      } catch {} // a browser that mixes no colours
      bare.remove();
    }
    for (const name of ROLES) shown.style.setProperty(`--${name}`, instead[name] ?? '');
  };

  // The browser tells of every change of a colour, wherever it comes from, as of a transition's start.
  for (const name of GIVEN) place(probe, `color:var(--${name});transition:color 1ms!important`);
  probe.addEventListener('transitionrun', check);
  const themes = new MutationObserver(check);
  themes.observe(root, { subtree: true, attributeFilter: ['data-theme'] });
  themes.observe(element, { attributes: true }); // it may have been hidden, where nothing has transitions
  const sight = new IntersectionObserver(check);
  sight.observe(element); // which is told of the first frame too: to look before it would delay it
  return () => {
    probe.remove();
    themes.disconnect();
    sight.disconnect();
  };
}
