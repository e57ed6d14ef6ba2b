// What the element needs only when the module is there. It ships at the end of the glue, so that the loader
// stays small. What stands here must not be called as anything in the glue is.

import { hushed, LAYER } from './analytics.js';
import { APPS } from './carrier/apps.js';
import { COMPAT } from './carrier/compat.js';
import { TELEGRAM } from './carrier/telegram.js';
import { fromUrl } from './from_url.js';

/** Further carriers. */
const MORE = [...APPS, ...TELEGRAM, ...COMPAT, ...LAYER];

export { fromUrl, hushed, MORE };
