// Put into each page before anything of its own: finds field and tiles, and takes the times.
(() => {
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  /** After the next paint: a frame's callbacks run before it, a message sent from one comes after it. */
  const painted = (then) => requestAnimationFrame(() => {
    const frame = performance.now();
    waiting.push(() => then(frame));
    channel.port2.postMessage(0);
  });
  const root = () => document.querySelector('cryptorefills-checkout')?.shadowRoot ?? document;
  const field = () => root().querySelector('input[type=search]');
  /** Of the grid, or of a row above it. */
  const tiles = () => root().querySelectorAll('.tile[data-brand]').length;
  const names = () => [...root().querySelectorAll('[part~=brand]')].map((tile) => tile.dataset.brand);
  // The rows above the widget's grid have titles of the same look.
  const found = () => Number(((root().querySelector('.found[data-told]') ?? root().querySelector('.found'))?.textContent ?? '').match(/[\d,]+/)?.[0].replace(/,/g, '') ?? -1);

  /**
   * Whether what is painted answers what was typed; `count` is null where there is nothing but a field. Of the
   * brands found, the first `exact` have all the words, the others are what the widget thinks may be meant.
   */
  const answers = ({ query, count, exact }) => {
    if (field().value !== query) return false;
    if (count === null) return true;
    const words = query.split(' ').filter(Boolean);
    const shown = names();
    return found() === count && (count === 0) === (shown.length === 0)
      && shown.slice(0, exact).every((name) => words.every((word) => name.toLowerCase().includes(word)));
  };

  const when = (there) => new Promise((done) => {
    const look = () => {
      if (document.body && there()) painted(() => done(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });

  const bench = {
    ready: undefined,
    shift: 0,
    moved: [],
    /** Of each stroke, ms: from the key to the paint, in listeners, and from the frame's start to its paint. */
    samples: [],
    tiles: 0,
    /** Resolve once that is painted, with milliseconds since navigation began: any tile and a field; a tile of the
        grid; the grid, with how many brands there are. */
    usable: when(() => field() && (document.body.dataset.empty !== undefined || tiles() > 0)).then((ms) => bench.ready = ms),
    grid: when(() => names().length > 0),
    whole: when(() => names().length > 0 && found() >= 0),
    focus() {
      field().focus();
    },
    /** What each stroke is to bring about, in their order. */
    expect(strokes) {
      const waiting = [];
      let began = 0;
      let looking = false;
      const look = () => painted((frame) => {
        const now = performance.now();
        if (answers(waiting[0])) {
          const { began, script } = waiting.shift();
          bench.samples.push([now - began, script, now - frame]);
        }
        bench.tiles = Math.max(bench.tiles, names().length);
        looking = waiting.length > 0;
        if (looking) look();
      });
      addEventListener('keydown', (event) => { began = event.timeStamp; }, true);
      let heard = 0;
      addEventListener('input', () => {
        heard = performance.now();
        waiting.push({ began, script: 0, ...strokes.shift() });
        if (!looking) look();
        looking = true;
      }, true);
      // Nobody hears of it later than the window does while it bubbles.
      addEventListener('input', () => { waiting.at(-1).script = performance.now() - heard; });
    },
    /** When files were there or asked for, and what all files weighed until the page was usable. */
    came() {
      const all = performance.getEntriesByType('resource');
      const before = all.filter((one) => one.responseEnd <= bench.ready);
      const find = (part) => all.find((one) => one.name.includes(part));
      const end = (part) => find(part)?.responseEnd ?? null;
      const [page] = performance.getEntriesByType('navigation');
      return {
        bytes: before.reduce((sum, one) => sum + one.encodedBodySize, page.encodedBodySize),
        script: end('glue.js') ?? end('bare.js'),
        module: end('checkout_bg.wasm'),
        asked: find('/v2/brands')?.startTime ?? null,
        catalogue: end('/v2/brands'),
      };
    },
  };
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, startTime, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      bench.shift += value;
      for (const { node, previousRect, currentRect } of sources) {
        const lines = [previousRect, currentRect].map(({ y, height }) => `${y}+${height}`);
        const what = node?.className || node?.nodeName || 'what is gone';
        bench.moved.push(`${value.toFixed(4)} at ${startTime.toFixed(0)} ms: ${what} from ${lines.join(' to ')}`);
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
  window.__bench = bench;
})();
