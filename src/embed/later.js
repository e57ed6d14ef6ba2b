// What the element needs only when the module is there. It ships at the end of the glue, so that the loader
// stays small. What stands here must not be called as anything in the glue is.

import { MORE } from './carrier/more.js';
import { attend } from './attend.js';
import { guard } from './guard.js';
import { steps } from './trail.js';

export { MORE, attend };
