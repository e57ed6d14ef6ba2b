// The first screen's lists, asked for before the WebAssembly runs. Only where an element's options say all by
// themselves, for only the module knows what becomes of the others; and exactly as it would ask.

/** Enough of a list for a first screen, in bytes. */
const ENOUGH = 32768;
const OLD_MS = 30000;

/** What the module will ask for first, on behalf of an element that waits for it: addresses by the name of the
    list, and `mark`, the address that the brands are kept by. */
function lists(element) {
  const option = (name) => element.getAttribute(name)?.trim();
  const country = option('country')?.toUpperCase();
  const settled = /^[A-Z]{2}$/.test(country) && !['countries', 'from-url', 'locked'].some((name) => option(name));
  if (!settled || typeof element.requestHeaders === 'function') return {};
  try {
    const { href, protocol, hostname } = new URL(option('proxy-url') || 'none:', element.baseURI);
    const here = /^(localhost|127\.0\.0\.1|\[::1]|.*\.localhost)$/.test(hostname);
    const safe = protocol === 'https:' || (protocol === 'http:' && here);
    if (!safe || /[?#{@]/.test(href)) return {};
    const base = href.replace(/\/+$/, '');
    const list = (name) => `${base}/v2/${name}?country_code=${country}`;
    return { homepage: list('homepage'), brands: list('brands'), mark: `${base}/${KEPT}/stored/${country}` };
  } catch {
    return {}; // the module tells of what is no URL
  }
}

const KEPT = 'cryptorefills-checkout';
const asked = new Map();
const beginnings = new Map();
const shown = new Map();
const kept = new Map();

/** Asks for one of the lists on behalf of all elements that wait. */
export function askEarly(name) {
  for (const element of document.querySelectorAll(KEPT)) {
    if (!element.shadowRoot?.querySelector('.wait')) continue;
    const { [name]: url, mark } = lists(element);
    if (!url || asked.has(url)) continue;
    if (element.getAttribute('history')?.trim() !== 'off' && !kept.has(mark)) put(kept, mark, shelves(mark));
    const answer = fetch(url, { signal: AbortSignal.timeout(OLD_MS) });
    const long = name === 'brands';
    const taken = long ? answer : answer.then(read);
    taken.catch(() => {}); // whoever takes it hears of it
    put(asked, url, taken);
    if (long) put(beginnings, mark, answer.then(beginning).catch(() => {}));
  }
}

/** The same with its body in `read`: to wait for that once more would draw a frame without what is in it. */
const read = async (response) => Object.assign(response, { read: await response.arrayBuffer() });

/** The promise of the response from a URL, once, or nothing. */
export function takeEarly(url) {
  // What is not taken as soon as there is somebody to take it would be old by the next time.
  setTimeout(() => asked.clear());
  return once(asked, url);
}

/** The promise of the first brands of a list that may still be on its way, once: as if that were all. Or, if `seen`,
    that those have been painted. The last of them may lack something. */
export function begun(mark, seen) {
  if (seen) return once(shown, mark);
  const text = once(beginnings, mark);
  if (text) put(shown, mark, text.then((text) => text && new Promise(afterPaint)));
  return text;
}

const put = (all, key, what) => all.set(key, [what, performance.now()]);

/** What was put there, unless it is old by now. */
function once(all, key) {
  const [what, since] = all.get(key) ?? [];
  all.delete(key);
  return performance.now() - since < OLD_MS ? what : undefined;
}

// A page in the background paints nothing.
const afterPaint = (done) => {
  const late = setTimeout(done, 300);
  requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(done);
  });
};

async function beginning(response) {
  const reader = response.clone().body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let left = ENOUGH; left > 0; ) {
    const { done, value } = await reader.read();
    if (done) return; // nothing is gained
    const chunk = value.subarray(0, left);
    left -= chunk.length;
    text += decoder.decode(chunk, { stream: true });
  }
  reader.cancel();
  await new Promise(afterPaint); // of what is featured
  return closed(text);
}

/** The text up to the last object of a list that is whole, with what it lacks to be JSON. Hits inside of a string
    make no JSON, which the module finds out. */
function closed(text) {
  const whole = text.slice(0, text.lastIndexOf('},{') + 1);
  const owed = [];
  for (const [sign] of whole.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (sign === '{') owed.unshift('}');
    else if (sign === '[') owed.unshift(']');
    else if (sign[0] !== '"') owed.shift();
  }
  return whole + owed.join('');
}

/** Lists that this browser keeps from visit to visit, by address: reads one, or keeps it as `text`; without an address,
    drops them all. Nothing comes of it where a page may keep nothing. */
export async function shelves(url, text) {
  const early = once(kept, url);
  if (early && text === undefined) return early;
  try {
    if (!url) return kept.clear(), await caches.delete(KEPT);
    if (text === undefined) return await (await caches.match(url, { cacheName: KEPT }))?.text();
    await (await caches.open(KEPT)).put(url, new Response(text));
  } catch {}
}
