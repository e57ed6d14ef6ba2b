// The first screen's lists, asked for while the WebAssembly is still on its way. Only where an element's options
// say all by themselves, for only the module knows what becomes of the others; and exactly as it would ask.

/** What the module will ask for first, on behalf of an element that waits for it. */
function lists(element) {
  const option = (name) => element.getAttribute(name)?.trim();
  const country = option('country')?.toUpperCase();
  const settled = /^[A-Z]{2}$/.test(country) && !['countries', 'from-url', 'locked'].some((name) => option(name));
  if (!settled || typeof element.requestHeaders === 'function') return [];
  try {
    const { href, protocol, hostname } = new URL(option('proxy-url') || 'none:', element.baseURI);
    const here = /^(localhost|127\.0\.0\.1|\[::1]|.*\.localhost)$/.test(hostname);
    const safe = protocol === 'https:' || (protocol === 'http:' && here);
    if (!safe || /[?#{@]/.test(href)) return [];
    return ['homepage', 'brands'].map((list) => `${href.replace(/\/+$/, '')}/v2/${list}?country_code=${country}`);
  } catch {
    return []; // the module tells of what is no URL
  }
}

/** Begins now. Returns a function of a URL: the promise of its response, once, or nothing. */
export function askEarly(name) {
  const waiting = [...document.querySelectorAll(name)].filter((one) => one.shadowRoot?.querySelector('.wait'));
  const asked = new Map();
  for (const url of new Set(waiting.flatMap(lists))) {
    const answer = fetch(url, { signal: AbortSignal.timeout(30000) });
    answer.catch(() => {}); // whoever takes it hears of it
    asked.set(url, answer);
  }
  return (url) => {
    // What is not taken as soon as there is somebody to take it would be old by the next time.
    setTimeout(() => asked.clear());
    const answer = asked.get(url);
    asked.delete(url);
    return answer;
  };
}

/** Lists that this browser keeps from visit to visit, by address: reads one, or keeps it as `text`; without an address,
    drops them all. Nothing comes of it where a page may keep nothing. */
export async function shelves(url, text) {
  const name = 'cryptorefills-checkout';
  try {
    if (!url) return await caches.delete(name);
    const shelf = await caches.open(name);
    return await (text === undefined ? (await shelf.match(url))?.text() : shelf.put(url, new Response(text)));
  } catch {}
}
