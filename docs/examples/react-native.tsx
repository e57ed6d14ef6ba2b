import { useRef } from 'react';
import { Linking } from 'react-native';
import { WebView, type WebViewMessageEvent } from 'react-native-webview';

const PAGE = 'https://checkout.partner.example';

/** What the wallet can do: resolves to the transaction's id, or to null if the user declined. */
type Pay = (payment: { attempt: string; uri: string; expires_at: number | null }) => Promise<string | null>;

export function CheckoutScreen({ pay, onDone }: { pay: Pay; onDone: () => void }) {
  const view = useRef<WebView>(null);

  async function hear({ nativeEvent }: WebViewMessageEvent) {
    const message = JSON.parse(nativeEvent.data);
    if (message.source !== 'cryptorefills-checkout' || message.version !== 1) return;
    if (message.type === 'order_completed') onDone();
    if (message.type !== 'payment_initiated') return;
    const transaction = await pay(message.detail).catch(() => null);
    const answer = {
      type: 'payment_intent_result',
      attempt: message.detail.attempt,
      result: transaction ? 'sent' : 'rejected',
      ...(transaction && { transaction }),
    };
    view.current?.postMessage(JSON.stringify(answer));
  }

  return (
    <WebView
      ref={view}
      source={{ uri: `${PAGE}/` }}
      domStorageEnabled
      originWhitelist={['*']} // or links to wallets never reach the function below
      onMessage={hear}
      onShouldStartLoadWithRequest={({ url }) => {
        if (url.startsWith(`${PAGE}/`)) return true;
        Linking.openURL(url).catch(() => {}); // no app for this wallet's scheme
        return false;
      }}
    />
  );
}
