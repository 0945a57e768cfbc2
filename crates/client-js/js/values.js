// Values by path: what they are, and who hears of their changes. The numbers
// that the module counts parameters by stay in here: another desk has others.
import { stream } from './emitter.js';
import { tell } from './errors.js';
import { buffer } from './start.js';

/** How a parameter's number is to be read, as `forms()` of the module tells. */
const TOGGLE = 1;
const TEXT = 4;

export class Values {
  #raw;
  #events;
  #forms = new Uint8Array();
  /** Subscriptions by path, and by number for the present surface. */
  #topics = new Map();
  #places = [];
  /** Those who want every change. */
  #everything = new Set();
  /** Whether the values are the desk's, and not what a new surface begins with. */
  #whole = false;
  #over = false;

  constructor(raw, events) {
    this.#raw = raw;
    this.#events = events;
  }

  /** Whether any desk is known. */
  get known() {
    return this.#forms.length > 0;
  }

  parameters() {
    return Array.from(this.#forms, (_, id) => ({ ...this.#raw.describe(id), value: this.#valueAt(id) }));
  }

  get(path) {
    const id = this.#raw.find(path);
    return id < 0 ? undefined : this.#valueAt(id);
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

  takeSurface() {
    this.#whole = false;
    this.#forms = this.#raw.forms();
    this.#places = [];
    for (const topic of this.#topics.values()) this.#place(topic);
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
}
