// cryptorefills-checkout __VERSION__ | MIT OR Apache-2.0
// Defines <cryptorefills-checkout>. The WebAssembly beside this file is fetched when the first element is
// connected, once per page; a failed download is forgotten, so that the next try starts afresh. It holds the
// first screen; the rest is another file, fetched once per page as soon as that screen is there.

import { CARRIERS } from './carrier/carriers.js';
import { Talk } from './carrier/talk.js';

const TAG = 'cryptorefills-checkout';
// Bundlers know this form, word for word, and bring the files along.
const WASM = new URL('./cryptorefills-checkout_bg.wasm', import.meta.url).href;
const REST = new URL('./cryptorefills-checkout-rest_bg.wasm', import.meta.url).href;
const WASM_SHA384 = '__WASM_SHA384__';
const REST_SHA384 = '__REST_SHA384__';

const ATTRIBUTES = [
  'proxy-url', 'stream-url', 'country', 'countries', 'lang', 'brand', 'kind', 'category', 'coin', 'network',
  'email', 'theme', 'display', 'methods', 'fallback-url', 'history',
  'utm-source', 'utm-medium', 'utm-campaign', 'utm-term', 'utm-content', 'host-origin',
  'face-value', 'locked', 'from-url', 'compat-messages', 'analytics', 'data-layer',
];

/** What the page gives as functions. */
const FUNCTIONS = ['requestHeaders', 'onpaymentrequest'];

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
    import('./cryptorefills-checkout-glue.js').catch((failure) => {
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

function assign(element, attribute, value) {
  if (value === null || value === undefined) element.removeAttribute(attribute);
  else element.setAttribute(attribute, Array.isArray(value) ? value.join(',') : String(value));
}

class CryptorefillsCheckout extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #handle;
  #starting = false;
  #changed = false;
  #pending = [];
  #warned = false;
  #intent;
  #theme = '';
  #hushed;
  #height = 0;
  #sized = new ResizeObserver((sizes) => {
    const height = Math.ceil(sizes.at(-1).borderBoxSize[0].blockSize);
    if (!height || height === this.#height) return; // hidden: the frame keeps its size
    this.#height = height;
    this.#tell('resize', JSON.stringify({ height }));
  });
  #talk = new Talk({
    origin: () => this.#hostOrigin(),
    option: (name) => this.getAttribute(name),
    screen: () => this.state?.screen,
    back: () => this.#handle?.back(),
    theme: (name) => {
      this.#theme = name;
      this.#handle?.theme(name);
    },
    answer: (...answer) => this.#answer(...answer),
  });
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
    for (const name of [...ATTRIBUTES.map(camel), ...FUNCTIONS]) {
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
    this.#talk.start(CARRIERS);
    this.#paint();
    try {
      const glue = await load();
      if (this.isConnected && !this.#handle) {
        this.#hushed = glue.hushed;
        glue.fromUrl(this);
        this.#talk.start(glue.MORE);
        this.#handle = glue.mount(this, this.shadowRoot, rest, this.#tell);
        this.#handle.theme(this.#theme);
        this.#measure();
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
    if (this.#intent) {
      // A wallet must not pay what nobody sees any more.
      this.#tell('payment_intent_cancelled', JSON.stringify({ attempt: this.#intent.attempt, reason: 'left' }));
    }
    for (const type of STOPPABLE) removeEventListener(type, this.#hear, true);
    this.#handle?.unmount();
    this.#handle?.free();
    this.#handle = undefined;
    this.#talk.stop();
    this.#show();
    this.#height = 0;
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
    this.#show(room);
  }

  #show(...content) {
    this.shadowRoot.replaceChildren(...content);
    this.#measure();
  }

  #measure() {
    this.#sized.disconnect();
    const shown = this.shadowRoot.firstElementChild;
    if (shown) this.#sized.observe(shown);
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
    this.#show(panel);
    const reason = failure instanceof LoadError ? failure.reason : 'unusable';
    const message = failure instanceof LoadError ? failure.message : 'the checkout could not start';
    console.warn(`${TAG}: ${message}`);
    this.#tell('error', JSON.stringify({ kind: 'load', reason, message }));
  }

  /** Tells the page by an event, and an app around it by a message. `text` is the detail as JSON. Returns what
      was decided about `before_order`: true, false, a text that says why not, or a promise of one of them. */
  #tell = (name, text) => {
    if (this.#hushed?.(name, (option) => this.getAttribute(option))) return;
    const detail = JSON.parse(text);
    if (/^payment_in/.test(name)) this.#intent = name === 'payment_initiated' ? detail : undefined;
    this.#talk.send(name, JSON.parse(text)); // its own copy: listeners may write into theirs
    const cancelable = name === 'before_order';
    const event = new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail });
    let decision = true;
    if (cancelable) event.respondWith = (promise) => (decision = Promise.resolve(promise));
    this.dispatchEvent(event);
    if (cancelable) return !event.defaultPrevented && decision;
    if (name === 'payment_initiated') this.#request(detail);
  };

  /** Lets the page's own wallet pay, if it said how. What it does not say in time changes nothing. */
  async #request(detail) {
    if (typeof this.onpaymentrequest !== 'function') return;
    let answer;
    try {
      answer = await this.onpaymentrequest({ ...detail });
    } catch (failure) {
      console.warn(`${TAG}: onpaymentrequest failed: ${failure?.message ?? failure}`);
      answer = { result: 'rejected' };
    }
    if (this.#intent === detail) this.#answer(detail.attempt, answer?.result, answer?.transaction);
  }

  #answer(attempt, result, transaction) {
    this.#handle?.answer(String(attempt), String(result), typeof transaction === 'string' ? transaction : undefined);
  }

  /** The origin of `host-origin`, if it is nothing but one. */
  #hostOrigin() {
    const wanted = this.getAttribute('host-origin')?.trim();
    try {
      return wanted && new URL(wanted).origin === wanted ? wanted : null;
    } catch {
      return null;
    }
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
      assign(this, name, value);
    },
  });
}

if (!customElements.get(TAG)) customElements.define(TAG, CryptorefillsCheckout);

const mounted = new WeakMap();

/**
 * Puts a checkout into an element of the page. Options are attributes, also in camel case, and the properties
 * `requestHeaders` and `onpaymentrequest`.
 */
export function mount(place, options = {}) {
  if (mounted.has(place)) {
    console.warn(`${TAG}: there is a checkout in this element already, and nothing was changed`);
    return mounted.get(place);
  }
  const element = document.createElement(TAG);
  const handle = {
    update(changes) {
      for (const [name, value] of Object.entries(changes)) {
        const attribute = ATTRIBUTES.find((one) => one === name || camel(one) === name);
        if (attribute) assign(element, attribute, value);
        else if (FUNCTIONS.includes(name)) element[name] = value;
        else console.warn(`${TAG}: there is no option ${name}`);
      }
    },
    unmount() {
      element.remove();
      mounted.delete(place);
    },
    on(name, listener) {
      element.addEventListener(name, listener);
    },
    off(name, listener) {
      element.removeEventListener(name, listener);
    },
  };
  mounted.set(place, handle);
  handle.update(options);
  place.append(element);
  return handle;
}

/** Fetches the module ahead of a click, and the first screen's lists if `proxyUrl` is given; shows nothing. */
export async function preload({ proxyUrl, country } = {}) {
  const glue = await load();
  if (proxyUrl) glue.warm(String(proxyUrl), country);
  rest().catch(() => {}); // tried again when it is needed
}
