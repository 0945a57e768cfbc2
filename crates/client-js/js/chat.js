// Chat: rooms, and promises that wait for the relay's verdict.
import { stream } from './emitter.js';
import { MediatrixError } from './errors.js';
import { module } from './start.js';

export class Chat {
  #raw;
  #events;
  #relay;
  #rooms = new Map();
  #known = [];
  /** Own intents without a verdict, oldest first. */
  #waiting = [];
  #over;

  constructor(raw, events, relay) {
    this.#raw = raw;
    this.#events = events;
    this.#relay = relay;
  }

  /** The rooms as the relay told them last. */
  get rooms() {
    return this.#known;
  }

  room(name) {
    let room = this.#rooms.get(name);
    if (!room) {
      room = new Room(name, this.#raw, this.#events, this.#relay, (send) => this.#post(send));
      this.#rooms.set(name, room);
    }
    return room;
  }

  /** Every entry of every room. */
  entries() {
    return entries(this.#events, () => true);
  }

  #post(send) {
    if (this.#over) return Promise.reject(this.#over);
    const n = send();
    if (n === 0) {
      const message = 'the outbox is full, or the message is longer than the relay takes';
      return Promise.reject(new MediatrixError('outbox_full', message));
    }
    return new Promise((resolve, reject) => this.#waiting.push({ n, resolve, reject }));
  }

  takeRooms(rooms) {
    this.#known = rooms;
    for (const state of rooms) this.room(state.room).take(state);
  }

  takeEntry(entry) {
    this.room(entry.room).takeEntry(entry);
  }

  takeDecision({ n, offset, refusal }) {
    const at = this.#waiting.findIndex((each) => each.n === n);
    if (at < 0) return;
    const [{ resolve, reject }] = this.#waiting.splice(at, 1);
    if (refusal) reject(new MediatrixError(refusal.code, refusal.message));
    else resolve({ offset });
  }

  /**
   * What no socket has carried may get other numbers. The order stays, and
   * ours are the newest, so the two lists fit from their ends.
   */
  takeOutbox(numbers) {
    const both = Math.min(numbers.length, this.#waiting.length);
    for (let at = 1; at <= both; at++) this.#waiting.at(-at).n = numbers.at(-at);
  }

  end(error) {
    this.#over = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

class Room {
  #raw;
  #events;
  #relay;
  #post;
  #state = { head: 0, read: 0 };

  constructor(name, raw, events, relay, post) {
    this.name = name;
    this.#raw = raw;
    this.#events = events;
    this.#relay = relay;
    this.#post = post;
  }

  /** Offset of the newest entry, 0 when there is none. */
  get head() {
    return this.#state.head;
  }

  /** Offset up to which this person has read. */
  get readMark() {
    return this.#state.read;
  }

  say(text) {
    return this.#post(() => this.#raw.say(this.name, text));
  }

  edit(offset, text) {
    return this.#post(() => this.#raw.edit(this.name, offset, text));
  }

  remove(offset) {
    return this.#post(() => this.#raw.remove(this.name, offset));
  }

  react(offset, reaction, on = true) {
    return this.#post(() => this.#raw.react(this.name, offset, reaction, on));
  }

  /** Marks everything up to an offset as read. */
  read(offset = this.head) {
    this.#state.read = Math.max(this.#state.read, offset);
    this.#raw.read(this.name, offset);
  }

  history({ before = 0, limit = 50 } = {}) {
    const { url, token } = this.#relay;
    return module().history(url, token, this.name, before, limit);
  }

  on(listener) {
    return this.#events.on('chat', (entry) => entry.room === this.name && listener(entry));
  }

  entries() {
    return entries(this.#events, (entry) => entry.room === this.name);
  }

  [Symbol.asyncIterator]() {
    return this.entries()[Symbol.asyncIterator]();
  }

  take(state) {
    this.#state = state;
  }

  takeEntry({ offset }) {
    this.#state.head = Math.max(this.#state.head, offset);
  }
}

function entries(events, fits) {
  return stream(({ add, end }) => {
    const stops = [
      events.on('chat', (entry) => fits(entry) && add(entry)),
      events.on('state', ({ state }) => state === 'stopped' && end()),
    ];
    return () => stops.forEach((stop) => stop());
  });
}
