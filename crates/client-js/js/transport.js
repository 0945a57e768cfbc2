// What plays and what records: the two-track player and recorder on a stick,
// and the multitrack.

/** What the desk counts its states by. */
const PLAYER_STATES = ['stopped', 'stopped', 'playing', 'paused'];
const MULTITRACK_STATES = ['stopped', 'paused', 'playing'];

class Transport {
  #asks;
  #values;
  #of;
  #states;

  constructor(asks, values, of, states) {
    this.#asks = asks;
    this.#values = values;
    this.#of = of;
    this.#states = states;
  }

  get state() {
    return this.#states[this.at('state')];
  }

  /** From 0 to 1. */
  get position() {
    return this.at('position');
  }

  subscribeState(listener) {
    let last;
    return this.#values.subscribe(`desk.${this.#of}.state`, (number) => {
      const state = this.#states[number];
      if (state !== undefined && state !== last) listener((last = state));
    });
  }

  play() {
    return this.do('play');
  }

  pause() {
    return this.do('pause');
  }

  stop() {
    return this.do('stop');
  }

  jump(share) {
    return this.do('jump', share);
  }

  at(leaf) {
    return this.#values.get(`desk.${this.#of}.${leaf}`);
  }

  names(list, of) {
    return this.#asks.names(list, of);
  }

  async do(what, ...words) {
    await this.#asks.command(`${this.#of}.${what}`, words);
  }
}

export class MediaPlayer extends Transport {
  constructor(asks, values) {
    super(asks, values, 'player', PLAYER_STATES);
  }

  get playlist() {
    return this.at('playlist');
  }

  get track() {
    return this.at('track');
  }

  playlists() {
    return this.names('playlists');
  }

  tracks(playlist) {
    return this.names('tracks', playlist);
  }

  next() {
    return this.do('next');
  }

  previous() {
    return this.do('previous');
  }

  loadPlaylist(playlist) {
    return this.do('playlist', playlist);
  }

  loadTrack(playlist, track) {
    return this.do('track', playlist, track);
  }
}

export class Multitrack extends Transport {
  constructor(asks, values) {
    super(asks, values, 'multitrack', MULTITRACK_STATES);
  }

  get recording() {
    return this.at('recording');
  }

  get session() {
    return this.at('session');
  }

  sessions() {
    return this.names('sessions');
  }

  record() {
    return this.do('record');
  }

  stopRecording() {
    return this.do('record_stop');
  }

  select(session) {
    return this.do('select', session);
  }

  delete(session) {
    return this.do('delete', session);
  }
}

export class Recorder {
  #asks;
  #values;

  constructor(asks, values) {
    this.#asks = asks;
    this.#values = values;
  }

  get recording() {
    return this.#values.get('desk.recorder.recording');
  }

  files() {
    return this.#asks.names('files');
  }

  async start() {
    await this.#asks.command('record.start', []);
  }

  async stop() {
    await this.#asks.command('record.stop', []);
  }

  async rename(name, to) {
    await this.#asks.command('record.rename', [name, to]);
  }
}
