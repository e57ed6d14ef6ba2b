// Uses everything that the declarations offer. A line below `@ts-expect-error` must not compile.
import {
  preload,
  type CheckoutAttributes,
  type CryptorefillsCheckoutElement,
  type PaymentInitiated,
  type PaymentResult,
  type Phase,
} from 'cryptorefills-checkout';

const checkout: CryptorefillsCheckoutElement = document.createElement('cryptorefills-checkout');
const found: CryptorefillsCheckoutElement | null = document.querySelector('cryptorefills-checkout');
const element: HTMLElement = checkout;
document.body.append(element, found ?? '');

checkout.proxyUrl = '/api';
checkout.countries = ['IT', 'FR'];
checkout.theme = 'dark';
checkout.lang = 'pt-BR';
checkout.utmSource = null;
checkout.requestHeaders = async () => ({ authorization: 'Bearer x' });
checkout.onpaymentrequest = async (payment: PaymentInitiated): Promise<PaymentResult> => {
  const amount: string = payment.amount;
  return payment.chain_id === 8453 && amount !== '' ? { result: 'sent', transaction: '0x' } : { result: 'unsupported' };
};
const countries: string | null = checkout.countries;
const phase: Phase | null | undefined = checkout.state?.phase;
checkout.open(countries ?? phase ?? 'Amazon');
checkout.back();
checkout.reset();

checkout.addEventListener('ready', (event) => event.detail.version.length);
checkout.addEventListener('payment_initiated', ({ detail }) => {
  const ends: number | null = detail.expires_at;
  return [detail.uri.length, ends];
});
checkout.addEventListener('order_completed', (event) => event.detail.deliveries.includes('failed'));
checkout.addEventListener('error', (event) => event.detail.kind === 'load' && event.detail.reason === 'unreachable');
checkout.addEventListener('click', (event) => event.clientX);
checkout.addEventListener('something-else', (event: Event) => event.type);
const ended = function (this: CryptorefillsCheckoutElement, event: CustomEvent<{ reason: string }>) {
  this.reset();
  return event.detail.reason;
};
checkout.addEventListener('order_ended', ended, { once: true });
checkout.removeEventListener('order_ended', ended);

const attributes: CheckoutAttributes = { 'proxy-url': '/api', history: 'off', 'utm-term': 'x' };
const markup: JSX.IntrinsicElements['cryptorefills-checkout'] = { ...attributes, id: 'shop' };
preload().then(() => markup);

// @ts-expect-error: no such theme
checkout.theme = 'pink';
// @ts-expect-error: read only
checkout.state = null;
// @ts-expect-error: the one option that must be there
const without: CheckoutAttributes = { country: 'IT' };
// @ts-expect-error: events never tell the vendor's order id
checkout.addEventListener('order_completed', (event) => event.detail.order_id);
// @ts-expect-error: no such answer
checkout.onpaymentrequest = () => ({ result: 'paid' });
// @ts-expect-error: headers are text
checkout.requestHeaders = () => ({ tries: 1 });
void without;
