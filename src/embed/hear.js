// Events that do not reach us. In the loader, for the button that tries again is pressed before the module is there.

// The events of ours that pass through the page.
const STOPPABLE = ['click', 'input', 'blur'];

/** Some pages stop events on their way down. What has not arrived is told again, in here only, as an event that
    does nothing by itself: what the browser does upon a click is done already. */
export function hear(root) {
  let late = [];
  const tell = () => {
    // Those that are still under way may yet arrive.
    const over = late.filter(([, event]) => !event.eventPhase);
    late = late.filter(([, event]) => event.eventPhase);
    for (const [target, { type }] of over) {
      if (target.isConnected) target.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    }
  };
  // Nothing overtakes what came before it: leaving a field is heard after what was typed there.
  const arrive = (event) => {
    late = late.filter(([, one]) => one !== event);
    tell();
  };
  const pass = (event) => {
    const target = event.composedPath()[0];
    if (!(target instanceof Node) || target.getRootNode() !== root) return;
    late.push([target, event]);
    setTimeout(tell);
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
