// What is asked of the desk beside its parameters: commands with their
// answers, and the lists it keeps.
import { MediatrixError, tell } from './errors.js';
import { module } from './start.js';

/** Who the relay tells lists to. */
const ROLES = ['engineer', 'admin'];
/** Lists that are of something. The relay refuses all lists for one that is not. */
const OF = ['snapshots', 'cues', 'tracks', 'presets'];
/** Most lists the relay keeps for one link; it refuses all of them for one more. */
const MOST = 16;
/** How long a promise of a list waits, absences included. */
const PATIENCE_MILLIS = 15_000;

export class Asks {
  #raw;
  #me;
  /** Commands without an answer, by their numbers. */
  #waiting = new Map();
  /** Lists that somebody wants, by name and what they are of. */
  #lists = new Map();
  /** What breaks promises of lists when the link ends. */
  #readers = new Set();
  #over;

  constructor(raw, me) {
    this.#raw = raw;
    this.#me = me;
  }

  command(verb, words) {
    if (this.#over) return Promise.reject(this.#over);
    const n = this.#raw.command(verb, words.map(String));
    if (n < 0) return Promise.reject(module().controlError(-n));
    return new Promise((resolve, reject) => this.#waiting.set(n, { resolve, reject }));
  }

  /** Tells the present list, once it is here, and then every other one. */
  subscribe(list, of, listener) {
    const unfit = this.#unfit(list, of);
    if (unfit) throw unfit;
    const key = JSON.stringify([list, of]);
    const topic = this.#lists.get(key) ?? { list, of, names: undefined, entries: new Set() };
    const entry = { listener };
    topic.entries.add(entry);
    if (!this.#lists.has(key)) {
      this.#lists.set(key, topic);
      this.#askLists();
    } else if (topic.names) {
      tell(listener, topic.names);
    }
    return () => {
      topic.entries.delete(entry);
      if (topic.entries.size === 0 && this.#lists.get(key) === topic) {
        this.#lists.delete(key);
        this.#askLists();
      }
    };
  }

  /** The present list. */
  names(list, of = '') {
    const trouble = this.#over ?? this.#trouble() ?? this.#unfit(list, of);
    if (trouble) return Promise.reject(trouble);
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(late);
        this.#readers.delete(fail);
        // Later: the first call may come before `stop` is there.
        queueMicrotask(() => stop());
      };
      const fail = (error) => {
        done();
        reject(error);
      };
      const late = setTimeout(() => {
        const what = of ? `${list} of ${JSON.stringify(of)}` : list;
        fail(new MediatrixError('late', `no list ${what} came within ${PATIENCE_MILLIS / 1000} s`));
      }, PATIENCE_MILLIS);
      this.#readers.add(fail);
      const stop = this.subscribe(list, of, (names) => {
        done();
        resolve(names);
      });
    });
  }

  takeAnswer({ n, words, refusal }) {
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    if (refusal) waiting?.reject(new MediatrixError(refusal.code, refusal.message));
    else waiting?.resolve(words);
  }

  takeList({ list, of, names }) {
    const topic = this.#lists.get(JSON.stringify([list, of]));
    if (!topic || JSON.stringify(topic.names) === JSON.stringify(names)) return;
    topic.names = names;
    for (const { listener } of [...topic.entries]) tell(listener, names);
  }

  end(error) {
    this.#over = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    for (const fail of [...this.#readers]) fail(error);
    this.#waiting.clear();
    this.#readers.clear();
  }

  #askLists() {
    if (this.#over) return;
    const lists = [...this.#lists.values()];
    this.#raw.wantLists(
      lists.map(({ list }) => list),
      lists.map(({ of }) => of),
    );
  }

  /** Why the relay would refuse a list, and every other one with it. */
  #unfit(list, of) {
    if (OF.includes(list) && !of) {
      return new MediatrixError('not_found', `there are no ${list} of ${JSON.stringify(of)}`);
    }
    if (this.#lists.size < MOST || this.#lists.has(JSON.stringify([list, of]))) return undefined;
    return new MediatrixError('out_of_range', `${list} would be one list more than ${MOST} at once`);
  }

  /** Why no list would come. */
  #trouble() {
    const outcome = this.#raw.check();
    if (outcome !== 0) return module().controlError(outcome);
    const role = this.#me()?.role;
    if (ROLES.includes(role)) return undefined;
    return new MediatrixError('not_allowed', `lists are for engineers and admins, and this is a ${role}`);
  }
}
