// What the panel says that stands where the checkout cannot, in the languages besides the loader's own English.
// It comes with the glue, which can be had where WebAssembly is missing, blocked or broken.

const SORRY = {
  es: ['No se ha podido cargar el módulo de pago. No se ha cobrado nada.', 'Reintentar'],
  fr: ['Le module de paiement n’a pas pu être chargé. Aucun montant n’a été débité.', 'Réessayer'],
  de: ['Die Kasse konnte nicht geladen werden. Es wurde nichts abgebucht.', 'Erneut versuchen'],
  it: ['Non è stato possibile caricare il modulo di pagamento. Non è stato addebitato nulla.', 'Riprova'],
  pt: ['Não foi possível carregar a área de pagamento. Nada foi cobrado.', 'Tentar de novo'],
  zh: ['无法加载结账页面。没有扣款。', '重试'],
  tr: ['Ödeme ekranı yüklenemedi. Sizden para alınmadı.', 'Tekrar dene'],
  vi: ['Không tải được trang thanh toán. Bạn không bị trừ tiền.', 'Thử lại'],
  tl: ['Hindi ma-load ang checkout. Walang siningil sa iyo.', 'Subukan ulit'],
};

/** The panel's sentence and the name of its button, for the first of these tags whose language is known. */
export function sorry(tags) {
  for (const tag of tags) {
    const [lang] = tag.toLowerCase().replace(/^fil/, 'tl').split('-');
    if (lang === 'en' || SORRY[lang]) return SORRY[lang];
  }
}
