// The browser's step back.

/** The mark of the one entry that is added to the page's history. It says nothing but that. */
const MARK = 'cryptorefillsCheckout';

const marked = () => Boolean(history.state?.[MARK]);

/**
 * As long as `deep()`, the browser's step back is one inside the checkout: `back()`. The page's address never
 * changes, and what the page keeps with its entry stays there, so that a router sees nothing new.
 */
export function steps(deep, back) {
  let address;
  let returning;
  const put = (state, how) => {
    try {
      history[how](state, '');
    } catch {} // a document without a history of its own
  };
  const sync = () => {
    clearTimeout(returning);
    if (deep()) {
      if (!marked()) put({ ...history.state, [MARK]: true }, 'pushState');
      address = marked() ? location.href : undefined;
    } else if (address && marked()) {
      // Later, and only if the page has not gone elsewhere meanwhile.
      returning = setTimeout(() => {
        address = undefined;
        if (marked()) history.back();
      });
    }
  };
  const popped = () => {
    if (!address || marked() || location.href !== address) return;
    address = undefined;
    back();
    sync();
  };
  addEventListener('popstate', popped);
  sync();
  return {
    sync,
    end() {
      clearTimeout(returning);
      removeEventListener('popstate', popped);
      if (!address || !marked()) return;
      const { [MARK]: mark, ...state } = history.state;
      put(state, 'replaceState');
    },
  };
}
