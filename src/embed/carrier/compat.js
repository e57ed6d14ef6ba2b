// The flat messages that wallets with an embedded shop know already, for `compat-messages="on"`: JSON text, to
// React Native and to the parent frame's exact origin. Nothing comes back by them.

const on = (talk) => talk.option('compat-messages') === 'on';

/** What others call the network of a token. */
const SHORT = { 'ETH Mainnet': 'erc20', Ethereum: 'erc20', Tron: 'trc20', 'Polygon (Matic)': 'polygon' };
/** Coins that are called by their network when they are on their own. */
const OWN = {
  'BTC/Mainnet': 'bitcoin',
  'BTC/Lightning': 'lightning',
  'LTC/Mainnet': 'litecoin',
  'DOGE/Mainnet': 'dogecoin',
  'ETH/ETH Mainnet': 'ethereum',
  'ETH/Ethereum': 'ethereum',
  'SOL/Solana': 'solana',
  'TRX/Tron': 'tron',
};

function method({ coin, network }) {
  const short = SHORT[network] ?? network.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return OWN[`${coin}/${network}`] ?? `${coin.toLowerCase()}_${short}`;
}

/** A number while numbers can hold it exactly, and text beyond. Invoices of Lightning are counted in satoshi. */
function units({ amount_atomic: atomic, network }) {
  if (!atomic) return null;
  let whole = BigInt(atomic);
  if (network === 'Lightning') {
    if (whole % 1000n) return null;
    whole /= 1000n;
  }
  return whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : String(whole);
}

/** Each of our events in their words. */
function* flat({ type, detail }) {
  const invoiceId = detail?.attempt;
  if (!invoiceId) return;
  if (type === 'payment_initiated') {
    const payment = {
      invoiceId,
      paymentUri: detail.uri,
      paymentMethod: method(detail),
      paymentAmount: units(detail),
      paymentCurrency: detail.coin,
      paymentAddress: detail.address,
    };
    yield { event: 'invoice_created', ...payment };
    yield { event: 'payment_intent', ...payment };
  } else if (type === 'order_completed') {
    yield { event: 'invoice_complete', invoiceId, state: 'delivered' };
  } else {
    yield { event: 'invoice_update', invoiceId, state: detail.reason ?? type.replace('payment_', '') };
  }
}

const nothing = () => () => {};

const native = {
  find: (talk) => on(talk) && window.ReactNativeWebView?.postMessage && window.ReactNativeWebView,
  send(bridge, envelope) {
    for (const message of flat(envelope)) bridge.postMessage(JSON.stringify(message));
  },
  listen: nothing,
};

const frame = {
  find: (talk) => on(talk) && parent !== window && talk.origin() && parent,
  send(bridge, envelope, talk) {
    const origin = talk.origin();
    if (!origin) return;
    for (const message of flat(envelope)) bridge.postMessage(JSON.stringify(message), origin);
  },
  listen: nothing,
};

export const COMPAT = [native, frame];
