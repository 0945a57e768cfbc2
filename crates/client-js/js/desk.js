// The desk: its parameters by path, its strips, and what can be asked of it.
import { Asks } from './asks.js';
import { MediatrixError } from './errors.js';
import { Meters } from './meters.js';
import { MediaPlayer, Multitrack, Recorder } from './transport.js';
import { Presets, Scenes, Shows } from './shows.js';
import { MuteGroup, Strip } from './strip.js';
import { Values } from './values.js';
import { module } from './start.js';

/** In the order of their numbers on the wire. */
const EASINGS = ['linear', 'easeInOut', 'easeIn', 'easeOut'];

export class Desk {
  #raw;
  #events;
  #values;
  #asks;
  #meters;
  #person;
  #surface = { model: '', firmware: '', simulated: false, kinds: [] };
  #status = { state: 'offline', address: '', reason: '' };
  /** Goes up with each surface, so that kept numbers are known to be old. */
  #generation = 0;
  #strips = new Map();

  /** `me` gives who this client is, `person` the member with a number. */
  constructor(raw, events, me, person) {
    this.#raw = raw;
    this.#events = events;
    this.#person = person;
    this.#values = new Values(raw, events);
    this.#asks = new Asks(raw, me);
    this.#meters = new Meters((kinds) => raw.wantMeters(kinds));
    this.shows = new Shows(this.#asks, this.#values);
    this.snapshots = new Scenes(this.#asks, this.#values, 'snapshot');
    this.cues = new Scenes(this.#asks, this.#values, 'cue');
    this.presets = new Presets(this.#asks);
    this.mediaPlayer = new MediaPlayer(this.#asks, this.#values);
    this.recorder = new Recorder(this.#asks, this.#values);
    this.multitrack = new Multitrack(this.#asks, this.#values);
  }

  get model() {
    return this.#surface.model;
  }

  get firmware() {
    return this.#surface.firmware;
  }

  get simulated() {
    return this.#surface.simulated;
  }

  /** The relay's connection to the desk. */
  get status() {
    return this.#status;
  }

  get kinds() {
    return this.#surface.kinds.map(({ id, count }) => ({ id, count }));
  }

  input(number) {
    return this.#strip(`input.${number}`);
  }

  line(number) {
    return this.#strip(`line.${number}`);
  }

  player(number) {
    return this.#strip(`player.${number}`);
  }

  fx(number) {
    return this.#strip(`fx.${number}`);
  }

  sub(number) {
    return this.#strip(`sub.${number}`);
  }

  aux(number) {
    return this.#strip(`aux.${number}`);
  }

  vca(number) {
    return this.#strip(`vca.${number}`);
  }

  get master() {
    return this.#strip('master');
  }

  muteGroup(number) {
    return new MuteGroup(this, `desk.mute_group.${number}`);
  }

  parameters() {
    return this.#values.parameters();
  }

  has(path) {
    return this.#raw.find(path) >= 0;
  }

  get(path) {
    return this.#values.get(path);
  }

  /** The value in its unit: dB, Hz, ms. */
  reading(path) {
    const id = this.#raw.find(path);
    const reading = id < 0 ? NaN : this.#raw.reading(id);
    return Number.isNaN(reading) ? undefined : reading;
  }

  set(path, value) {
    const id = this.#find(path);
    this.#check(path, typeof value === 'string' ? this.#raw.setText(id, value) : this.#raw.set(id, Number(value)));
  }

  setReading(path, reading) {
    this.#check(path, this.#raw.setReading(this.#find(path), reading));
  }

  nudge(path, by) {
    this.#check(path, this.#raw.nudge(this.#find(path), by));
  }

  setAll(values) {
    this.#all(values, (ids, numbers) => this.#raw.setAll(ids, numbers));
  }

  fade(goals, { millis, easing = 'linear' }) {
    this.#all(goals, (ids, numbers) => this.#raw.fade(ids, numbers, millis, EASINGS.indexOf(easing)));
  }

  async stopFades(...paths) {
    await this.command('fade.stop', ...paths);
  }

  /** A finger is down on a control: until it lifts, others see who holds it. */
  touch(path) {
    this.#check(path, this.#raw.touch(this.#find(path)));
  }

  lift(path) {
    this.#raw.lift(this.#find(path));
  }

  /** Who else has a control in hand. */
  holder(path) {
    const id = this.#raw.find(path);
    const holder = id < 0 ? undefined : this.#raw.holder(id);
    return holder === undefined ? undefined : this.#person(holder);
  }

  mustAsk(path) {
    return this.#raw.mustAsk(this.#find(path));
  }

  takeOver(path) {
    this.#check(path, this.#raw.takeOver(this.#find(path)));
  }

  subscribe(path, listener) {
    return this.#values.subscribe(path, listener);
  }

  subscribeHolder(path, listener) {
    const stop = this.#events.on('held', (held) => {
      const found = held.find((each) => each.path === path);
      if (found) listener(found.holder, path);
    });
    const holder = this.holder(path);
    if (holder) listener(holder, path);
    return stop;
  }

  changes() {
    return this.#values.changes();
  }

  meters(kinds, listener) {
    return this.#meters.subscribe(kinds, listener);
  }

  command(verb, ...words) {
    return this.#asks.command(verb, words);
  }

  async linkStereo(path) {
    await this.command('stereo.link', path);
  }

  async unlinkStereo(path) {
    await this.command('stereo.unlink', path);
  }

  async setFxType(number, type) {
    await this.command('fx.type', `fx.${number}`, type);
  }

  async clearMutes() {
    await this.command('mutes.clear');
  }

  async selectStrip(group, path) {
    await this.command('select.strip', group, path);
  }

  async selectView(group, view, number = 0) {
    await this.command('select.view', group, view === 'viewGroup' ? 'view_group' : view, number);
  }

  async answerDialog(id, button) {
    await this.command('dialog.answer', id, button);
  }

  /** For strips: the number of a path, kept by `place` until the surface changes. */
  resolve(place) {
    if (place.generation !== this.#generation) {
      place.id = this.#raw.find(place.path);
      place.generation = this.#generation;
    }
    if (place.id < 0) throw this.#missing(place.path);
    return place.id;
  }

  /** For strips: a command on a resolved place. */
  move(place, name, argument) {
    const outcome = this.#raw[name](this.resolve(place), argument);
    if (outcome !== 0) this.#check(place.path, outcome);
  }

  /** For strips: a fade to what reads like this. */
  fadeReading(place, reading, options) {
    this.fade({ [place.path]: this.#raw.numberOf(this.resolve(place), reading) }, options);
  }

  takeSurface(surface) {
    this.#surface = surface;
    this.#generation += 1;
    this.#values.takeSurface();
    this.#meters.takeSurface(surface);
  }

  takeStatus(status) {
    this.#status = status;
  }

  takeAnswer(answer) {
    this.#asks.takeAnswer(answer);
  }

  takeList(list) {
    this.#asks.takeList(list);
  }

  changed(idsAt, valuesAt, count) {
    this.#values.changed(idsAt, valuesAt, count);
  }

  refresh() {
    this.#values.refresh();
  }

  metered(kinds, levels) {
    this.#meters.take(kinds, levels);
  }

  end(error) {
    this.#values.end();
    this.#asks.end(error);
  }

  /** Does something with several controls at once, or with none of them. */
  #all(values, act) {
    const paths = Object.keys(values);
    const ids = Uint16Array.from(paths, (path) => this.#find(path));
    const numbers = Float64Array.from(Object.values(values), Number);
    this.#check(paths.join(', '), act(ids, numbers));
  }

  /** Kept, so that `desk.input(1)` in a loop costs nothing. */
  #strip(path) {
    const strip = this.#strips.get(path) ?? new Strip(this, path);
    this.#strips.set(path, strip);
    return strip;
  }

  #find(path) {
    const id = this.#raw.find(path);
    if (id < 0) throw this.#missing(path);
    return id;
  }

  #check(path, outcome) {
    if (outcome === 0) return;
    const error = module().controlError(outcome);
    error.message = `${path}: ${error.message}`;
    throw error;
  }

  #missing(path) {
    if (!this.#values.known) {
      return new MediatrixError('offline', `${path}: no desk is known yet, wait for \`await link.live()\``);
    }
    return new MediatrixError('unknown_parameter', `${path}: the ${this.model} has no such parameter`);
  }
}
