// What the widget's grid is compared with: no library, and nothing that a person who knows the platform would
// leave out. Names are folded once, tiles are cloned from a template, one listener hears all of them, and only
// the rows near the screen are in the document, as in the widget.

const field = document.querySelector('input');
const found = document.querySelector('.found');
const frame = document.querySelector('.frame');
const grid = document.querySelector('.grid');
const model = document.querySelector('template').content.firstElementChild;
const ROW = 178;
const SPARE = 3;
let shelf = [];
let shown = [];
let drawn = '';

const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').trim().replace(/\s+/g, ' ');

function matching(query) {
  const wanted = fold(query);
  const words = wanted.split(' ').filter(Boolean);
  const ranked = [[], [], []];
  for (const brand of shelf) {
    const { folded } = brand;
    if (!words.every((word) => folded.includes(word))) continue;
    const first = words.length === 0 || folded.startsWith(wanted);
    ranked[first ? 0 : words.every((word) => ` ${folded}`.includes(` ${word}`)) ? 1 : 2].push(brand);
  }
  return ranked.flat();
}

function tile(brand) {
  const node = model.cloneNode(true);
  const [logo, name, values] = node.children;
  const [picture, letters] = logo.children;
  node.dataset.brand = brand.brand;
  if (brand.is_out_of_stock) node.setAttribute('aria-disabled', 'true');
  if (brand.bg_color) logo.style.backgroundColor = `#${brand.bg_color.replace('#', '')}`;
  if (brand.logo_url) {
    picture.hidden = false;
    picture.onerror = () => { picture.hidden = true; };
    picture.src = brand.logo_url;
  }
  letters.textContent = brand.brand.split(' ').slice(0, 2).map((word) => word[0]).join('');
  name.textContent = brand.brand;
  values.textContent = brand.is_out_of_stock ? 'Sold out' : [...new Set([brand.min, brand.max])].filter(Boolean).join(' – ');
  return node;
}

/** Draws the rows near the screen, if others are drawn or `anew`. */
function draw(anew) {
  const columns = Math.max(1, Math.floor((frame.clientWidth + 12) / 144));
  const top = Math.max(0, Math.floor(-frame.getBoundingClientRect().top / ROW));
  const first = Math.max(0, top - SPARE);
  const last = top + Math.floor(innerHeight / ROW) + 1 + SPARE;
  const window = `${columns} ${first} ${last}`;
  if (!anew && window === drawn) return;
  drawn = window;
  frame.style.height = `${Math.ceil(shown.length / columns) * ROW}px`;
  grid.style.top = `${first * ROW}px`;
  grid.style.setProperty('--columns', columns);
  grid.replaceChildren(...shown.slice(first * columns, last * columns).map(tile));
}

function search() {
  shown = matching(field.value);
  found.textContent = `${shown.length.toLocaleString('en')} brands`;
  draw(true);
}

field.addEventListener('input', search);
addEventListener('scroll', () => draw(false), { passive: true });
addEventListener('resize', () => draw(false));
grid.addEventListener('click', (event) => {
  const brand = event.target.closest('.tile')?.dataset.brand;
  if (brand) location.hash = encodeURIComponent(brand);
});

fetch(`${document.body.dataset.proxy}/v2/brands?country_code=US`).then((answer) => answer.json()).then((catalogue) => {
  const once = new Map();
  for (const brand of catalogue.categories.flatMap((one) => one.brands)) {
    const family = brand.family === brand.brand ? '' : ` ${brand.family}`;
    if (!once.has(brand.brand_id)) once.set(brand.brand_id, { ...brand, folded: fold(brand.brand + family) });
  }
  shelf = [...once.values()];
  search();
});
