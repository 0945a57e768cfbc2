// A script that joins a relay, prints what happens at the desk and in the
// crew's chat, moves one fader, and leaves.
//
//     node main.mjs http://127.0.0.1:8080/#/join/CODE
import { connect, init, join, MediatrixError } from 'mediatrix-client';
// Node has a WebSocket of its own from version 22 on.
const WebSocket = globalThis.WebSocket ?? (await import('ws')).WebSocket;

const [invitation] = process.argv.slice(2);
if (!invitation) {
  console.error('usage: node main.mjs JOIN_LINK');
  process.exit(2);
}

try {
  await init();
  const { url, token, member } = await join(invitation, { name: 'Script' });
  console.log(`joined as ${member.name}, ${member.role}`);

  const link = connect(url, { token, name: 'example-node', WebSocket });
  link.on('state', ({ state }) => console.log(`link: ${state}`));
  link.on('setRefused', ({ paths, message }) => console.log(`refused: ${paths.join(', ')}: ${message}`));
  await link.live();
  console.log(`desk: ${link.desk.model}, ${link.desk.parameters().length} parameters`);

  const fader = link.desk.input(1);
  fader.subscribeFaderDb((db) => console.log(`input 1: ${db.toFixed(1)} dB`));
  fader.setFaderDb(-6);

  const { offset } = await link.chat.room('crew').say('Hello from a script');
  console.log(`said, at ${offset}`);
  link.close();
} catch (error) {
  console.error(error instanceof MediatrixError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}
