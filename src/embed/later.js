// What the element needs only when the module is there. It ships at the end of the glue, so that the loader
// stays small. What stands here must not be called as anything in the glue is.

import { hushed, LAYER } from './analytics.js';
import { attend } from './attend.js';
import { APPS } from './carrier/apps.js';
import { COMPAT } from './carrier/compat.js';
import { TELEGRAM } from './carrier/telegram.js';
import { blend, mended } from './contrast.js';
import { askEarly, begun, shelves, takeEarly } from './early.js';
import { readUrl } from './from_url.js';
import { guard } from './guard.js';
import { legible } from './legible.js';
import { accepted, ownTexts } from './own_texts.js';
import { sorry } from './sorry.js';
import { steps } from './trail.js';

/** Further carriers. */
const MORE = [...APPS, ...TELEGRAM, ...COMPAT, ...LAYER];

// A few brands, which are above all others.
askEarly('homepage');

/** The long list would only delay the WebAssembly, without which nobody sees it. It is asked for while that is made
    ready. */
const soon = () => askEarly('brands');

/** Comes before an element is mounted: what was asked for meanwhile, and the options that are no attributes yet. */
function fromUrl(element) {
  early(takeEarly, shelves, begun);
  ownTexts(element);
  readUrl(element);
}

/** The digests of the languages' files. */
const LOCALES = __LOCALES__;

/** A language's texts; of `keys` what an element's own `texts` may change. Whoever waits for them sees nothing
    else, so that must not take long. */
async function texts(lang, element) {
  const response = await fetch(new URL(`./locales/${lang}.json`, import.meta.url), {
    integrity: `sha384-${LOCALES[lang]}`,
    credentials: 'omit',
    signal: AbortSignal.timeout(6000),
  });
  const list = await response.json();
  return element ? accepted(list, element.texts) : list;
}

export { attend, fromUrl, hushed, MORE, soon, sorry, texts };
