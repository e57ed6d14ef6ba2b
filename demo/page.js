// The page's own script: a pretend wallet, a log of what the checkout tells its host, and the switches.
// It knows the widget only through its documented attributes and events, as a partner's page would.

const LOG_LIMIT = 200;
const REQUEST_TIMEOUT_MS = 15_000;

const EVENTS = [
  'ready', 'product_viewed', 'order_started', 'before_order',
  'payment_initiated', 'payment_intent_cancelled',
  'payment_detected', 'payment_received', 'payment_underpaid',
  'order_completed', 'order_ended', 'error',
];

// What each choice of the fault menu asks of the sandbox, and what to do to see it.
const FAULTS = {
  creation: {
    faults: [{ path: '/v5/orders', method: 'POST', times: 1, status: 503 }],
    hint: 'The next order is answered with 503.',
  },
  stream: {
    faults: [{ path: '/v5/orders/{id}/subscribe', times: 1, drop_stream_after: 1 }],
    hint: 'The next live status breaks off after one message.',
  },
  catalogue: {
    faults: [{ path: '/v2/brands', times: 1, garbage: true }],
    hint: 'Change the country to see it.',
  },
  slow: {
    faults: ['/v2/brands', '/v5/products/country/{id}', '/v5/orders/validations', '/v5/orders']
      .map((path) => ({ path, times: 3, delay_ms: 3000 })),
    hint: 'The next answers come 3 seconds late.',
  },
};

const widget = document.querySelector('cryptorefills-checkout');
const proxyUrl = widget.getAttribute('proxy-url');
const byId = (id) => document.getElementById(id);

/** Posts to the sandbox; resolves to null when it obeyed, else to a sentence for the person at the page. */
async function postToSandbox(path, body) {
  const request = { method: 'POST', signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
  if (body !== undefined) {
    request.headers = { 'Content-Type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(`${proxyUrl.replace(/\/+$/, '')}/sandbox/${path}`, request);
  } catch (failure) {
    return failure.name === 'TimeoutError' ? 'the sandbox did not answer in time' : 'the sandbox cannot be reached';
  }
  if (response.ok) return null;
  const reason = await refusalReason(response);
  return `the sandbox answered ${response.status}${reason ? ` (${reason})` : ''}`;
}

async function refusalReason(response) {
  try {
    const answer = await response.json();
    const reason = answer.message ?? answer.error ?? answer.detail;
    return typeof reason === 'string' ? reason.slice(0, 200) : '';
  } catch {
    return '';
  }
}

function say(line, text, failed) {
  line.textContent = text;
  line.dataset.outcome = failed ? 'failed' : 'done';
}

// Pretend wallet

// The last order stays after its request is withdrawn: late payments, deliveries and refunds come after that.
let order = null;

function shorten(address) {
  return address.length > 24 ? `${address.slice(0, 10)}…${address.slice(-10)}` : address;
}

function showRequest(detail) {
  order = detail;
  byId('wallet-request').textContent = 'The checkout asks this wallet to pay:';
  byId('order-amount').textContent = `${detail.amount} ${detail.coin}`;
  byId('order-network').textContent = detail.network;
  byId('order-address').textContent = shorten(detail.address);
  byId('order-address').title = detail.address;
  byId('wallet-order').hidden = false;
  byId('wallet-status').textContent = '';
  for (const button of document.querySelectorAll('[data-action]')) button.disabled = false;
}

function withdrawRequest(detail) {
  if (order?.attempt !== detail.attempt) return;
  const reason = detail.reason ? ` (${detail.reason})` : '';
  byId('wallet-request').textContent =
    `The checkout no longer asks for this payment${reason}. The buttons still act on the order.`;
}

async function act(button) {
  const line = byId('wallet-status');
  const name = button.textContent;
  say(line, `${name}…`, false);
  const failure = await postToSandbox(`orders/${encodeURIComponent(order.address)}/${button.dataset.action}`);
  say(line, failure ? `${name}: ${failure}.` : `${name}: done.`, failure !== null);
}

widget.addEventListener('payment_initiated', (event) => showRequest(event.detail));
widget.addEventListener('payment_intent_cancelled', (event) => withdrawRequest(event.detail));
for (const button of document.querySelectorAll('[data-action]')) {
  button.addEventListener('click', () => act(button));
}

// Log of events

let resizes = 0;

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function logEvent(event) {
  const now = new Date();
  const time = element('time', now.toLocaleTimeString([], { hour12: false }));
  time.dateTime = now.toISOString();
  const entry = document.createElement('li');
  entry.dataset.event = event.type;
  entry.append(element('strong', event.type), time);
  if (event.detail !== null && event.detail !== undefined) {
    entry.append(element('pre', JSON.stringify(event.detail, null, 2)));
  }
  const log = byId('events');
  log.prepend(entry);
  while (log.childElementCount > LOG_LIMIT) log.lastElementChild.remove();
  byId('no-events').hidden = true;
}

for (const name of EVENTS) {
  widget.addEventListener(name, (event) => {
    // An `error` may also be a plain bubbling one, of an image say: only the widget's own are its events.
    if (event.target === widget) logEvent(event);
  });
}
widget.addEventListener('resize', () => {
  resizes += 1;
  byId('resize-count').textContent = String(resizes);
});
byId('clear-events').addEventListener('click', () => {
  byId('events').replaceChildren();
  byId('no-events').hidden = false;
});

// Switches

for (const select of document.querySelectorAll('[data-attribute]')) {
  const apply = () => {
    if (select.value) widget.setAttribute(select.dataset.attribute, select.value);
    else widget.removeAttribute(select.dataset.attribute);
  };
  select.addEventListener('change', apply);
  // A browser that goes back to this page restores the menus without telling anyone.
  apply();
}

function applyWidth() {
  byId('frame').dataset.width = byId('width').value;
}
byId('width').addEventListener('change', applyWidth);
applyWidth();

byId('play-fault').addEventListener('click', async () => {
  const line = byId('fault-status');
  const { faults, hint } = FAULTS[byId('fault').value];
  const failure = await postToSandbox('faults', faults);
  say(line, failure ? `Not armed: ${failure}.` : `Armed. ${hint}`, failure !== null);
});

// Whoever opens the built file directly gets the template, whose addresses were never filled in.
byId('not-served').hidden = !proxyUrl.startsWith('__');
