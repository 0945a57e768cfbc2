// What a desk keeps: shows, the snapshots and cues in them, and presets.

export class Shows {
  #asks;
  #values;

  constructor(asks, values) {
    this.#asks = asks;
    this.#values = values;
  }

  get current() {
    return this.#values.get('desk.current.show');
  }

  names() {
    return this.#asks.names('shows');
  }

  subscribe(listener) {
    return this.#asks.subscribe('shows', '', listener);
  }

  create(show) {
    return this.#do('create', show);
  }

  load(show) {
    return this.#do('load', show);
  }

  save(show) {
    return this.#do('save', show);
  }

  rename(show, to) {
    return this.#do('rename', show, to);
  }

  delete(show) {
    return this.#do('delete', show);
  }

  async #do(what, ...words) {
    await this.#asks.command(`show.${what}`, words);
  }
}

/** Snapshots, or cues, of a show. */
export class Scenes {
  #asks;
  #values;
  #kind;

  constructor(asks, values, kind) {
    this.#asks = asks;
    this.#values = values;
    this.#kind = kind;
  }

  get current() {
    return this.#values.get(`desk.current.${this.#kind}`);
  }

  names(show) {
    return this.#asks.names(`${this.#kind}s`, show);
  }

  subscribe(show, listener) {
    return this.#asks.subscribe(`${this.#kind}s`, show, listener);
  }

  load(show, name) {
    return this.#do('load', show, name);
  }

  save(show, name) {
    return this.#do('save', show, name);
  }

  rename(show, name, to) {
    return this.#do('rename', show, name, to);
  }

  delete(show, name) {
    return this.#do('delete', show, name);
  }

  async #do(what, ...words) {
    await this.#asks.command(`${this.#kind}.${what}`, words);
  }
}

export class Presets {
  #asks;

  constructor(asks) {
    this.#asks = asks;
  }

  names(kind) {
    return this.#asks.names('presets', kind);
  }

  subscribe(kind, listener) {
    return this.#asks.subscribe('presets', kind, listener);
  }

  load(kind, name, strip) {
    return this.#do('load', kind, name, strip);
  }

  save(kind, name, strip) {
    return this.#do('save', kind, name, strip);
  }

  rename(kind, name, to) {
    return this.#do('rename', kind, name, to);
  }

  delete(kind, name) {
    return this.#do('delete', kind, name);
  }

  async #do(what, ...words) {
    await this.#asks.command(`preset.${what}`, words);
  }
}
