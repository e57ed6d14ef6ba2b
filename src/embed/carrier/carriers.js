// The ways from this page to an app around it. Each one has the same doors, so that another kind of app
// is another entry in a list and no change of anything else:
//   find(talk)                    the bridge, or something falsy as long as it is not there
//   send(bridge, envelope, talk)  hands one message over; may throw
//   open(bridge, url)             optional: opens an https link outside, and says whether it does
//   moved(bridge, screen)         optional: hears which screen is there now
//   listen(bridge, talk)          calls talk.hear(data) for what comes back; returns what ends that
// Those here are in the loader, so that an app hears too that the module could not be loaded.

const on = (target, name, heard) => {
  target.addEventListener(name, heard);
  return () => target.removeEventListener(name, heard);
};

const framed = () => parent !== window;

/** What apps call from outside, as long as a widget listens: `cryptorefillsCheckout.receive(data)`. */
const ears = new Set();
function receive(ear) {
  if (!ears.size) window.cryptorefillsCheckout = { receive: (data) => ears.forEach((hear) => hear(data)) };
  ears.add(ear);
  return () => {
    if (ears.delete(ear) && !ears.size) delete window.cryptorefillsCheckout;
  };
}

/** The page that frames ours: objects, only to `host-origin` and only from it. */
const parentFrame = {
  find: (talk) => framed() && talk.origin() && parent,
  send(bridge, envelope, talk) {
    const origin = talk.origin();
    if (origin) bridge.postMessage(envelope, origin);
  },
  listen: (bridge, talk) =>
    on(window, 'message', (event) => {
      if (event.source === bridge && event.origin === talk.origin()) talk.hear(event.data);
    }),
};

/** React Native: text. What it answers are events made in the page, without origin and source. */
const reactNative = {
  find: () => window.ReactNativeWebView?.postMessage && window.ReactNativeWebView,
  send: (bridge, envelope) => bridge.postMessage(JSON.stringify(envelope)),
  listen(bridge, talk) {
    let last;
    const heard = (event) => {
      // iOS tells the window, Android the document: an event that reaches both counts once.
      if (framed() || event.origin || event.source || event === last) return;
      last = event;
      talk.hear(event.data);
    };
    const ends = [on(window, 'message', heard), on(document, 'message', heard)];
    return () => ends.forEach((end) => end());
  },
};

/** WKWebView. A handler with a reply answers by the promise, any other by calling `receive`. */
const webkit = {
  find: () => window.webkit?.messageHandlers?.cryptorefillsCheckout,
  send: async (bridge, envelope, talk) => talk.hear(await bridge.postMessage(envelope)),
  listen: (bridge, talk) => receive(talk.hear),
};

/** Android: text. A web message listener answers by an event, an older interface by calling `receive`. */
const android = {
  find: () => window.CryptorefillsCheckoutHost,
  send: (bridge, envelope) => bridge.postMessage(JSON.stringify(envelope)),
  listen(bridge, talk) {
    const ends = [receive(talk.hear)];
    if (bridge.addEventListener) ends.push(on(bridge, 'message', (event) => talk.hear(event.data)));
    return () => ends.forEach((end) => end());
  },
};

export const CARRIERS = [parentFrame, reactNative, webkit, android];
