/*! cryptorefills-checkout __VERSION__: the one-tag loader. Put the tag where the checkout should appear.
    data-NAME becomes the attribute NAME; data-integrity is the hash of the module it loads. */
(() => {
  'use strict';
  const tag = document.currentScript; // null in a later task, so taken now
  const NAME = 'cryptorefills-checkout';
  // Escaped: the page's encoding applies to classic scripts served without a charset.
  const SORRY = {
    en: 'The checkout could not be loaded.',
    es: 'No se pudo cargar el pago.',
    fr: 'Le paiement n\u2019a pas pu \u00eatre charg\u00e9.',
    de: 'Die Kasse konnte nicht geladen werden.',
    it: 'Impossibile caricare il pagamento.',
    pt: 'N\u00e3o foi poss\u00edvel carregar o pagamento.',
    zh: '\u65e0\u6cd5\u52a0\u8f7d\u7ed3\u8d26\u9875\u9762\u3002',
    tr: '\u00d6deme sayfas\u0131 y\u00fcklenemedi.',
    vi: 'Kh\u00f4ng th\u1ec3 t\u1ea3i trang thanh to\u00e1n.',
    tl: 'Hindi ma-load ang checkout.',
  };
  if (!tag) return console.error(NAME + ': embed.js must be a classic script, not a module');

  const element = document.createElement(NAME);
  for (const { name, value } of tag.attributes) {
    // Handlers and styles are not settings, and a strict policy blocks both.
    if (/^data-(?!on|style$|integrity$)/.test(name)) element.setAttribute(name.slice(5), value);
  }
  tag.after(element);
  if (customElements.get(NAME)) return;

  const fail = () => {
    const lang = (element.closest('[lang]')?.lang || navigator.language).slice(0, 2).toLowerCase();
    const note = document.createElement('p');
    note.lang = SORRY[lang] ? lang : 'en';
    note.setAttribute('role', 'alert');
    note.append(SORRY[note.lang], ' ');
    try {
      const url = new URL(element.getAttribute('fallback-url') || 'none:', document.baseURI);
      if (url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === location.origin)) {
        const link = document.createElement('a');
        link.href = url.href;
        link.rel = 'noopener';
        link.textContent = url.host;
        note.append(link);
      }
    } catch {} // not a URL: no link
    element.replaceChildren(note);
    const detail = { kind: 'load', message: 'could not load ' + source };
    element.dispatchEvent(new CustomEvent('error', { bubbles: true, composed: true, detail }));
  };

  const source = new URL(NAME + '.js', tag.src).href;
  const put = (element, more) => document.head.append(Object.assign(element, { nonce: tag.nonce }, more));
  const integrity = tag.dataset.integrity ?? '';
  const script = document.createElement('script');
  try {
    script.type = 'module';
    script.src = source;
    // A module that throws still counts as loaded.
    put(script, { integrity, onerror: fail, onload: () => customElements.get(NAME) || fail() });
  } catch {
    // Trusted Types let nobody set it. Not every engine holds a link to its digest, so it is fetched twice.
    if (integrity) put(document.createElement('link'), { rel: 'modulepreload', integrity, href: source });
    fetch(source, { integrity })
      .then(() => import(source))
      .catch(fail);
  }
})();
