// Serves this folder on http://127.0.0.1:8082; any other web server does, too.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const here = fileURLToPath(new URL('.', import.meta.url));

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, 'http://page').pathname);
  const file = here + (path === '/' ? 'index.html' : path.slice(1));
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return response.writeHead(404).end('not found');
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});
server.listen(Number(process.env.PORT ?? 8082), '127.0.0.1', () => {
  console.log(`open http://127.0.0.1:${server.address().port}/`);
});
