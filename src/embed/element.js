// cryptorefills-checkout __VERSION__ | MIT OR Apache-2.0
// Defines <cryptorefills-checkout>. The WebAssembly beside this file is fetched when the first element is
// connected, once per page; a failed download is forgotten, so that the next try starts afresh. It holds the
// first screen; the rest is another file, fetched once per page as soon as that screen is there.

import { hear } from './hear.js';
import { CARRIERS } from './carrier/carriers.js';
import { Talk } from './carrier/talk.js';
import { make, modal } from './modal.js';

const TAG = 'cryptorefills-checkout';
// Bundlers know this form, word for word, and bring the files along.
const WASM = new URL('./cryptorefills-checkout_bg.wasm', import.meta.url).href;
const REST = new URL('./cryptorefills-checkout-rest_bg.wasm', import.meta.url).href;
const WASM_SHA384 = '__WASM_SHA384__';
const REST_SHA384 = '__REST_SHA384__';
const GLUE_SHA384 = '__GLUE_SHA384__';

const ATTRIBUTES = [
  'proxy-url', 'stream-url', 'country', 'countries', 'lang', 'brand', 'kind', 'category', 'coin', 'network',
  'email', 'theme', 'partner-name', 'partner-logo', 'display', 'methods', 'fallback-url', 'history',
  'utm-source', 'utm-medium', 'utm-campaign', 'utm-term', 'utm-content', 'host-origin',
  'face-value', 'locked', 'from-url', 'compat-messages', 'analytics', 'data-layer',
];

/** What the page gives as functions, or as words. */
const FUNCTIONS = ['requestHeaders', 'onpaymentrequest', 'solanaBlockhash', 'texts'];

/** Why the widget could not start: `reason` is for machines, `message` for the integrator. */
const fault = (reason, message) => Object.assign(Error(message), { reason });

let loading;

function load() {
  loading ??= start().catch((failure) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

async function start() {
  const wasm = typeof WebAssembly === 'object' && fetchWasm(WASM, WASM_SHA384);
  const [script, module] = await Promise.allSettled([fetchGlue(), wasm]);
  if (script.reason) {
    throw fault('unreachable', `the checkout's script could not be loaded: ${script.reason.message}`);
  }
  const glue = script.value;
  sorry = glue.sorry;
  if (module.reason) throw module.reason;
  if (!wasm) throw fault('webassembly_missing', 'this browser has no WebAssembly');
  glue.soon();
  try {
    await glue.default({ module_or_path: module.value });
  } catch (failure) {
    const blocked = failure instanceof WebAssembly.CompileError;
    throw fault(
      blocked ? 'blocked_by_policy' : 'unusable',
      blocked
        ? "the page's policy needs 'wasm-unsafe-eval' in script-src"
        : `the checkout's WebAssembly could not start: ${failure.message}`,
    );
  }
  return glue;
}

/** The panel's words in the page's language, once they are here. */
let sorry;

let tries = 0;

async function fetchGlue() {
  const url = import.meta.url.replace(/[^/]*$/, 'cryptorefills-checkout-glue.js');
  try {
    await pin(url);
    return await import('./cryptorefills-checkout-glue.js');
  } catch {
    // Some engines remember as long as the page lives that a script could not be had.
    const again = `${url}?${++tries}`;
    await pin(again);
    return import(/* webpackIgnore: true */ /* @vite-ignore */ again);
  }
}

/** A page that pins this script by its digest means all of it: what is imported is held to its own digest too.
    Elsewhere, as in a bundle, the imported file may be another. */
async function pin(url) {
  const pins = [...document.querySelectorAll('script[integrity],link[integrity]')];
  const own = pins.find((one) => (one.src ?? one.href) === import.meta.url);
  if (!own) return;
  const integrity = `sha384-${GLUE_SHA384}`;
  let tag = document.createElement('script');
  let loaded;
  try {
    tag.type = 'module';
    tag.src = url;
    loaded = new Promise((done, failed) => {
      tag.onload = done;
      tag.onerror = () => failed(new Error("it is another's"));
    });
  } catch {
    // Trusted Types let nobody set it. Not every engine holds a link to its digest, so it is fetched twice.
    await fetch(url, { integrity });
    tag = document.createElement('link');
    tag.rel = 'modulepreload';
    tag.href = url;
  }
  Object.assign(tag, { integrity, nonce: own.nonce });
  document.head.append(tag);
  await loaded;
}

async function fetchWasm(url, sha384) {
  let response;
  try {
    // The same as a `preload` in the page asks for, or it would be fetched twice.
    response = await fetch(url, { integrity: `sha384-${sha384}`, credentials: 'same-origin' });
  } catch (failure) {
    throw fault(
      'unreachable',
      `the checkout's WebAssembly could not be loaded: ${failure.message}`,
    );
  }
  if (!response.ok) {
    throw fault('unreachable', `the checkout's WebAssembly answered ${response.status}`);
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
  #intent;
  #content;
  #modal;
  #open = false;
  #before;
  #attended;
  #heard;
  #theme = '';
  #hushed;
  #height = 0;
  #telling;
  #sized = new ResizeObserver((sizes) => {
    const height = Math.ceil(sizes.at(-1).borderBoxSize[0].blockSize);
    if (!height || height === this.#height) return; // hidden: the frame keeps its size
    this.#height = height;
    // Not in here: what the page changes then would be a loop to the browser.
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#tell('resize', JSON.stringify({ height })));
  });
  #talk = new Talk({
    origin: () => this.#hostOrigin(),
    option: (name) => this.getAttribute(name),
    screen: () => this.state?.screen,
    back: () => this.back(),
    theme: (name) => {
      this.#theme = name;
      this.#handle?.theme(name);
    },
    answer: (...answer) => this.#answer(...answer),
  });

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
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
    this.#arrange();
  }

  disconnectedCallback() {
    // Frameworks move nodes: only an element that is still gone a moment later is gone. A microtask is too
    // soon: WebKit runs those between two steps of a script that an app evaluates.
    setTimeout(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (name === 'display') this.#arrange();
    if (before === after || !this.#handle || this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      if (!this.#handle) return;
      if (this.#handle.needsRestart()) {
        const open = this.#open;
        this.#stop();
        this.#open = open;
        this.#arrange();
      } else {
        this.#handle.update();
      }
    });
  }

  async #start() {
    this.#starting = true;
    this.#heard ??= hear(this.shadowRoot);
    this.#talk.start(CARRIERS);
    this.#paint();
    try {
      const glue = await load();
      if (this.isConnected && !this.#handle) {
        if (!this.#content) {
          // It was taken away and put back meanwhile.
          this.#heard ??= hear(this.shadowRoot);
          this.#talk.start(CARRIERS);
          this.#paint();
        }
        this.#hushed = glue.hushed;
        glue.fromUrl(this);
        this.#talk.start(glue.MORE);
        this.#handle = glue.mount(this, this.shadowRoot, rest, this.#tell, glue.texts);
        this.#handle.theme(this.#theme);
        this.#measure();
        this.#attended = glue.attend(this, {
          talk: this.#talk,
          deep: () => this.#deep(),
          labels: () => this.#handle.labels(),
          back: () => this.back(),
          dismiss: () => this.#leave('dismiss'),
          answer: (detail, ...answer) => {
            // What a wallet has sent is told even if the buyer has left meanwhile.
            if (this.#intent === detail || answer[0] === 'sent') this.#answer(detail.attempt, ...answer);
          },
        });
        for (const call of this.#pending.splice(0)) call(this.#handle);
        this.#arrange();
      }
    } catch (failure) {
      this.#fail(failure);
    } finally {
      this.#starting = false;
    }
  }

  /** Puts what is shown to where `display` says, and starts as soon as something is to be seen. */
  #arrange() {
    if (!this.isConnected) return;
    if (this.display !== 'modal') this.#lower();
    else if (!this.#modal) {
      this.#modal = modal((how) => this.#leave(how));
      if (this.#content) this.#modal.append(this.#content);
      this.shadowRoot.append(this.#modal);
    }
    if (this.#modal && this.#open !== this.#modal.matches(':modal')) {
      this.#modal.hidden = !this.#open;
      this.#modal.close(); // a node that was moved is open, but no longer above the page
      if (this.#open) this.#modal.showModal();
    }
    const shown = !this.#modal || this.#open;
    if (this.#handle) this.#handle.show(shown);
    else if (shown && !this.#starting) this.#start();
    this.#attended?.sync(this.#modal);
  }

  /** What a dialog held stands in the page again. */
  #lower() {
    if (!this.#modal) return;
    this.#open = false;
    this.#modal.hidden = true;
    this.#modal.close();
    if (this.#content) this.shadowRoot.append(this.#content);
    this.#modal.remove();
    this.#modal = undefined;
  }

  /** Whether there is a step back inside: a modal checkout can be closed, a page has a first screen. */
  #deep() {
    const screen = this.state?.screen;
    return this.#modal ? this.#open : this.display === 'page' && !!screen && screen !== 'browse';
  }

  /** The buyer wants to leave. The checkout may have a question first, if it is alive. */
  #leave(how) {
    let heard;
    try {
      heard = (!this.#modal || this.#open) && this.#handle?.leave(how);
    } catch {} // a module that has panicked
    if (!heard) this.#tell('close', '{}');
  }

  #stop() {
    this.#attended?.end();
    this.#attended = undefined;
    this.#heard?.();
    this.#heard = undefined;
    if (this.#intent) {
      // A wallet must not pay what nobody sees any more.
      this.#tell('payment_intent_cancelled', JSON.stringify({ attempt: this.#intent.attempt, reason: 'left' }));
    }
    this.#handle?.unmount();
    this.#handle?.free();
    this.#handle = undefined;
    this.#talk.stop();
    this.#show();
    this.#lower();
    this.shadowRoot.replaceChildren();
    if (document.activeElement === document.body) this.#before?.focus?.();
    this.#before = undefined;
    clearTimeout(this.#telling);
    this.#height = 0;
  }

  /** Room for the first screen, so that the page does not jump when it comes. */
  #paint() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ':host{display:block;inline-size:100%;min-inline-size:min(280px,100%)}:host([hidden]){display:none}' +
        '.wait{background-color:var(--checkout-surface,color-mix(in srgb,currentColor 5%,transparent))}' +
        '.fail{all:initial;direction:ltr;display:block;padding:20px;border:1px solid;' +
        'background-color:var(--checkout-surface,#fff);color:var(--checkout-text,#161a22);' +
        'font-family:var(--checkout-font,inherit);font-size:16px;line-height:1.45}' +
        '.wait,.fail{min-height:576px;border-radius:var(--checkout-radius,14px)}' +
        '.fail>*{min-height:44px}' +
        ':host([display=page]) .wait{min-height:100dvh}:host([display=modal]){display:contents}' +
        'dialog{all:initial;position:fixed;inset:0;margin:auto;display:flex;flex-direction:column;overflow:hidden;' +
        'width:736px;height:fit-content;max-height:calc(100dvh - 48px);border-radius:18px;font:inherit;' +
        'color-scheme:light dark;background-color:var(--checkout-surface,Canvas)}dialog:not([open]){display:none}' +
        'dialog::backdrop{background:#0009}dialog>div{overflow:auto}' +
        'dialog>button{position:absolute;z-index:3;top:8px;inset-inline-end:16px;width:44px;height:44px;border:0;' +
        'border-radius:50%;background:inherit;color:inherit;font:26px/1 sans-serif}' +
        '@media(max-width:783px){dialog{width:100%;height:100%;max-height:none;border-radius:0}dialog>div{flex:1}}',
    );
    this.shadowRoot.adoptedStyleSheets = [sheet];
    const room = make('div', { className: 'wait' });
    room.setAttribute('aria-busy', 'true');
    this.#show(room);
  }

  #show(content) {
    this.#content?.remove();
    this.#content = content;
    if (content) (this.#modal ?? this.shadowRoot).append(content);
    this.#measure();
  }

  #measure() {
    this.#sized.disconnect();
    if (this.#content) this.#sized.observe(this.#content);
  }

  #fail(failure) {
    const tags = [this.lang, this.closest('[lang]')?.lang, ...navigator.languages].filter(Boolean);
    const [words, retry] = sorry?.(tags) ?? ['The checkout could not be loaded. Nothing was charged.', 'Try again'];
    const panel = make(
      'div',
      { className: 'fail', part: 'notice' },
      make('p', { textContent: words }),
      make('button', { part: 'retry', type: 'button', textContent: retry, onclick: () => this.#start() }),
    );
    panel.setAttribute('role', 'alert');
    panel.dataset.kind = 'error';
    const url = this.#fallbackUrl();
    if (url) {
      const { href, host } = url;
      panel.append(' ', make('a', { href, rel: 'noopener noreferrer', target: '_blank', textContent: host }));
    }
    this.#show(panel);
    const { reason = 'unusable' } = failure;
    const message = failure.reason ? failure.message : 'the checkout could not start';
    console.warn(`${TAG}: ${message}`);
    this.#tell('error', JSON.stringify({ kind: 'load', reason, message }));
  }

  /** Tells the page by an event, and an app around it by a message. `text` is the detail as JSON. Returns what
      was decided about `before_order`: true, false, a text that says why not, or a promise of one of them. */
  #tell = (name, text) => {
    if (this.#hushed?.(name, (option) => this.getAttribute(option))) return;
    const detail = JSON.parse(text);
    if (/^payment_in/.test(name)) this.#intent = name === 'payment_initiated' ? detail : undefined;
    if (name === 'close' && this.#open) {
      this.#open = false;
      this.#arrange();
    } else {
      this.#talk.send(name, JSON.parse(text)); // its own copy: listeners may write into theirs
    }
    const cancelable = name === 'before_order';
    // A dialog of the page's must not hear its own `close` in ours.
    const event = new CustomEvent(name, { bubbles: name !== 'close', composed: true, cancelable, detail });
    let decision = true;
    if (cancelable) event.respondWith = (promise) => (decision = Promise.resolve(promise));
    this.dispatchEvent(event);
    if (cancelable) return !event.defaultPrevented && decision;
    if (name === 'payment_initiated') this.#attended?.request(detail);
  };

  #answer(attempt, result, transaction) {
    this.#handle?.answer(String(attempt), String(result), typeof transaction === 'string' ? transaction : undefined);
  }

  /** The origin of `host-origin`, if it is nothing but one. */
  #hostOrigin() {
    const wanted = this.getAttribute('host-origin')?.trim();
    try {
      return new URL(wanted).origin === wanted && wanted;
    } catch {} // it is no URL
  }

  #fallbackUrl() {
    try {
      const url = new URL(this.getAttribute('fallback-url') ?? '', document.baseURI);
      const safe = url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === location.origin);
      return this.hasAttribute('fallback-url') && safe && url;
    } catch {} // it is no URL
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
    this.#leave('back');
  }

  reset() {
    this.#call((handle) => handle.reset());
  }

  showModal() {
    if (!this.#open) this.#before = this.getRootNode().activeElement;
    this.#open = true;
    this.setAttribute('display', 'modal');
    this.#arrange();
  }

  close() {
    if (this.#open) this.#leave('close');
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
 * in FUNCTIONS.
 */
export function mount(place, options = {}) {
  if (mounted.has(place)) {
    console.warn(`${TAG}: mounted here already`);
    return mounted.get(place);
  }
  const element = document.createElement(TAG);
  const handle = {
    update(changes) {
      for (const [name, value] of Object.entries(changes)) {
        const attribute = ATTRIBUTES.find((one) => one === name || camel(one) === name);
        if (attribute) assign(element, attribute, value);
        else if (FUNCTIONS.includes(name)) element[name] = value;
        else console.warn(`${TAG}: no option ${name}`);
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
