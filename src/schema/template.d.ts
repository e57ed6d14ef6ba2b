// Types of cryptorefills-checkout, generated from its Rust sources by `cargo xtask types`.

@types@

/** The events of the element, by name; all but `close` bubble, and all cross shadow roots. */
export interface CheckoutEventMap {
@events@
}

/** The element's attributes, as markup and JSX write them. */
export interface CheckoutAttributes {
@attributes@
}

/** An answer to `before_order`: yes, no, or a no with words for the buyer. */
export type Decision = boolean | string;

/** Headers by name. */
export type HeadersLike = Record<string, string>;

/** The options as properties, by their camel-case names. */
export interface CheckoutProperties {
@properties@
@functions@
}

/** `<cryptorefills-checkout>`. Importing the module defines it. */
export interface CryptorefillsCheckoutElement extends HTMLElement, CheckoutProperties {
@members@

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

@exports@

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
