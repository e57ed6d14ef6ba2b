// Looks for the checkout: chosen here, shown at once, and written as the CSS that a partner pastes. Like every page
// around the widget, this one only sets its custom properties and attributes.

import { COLOURS, DEFAULTS, FONTS, PRESETS, SHAPES } from './themes.js';

/** What is read on what. */
const PAIRS = [
  ['text', 'surface'], ['text', 'raised'], ['muted', 'surface'], ['muted', 'raised'], ['accent', 'surface'],
  ['accent', 'raised'], ['on-accent', 'accent'], ['danger', 'surface'], ['warning', 'surface'], ['success', 'surface'],
];
const NEEDED = 4.5;

const widget = document.querySelector('cryptorefills-checkout');
const byId = (id) => document.getElementById(id);

let looks;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function light(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const scheme = () => document.querySelector('[name="scheme"]:checked').value;

/** A preset names only what differs from the widget's own looks. */
function takePreset() {
  const preset = PRESETS[byId('preset').value];
  looks = {
    light: { ...DEFAULTS.light, ...preset.light },
    dark: { ...DEFAULTS.dark, ...preset.dark },
    shape: { ...DEFAULTS.shape, ...preset.shape },
  };
  show();
}

// Controls

const controls = new Map();

function makeControls() {
  for (const [name, preset] of Object.entries(PRESETS)) {
    byId('preset').append(element('option', { value: name, textContent: preset.name }));
  }
  for (const [name, meaning] of COLOURS) {
    const input = element('input', { type: 'color', id: `colour-${name}` });
    const value = element('code', {});
    byId('colours').append(element('label', {}, input, element('span', {}, meaning, value)));
    input.addEventListener('input', () => {
      looks[scheme()][name] = input.value;
      show();
    });
    controls.set(name, (chosen) => {
      input.value = looks[chosen][name];
      value.textContent = looks[chosen][name];
    });
  }
  for (const [name, meaning, most] of SHAPES) {
    const input = element('input', { type: 'range', min: name === 'gap' ? 8 : 0, max: most, id: `shape-${name}` });
    const value = element('output', {});
    const words = element('span', { className: 'name', textContent: meaning });
    byId('shapes').append(element('label', {}, words, input, value));
    input.addEventListener('input', () => {
      looks.shape[name] = `${input.value}px`;
      show();
    });
    controls.set(name, () => {
      input.value = parseInt(looks.shape[name], 10);
      value.textContent = looks.shape[name];
    });
  }
  const font = element('select', { id: 'shape-font' });
  for (const [name, value] of FONTS) font.append(element('option', { value, textContent: name }));
  byId('shapes').append(element('label', {}, element('span', { className: 'name', textContent: 'Font' }), font));
  font.addEventListener('change', () => {
    looks.shape.font = font.value;
    show();
  });
  controls.set('font', () => (font.value = looks.shape.font));
}

// What is shown and written

/** The properties that differ from the widget's own, as declarations. */
function declarations(values, own) {
  return Object.entries(values)
    .filter(([name, value]) => value !== own[name])
    .map(([name, value]) => `--checkout-${name}: ${value};`);
}

function block(selector, lines, indent = '') {
  if (!lines.length) return '';
  return `${indent}${selector} {\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}}\n`;
}

function snippet() {
  const shows = byId('shows').value;
  const shape = declarations(looks.shape, DEFAULTS.shape);
  const colours = (name) => declarations(looks[name], DEFAULTS[name]);
  const tag = 'cryptorefills-checkout';
  let css;
  if (shows === 'auto') {
    // A property that is set in the light applies in the dark too, unless it is set there again.
    const dark = Object.entries(looks.dark)
      .filter(([name, value]) => value !== DEFAULTS.dark[name] || looks.light[name] !== DEFAULTS.light[name])
      .map(([name, value]) => `--checkout-${name}: ${value};`);
    css = block(tag, [...colours('light'), ...shape]);
    if (dark.length) css += `@media (prefers-color-scheme: dark) {\n${block(tag, dark, '  ')}}\n`;
  } else {
    css = block(tag, [...colours(shows), ...shape]);
  }
  const theme = shows === 'auto' ? '' : ` theme="${shows}"`;
  const html = `<${tag} proxy-url="/checkout-api"${theme}></${tag}>`;
  return `${css ? `/* CSS */\n${css}\n` : ''}<!-- HTML -->\n${html}\n`;
}

function showRatios(colours) {
  const rows = PAIRS.map(([one, other]) => {
    const has = ratio(colours[one], colours[other]);
    const cell = element('td', { textContent: `${(Math.floor(has * 10) / 10).toFixed(1)} : 1${has < NEEDED ? ' too little' : ''}` });
    cell.dataset.enough = has >= NEEDED;
    return element('tr', {}, element('td', { textContent: one }), element('td', { textContent: other }), cell);
  });
  byId('ratios').replaceChildren(...rows);
  const poor = PAIRS.filter(([one, other]) => ratio(colours[one], colours[other]) < NEEDED).length;
  const verdict = poor ? `${poor} of ${PAIRS.length} have too little.` : 'Everything can be read.';
  if (byId('verdict').textContent !== verdict) byId('verdict').textContent = verdict;
}

function show() {
  const shows = byId('shows').value;
  byId('schemes').hidden = shows !== 'auto';
  if (shows !== 'auto') document.querySelector(`[name="scheme"][value="${shows}"]`).checked = true;
  const chosen = scheme();
  for (const renew of controls.values()) renew(chosen);
  widget.setAttribute('theme', chosen);
  for (const [name, value] of Object.entries({ ...looks[chosen], ...looks.shape })) {
    const own = name in DEFAULTS.shape ? DEFAULTS.shape[name] : DEFAULTS[chosen][name];
    widget.style.setProperty(`--checkout-${name}`, value === own ? '' : value);
  }
  showRatios(looks[chosen]);
  byId('snippet').textContent = snippet();
  byId('copied').textContent = '';
}

byId('copy').addEventListener('click', async () => {
  const line = byId('copied');
  try {
    await navigator.clipboard.writeText(snippet());
    line.textContent = 'Copied.';
  } catch {
    getSelection().selectAllChildren(byId('snippet'));
    line.textContent = 'It is selected: copy it with your keyboard.';
  }
});

makeControls();
byId('preset').addEventListener('change', takePreset);
byId('start-over').addEventListener('click', takePreset);
byId('shows').addEventListener('change', show);
byId('schemes').addEventListener('change', show);
byId('looks').addEventListener('submit', (event) => event.preventDefault());
takePreset();
byId('not-served').hidden = !widget.getAttribute('proxy-url').startsWith('__');
