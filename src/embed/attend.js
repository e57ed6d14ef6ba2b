// What the element does once the module is there, besides showing it.

/** Asks before the page goes away under an unpaid order: once, for it comes back on the next visit anyway. */
function warn(element) {
  let warned;
  const leaving = (event) => {
    if (warned || !['waiting', 'underpaid'].includes(element.state?.phase)) return;
    warned = true;
    event.preventDefault();
  };
  addEventListener('beforeunload', leaving);
  return () => removeEventListener('beforeunload', leaving);
}

/** Has an app around the page open links that lead outside, where it wants to. */
function follow(root, talk) {
  const opens = ([carrier, bridge], url) => {
    try {
      return carrier.open?.(bridge, url);
    } catch {} // then it is a link as any other
  };
  const pressed = (event) => {
    const link = event.isTrusted && event.target.closest('a[href^="https:"]');
    if (link && [...talk.bridges].some((found) => opens(found, link.href))) event.preventDefault();
  };
  root.addEventListener('click', pressed);
  return () => root.removeEventListener('click', pressed);
}

/** In a frame the history belongs to the page around it, which has the message `back`. */
function retrace(root, deep, back) {
  if (parent !== window) return [];
  const { sync, end } = steps(deep, back);
  const screens = new MutationObserver(sync);
  screens.observe(root, { subtree: true, attributeFilter: ['data-screen'] });
  return [sync, end, () => screens.disconnect()];
}

/** Lets apps with controls of their own know which screen is there. */
function steer(element, root, talk) {
  const screens = new MutationObserver(() => {
    for (const [carrier, bridge] of talk.bridges) {
      try {
        carrier.moved?.(bridge, element.state?.screen);
      } catch {} // an app that is gone
    }
  });
  screens.observe(root, { subtree: true, attributeFilter: ['data-screen'] });
  return () => screens.disconnect();
}

/** Lets the page's own wallet pay, if it said how. What it does not say in time changes nothing. */
async function request(element, detail, answer) {
  if (typeof element.onpaymentrequest !== 'function') return;
  let said;
  try {
    said = await element.onpaymentrequest({ ...detail });
  } catch (failure) {
    console.warn(`${element.localName}: onpaymentrequest failed: ${failure?.message ?? failure}`);
    said = { result: 'rejected' };
  }
  answer(detail, said?.result, said?.transaction);
}

/** Brings all of what the keyboard has come to into view: browsers leave what is cut off at an edge. */
function keepInView(root) {
  const came = ({ target }) => {
    if (target.matches(':focus-visible')) target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  root.addEventListener('focusin', came);
  return () => root.removeEventListener('focusin', came);
}

/** Names the dialog and its button in the language that the checkout speaks. */
function name(root, labels) {
  const dialog = root.querySelector('[part=modal]');
  if (dialog) [dialog.ariaLabel, dialog.querySelector('[part=close]').title] = labels();
}

/** Tells the integrator of a mistake in the same ways as the module does. */
function report(element, talk, message) {
  const detail = { kind: 'config', message };
  console.warn(`${element.localName}: ${message}`);
  talk.send('error', { ...detail });
  element.dispatchEvent(new CustomEvent('error', { bubbles: true, composed: true, detail }));
}

/** Begins all of it. `owner` has the element's `talk`, `deep()`, `labels()`, `back()`, `dismiss()` and
    `answer(detail, result, transaction)`. */
export function attend(element, { talk, deep, labels, back, dismiss, answer }) {
  const root = element.shadowRoot;
  const [sync, ...trail] = retrace(root, deep, back);
  const tongue = new MutationObserver(() => name(root, labels));
  tongue.observe(root, { subtree: true, attributeFilter: ['lang'] });
  const ends = [
    ...trail,
    () => tongue.disconnect(),
    warn(element),
    follow(root, talk),
    steer(element, root, talk),
    keepInView(root),
    legible(element, (message) => report(element, talk, message)),
  ];
  return {
    /** What is shown has changed, and where. */
    sync(dialog) {
      if (dialog) guard(dialog, dismiss);
      name(root, labels);
      sync?.();
    },
    request: (detail) => request(element, detail, answer),
    end: () => ends.forEach((end) => end()),
  };
}
