// The desk: parameters by path, subscriptions, and meters. The numbers that
// the module counts parameters by stay in here: another desk has others.
import { stream } from './emitter.js';
import { MediatrixError, tell } from './errors.js';
import { Meters } from './meters.js';
import { buffer, module } from './start.js';
import { MuteGroup, Strip } from './strip.js';

/** How a parameter's number is to be read, as `forms()` of the module tells. */
const TOGGLE = 1;
const TEXT = 4;

export class Desk {
  #raw;
  #events;
  #meters;
  #surface = { model: '', firmware: '', simulated: false, kinds: [] };
  #status = { state: 'offline', address: '', reason: '' };
  #forms = new Uint8Array();
  /** Goes up with each surface, so that kept numbers are known to be old. */
  #generation = 0;
  /** Subscriptions by path, and by number for the present surface. */
  #topics = new Map();
  #places = [];
  /** Those who want every change. */
  #everything = new Set();
  #strips = new Map();
  /** Whether the values are the desk's, and not what a new surface begins with. */
  #whole = false;
  #over = false;

  constructor(raw, events) {
    this.#raw = raw;
    this.#events = events;
    this.#meters = new Meters((kinds) => raw.wantMeters(kinds));
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
    return Array.from(this.#forms, (_, id) => ({ ...this.#raw.describe(id), value: this.#valueAt(id) }));
  }

  has(path) {
    return this.#raw.find(path) >= 0;
  }

  get(path) {
    const id = this.#raw.find(path);
    return id < 0 ? undefined : this.#valueAt(id);
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

  /** A finger is down on a control: until it lifts, others see who holds it. */
  touch(path) {
    this.#check(path, this.#raw.touch(this.#find(path)));
  }

  lift(path) {
    this.#raw.lift(this.#find(path));
  }

  subscribe(path, listener) {
    const entry = { listener };
    const topic = this.#topics.get(path) ?? this.#newTopic(path);
    topic.entries.add(entry);
    if (topic.value !== undefined) tell(listener, topic.value, path);
    return () => {
      topic.entries.delete(entry);
      if (topic.entries.size === 0 && this.#topics.get(path) === topic) this.#forget(topic);
    };
  }

  /** Every change of every parameter; of one that changes faster than it is read, the newest. */
  changes() {
    return stream(({ add, end }) => {
      const entry = (path, value) => add({ path, value }, path);
      this.#everything.add(entry);
      const stop = this.#events.on('state', ({ state }) => state === 'stopped' && end());
      if (this.#over) end();
      return () => {
        stop();
        this.#everything.delete(entry);
      };
    });
  }

  meters(kinds, listener) {
    return this.#meters.subscribe(kinds, listener);
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
  command(place, name, argument) {
    const outcome = this.#raw[name](this.resolve(place), argument);
    if (outcome !== 0) this.#check(place.path, outcome);
  }

  takeSurface(surface) {
    this.#surface = surface;
    this.#generation += 1;
    this.#whole = false;
    this.#forms = this.#raw.forms();
    this.#places = [];
    for (const topic of this.#topics.values()) this.#place(topic);
    this.#meters.takeSurface(surface);
  }

  takeStatus(status) {
    this.#status = status;
  }

  /** Some values changed; their numbers lie in the module's memory until this returns. */
  changed(idsAt, valuesAt, count) {
    const heap = buffer();
    if (count === 1) {
      this.#change(new Uint16Array(heap, idsAt, 1)[0], new Float64Array(heap, valuesAt, 1)[0]);
      return;
    }
    // Copies: a listener may call the module, which may move its memory.
    const ids = new Uint16Array(heap, idsAt, count).slice();
    const values = new Float64Array(heap, valuesAt, count).slice();
    for (let at = 0; at < count; at++) this.#change(ids[at], values[at]);
  }

  /** Any value may have changed. */
  refresh() {
    this.#whole = true;
    for (const topic of [...this.#topics.values()]) {
      if (topic.id >= 0) this.#update(topic, this.#valueAt(topic.id));
    }
    if (this.#everything.size > 0) {
      this.#forms.forEach((_, id) => this.#tellAll(this.#raw.path(id), this.#valueAt(id)));
    }
  }

  metered(kinds, levels) {
    this.#meters.take(kinds, levels);
  }

  end() {
    this.#over = true;
  }

  #change(id, number) {
    const topic = this.#places[id];
    if (topic === undefined && this.#everything.size === 0) return;
    const value = this.#read(id, number);
    if (topic) this.#update(topic, value);
    if (this.#everything.size > 0) this.#tellAll(this.#raw.path(id), value);
  }

  #update(topic, value) {
    if (Object.is(topic.value, value)) return;
    topic.value = value;
    for (const { listener } of topic.entries) tell(listener, value, topic.path);
  }

  #tellAll(path, value) {
    for (const entry of [...this.#everything]) entry(path, value);
  }

  #valueAt(id) {
    return this.#read(id, this.#raw.value(id));
  }

  #read(id, number) {
    const form = this.#forms[id];
    if (form === TOGGLE) return number !== 0;
    return form === TEXT ? this.#raw.text(id) : number;
  }

  /** Kept, so that `desk.input(1)` in a loop costs nothing. */
  #strip(path) {
    const strip = this.#strips.get(path) ?? new Strip(this, path);
    this.#strips.set(path, strip);
    return strip;
  }

  #newTopic(path) {
    const topic = { path, id: -1, value: undefined, entries: new Set() };
    this.#topics.set(path, topic);
    this.#place(topic);
    if (this.#whole && topic.id >= 0) topic.value = this.#valueAt(topic.id);
    return topic;
  }

  #place(topic) {
    topic.id = this.#raw.find(topic.path);
    topic.value = undefined;
    if (topic.id >= 0) this.#places[topic.id] = topic;
  }

  #forget(topic) {
    this.#topics.delete(topic.path);
    if (topic.id >= 0) this.#places[topic.id] = undefined;
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
    if (this.#forms.length === 0) {
      return new MediatrixError('offline', `${path}: no desk is known yet, wait for \`await link.live()\``);
    }
    return new MediatrixError('unknown_parameter', `${path}: the ${this.model} has no such parameter`);
  }
}
