// Types of cryptorefills-checkout, generated from its Rust sources by `cargo xtask types`.

/** Detail of the payment events. */
export interface Amounts {
  /** What was owed. */
  amount: string | null;
  /** Our random id. */
  attempt: string;
  /** The coin. */
  coin: string | null;
  /** What is missing, as far as the API says. */
  missing: string | null;
  /** What arrived, as far as the API says. */
  received: string | null;
}

/** Detail of `before_order`: what is about to be ordered, without anything personal. */
export interface BeforeOrder {
  /** What the buyer agreed to pay: exact decimal text. */
  amount: string;
  /** The exact brand. */
  brand: string;
  /** The coin. */
  coin: string;
  /** ISO 3166-1 alpha-2. */
  country_code: string;
  /** The face value as the buyer reads it. */
  face_value: string;
  /** All that is ordered; brand and face value are the first's. */
  items: Goods[];
  /** The network. */
  network: string;
}

/** Where the checkout is, and what an order of its own is told as. */
export interface CheckoutState {
  /** The order's phase, on the screens `pay` and `receipt`. */
  phase: Phase | null;
  /** The screen. */
  screen: 'browse' | 'configure' | 'pay' | 'receipt';
}

/** Detail of `close`: nothing. */
export interface Close {
}

/** Detail of `payment_intent_cancelled` and `order_ended`. */
export interface Ended {
  /** Our random id. */
  attempt: string;
  /** Why: a phase, or `left`, `window_closed`, `tampered`, `dearer`, `replaced`. */
  reason: string;
}

/** Detail of `error`. */
export interface ErrorDetail {
  /** `config`, `load`, `network`, `refused`, `unreadable` or `fatal`. */
  kind: 'config' | 'load' | 'network' | 'refused' | 'unreadable' | 'fatal';
  /** For the integrator; never contains personal data or raw upstream text. */
  message: string;
  /** Why the widget could not start; only with the kind `load`, and not always there. */
  reason?: 'blocked_by_policy' | 'unreachable' | 'unusable' | 'webassembly_missing';
}

/** One product of one value, so many times. */
export interface Goods {
  /** The exact brand. */
  brand: string;
  /** ISO 3166-1 alpha-2. */
  country_code: string;
  /** The face value as the buyer reads it. */
  face_value: string;
  /** How many. */
  quantity: number;
}

/** Detail of `order_completed`. */
export interface OrderCompleted {
  /** What the order cost, exact decimal text. */
  amount: string | null;
  /** Our random id. */
  attempt: string;
  /** The exact brand. */
  brand: string;
  /** The coin. */
  coin: string | null;
  /** `delivered`, `failed` or `waiting`, one per delivery. */
  deliveries: ('delivered' | 'failed' | 'waiting')[];
  /** The face value as the buyer reads it. */
  face_value: string;
  /** All that is ordered; brand and face value are the first's. */
  items: Goods[];
}

/** Detail of `order_started`. */
export interface OrderStarted {
  /** The exact brand. */
  brand: string;
  /** The coin. */
  coin: string;
  /** ISO 3166-1 alpha-2. */
  country_code: string;
  /** The face value as the buyer reads it. */
  face_value: string;
  /** All that is ordered; brand and face value are the first's. */
  items: Goods[];
  /** The network. */
  network: string;
}

/** Detail of `payment_initiated`: what a wallet needs to pay exactly this order. */
export interface PaymentInitiated {
  /** Where to pay. */
  address: string;
  /** What to pay: exact decimal text. */
  amount: string;
  /** The same in the smallest unit. */
  amount_atomic: string | null;
  /** CAIP-19 id of the coin or token, where one is known. */
  asset: string | null;
  /** Our random id. */
  attempt: string;
  /** CAIP-2 id of the network, where one is known. */
  caip2: string | null;
  /** EIP-155 chain id, for EVM networks. */
  chain_id: number | null;
  /** The coin. */
  coin: string;
  /** Token contract or mint; absent for a native coin. */
  contract: string | null;
  /** The token's decimals. */
  decimals: number | null;
  /** When the offer ends, in milliseconds since the epoch, by the server's clock. */
  expires_at: number | null;
  /** A tag that must go with the payment. */
  memo: string | null;
  /** The network as the vendor names it. */
  network: string;
  /** The payment URI or text. */
  uri: string;
}

/** What became of a `payment_initiated`. */
export interface PaymentResult {
  /** How it ended. */
  result: 'sent' | 'rejected' | 'unsupported' | 'busy';
  /** The transaction's id, where there is one. */
  transaction?: string | null;
}

/** What the buyer is told. The names are the public contract's `data-phase`. */
export type Phase = 'creating' | 'unknown-outcome' | 'waiting' | 'underpaid' | 'processing' | 'expired' | 'canceled' | 'failed' | 'detected' | 'paid' | 'delivering' | 'held' | 'review' | 'late' | 'refunded' | 'delivered' | 'mismatch';

/** Detail of `product_viewed`. */
export interface ProductViewed {
  /** The exact brand. */
  brand: string;
  /** The vendor's brand id, where it has one. */
  brand_id: string | null;
  /** The first category. */
  category: string | null;
  /** ISO 3166-1 alpha-2. */
  country_code: string;
  /** `giftcard` or `mobile_recharge`. */
  kind: string;
}

/** Detail of `quote_shown`. */
export interface QuoteShown {
  /** What it costs, exact decimal text. */
  amount: string;
  /** The exact brand. */
  brand: string;
  /** The coin. */
  coin: string;
}

/** Detail of `ready`. */
export interface Ready {
  /** The widget's version. */
  version: string;
}

/** Detail of `resize`. */
export interface Resize {
  /** The content's height in CSS pixels. */
  height: number;
}

/** Detail of `validation_failed`. */
export interface ValidationFailed {
  /** The exact brand. */
  brand: string;
  /** Why, by the API's codes. */
  codes: string[];
}

/** The events of the element, by name; all but `close` bubble, and all cross shadow roots. */
export interface CheckoutEventMap {
  /** The first screen can be used. */
  ready: CustomEvent<Ready>;
  /** A product was opened. */
  product_viewed: CustomEvent<ProductViewed>;
  /** A price came onto the screen that was not there before. */
  quote_shown: CustomEvent<QuoteShown>;
  /** The API refused the choice. */
  validation_failed: CustomEvent<ValidationFailed>;
  /** An order is about to be created: pay was pressed, the price is confirmed, and the page agreed. */
  order_started: CustomEvent<OrderStarted>;
  /** A payable order is on the screen. */
  payment_initiated: CustomEvent<PaymentInitiated>;
  /** That order is no longer on the screen, or paid, or expired. */
  payment_intent_cancelled: CustomEvent<Ended>;
  /** A payment was seen. */
  payment_detected: CustomEvent<Amounts>;
  /** The payment is complete. */
  payment_received: CustomEvent<Amounts>;
  /** Less than owed arrived. */
  payment_underpaid: CustomEvent<Amounts>;
  /** The order is finished, and each delivery tells its own end; once per order. */
  order_completed: CustomEvent<OrderCompleted>;
  /** The order ended otherwise, or is held. */
  order_ended: CustomEvent<Ended>;
  /** Something is wrong that the integrator should know. */
  error: CustomEvent<ErrorDetail>;
  /** The buyer wants to leave: a modal checkout has closed itself, anything around another one can be closed. */
  close: CustomEvent<Close>;
  /** An order is about to be created. `preventDefault()` refuses it, `respondWith(promise)` decides later. */
  before_order: CustomEvent<BeforeOrder> & { respondWith(decision: Decision | PromiseLike<Decision>): void };
  /** The height of the content has changed. */
  resize: CustomEvent<Resize>;
}

/** The element's attributes, as markup and JSX write them. */
export interface CheckoutAttributes {
  /** Whether what is only counted is told: `off` where the browser asks for privacy. */
  analytics?: 'on' | 'off';
  /** A family or brand to open at once. */
  brand?: string;
  /** Show only this category: its slug. */
  category?: string;
  /** The coin to preselect, as `payment_vias` names it. */
  coin?: string;
  /** Whether wallets also hear the flat messages that some know from other shops. */
  'compat-messages'?: 'on' | 'off';
  /** Only these countries may be chosen: codes separated by commas or spaces. */
  countries?: string;
  /** The first country, ISO 3166-1 alpha-2. */
  country?: string;
  /** Whether events are pushed to the page's `dataLayer`. */
  'data-layer'?: 'on' | 'off';
  /** How the checkout stands on the page: in it, above it once `showModal` is called, or as the page itself. */
  display?: 'inline' | 'modal' | 'page';
  /** An e-mail address to prefill. */
  email?: string;
  /** The value to choose when a product opens: a denomination by its name, or an amount such as `25` or `25 EUR`. */
  'face-value'?: string;
  /** Shown when the widget cannot be loaded: an `https:` link, or one on the page's own origin. */
  'fallback-url'?: string;
  /** Whether the page's own address may hold options, and its fragment `email`. */
  'from-url'?: 'on' | 'off';
  /** Whether orders stay on this device once the tab is closed. */
  history?: 'on' | 'off';
  /** The only origin that messages to a parent frame go to. */
  'host-origin'?: string;
  /** Show only this kind: `giftcard` or `mobile_recharge`. */
  kind?: string;
  /** The language: a BCP 47 tag, of which the first part counts. */
  lang?: string;
  /** What the buyer may not change: `country`, `brand`, `coin`, `network` and `email`, as far as each is given. */
  locked?: string;
  /** Only these ways to pay, in this order, such as `USDC/Base BTC/Lightning`. */
  methods?: string;
  /** The network to preselect, as `payment_vias` names it. */
  network?: string;
  /** The partner's logo: an `https:` link, or one on the page's own origin or this machine. */
  'partner-logo'?: string;
  /** The partner's name, above the shop window: at most 40 characters. */
  'partner-name'?: string;
  /** Base of every API call: an absolute or page-relative URL, `https:` or this machine, without query. */
  'proxy-url': string;
  /** Live status: a URL with `{order_id}`, or `none` for polling only. */
  'stream-url'?: string;
  /** The look; `auto` follows an app around the page if it says so, else the system. */
  theme?: 'auto' | 'light' | 'dark';
  /** Sent with the order. */
  'utm-campaign'?: string;
  /** Sent with the order. */
  'utm-content'?: string;
  /** Sent with the order. */
  'utm-medium'?: string;
  /** Sent with the order. */
  'utm-source'?: string;
  /** Sent with the order. */
  'utm-term'?: string;
}

/** An answer to `before_order`: yes, no, or a no with words for the buyer. */
export type Decision = boolean | string;

/** Headers by name. */
export type HeadersLike = Record<string, string>;

/** The options as properties, by their camel-case names. */
export interface CheckoutProperties {
  /** Whether what is only counted is told: `off` where the browser asks for privacy. */
  get analytics(): 'on' | 'off' | null;
  set analytics(value: 'on' | 'off' | null | undefined);
  /** A family or brand to open at once. */
  get brand(): string | null;
  set brand(value: string | null | undefined);
  /** Show only this category: its slug. */
  get category(): string | null;
  set category(value: string | null | undefined);
  /** The coin to preselect, as `payment_vias` names it. */
  get coin(): string | null;
  set coin(value: string | null | undefined);
  /** Whether wallets also hear the flat messages that some know from other shops. */
  get compatMessages(): 'on' | 'off' | null;
  set compatMessages(value: 'on' | 'off' | null | undefined);
  /** Only these countries may be chosen: codes separated by commas or spaces. */
  get countries(): string | null;
  set countries(value: string | readonly string[] | null | undefined);
  /** The first country, ISO 3166-1 alpha-2. */
  get country(): string | null;
  set country(value: string | null | undefined);
  /** Whether events are pushed to the page's `dataLayer`. */
  get dataLayer(): 'on' | 'off' | null;
  set dataLayer(value: 'on' | 'off' | null | undefined);
  /** How the checkout stands on the page: in it, above it once `showModal` is called, or as the page itself. */
  get display(): 'inline' | 'modal' | 'page' | null;
  set display(value: 'inline' | 'modal' | 'page' | null | undefined);
  /** An e-mail address to prefill. */
  get email(): string | null;
  set email(value: string | null | undefined);
  /** The value to choose when a product opens: a denomination by its name, or an amount such as `25` or `25 EUR`. */
  get faceValue(): string | null;
  set faceValue(value: string | null | undefined);
  /** Shown when the widget cannot be loaded: an `https:` link, or one on the page's own origin. */
  get fallbackUrl(): string | null;
  set fallbackUrl(value: string | null | undefined);
  /** Whether the page's own address may hold options, and its fragment `email`. */
  get fromUrl(): 'on' | 'off' | null;
  set fromUrl(value: 'on' | 'off' | null | undefined);
  /** Whether orders stay on this device once the tab is closed. */
  get history(): 'on' | 'off' | null;
  set history(value: 'on' | 'off' | null | undefined);
  /** The only origin that messages to a parent frame go to. */
  get hostOrigin(): string | null;
  set hostOrigin(value: string | null | undefined);
  /** Show only this kind: `giftcard` or `mobile_recharge`. */
  get kind(): string | null;
  set kind(value: string | null | undefined);
  /** The language: a BCP 47 tag, of which the first part counts. */
  lang: string;
  /** What the buyer may not change: `country`, `brand`, `coin`, `network` and `email`, as far as each is given. */
  get locked(): string | null;
  set locked(value: string | null | undefined);
  /** Only these ways to pay, in this order, such as `USDC/Base BTC/Lightning`. */
  get methods(): string | null;
  set methods(value: string | readonly string[] | null | undefined);
  /** The network to preselect, as `payment_vias` names it. */
  get network(): string | null;
  set network(value: string | null | undefined);
  /** The partner's logo: an `https:` link, or one on the page's own origin or this machine. */
  get partnerLogo(): string | null;
  set partnerLogo(value: string | null | undefined);
  /** The partner's name, above the shop window: at most 40 characters. */
  get partnerName(): string | null;
  set partnerName(value: string | null | undefined);
  /** Base of every API call: an absolute or page-relative URL, `https:` or this machine, without query. */
  get proxyUrl(): string | null;
  set proxyUrl(value: string | null | undefined);
  /** Live status: a URL with `{order_id}`, or `none` for polling only. */
  get streamUrl(): string | null;
  set streamUrl(value: string | null | undefined);
  /** The look; `auto` follows an app around the page if it says so, else the system. */
  get theme(): 'auto' | 'light' | 'dark' | null;
  set theme(value: 'auto' | 'light' | 'dark' | null | undefined);
  /** Sent with the order. */
  get utmCampaign(): string | null;
  set utmCampaign(value: string | null | undefined);
  /** Sent with the order. */
  get utmContent(): string | null;
  set utmContent(value: string | null | undefined);
  /** Sent with the order. */
  get utmMedium(): string | null;
  set utmMedium(value: string | null | undefined);
  /** Sent with the order. */
  get utmSource(): string | null;
  set utmSource(value: string | null | undefined);
  /** Sent with the order. */
  get utmTerm(): string | null;
  set utmTerm(value: string | null | undefined);
  /** Supplies extra headers; called afresh for every request. */
  requestHeaders?: (() => HeadersLike | Promise<HeadersLike>) | null;
  /** Pays in the page: called with the detail of `payment_initiated`. */
  onpaymentrequest?: ((payment: PaymentInitiated) => PaymentResult | Promise<PaymentResult>) | null;
  /** Supplies a recent blockhash in base58, so that Solana wallets in the page can be asked to pay. */
  solanaBlockhash?: (() => string | Promise<string>) | null;
  /** Words of the page's in place of single texts, by the keys of `locales/en.json`; never markup. */
  texts?: Record<string, string> | null;
}

/** `<cryptorefills-checkout>`. Importing the module defines it. */
export interface CryptorefillsCheckoutElement extends HTMLElement, CheckoutProperties {
  /** Screen and phase; `null` before the first screen. */
  readonly state: CheckoutState | null;
  /** Opens a product family. */
  open(family: string): void;
  /** One step back; from the first screen, away from the checkout. */
  back(): void;
  /** Begins anew. */
  reset(): void;
  /** Opens the checkout above the page, and makes it a modal one if it is not. */
  showModal(): void;
  /** Closes what `showModal` opened; the buyer is asked first while an order can be paid. */
  close(): void;

  lang: string;
  addEventListener<K extends keyof CheckoutEventMap>(
    type: K,
    listener: (this: CryptorefillsCheckoutElement, event: CheckoutEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends Exclude<keyof HTMLElementEventMap, keyof CheckoutEventMap>>(
    type: K,
    listener: (this: CryptorefillsCheckoutElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof CheckoutEventMap>(
    type: K,
    listener: (this: CryptorefillsCheckoutElement, event: CheckoutEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends Exclude<keyof HTMLElementEventMap, keyof CheckoutEventMap>>(
    type: K,
    listener: (this: CryptorefillsCheckoutElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Fetches the WebAssembly ahead of a click, and the first brands if told of which proxy; shows nothing. */
export function preload(options?: { proxyUrl?: string; country?: string }): Promise<void>;
/** Puts a checkout into an element of the page. */
export function mount(element: Element, options?: CheckoutOptions): CheckoutHandle;

/** Options by their camel-case names. */
export type CheckoutOptions = Partial<Omit<CheckoutProperties, 'countries' | 'lang' | 'methods'>> & {
  countries?: string | readonly string[] | null;
  lang?: string | null;
  methods?: string | readonly string[] | null;
};

/** A mounted checkout. */
export interface CheckoutHandle {
  /** Changes options. */
  update(options: CheckoutOptions): void;
  /** Removes the checkout and everything it started. */
  unmount(): void;
  on<K extends keyof CheckoutEventMap>(type: K, listener: (event: CheckoutEventMap[K]) => void): void;
  off<K extends keyof CheckoutEventMap>(type: K, listener: (event: CheckoutEventMap[K]) => void): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'cryptorefills-checkout': CryptorefillsCheckoutElement;
  }

  namespace JSX {
    interface IntrinsicElements {
      'cryptorefills-checkout': Partial<CheckoutAttributes> & { [attribute: string]: unknown };
    }
  }
}
