const [enlarged] = arguments;
const found = [];
const parts = (root ? Array.from(root.querySelectorAll('*')) : []).filter(shown);
const named = (element) => {
  const data = Object.entries(element.dataset).map(([key, value]) => `${key}=${value}`).join(' ');
  const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50);
  return `${element.localName}[${element.getAttribute('part') ?? element.className}] ${data} “${words}”`;
};
const styles = new Map(parts.map((element) => [element, getComputedStyle(element)]));
const hidden = (element) => element.closest('.hidden, .spoken') !== null;
const above = (element) => element.parentElement ?? (element.getRootNode() === root ? null : undefined);
const scrolls = (element, axis) => {
  for (let outer = above(element); outer; outer = above(outer)) {
    if (/auto|scroll/.test(styles.get(outer)?.[axis] ?? '')) return true;
  }
  return false;
};

// Nothing sideways: not the page, and no part beyond the edges.
const page = document.documentElement;
if (page.scrollWidth > page.clientWidth) found.push(`the page scrolls sideways: ${page.scrollWidth} px`);
const checkout = all('[part~="checkout"]')[0];
if (checkout && checkout.scrollWidth > checkout.clientWidth) {
  found.push(`the widget scrolls sideways: ${checkout.scrollWidth} px in ${checkout.clientWidth}`);
}
if (checkout) {
  const edge = checkout.getBoundingClientRect();
  for (const element of parts.filter((one) => checkout.contains(one))) {
    const { left, right, width } = element.getBoundingClientRect();
    if (hidden(element) || width === 0 || scrolls(element, 'overflowX') || element.matches('.ghost')) continue;
    if (left < edge.left - 1 || right > edge.right + 1) found.push(`sticks out: ${named(element)}`);
  }
}

// No text is cut or leaves its box.
const meant = (style) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
for (const element of parts) {
  const style = styles.get(element);
  // What is typed moves along in its field; what is still to come has no words.
  if (hidden(element) || element.matches('dialog, input, select, [aria-busy=true], :has(> .ghost)')) continue;
  const cuts = /hidden|clip/.test(style.overflowX + style.overflowY) && !meant(style);
  const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
  const high = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
  if (cuts && (wide || high)) {
    found.push(`cut: ${named(element)}: ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`);
  }
  const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim().length > 9);
  const { width, height } = element.getBoundingClientRect();
  if (own && width < 64 && height > 5 * parseFloat(style.fontSize)) found.push(`crushed: ${named(element)}`);
  const boxed = element.matches('button, a, label, summary, .notice, .chip, .badge, .pill, .option, .tile, .line');
  if (boxed && !meant(style) && style.display !== 'inline') {
    const box = element.getBoundingClientRect();
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const owner = text.parentElement;
      // A dialog in it stands in a layer of its own.
      if (owner.closest('dialog') !== element.closest('dialog')) continue;
      if (!text.data.trim() || !shown(owner) || hidden(owner) || meant(getComputedStyle(owner)) || scrolls(owner, 'overflowX')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (left < box.left - 1 || right > box.right + 1 || top < box.top - 2 || bottom > box.bottom + 2) {
          found.push(`text leaves its box: ${named(element)}: “${text.data.trim().slice(0, 40)}”`);
          break;
        }
      }
    }
  }
}

// Laid out from right to left, every text still reads in its own direction.
if (widget.dir === 'rtl' && checkout) {
  for (const element of parts.filter((one) => checkout.contains(one) && one !== checkout)) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
    const kept = element.closest('[dir=ltr], bdi');
    if (own && (!kept || kept === checkout) && styles.get(element).unicodeBidi !== 'plaintext') {
      found.push(`reads from the wrong side: ${named(element)}`);
    }
  }
}

// Targets: 24 px (WCAG 2.5.8), main actions 44 px. A link in a sentence is as high as its line.
const main = '[part~=pay], [part~=retry], [part~=start-over], [part~=copy], [part~=reveal], [part~=open-wallet], .primary';
const targets = parts.filter((element) => element.matches('button, a[href], input, select, textarea, summary, [role=button]'));
const hit = (element) => {
  const label = element.matches('input[type=radio], input[type=checkbox]') && element.closest('label');
  return (label || element).getBoundingClientRect();
};
for (const element of targets) {
  const { width, height } = hit(element);
  if (element.localName === 'a' && styles.get(element).display === 'inline') continue;
  const least = element.matches(main) ? 44 : 24;
  if (width < least || height < least) {
    found.push(`too small to hit: ${named(element)}: ${Math.round(width)}×${Math.round(height)}`);
  }
}

// Enlarged to 400 %: what stays on the screen leaves room.
if (enlarged) {
  for (const element of parts) {
    if (!/sticky|fixed/.test(styles.get(element).position) || element.localName === 'dialog') continue;
    const { height } = element.getBoundingClientRect();
    if (height > innerHeight / 2) found.push(`covers ${Math.round(height)} px of ${innerHeight}: ${named(element)}`);
  }
}

// Nothing that can be used is behind something else once it is scrolled to, as focus does.
// Behind a dialog of its own nothing is to be used.
const front = all('dialog:modal').at(-1) ?? root;
for (const element of targets.filter((one) => enabled(one) && front.contains(one))) {
  const own = element.closest('label') ?? element;
  own.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { left, right, top, bottom } = own.getBoundingClientRect();
  const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const at = (share, y) => root.elementFromPoint(left + (right - left) * share, from + (to - from) * y);
  const free = (seen) => seen && (own.contains(seen) || (seen.contains(own) && seen !== checkout));
  const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
  const hits = shares.flatMap((y) => shares.map((x) => free(at(x, y)))).filter(Boolean).length;
  if (hits < 13) found.push(`covered: ${named(element)}: seen at ${hits} of 25 points`);
}
for (const element of parts) element.scrollTo(0, 0);
scrollTo(0, 0);
return [...new Set(found)];
