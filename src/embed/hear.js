// Events that do not reach us. In the loader, for the button that tries again is pressed before the module is there.

// The events of ours that pass through the page.
const STOPPABLE = ['click', 'input', 'blur'];

/** Some pages stop events on their way down. What has not arrived is told again, in here only, as an event that
    does nothing by itself: what the browser does upon a click is done already. */
export function hear(root) {
  const arrived = new WeakSet();
  const arrive = (event) => arrived.add(event);
  const pass = (event) => {
    const target = event.composedPath()[0];
    if (!(target instanceof Node) || target.getRootNode() !== root) return;
    setTimeout(() => {
      if (arrived.has(event) || !target.isConnected) return;
      target.dispatchEvent(new Event(event.type, { bubbles: true, cancelable: true }));
    });
  };
  for (const type of STOPPABLE) {
    root.addEventListener(type, arrive, true);
    addEventListener(type, pass, true);
  }
  return () => {
    for (const type of STOPPABLE) {
      root.removeEventListener(type, arrive, true);
      removeEventListener(type, pass, true);
    }
  };
}
