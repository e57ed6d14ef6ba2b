import { defineConfig } from 'vite';

export default defineConfig({
  // The development server must not merge the checkout into a bundle: it finds its files by its own address.
  optimizeDeps: { exclude: ['cryptorefills-checkout'] },
});
