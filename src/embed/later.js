// What the element needs only when the module is there. It ships at the end of the glue, so that the loader
// stays small. What stands here must not be called as anything in the glue is.

import { MORE } from './carrier/more.js';

export { MORE };
