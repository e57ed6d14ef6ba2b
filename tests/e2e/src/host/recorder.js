// Keeps everything that the widget tells its host, and everything that goes wrong on the page.
'use strict';
(() => {
  window.__events = [];
  window.__violations = [];
  window.__errors = [];
  window.__requests = [];

  const names = [
    'ready', 'product_viewed', 'quote_shown', 'validation_failed', 'order_started', 'before_order', 'payment_initiated',
    'payment_intent_cancelled', 'payment_detected', 'payment_received', 'payment_underpaid',
    'order_completed', 'order_ended', 'error', 'resize', 'close',
  ];
  const plain = value => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
  for (const name of names) {
    window.addEventListener(name, event => {
      if (event.target instanceof Element && event.target.localName === 'cryptorefills-checkout') {
        window.__events.push({ type: name, detail: plain(event.detail) });
      } else if (name === 'error') {
        window.__errors.push(String(event.message || event.type));
      }
    }, name === 'close'); // does not bubble
  }
  window.addEventListener('unhandledrejection', event => {
    window.__errors.push('unhandled rejection: ' + String(event.reason));
  });
  window.addEventListener('message', event => {
    window.__events.push({ type: 'message', detail: plain(event.data) });
  });
  document.addEventListener('securitypolicyviolation', event => {
    // A browser's own wish for an icon, which the policy denies it.
    if (event.blockedURI.endsWith('/favicon.ico')) return;
    window.__violations.push(event.effectiveDirective + ' blocked ' + (event.blockedURI || 'inline'));
  });

  // For the engines whose driver does not tell what was written to the console.
  window.__console = [];
  for (const [method, level] of [['error', 'SEVERE'], ['warn', 'WARNING'], ['log', 'INFO'], ['info', 'INFO']]) {
    const write = console[method];
    console[method] = (...words) => {
      window.__console.push({ level, message: words.map(String).join(' ') });
      write.apply(console, words);
    };
  }

  // Addresses and header names only: enough to prove where requests go and what they carry.
  const note = (method, url, headers) => {
    window.__requests.push({ method, url: new URL(url, document.baseURI).href, headers });
  };
  const realFetch = window.fetch;
  window.fetch = function (input, init) {
    const request = new Request(input, init);
    note(request.method, request.url, [...request.headers.keys()]);
    return realFetch.call(window, request);
  };
  const RealEventSource = window.EventSource;
  const streams = new Set();
  window.__mostStreams = 0;
  window.EventSource = class extends RealEventSource {
    constructor(url, init) {
      note('GET', url, []);
      super(url, init);
      streams.add(this);
      window.__mostStreams = Math.max(window.__mostStreams, streams.size);
    }

    close() {
      streams.delete(this);
      super.close();
    }
  };

  // Every phase that was ever on the screen, however briefly.
  window.__phases = [];
  const { observe } = MutationObserver.prototype; // its own is not the widget's, where those are counted
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    const look = () => {
      const status = root.querySelector('[part~="status"]');
      const phase = status && status.dataset.phase;
      if (phase && window.__phases.at(-1) !== phase) window.__phases.push(phase);
    };
    const watched = { subtree: true, childList: true, attributeFilter: ['data-phase'] };
    observe.call(new MutationObserver(look), root, watched);
    return root;
  };

  // Some tests let seconds pass faster: the page's timers and time-outs, not its clock.
  const pace = Number(document.documentElement.dataset.pace || 1);
  if (pace !== 1) {
    const setTimeout = window.setTimeout;
    window.setTimeout = (due, ms, ...rest) => setTimeout.call(window, due, ms / pace, ...rest);
    const timeout = AbortSignal.timeout;
    AbortSignal.timeout = ms => timeout.call(AbortSignal, ms / pace);
  }
  performance.setResourceTimingBufferSize(10000);

  // Some shops stop every click that bubbles; buttons inside the widget must work all the same.
  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('main').addEventListener('click', event => event.stopPropagation());
  });
})();
