import { createRoot } from 'react-dom/client';
import { Checkout } from './checkout';

createRoot(document.getElementById('root')!).render(
  <Checkout proxyUrl="/api" country="IT" onCompleted={(order) => console.log(order.brand, order.deliveries)} />,
);
