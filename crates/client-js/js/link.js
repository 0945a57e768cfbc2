// The link: hands the session's events to listeners, chat and desk.
import { Chat } from './chat.js';
import { Desk } from './desk.js';
import { Emitter } from './emitter.js';
import { MediatrixError } from './errors.js';
import { notice } from './notices.js';
import { module } from './start.js';

const NAME = 'mediatrix-client';

export class Link {
  #raw;
  #events = new Emitter();
  #state = { state: 'connecting' };
  #me;
  #members = [];
  #desk;
  #chat;
  /** Whether the desk's state was taken in whole. */
  #whole = false;
  #over = false;

  constructor(url, { token, name = NAME, version, storage = 'browser', WebSocket } = {}) {
    const { RawLink, packageVersion } = module();
    if (!token) throw new MediatrixError('no_token', 'a link needs a token: `join` gives one');
    const scope = storage === 'memory' ? undefined : new URL(url, 'ws://unknown').host;
    this.#raw = new RawLink(url, token, name, version ?? packageVersion(), scope, WebSocket, {
      changed: (ids, values, count) => this.#desk.changed(ids, values, count),
      meters: (kinds, levels) => this.#desk.metered(kinds, levels),
      event: (event, data) => this.#take(event, data),
    });
    this.#desk = new Desk(
      this.#raw,
      this.#events,
      () => this.#me,
      (id) => this.#person(id),
    );
    this.#chat = new Chat(this.#raw, this.#events, { url, token });
  }

  get state() {
    return this.#state.state;
  }

  get roundTripMillis() {
    return this.#state.roundTripMillis;
  }

  /** Why the relay or the application ended the link, once it did. */
  get stopped() {
    const { state, code, reason } = this.#state;
    return state === 'stopped' ? { code, reason } : undefined;
  }

  get me() {
    return this.#me;
  }

  get members() {
    return this.#members;
  }

  get desk() {
    return this.#desk;
  }

  get chat() {
    return this.#chat;
  }

  get bufferedAmount() {
    return this.#raw.bufferedAmount;
  }

  on(event, listener) {
    return this.#events.on(event, listener);
  }

  /** Resolves when the link stands, and the desk and its values are here. */
  live() {
    if (this.#ready) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!this.#ready && !this.#over) return;
        off.forEach((stop) => stop());
        if (this.#ready) resolve();
        else reject(this.#ended());
      };
      const off = ['state', 'whole', 'desk'].map((event) => this.on(event, check));
      if (this.#over) check();
    });
  }

  /** Tries now instead of waiting for the next attempt. */
  wake() {
    this.#raw.wake();
  }

  close(code = 1000, reason = '') {
    if (!this.#over) this.#raw.close(code, reason);
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.close();
  }

  get #ready() {
    return this.#state.state === 'live' && this.#whole && this.#desk.status.state === 'live';
  }

  #take(event, data) {
    switch (event) {
      case 'state':
        this.#state = data;
        this.#over = data.state === 'stopped';
        if (this.#over) {
          this.#desk.end(this.#ended());
          this.#chat.end(this.#ended());
        }
        break;
      case 'me':
        this.#me = data;
        break;
      case 'members':
        this.#members = data;
        break;
      case 'surface':
        this.#whole = false;
        this.#desk.takeSurface(data);
        break;
      case 'desk':
        this.#desk.takeStatus(data);
        break;
      case 'all':
        // Comes when the link is lost, too, since what was under way is dropped then.
        this.#whole ||= this.#state.state === 'live';
        if (this.#whole) this.#desk.refresh();
        this.#events.emit('whole');
        return;
      case 'answer':
        this.#desk.takeAnswer(data);
        return;
      case 'list':
        this.#desk.takeList(data);
        return;
      case 'notice':
        data = notice(data);
        if (!data) return;
        break;
      case 'held':
        data = data.map(({ path, holder }) => ({ path, holder: holder && this.#person(holder) }));
        break;
      case 'rooms':
        this.#chat.takeRooms(data);
        break;
      case 'chat':
        this.#chat.takeEntry(data);
        break;
      case 'decided':
        this.#chat.takeDecision(data);
        return;
      case 'outbox':
        this.#chat.takeOutbox(data);
        this.#events.emit(event, { waiting: data.length });
        return;
    }
    this.#events.emit(event, data);
  }

  /** A member by number; one of whom nothing is known yet has no name. */
  #person(id) {
    const { name = '', color = '' } = this.#members.find((member) => member.id === id) ?? {};
    return { id, name, color };
  }

  #ended() {
    const { code, reason } = this.#state;
    return new MediatrixError('stopped', `the link has ended with code ${code}${reason ? `: ${reason}` : ''}`);
  }
}
