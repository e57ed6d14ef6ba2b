// Counts what is alive on the page: listeners, timers, requests, connections, observers and locks. What is inside
// the widget's own tree goes with it and is not counted.
'use strict';
(() => {
  const alive = new Map();
  let number = 0;
  const begin = (kind, what) => {
    const id = `${kind} ${number += 1}`;
    alive.set(id, [kind, what].join(' ').trim());
    return id;
  };
  const end = id => alive.delete(id);
  /** What is alive now, sorted. */
  window.__alive = () => [...alive.values()].sort();

  // Listeners, by target: two of the same function count once, as in the browser.
  const inside = target => target instanceof Node && target !== document && target.getRootNode() !== document;
  const tables = new WeakMap();
  const key = (type, listener, options) => {
    const capture = typeof options === 'boolean' ? options : Boolean(options && options.capture);
    return { type, listener, capture };
  };
  const same = (one, other) =>
    one.type === other.type && one.listener === other.listener && one.capture === other.capture;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    addEventListener.call(this, type, listener, options);
    const target = this || window;
    if (inside(target) || !listener || target instanceof AbortSignal || target instanceof EventSource) return;
    const table = tables.get(target) || [];
    tables.set(target, table);
    const wanted = key(type, listener, options);
    if (!table.some(one => same(one, wanted))) {
      table.push({ ...wanted, id: begin('listener', `${target.constructor.name} ${type}`) });
    }
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    removeEventListener.call(this, type, listener, options);
    const table = tables.get(this || window) || [];
    const wanted = key(type, listener, options);
    const place = table.findIndex(one => same(one, wanted));
    if (place >= 0) end(table.splice(place, 1)[0].id);
  };

  // Timers and frames, each numbered by itself.
  const wrap = (timers, start, stop, once) => {
    const [begun, ended] = [window[start], window[stop]];
    window[start] = (due, ...rest) => {
      const id = begun.call(window, (...given) => {
        if (once) end(timers.get(id));
        due(...given);
      }, ...rest);
      timers.set(id, begin('timer', start));
      return id;
    };
    window[stop] = id => {
      end(timers.get(id));
      ended.call(window, id);
    };
  };
  const timers = new Map();
  wrap(timers, 'setTimeout', 'clearTimeout', true);
  wrap(timers, 'setInterval', 'clearInterval', false);
  wrap(new Map(), 'requestAnimationFrame', 'cancelAnimationFrame', true);

  // Requests until they are answered, and streams until they are closed.
  const fetch = window.fetch;
  window.fetch = async (input, init) => {
    const id = begin('request', new URL(input.url || input, document.baseURI).pathname);
    try {
      return await fetch.call(window, input, init);
    } finally {
      end(id);
    }
  };
  const streams = new Map();
  const Stream = window.EventSource;
  window.EventSource = class extends Stream {
    constructor(url, init) {
      super(url, init);
      streams.set(this, begin('stream', ''));
    }

    close() {
      end(streams.get(this));
      super.close();
    }
  };
  const channels = new Map();
  const Channel = window.BroadcastChannel;
  window.BroadcastChannel = class extends Channel {
    constructor(name) {
      super(name);
      channels.set(this, begin('channel', name));
    }

    close() {
      end(channels.get(this));
      super.close();
    }
  };

  for (const Observer of [ResizeObserver, IntersectionObserver, MutationObserver]) {
    const { observe, unobserve, disconnect } = Observer.prototype;
    const observed = new WeakMap();
    Observer.prototype.observe = function (target, ...rest) {
      const targets = observed.get(this) || new Map();
      observed.set(this, targets);
      if (!targets.has(target)) targets.set(target, begin('observer', Observer.name));
      return observe.call(this, target, ...rest);
    };
    Observer.prototype.unobserve = function (target) {
      end((observed.get(this) || new Map()).get(target));
      (observed.get(this) || new Map()).delete(target);
      return unobserve.call(this, target);
    };
    Observer.prototype.disconnect = function () {
      for (const id of (observed.get(this) || new Map()).values()) end(id);
      observed.delete(this);
      return disconnect.call(this);
    };
  }

  if (navigator.locks) {
    const request = navigator.locks.request;
    navigator.locks.request = (...call) => {
      const id = begin('lock', call[0]);
      return request.apply(navigator.locks, call).finally(() => end(id));
    };
  }
})();
