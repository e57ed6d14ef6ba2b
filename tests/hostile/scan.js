// Finds what a vendor's words must not bring into a widget. `own` is what the widget itself draws
// around harmless words: nothing but that may bear names, classes and parts, and outside of the
// instructions nothing but that may be there at all.

const TAGS = new Set(`a abbr b bdi blockquote br caption code col colgroup dd del details dfn div dl dt em
  h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span strong sub summary sup
  table tbody td tfoot th thead time tr u ul var wbr`.split(/\s+/));
const NEVER = new Set(`applet audio base dialog embed fencedframe form frame frameset iframe link meta
  noembed noframes noscript object plaintext portal script slot source style template track video
  xmp`.split(/\s+/));
const ATTRIBUTES = new Set(`colspan datetime dir href hreflang lang referrerpolicy rel reversed rowspan
  start target title`.split(/\s+/));
const NAMES = ['class', 'exportparts', 'id', 'is', 'name', 'part', 'slot'];
const HTML = 'http://www.w3.org/1999/xhtml';

// A form's inputs hide its properties behind their names: ask the prototype.
const get = (element, name) => Reflect.get(Element.prototype, name, element);
const call = (element, name, ...given) => Element.prototype[name].apply(element, given);
const attribute = (element, name) => call(element, 'getAttribute', name) ?? '';
const pairs = (element) => call(element, 'getAttributeNames')
  .map((name) => ({ name, pair: `${name}=${attribute(element, name)}` }));

const parts = (root) => {
  const counts = new Map();
  for (const element of root.querySelectorAll('[part]')) {
    const names = attribute(element, 'part').split(/\s+/);
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
};

const own = (root) => {
  const elements = [...root.querySelectorAll('*')];
  const attributes = elements.flatMap(pairs);
  return {
    tags: new Set(elements.map((element) => element.localName)),
    names: new Set(attributes.map(({ name }) => name)),
    pairs: new Set(attributes.map(({ pair }) => pair)),
    parts: parts(root),
    sheets: root.adoptedStyleSheets?.length,
  };
};

const link = (element) => {
  const words = attribute(element, 'rel').split(/\s+/);
  const target = attribute(element, 'target');
  return element.protocol === 'https:' && ['', '_blank'].includes(target)
    && words.includes('noopener') && words.includes('noreferrer');
};

// One element; `inside` if it stands among the instructions.
const faults = (element, inside, known) => {
  const tag = get(element, 'localName');
  const found = [];
  const strange = NEVER.has(tag) || tag.includes('-') || get(element, 'shadowRoot') !== null;
  const plain = get(element, 'namespaceURI') === HTML && TAGS.has(tag);
  if (strange || !(plain || (!inside && known.tags.has(tag)))) found.push('element');
  for (const { name, pair } of pairs(element)) {
    const ours = known.pairs.has(pair);
    const refused = name.startsWith('on')
      || (name.endsWith('href') && !(tag === 'a' && link(element)))
      || (NAMES.includes(name) && !ours)
      || (inside && name === 'style')
      || !(ours || ATTRIBUTES.has(name) || (!inside && known.names.has(name)));
    if (refused) found.push(name);
  }
  return found.map((what) => `${what} of <${tag}>`);
};

const scan = (root, known) => {
  const found = [];
  for (const element of root.querySelectorAll('*')) {
    const inside = call(element, 'closest', '[part~="instructions"]') !== null;
    const delivery = call(element, 'closest', '[part~="delivery"][data-index]');
    const place = delivery ? attribute(delivery, 'data-index') : '';
    found.push(...faults(element, inside, known).map((fault) => `${place}|${fault}`));
  }
  for (const [part, count] of parts(root)) {
    const most = known.parts.get(part) ?? 0;
    if (count > most) found.push(`|${count} times the part ${part} instead of ${most}`);
  }
  if (root.adoptedStyleSheets?.length !== known.sheets) found.push('|another style sheet');
  return found;
};

// What a browser would make of the text in a page without any care. Nothing runs there.
const raw = (html) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const known = { tags: new Set(), names: new Set(), pairs: new Set() };
  const bare = (element) => pairs(element).length === 0
    && ['html', 'head', 'body'].includes(get(element, 'localName'));
  return [...page.querySelectorAll('*')]
    .filter((element) => !bare(element))
    .flatMap((element) => faults(element, true, known));
};

const open = (root) => {
  for (const element of root.querySelectorAll('summary, [part~="reveal"]')) element.click();
};

// What the page around the widgets looks like: no attack may change it.
const around = () => [
  document.querySelectorAll('*').length, history.length, document.title, document.baseURI,
  location.href, frames.length, typeof window.hit,
].join(' ');

let hits = 0;
window.hit = () => { hits += 1; };
performance.clearResourceTimings();
performance.setResourceTimingBufferSize(100000);

return {
  own, scan, raw, open, around,
  hits: () => hits,
  loaded: () => performance.getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter((name) => name.includes('evil')),
};
