// What scripts of a hostile page do to everybody on it.
'use strict';
if ('hostile' in document.documentElement.dataset) {
  // Nothing that happens is to reach anybody below, unless a test says otherwise.
  window.__stops = () => true;
  const names = ['click', 'keydown', 'keyup', 'input', 'beforeinput', 'change', 'submit', 'pointerdown', 'mousedown',
    'focusin', 'focusout', 'focus', 'blur'];
  for (const target of [window, document]) {
    for (const name of names) {
      target.addEventListener(name, event => { if (window.__stops(event, target)) event.stopPropagation(); }, true);
    }
  }

  // An old library's own idea of a list, seen by every `for … in`.
  const lists = {
    forEach(each, self) { for (let i = 0; i < this.length; i += 1) each.call(self, this[i], i, this); },
    map(each, self) { const out = []; for (let i = 0; i < this.length; i += 1) out[i] = each.call(self, this[i], i, this); return out; },
    filter(each, self) { const out = []; for (let i = 0; i < this.length; i += 1) if (each.call(self, this[i], i)) out[out.length] = this[i]; return out; },
    find(each, self) { for (let i = 0; i < this.length; i += 1) if (each.call(self, this[i], i)) return this[i]; },
    includes(one) { return this.indexOf(one) !== -1; },
    push(...more) { for (let i = 0; i < more.length; i += 1) this[this.length] = more[i]; return this.length; },
    contains(one) { return this.indexOf(one) !== -1; },
    first() { return this[0]; },
  };
  for (const name of Object.keys(lists)) {
    const own = { value: lists[name], enumerable: true, writable: true, configurable: true };
    Object.defineProperty(Array.prototype, name, own);
  }

  // Somebody measures every request, and reads every answer first; streams are left alone.
  const fetch = window.fetch;
  window.fetch = async (...call) => {
    const answer = await fetch.apply(window, call);
    await answer.clone().arrayBuffer();
    return answer;
  };
}
