// One fader, one mute and the crew's chat with Vite and TypeScript.
import { connect, init, join, type Link, MediatrixError, type Room } from 'mediatrix-client';

const find = <Kind extends HTMLElement>(id: string): Kind => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Kind;
};

function failed(error: unknown): void {
  const text = error instanceof MediatrixError ? `${error.code}: ${error.message}` : String(error);
  find('trouble').textContent = text;
}

function onSubmit(id: string, run: (form: HTMLFormElement, data: FormData) => Promise<void>): void {
  const form = find<HTMLFormElement>(id);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(form, new FormData(form)).catch(failed);
  });
}

async function show(link: Link): Promise<void> {
  link.on('state', ({ state }) => (find<HTMLOutputElement>('state').value = state));
  const crew = link.chat.room('crew');
  void follow(crew);
  await link.live();

  const fader = find<HTMLInputElement>('fader');
  const mute = find<HTMLInputElement>('mute');
  const input = link.desk.input(1);
  input.subscribe('level', (position) => (fader.valueAsNumber = Number(position)));
  input.subscribeFaderDb((db) => (find<HTMLOutputElement>('level').value = `${db.toFixed(1)} dB`));
  input.subscribe('mute', (muted) => (mute.checked = muted === true));
  fader.addEventListener('input', () => input.setFader(fader.valueAsNumber));
  mute.addEventListener('change', () => input.setMute(mute.checked));

  onSubmit('say', async (form, data) => {
    await crew.say(String(data.get('text')));
    form.reset();
  });
}

async function follow(crew: Room): Promise<void> {
  for await (const entry of crew) {
    if (entry.kind !== 'say') continue;
    const line = document.createElement('li');
    line.textContent = `${entry.author.name}: ${entry.text}`;
    find('chat').append(line);
  }
}

onSubmit('join', async (_, data) => {
  await init();
  const { url, token } = await join(String(data.get('invitation')), { name: 'Vite' });
  await show(connect(url, { token, name: 'example-vite' }));
});
