'use client';
// One fader, one mute and the crew's chat as a client component: the server
// renders it too, and imports the package for that without loading anything.
import { connect, init, join, Socket } from 'mediatrix-client';
import { useEffect, useState } from 'react';

export function Mixer() {
  const [link, setLink] = useState(null);
  const [state, setState] = useState('none');
  const [position, setPosition] = useState(0);
  const [db, setDb] = useState(NaN);
  const [muted, setMuted] = useState(false);
  const [lines, setLines] = useState([]);
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    globalThis.MediatrixSocket = Socket;
  }, []);

  useEffect(() => {
    if (!link) return undefined;
    const input = link.desk.input(1);
    const stops = [
      link.on('state', (event) => setState(event.state)),
      input.subscribe('level', setPosition),
      input.subscribeFaderDb(setDb),
      input.subscribe('mute', setMuted),
      link.chat.room('crew').on((entry) => {
        if (entry.kind === 'say') setLines((before) => [...before, `${entry.author.name}: ${entry.text}`]);
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      link.close();
    };
  }, [link]);

  const onJoin = async (event) => {
    event.preventDefault();
    const invitation = new FormData(event.target).get('invitation');
    try {
      await init();
      const { url, token } = await join(invitation, { name: 'Next' });
      setLink(connect(url, { token, name: 'test-next' }));
    } catch (error) {
      setTrouble(`${error.code}: ${error.message}`);
    }
  };

  const onSay = (event) => {
    event.preventDefault();
    const text = new FormData(event.target).get('text');
    link.chat.room('crew').say(text).catch((error) => setTrouble(error.message));
  };

  return (
    <>
      <form id="join" onSubmit={onJoin}>
        <label>Join link <input name="invitation" /></label>
        <button>Join</button>
      </form>
      <output id="state">{state}</output>
      <label>
        Input 1
        <input id="fader" type="range" min="0" max="1" step="0.001" value={position}
          onChange={(event) => link.desk.input(1).setFader(event.target.valueAsNumber)} />
      </label>
      <output id="level">{`${db.toFixed(1)} dB`}</output>
      <label>
        <input id="mute" type="checkbox" checked={muted}
          onChange={(event) => link.desk.input(1).setMute(event.target.checked)} /> Mute
      </label>
      <ul id="chat">{lines.map((line, at) => <li key={at}>{line}</li>)}</ul>
      <form id="say" onSubmit={onSay}>
        <label>Message <input name="text" /></label>
        <button>Send</button>
      </form>
      <p id="trouble" role="alert">{trouble}</p>
    </>
  );
}
