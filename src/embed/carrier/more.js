// Ways to apps that speak in their own words, with the doors that carriers.js describes. They come with the
// module.

/** Telegram knows no messages of ours: what they mean for its own controls. */
function* forTelegram({ type }, talk) {
  if (type === 'ready') {
    yield ['web_app_ready', {}];
    yield ['web_app_expand', {}];
  }
  if (type === 'close') yield ['web_app_close', {}];
  yield ['web_app_setup_back_button', { is_visible: !['browse', undefined].includes(talk.screen()) }];
  if (/^payment_in/.test(type)) {
    yield ['web_app_setup_closing_behavior', { need_confirmation: type === 'payment_initiated' }];
  }
}

const BACK = 'back_button_pressed';

/** Telegram's apps. They call a function of the page, which Telegram's own script may have put there. */
const telegramApp = {
  find: () => window.TelegramWebviewProxy,
  send(bridge, envelope, talk) {
    for (const [name, data] of forTelegram(envelope, talk)) bridge.postEvent(name, JSON.stringify(data));
  },
  open(bridge, url) {
    bridge.postEvent('web_app_open_link', JSON.stringify({ url }));
    return true;
  },
  listen(bridge, talk) {
    const heard = () => talk.hear({ type: 'back' });
    const view = window.Telegram?.WebView;
    if (view?.onEvent) {
      view.onEvent(BACK, heard);
      return () => view.offEvent(BACK, heard);
    }
    const receiveEvent = (name) => name === BACK && heard();
    const had = [window.Telegram, window.TelegramGameProxy];
    window.Telegram = { ...had[0], WebView: { receiveEvent } };
    window.TelegramGameProxy = { receiveEvent };
    return () => ([window.Telegram, window.TelegramGameProxy] = had);
  },
};

const TELEGRAM_WEB = 'https://web.telegram.org';

const toWeb = (bridge, [eventType, eventData]) =>
  bridge.postMessage(JSON.stringify({ eventType, eventData }), TELEGRAM_WEB);

/** Telegram in a browser: a frame of one known origin. */
const telegramWeb = {
  find: () => parent !== window && location.hash.includes('tgWebAppVersion=') && parent,
  send(bridge, envelope, talk) {
    for (const said of forTelegram(envelope, talk)) toWeb(bridge, said);
  },
  open(bridge, url) {
    toWeb(bridge, ['web_app_open_link', { url }]);
    return true;
  },
  listen(bridge, talk) {
    const heard = ({ source, origin, data }) => {
      if (source !== bridge || origin !== TELEGRAM_WEB) return;
      if (String(data).includes(BACK)) talk.hear({ type: 'back' });
    };
    addEventListener('message', heard);
    return () => removeEventListener('message', heard);
  },
};

export const MORE = [telegramApp, telegramWeb];
