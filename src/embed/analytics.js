// What is told only to be counted: off by `analytics="off"`, and by the browser's wish for privacy unless the page
// says `on`. What wallets and pages act upon is told all the same.

const COUNTED = ['product_viewed', 'order_started', 'quote_shown', 'validation_failed'];
const PUSHED = [...COUNTED, 'payment_initiated', 'payment_detected', 'payment_underpaid', 'order_completed', 'order_ended'];
// Nothing that says who pays, where to, or what was delivered.
const FIELDS = [
  'brand', 'brand_id', 'country_code', 'kind', 'category', 'face_value', 'coin', 'network', 'amount', 'deliveries',
  'reason', 'codes',
];

const wanted = (option) => (option('analytics')?.trim() || (navigator.globalPrivacyControl ? 'off' : 'on')) !== 'off';

/** Whether an event is not for this page. */
export const hushed = (name, option) => COUNTED.includes(name) && !wanted(option);

/** The page's own list of events, as tag managers read it, for `data-layer="on"`. */
const layer = {
  find: (talk) => talk.option('data-layer')?.trim() === 'on' && window,
  send(page, { type, instance, detail }, talk) {
    if (!PUSHED.includes(type) || !wanted(talk.option)) return;
    const said = Object.entries(detail).filter(([name]) => FIELDS.includes(name));
    (page.dataLayer ??= []).push({ event: type, instance, ...Object.fromEntries(said) });
  },
  listen: () => () => {},
};

export const LAYER = [layer];
