import 'cryptorefills-checkout';
import type { CheckoutAttributes, CryptorefillsCheckoutElement, OrderCompleted } from 'cryptorefills-checkout';
import { useEffect, useRef, type DetailedHTMLProps, type HTMLAttributes } from 'react';

// React 19 keeps its list of elements in its own module.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'cryptorefills-checkout': DetailedHTMLProps<HTMLAttributes<CryptorefillsCheckoutElement>, CryptorefillsCheckoutElement> &
        CheckoutAttributes;
    }
  }
}

interface Props {
  proxyUrl: string;
  country?: string;
  onCompleted: (order: OrderCompleted) => void;
}

export function Checkout({ proxyUrl, country, onCompleted }: Props) {
  const element = useRef<CryptorefillsCheckoutElement>(null);

  useEffect(() => {
    const checkout = element.current;
    const completed = (event: CustomEvent<OrderCompleted>) => onCompleted(event.detail);
    checkout?.addEventListener('order_completed', completed);
    return () => checkout?.removeEventListener('order_completed', completed);
  }, [onCompleted]);

  return <cryptorefills-checkout ref={element} proxy-url={proxyUrl} country={country} />;
}
