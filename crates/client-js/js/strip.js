// Strips and sends in the words of the field: faders in dB, mute, pan, solo.

/** A path and the number it has on the present desk. */
function place(path) {
  return { path, id: -1, generation: -1 };
}

/** What a level, a mute and a pan have in common on strips and sends. */
class Control {
  #level;
  #mute;
  #pan;

  constructor(desk, path) {
    this.path = path;
    this.desk = desk;
    this.#level = place(`${path}.level`);
    this.#mute = place(`${path}.mute`);
    this.#pan = place(`${path}.pan`);
  }

  get muted() {
    return this.desk.get(this.#mute.path);
  }

  /** -100 (left) to 100 (right). */
  get pan() {
    return this.desk.reading(this.#pan.path);
  }

  mute() {
    this.setMute(true);
  }

  unmute() {
    this.setMute(false);
  }

  setMute(on) {
    this.desk.move(this.#mute, 'set', on ? 1 : 0);
  }

  setPan(percent) {
    this.desk.move(this.#pan, 'setReading', percent);
  }

  get(leaf) {
    return this.desk.get(`${this.path}.${leaf}`);
  }

  set(leaf, value) {
    this.desk.set(`${this.path}.${leaf}`, value);
  }

  subscribe(leaf, listener) {
    return this.desk.subscribe(`${this.path}.${leaf}`, listener);
  }

  position() {
    return this.desk.get(this.#level.path);
  }

  decibels() {
    return this.desk.reading(this.#level.path);
  }

  moveTo(position) {
    this.desk.move(this.#level, 'set', position);
  }

  moveToDb(db) {
    this.desk.move(this.#level, 'setReading', db);
  }

  moveByDb(db) {
    this.desk.move(this.#level, 'nudge', db);
  }

  /** Lets the relay move the level; options are those of the desk's `fade`. */
  fadeTo(position, options) {
    this.desk.fade({ [this.#level.path]: position }, options);
  }

  fadeToDb(db, options) {
    this.desk.fadeReading(this.#level, db, options);
  }

  onDb(listener) {
    return this.desk.subscribe(this.#level.path, (_, path) => listener(this.desk.reading(path), path));
  }
}

export class Strip extends Control {
  #sends = new Map();

  /** Position of the fader, 0 to 1. */
  get fader() {
    return this.position();
  }

  get faderDb() {
    return this.decibels();
  }

  setFader(position) {
    this.moveTo(position);
  }

  setFaderDb(db) {
    this.moveToDb(db);
  }

  nudgeFaderDb(by) {
    this.moveByDb(by);
  }

  subscribeFaderDb(listener) {
    return this.onDb(listener);
  }

  touchFader() {
    this.desk.touch(`${this.path}.level`);
  }

  liftFader() {
    this.desk.lift(`${this.path}.level`);
  }

  get name() {
    return this.get('name');
  }

  setName(text) {
    this.set('name', text);
  }

  get soloed() {
    return this.get('solo');
  }

  solo() {
    this.set('solo', true);
  }

  unsolo() {
    this.set('solo', false);
  }

  aux(number) {
    return this.#send(`aux.${number}`);
  }

  fx(number) {
    return this.#send(`fx.${number}`);
  }

  #send(leaf) {
    const send = this.#sends.get(leaf) ?? new Send(this.desk, `${this.path}.${leaf}`);
    this.#sends.set(leaf, send);
    return send;
  }
}

export class Send extends Control {
  /** Position of the send, 0 to 1. */
  get level() {
    return this.position();
  }

  get levelDb() {
    return this.decibels();
  }

  setLevel(position) {
    this.moveTo(position);
  }

  setLevelDb(db) {
    this.moveToDb(db);
  }

  nudgeLevelDb(by) {
    this.moveByDb(by);
  }

  subscribeLevelDb(listener) {
    return this.onDb(listener);
  }

  /** Whether the send follows the fader. */
  get post() {
    return this.get('post');
  }

  setPost(on) {
    this.set('post', on);
  }
}

export class MuteGroup {
  constructor(desk, path) {
    this.desk = desk;
    this.path = path;
  }

  get active() {
    return this.desk.get(`${this.path}.active`);
  }

  get name() {
    return this.desk.get(`${this.path}.name`);
  }

  activate() {
    this.desk.set(`${this.path}.active`, true);
  }

  deactivate() {
    this.desk.set(`${this.path}.active`, false);
  }

  subscribe(listener) {
    return this.desk.subscribe(`${this.path}.active`, listener);
  }
}
