// A dialog in the browser's top layer: nothing of the page's can hide, clip or move it, and the page behind it
// is inert.

/** An element with these properties and children. */
export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Makes one. `leave(how)` hears that the buyer wants it closed. */
export function modal(leave) {
  const close = { part: 'close', type: 'button', title: 'Close', textContent: '\u00d7', onclick: () => leave('close') };
  const dialog = {
    part: 'modal',
    ariaLabel: 'Checkout',
    autofocus: true, // itself, so that no button looks chosen
    onclose: ({ target }) => target.open || target.hidden || leave('dismiss'),
  };
  return make('dialog', dialog, make('button', close));
}
