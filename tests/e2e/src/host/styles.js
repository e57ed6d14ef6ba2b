// The page's styles, and those of a hostile page, which come and go. Adopted, since its policy allows no others.
'use strict';
(() => {
  const sheets = ['page', 'hostile'].map(name => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(window.__css[name]);
    return sheet;
  });
  const page = document.documentElement;
  window.__hostility = on => {
    sheets[1].disabled = !on;
    page.dir = on ? 'rtl' : 'ltr';
  };
  window.__hostility('hostile' in page.dataset);
  document.adoptedStyleSheets = [sheets[1], sheets[0]];
})();
