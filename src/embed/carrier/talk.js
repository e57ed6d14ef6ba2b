// What one widget says to an app around the page, and what it hears from it: one envelope, every carrier.

const FOUND_WITHIN_MS = 1000;
const LOOK_EVERY_MS = 100;
const LONGEST_TEXT = 10_000;

export class Talk {
  #owner;
  #instance = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  #number = 0;
  #carriers = new Set();
  /** The carriers that were found, each with its bridge. */
  bridges = new Map();
  #ends = [];
  #early = [];
  #looking;

  /** `owner` has `origin()`, `option(name)`, `screen()`, `back()`, `theme(name)` and
      `answer(attempt, result, transaction)`. */
  constructor(owner) {
    this.#owner = owner;
  }

  /** Looks for these carriers now, and for a second: some apps put theirs there late. */
  start(carriers) {
    clearInterval(this.#looking);
    for (const carrier of carriers) this.#carriers.add(carrier);
    this.#early ??= [];
    const begun = performance.now();
    this.#looking = setInterval(() => {
      this.#look();
      if (performance.now() - begun > FOUND_WITHIN_MS) {
        clearInterval(this.#looking);
        this.#early = undefined;
      }
    }, LOOK_EVERY_MS);
    this.#look();
  }

  stop() {
    clearInterval(this.#looking);
    for (const end of this.#ends.splice(0)) end();
    this.bridges.clear();
    this.#early = [];
  }

  send(type, detail) {
    const envelope = {
      source: 'cryptorefills-checkout',
      version: 1,
      id: `${this.#instance}-${++this.#number}`,
      instance: this.#instance,
      type,
      detail,
    };
    this.#early?.push(envelope);
    for (const carrier of this.bridges.keys()) this.#post(carrier, envelope);
  }

  #look() {
    for (const carrier of this.#carriers) {
      if (this.bridges.has(carrier)) continue;
      try {
        const bridge = carrier.find(this.#door);
        if (!bridge) continue;
        this.bridges.set(carrier, bridge);
        this.#ends.push(carrier.listen(bridge, this.#door));
      } catch {
        continue; // a bridge of another kind under the same name
      }
      for (const envelope of this.#early ?? []) this.#post(carrier, envelope);
    }
  }

  /** An app that is gone, or refuses, is no business of the buyer's. */
  async #post(carrier, envelope) {
    try {
      await carrier.send(this.bridges.get(carrier), envelope, this.#door);
    } catch {}
  }

  #door = {
    origin: () => this.#owner.origin(),
    option: (name) => this.#owner.option(name),
    screen: () => this.#owner.screen(),
    hear: (data) => {
      let said = data;
      try {
        if (typeof data === 'string') said = data.length < LONGEST_TEXT && JSON.parse(data);
      } catch {
        return;
      }
      if ((said?.instance ?? this.#instance) !== this.#instance) return;
      if (said?.type === 'back') this.#owner.back();
      if (said?.type === 'theme') this.#owner.theme(String(said.theme));
      if (said?.type === 'payment_intent_result') this.#owner.answer(said.attempt, said.result, said.transaction);
    },
  };
}
