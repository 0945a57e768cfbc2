// The network between one browser and the relay: it can be slow, and it can be
// blocked, so that nothing comes through in either direction and nobody is told,
// and opened.
import { createServer, connect, type Server, type Socket } from 'node:net';

export class Path {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #blocked = false;
  #delay = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** A path to the relay at this URL, on a port of its own. */
  static async to(relay: string): Promise<Path> {
    const { hostname, port } = new URL(relay);
    const server = createServer();
    const path = new Path(server);
    server.on('connection', (near) => {
      const far = connect(Number(port), hostname);
      const pair: [Socket, Socket] = [near, far];
      path.#pairs.add(pair);
      const ways: [Socket, Socket][] = [pair, [far, near]];
      for (const [one, other] of ways) {
        // Either end may go at any time; the other follows.
        one.on('error', () => other.destroy());
        one.on('close', () => {
          if (path.#blocked) return;
          other.destroy();
          path.#pairs.delete(pair);
        });
        // In order, however late: each way waits for what went before.
        one.on('data', (bytes) => {
          if (path.#delay === 0) other.write(bytes);
          else setTimeout(() => other.destroyed || other.write(bytes), path.#delay);
        });
      }
      if (path.#blocked) for (const end of pair) end.pause();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return path;
  }

  /** The same link by way of this path. */
  through(link: string): string {
    const url = new URL(link);
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the path is closed');
    url.host = `127.0.0.1:${address.port}`;
    return url.href;
  }

  /** Whatever comes from now on arrives so many milliseconds later, either way. Said once, before anybody connects. */
  slow(millis: number): void {
    this.#delay = millis;
  }

  /** Nothing gets through any more, and nobody is told. */
  block(): void {
    this.#blocked = true;
    for (const pair of this.#pairs) for (const end of pair) end.pause();
  }

  /** New connections get through again; the old ones are dead, as after a long outage. */
  open(): void {
    this.#blocked = false;
    for (const pair of this.#pairs) for (const end of pair) end.destroy();
    this.#pairs.clear();
  }

  /** Ends it with all its connections. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.open();
    await closed;
  }
}
