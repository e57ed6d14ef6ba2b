// cryptorefills-checkout __VERSION__ | MIT OR Apache-2.0
// Defines <cryptorefills-checkout>. The WebAssembly beside this file is fetched when the first element is
// connected, once per page; a failed download is forgotten, so that the next try starts afresh. It holds the
// first screen; the rest is another file, fetched once per page as soon as that screen is there.

const TAG = 'cryptorefills-checkout';
const BASE = new URL('.', import.meta.url);
const GLUE = new URL('cryptorefills-checkout-glue.js', BASE).href;
const WASM = new URL('cryptorefills-checkout_bg.wasm', BASE).href;
const REST = new URL('cryptorefills-checkout-rest_bg.wasm', BASE).href;
const WASM_SHA384 = '__WASM_SHA384__';
const REST_SHA384 = '__REST_SHA384__';

const ATTRIBUTES = [
  'proxy-url', 'stream-url', 'country', 'countries', 'lang', 'brand', 'kind', 'category', 'coin', 'network',
  'email', 'theme', 'display', 'methods', 'fallback-url', 'history',
  'utm-source', 'utm-medium', 'utm-campaign', 'utm-term', 'utm-content', 'host-origin',
];

// The events of ours that pass through the page.
const STOPPABLE = ['click', 'input'];

/** Why the widget could not start: `reason` is for machines, `message` for the integrator. */
class LoadError extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

let loading;

function load() {
  loading ??= start().catch((failure) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

async function start() {
  if (typeof WebAssembly !== 'object') {
    throw new LoadError('webassembly_missing', 'this browser has no WebAssembly');
  }
  const [glue, bytes] = await Promise.all([
    import(GLUE).catch((failure) => {
      throw new LoadError('unreachable', `the checkout's script could not be loaded: ${failure.message}`);
    }),
    fetchWasm(WASM, WASM_SHA384),
  ]);
  try {
    await glue.default({ module_or_path: bytes });
  } catch (failure) {
    const blocked = failure instanceof WebAssembly.CompileError;
    throw new LoadError(
      blocked ? 'blocked_by_policy' : 'unusable',
      blocked
        ? "the page's policy needs 'wasm-unsafe-eval' in script-src"
        : `the checkout's WebAssembly could not start: ${failure.message}`,
    );
  }
  return glue;
}

async function fetchWasm(url, sha384) {
  let response;
  try {
    response = await fetch(url, { integrity: `sha384-${sha384}`, credentials: 'omit' });
  } catch (failure) {
    throw new LoadError(
      'unreachable',
      `the checkout's WebAssembly could not be fetched, or is not the one that belongs to this script: ${failure.message}`,
    );
  }
  if (!response.ok) {
    throw new LoadError('unreachable', `the checkout's WebAssembly answered ${response.status}`);
  }
  return response.arrayBuffer();
}

let resting;

/** Fetches what the other screens need, for all elements of the page. */
function rest() {
  resting ??= Promise.all([load(), fetchWasm(REST, REST_SHA384)])
    .then(([glue, bytes]) => glue.rest(bytes))
    .catch((failure) => {
      resting = undefined;
      console.warn(`${TAG}: ${failure.message}`);
      throw failure;
    });
  return resting;
}

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

class CryptorefillsCheckout extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #handle;
  #starting = false;
  #changed = false;
  #pending = [];
  #warned = false;
  #arrived = new WeakSet();
  // Some pages stop events on their way down. What has not arrived is told again, in here only, as an event
  // that does nothing by itself: what the browser does upon a click is done already.
  #hear = (event) => {
    const target = event.composedPath()[0];
    if (!(target instanceof Node) || target.getRootNode() !== this.shadowRoot) return;
    setTimeout(() => {
      if (this.#arrived.has(event) || !target.isConnected) return;
      target.dispatchEvent(new Event(event.type, { bubbles: true, cancelable: true }));
    });
  };
  #leaving = (event) => {
    // Asked once: an unpaid order comes back on the next visit anyway.
    const unpaid = ['waiting', 'underpaid'].includes(this.state?.phase);
    if (unpaid && !this.#warned) {
      this.#warned = true;
      event.preventDefault();
    }
  };

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
    for (const type of STOPPABLE) this.shadowRoot.addEventListener(type, (event) => this.#arrived.add(event), true);
  }

  connectedCallback() {
    // A property that was set before the tag was defined hides ours: hand it over.
    for (const name of [...ATTRIBUTES.map(camel), 'requestHeaders', 'onpaymentrequest']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    if (!this.#handle && !this.#starting) this.#start();
  }

  disconnectedCallback() {
    // Frameworks move nodes: only an element that is still gone a moment later is gone.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#handle || this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      if (!this.#handle) return;
      if (this.#handle.needsRestart()) {
        this.#stop();
        this.#start();
      } else {
        this.#handle.update();
      }
    });
  }

  async #start() {
    this.#starting = true;
    this.#paint();
    try {
      const glue = await load();
      if (this.isConnected && !this.#handle) {
        this.#handle = glue.mount(this, this.shadowRoot, rest);
        addEventListener('beforeunload', this.#leaving);
        for (const type of STOPPABLE) addEventListener(type, this.#hear, true);
        for (const call of this.#pending.splice(0)) call(this.#handle);
      }
    } catch (failure) {
      this.#fail(failure);
    } finally {
      this.#starting = false;
    }
  }

  #stop() {
    removeEventListener('beforeunload', this.#leaving);
    for (const type of STOPPABLE) removeEventListener(type, this.#hear, true);
    this.#handle?.unmount();
    this.#handle?.free();
    this.#handle = undefined;
    this.shadowRoot.replaceChildren();
  }

  /** Room for the first screen, so that the page does not jump when it comes. */
  #paint() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ':host{display:block}.wait{min-height:36rem;border-radius:var(--checkout-radius,14px);' +
        'background:var(--checkout-surface,color-mix(in srgb,currentColor 5%,transparent))}' +
        '.fail{padding:1.25rem;border:1px solid currentColor;border-radius:var(--checkout-radius,14px);font:inherit}',
    );
    this.shadowRoot.adoptedStyleSheets = [sheet];
    const room = document.createElement('div');
    room.className = 'wait';
    room.setAttribute('aria-busy', 'true');
    this.shadowRoot.replaceChildren(room);
  }

  #fail(failure) {
    const panel = document.createElement('div');
    panel.className = 'fail';
    panel.setAttribute('part', 'notice');
    panel.setAttribute('role', 'alert');
    panel.dataset.kind = 'error';
    const text = document.createElement('p');
    text.textContent = 'The checkout could not be loaded here. Nothing was charged.';
    const retry = document.createElement('button');
    retry.type = 'button';
    retry.setAttribute('part', 'retry');
    retry.textContent = 'Try again';
    retry.addEventListener('click', () => this.#start());
    panel.append(text, retry);
    const url = this.#fallbackUrl();
    if (url) {
      const link = document.createElement('a');
      link.href = url.href;
      link.rel = 'noopener noreferrer';
      link.target = '_blank';
      link.textContent = url.host;
      panel.append(' ', link);
    }
    this.shadowRoot.replaceChildren(panel);
    const reason = failure instanceof LoadError ? failure.reason : 'unusable';
    const message = failure instanceof LoadError ? failure.message : 'the checkout could not start';
    console.warn(`${TAG}: ${message}`);
    this.dispatchEvent(
      new CustomEvent('error', { bubbles: true, composed: true, detail: { kind: 'load', reason, message } }),
    );
  }

  #fallbackUrl() {
    try {
      const url = new URL(this.getAttribute('fallback-url') ?? '', document.baseURI);
      const safe = url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === location.origin);
      return this.hasAttribute('fallback-url') && safe ? url : null;
    } catch {
      return null;
    }
  }

  #call(what) {
    if (this.#handle) what(this.#handle);
    else this.#pending.push(what);
  }

  /** `{screen, phase}`, or null before the first screen. */
  get state() {
    return this.#handle ? JSON.parse(this.#handle.state()) : null;
  }

  open(family) {
    this.#call((handle) => handle.open(String(family)));
  }

  back() {
    this.#call((handle) => handle.back());
  }

  reset() {
    this.#call((handle) => handle.reset());
  }
}

for (const name of ATTRIBUTES) {
  const property = camel(name);
  if (property in HTMLElement.prototype) continue;
  Object.defineProperty(CryptorefillsCheckout.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, Array.isArray(value) ? value.join(',') : String(value));
    },
  });
}

if (!customElements.get(TAG)) customElements.define(TAG, CryptorefillsCheckout);

/** Fetches the module ahead of a click and shows nothing. */
export async function preload() {
  await load();
  rest().catch(() => {}); // tried again when it is needed
}
