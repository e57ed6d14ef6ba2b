// Words of the page's in place of single texts of ours: the property `texts`. They are data, never markup.

/** Signs of a text at most. */
const MOST = 500;

const given = new WeakMap();

/** Lets an element have the property, and tells it of changes as of an attribute's. */
export function ownTexts(element) {
  const own = Object.hasOwn(element, 'texts') && element.texts;
  const kind = Object.getPrototypeOf(element);
  if (!('texts' in kind)) {
    Object.defineProperty(kind, 'texts', {
      configurable: true,
      enumerable: true,
      get() {
        return given.get(this) ?? null;
      },
      set(texts) {
        given.set(this, texts);
        this.attributeChangedCallback('texts', 0, 1);
      },
    });
  }
  if (own) {
    delete element.texts;
    given.set(element, own);
  }
}

const places = (text) => [...text.matchAll(/{(\w+)}/g)].map(([, name]) => name).sort();

/** Which of them may be said: numbers and texts in turn, and what is wrong with the others. `keys` are our texts'
    names in their order, each with its places, or with `!` if it stays as it is. */
export function accepted(keys, texts) {
  const known = keys.map((line) => line.split(' '));
  const said = [];
  const wrong = [];
  for (const [key, text] of Object.entries(texts)) {
    const at = known.findIndex(([name]) => name === key);
    const [, ...wanted] = known[at] ?? [];
    let why;
    if (at < 0) why = 'there is no such text';
    else if (wanted[0] === '!') why = 'it stays as it is, for the safety of money';
    else if (typeof text !== 'string' || !text.trim() || text.length > MOST) why = `it needs 1 to ${MOST} letters`;
    else if (`${places(text)}` !== `${wanted}` || /[{}]/.test(text.replace(/{\w+}/g, ''))) {
      why = `its places are ${wanted.map((name) => `{${name}}`).join(' ') || 'none'}`;
    }
    if (why) wrong.push(`texts.${key}: ${why}`);
    else said.push(at, text);
  }
  return [said, wrong];
}
