// A dialog that closes only when the checkout says so. Before the module is there, nothing can be lost.

/** Turns every gesture that would close the dialog into `dismiss()`. */
export function guard(dialog, dismiss) {
  const refuse = (event) => {
    event.preventDefault();
    dismiss();
  };
  let outside;
  Object.assign(dialog, {
    onpointerdown: ({ target }) => (outside = target === dialog),
    onclick(event) {
      // A selection that ends outside is no press there.
      if (outside && event.target === dialog) refuse(event);
    },
    // Not left to the browser, which lets a dialog refuse only the first of two presses.
    onkeydown(event) {
      if (event.key === 'Escape' && !event.isComposing) refuse(event);
    },
    oncancel: refuse,
    onclose(event) {
      if (dialog.open || dialog.hidden) return;
      dialog.showModal();
      refuse(event);
    },
  });
}
