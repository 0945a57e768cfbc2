// One fader, one mute and the crew's chat in a page without any build.
import { connect, init, join } from 'mediatrix-client';

const find = (id) => document.getElementById(id);
const failed = (error) => (find('trouble').textContent = `${error.code ?? ''} ${error.message}`);

await init().catch(failed);

find('join').addEventListener('submit', async (event) => {
  event.preventDefault();
  const invitation = new FormData(event.target).get('invitation');
  try {
    const { url, token } = await join(invitation, { name: 'Page' });
    await show(connect(url, { token, name: 'example-page' }));
  } catch (error) {
    failed(error);
  }
});

async function show(link) {
  link.on('state', ({ state }) => (find('state').value = state));
  const crew = link.chat.room('crew');
  follow(crew);
  await link.live();

  const input = link.desk.input(1);
  input.subscribe('level', (position) => (find('fader').value = position));
  input.subscribeFaderDb((db) => (find('level').value = `${db.toFixed(1)} dB`));
  input.subscribe('mute', (muted) => (find('mute').checked = muted));
  find('fader').addEventListener('input', (event) => input.setFader(event.target.valueAsNumber));
  find('mute').addEventListener('change', (event) => input.setMute(event.target.checked));

  find('say').addEventListener('submit', (event) => {
    event.preventDefault();
    crew.say(new FormData(event.target).get('text')).then(() => event.target.reset(), failed);
  });
}

async function follow(crew) {
  for await (const entry of crew) {
    if (entry.kind !== 'say') continue;
    const line = document.createElement('li');
    line.textContent = `${entry.author.name}: ${entry.text}`;
    find('chat').append(line);
  }
}
