// Telegram speaks in its own words, by the doors that carriers.js describes. It comes with the module.

/** There is a step back from every screen but the first. */
const backButton = (screen) => ['web_app_setup_back_button', { is_visible: !['browse', undefined].includes(screen) }];

/** Telegram knows no messages of ours: what they mean for its own controls. */
function* forTelegram({ type }, talk) {
  if (type === 'ready') {
    yield ['web_app_ready', {}];
    yield ['web_app_expand', {}];
    yield ['web_app_request_theme', {}];
  }
  if (type === 'close') yield ['web_app_close', {}];
  yield backButton(talk.screen());
  if (/^payment_in/.test(type)) {
    yield ['web_app_setup_closing_behavior', { need_confirmation: type === 'payment_initiated' }];
  }
}

const BACK = 'back_button_pressed';
const THEME = 'theme_changed';

/** Light or dark, by Telegram's own background. */
function themed(talk, said) {
  const [, colour] = /^#([0-9a-f]{6})$/i.exec(said?.theme_params?.bg_color) ?? [];
  if (!colour) return;
  const [red, green, blue] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16));
  talk.hear({ type: 'theme', theme: red * 299 + green * 587 + blue * 114 < 128_000 ? 'dark' : 'light' });
}

const toApp = (bridge, [name, data]) => bridge.postEvent(name, JSON.stringify(data));

/** Telegram's apps. They call a function of the page, which Telegram's own script may have put there. */
const telegramApp = {
  find: () => window.TelegramWebviewProxy,
  send(bridge, envelope, talk) {
    for (const said of forTelegram(envelope, talk)) toApp(bridge, said);
  },
  moved: (bridge, screen) => toApp(bridge, backButton(screen)),
  open(bridge, url) {
    toApp(bridge, ['web_app_open_link', { url }]);
    return true;
  },
  listen(bridge, talk) {
    const back = () => talk.hear({ type: 'back' });
    const theme = (said) => themed(talk, said);
    const view = window.Telegram?.WebView;
    if (view?.onEvent) {
      const later = (name, said) => theme(said);
      view.onEvent(BACK, back);
      view.onEvent(THEME, later);
      return () => (view.offEvent(BACK, back), view.offEvent(THEME, later));
    }
    const receiveEvent = (name, said) => {
      if (name === BACK) back();
      if (name === THEME) theme(typeof said === 'string' ? JSON.parse(said) : said);
    };
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
  moved: (bridge, screen) => toWeb(bridge, backButton(screen)),
  open(bridge, url) {
    toWeb(bridge, ['web_app_open_link', { url }]);
    return true;
  },
  listen(bridge, talk) {
    const heard = ({ source, origin, data }) => {
      if (source !== bridge || origin !== TELEGRAM_WEB) return;
      let said;
      try {
        said = JSON.parse(data);
      } catch {
        return;
      }
      if (said?.eventType === BACK) talk.hear({ type: 'back' });
      if (said?.eventType === THEME) themed(talk, said.eventData);
    };
    addEventListener('message', heard);
    return () => removeEventListener('message', heard);
  },
};

export const TELEGRAM = [telegramApp, telegramWeb];
