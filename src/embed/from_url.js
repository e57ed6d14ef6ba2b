// Options in the page's own address, for `from-url="on"`: a page that an app opens in a web view. Whoever makes a
// link can write there, so that only what a buyer could choose is read, and nothing that says where calls,
// messages or links go.

const NAMES = [
  'country', 'countries', 'lang', 'brand', 'kind', 'category', 'face-value', 'coin', 'network', 'methods', 'theme',
  'display', 'utm-source', 'utm-medium', 'utm-campaign', 'utm-term', 'utm-content',
];

/** Sets the attributes that the page's author left open. Servers never see a fragment, so the address is there. */
export function readUrl(element) {
  if (element.getAttribute('from-url')?.trim() !== 'on') return;
  const query = new URLSearchParams(location.search);
  const fragment = new URLSearchParams(location.hash.slice(1));
  const found = NAMES.map((name) => [name, query.get(name)]);
  // An address that the buyer could not change must not come from whoever made the link.
  if (!/\bemail\b/.test(element.getAttribute('locked'))) found.push(['email', fragment.get('email')]);
  for (const [name, value] of found) {
    if (value && !element.hasAttribute(name)) element.setAttribute(name, value);
  }
}
