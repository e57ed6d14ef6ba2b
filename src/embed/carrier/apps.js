// Apps around the page that take our own messages, by bridges that are rarer than those in carriers.js.

const told = (target, name, heard) => {
  target.addEventListener(name, heard);
  return () => target.removeEventListener(name, heard);
};

const FLUTTER_READY = 'flutterInAppWebViewPlatformReady';
const FLUTTER_PATIENCE_MS = 1000;
const flutterReady = new WeakMap();

/** Flutter's in-app web view: a handler of our name, whose answer is the app's. */
const flutter = {
  find: () => window.flutter_inappwebview?.callHandler && window.flutter_inappwebview,
  async send(bridge, envelope, talk) {
    await flutterReady.get(talk);
    talk.hear(await bridge.callHandler('cryptorefillsCheckout', envelope));
  },
  listen(bridge, talk) {
    let end = () => {};
    // Calls before the platform is ready are lost. The event may be over when this script comes, and not every
    // version leaves a mark: then it is ready by now.
    const ready = new Promise((done) => {
      const timer = setTimeout(done, FLUTTER_PATIENCE_MS);
      const deaf = told(window, FLUTTER_READY, done);
      end = () => (clearTimeout(timer), deaf());
      if (bridge._platformReady) done();
    });
    flutterReady.set(talk, ready.then(() => end()));
    return () => end();
  },
};

/** Windows' WebView2: objects both ways. */
const webView2 = {
  find: () => window.chrome?.webview?.postMessage && window.chrome.webview,
  send: (bridge, envelope) => bridge.postMessage(envelope),
  listen: (bridge, talk) => told(bridge, 'message', (event) => talk.hear(event.data)),
};

const WORLD_CHAIN = 480;
// What World App's `pay` can move, by contract: it knows its tokens by names only.
const WORLD_TOKENS = {
  '0x2cfc85d8e48f8eab294be644d9e25c3030863003': 'WLD',
  '0x79a02482a880bce3f13e09da970dc34db4cd24d1': 'USDCE',
};
const WORLD_NO = ['user_rejected', 'payment_rejected'];
const worldAsked = new WeakMap();

/** World App: it pays two tokens on its own chain, and hears of nothing else. */
const worldApp = {
  find() {
    const pays = ({ name, supported_versions: versions }) => name === 'pay' && versions.includes(1);
    if (!window.WorldApp?.supported_commands?.some(pays)) return null;
    const ios = window.webkit?.messageHandlers?.minikit;
    if (ios) return { post: (command) => ios.postMessage(command) };
    return window.Android && { post: (command) => window.Android.postMessage(JSON.stringify(command)) };
  },
  send(bridge, { type, detail }, talk) {
    if (type !== 'payment_initiated' || detail.chain_id !== WORLD_CHAIN || detail.memo) return;
    const symbol = WORLD_TOKENS[detail.contract?.toLowerCase()];
    if (!symbol || !detail.amount_atomic) return;
    worldAsked.set(talk, detail.attempt);
    bridge.post({
      command: 'pay',
      version: 1,
      payload: {
        reference: detail.attempt,
        to: detail.address,
        tokens: [{ symbol, token_amount: detail.amount_atomic }],
        description: 'Cryptorefills',
        network: 'worldchain',
      },
    });
  },
  listen(bridge, talk) {
    const heard = (name, answer) => {
      const attempt = worldAsked.get(talk);
      if (name !== 'miniapp-payment' || !attempt || (answer?.reference ?? attempt) !== attempt) return;
      const no = WORLD_NO.includes(answer?.error_code) ? 'rejected' : 'unsupported';
      // Its transaction id is a number of its own, by which no chain knows the payment.
      talk.hear({ type: 'payment_intent_result', attempt, result: answer?.status === 'success' ? 'sent' : no });
    };
    const kit = window.MiniKit;
    if (!kit) {
      window.MiniKit = { trigger: heard };
      return () => delete window.MiniKit;
    }
    const trigger = kit.trigger;
    kit.trigger = function (...all) {
      heard(...all);
      return trigger?.apply(this, all);
    };
    return () => (kit.trigger = trigger);
  },
};

export const APPS = [flutter, webView2, worldApp];
