// A folder served as files, as any static server would, on a port of its own.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';

const KINDS: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export class Files {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves the folder on loopback. */
  static async serve(folder: string): Promise<Files> {
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://here').pathname);
      const name = join(folder, path === '/' ? 'index.html' : path);
      readFile(name).then(
        (bytes) => response.writeHead(200, { 'Content-Type': KINDS[extname(name)] ?? 'text/plain' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Files(server);
  }

  /** `http://HOST:PORT`. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the files are served no more');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
