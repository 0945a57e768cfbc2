// What every page of the tests must be able to do, whatever built it.
import assert from 'node:assert/strict';

/** Joins in the page and moves, mutes and talks with `ben`, a link in Node. */
export async function checkMixer(page, relay, ben) {
  await page.locator('#join input').fill(await relay.invite());
  await page.getByRole('button', { name: 'Join' }).click();
  await has(page, '#state', 'live');

  const seen = once(ben, (done) => ben.desk.subscribe('input.1.level', (value) => Math.abs(value - 0.25) < 1e-3 && done(value)));
  await page.locator('#fader').fill('0.25');
  await seen;

  ben.desk.input(1).setFaderDb(-6);
  await has(page, '#level', '-6.0 dB');
  const muted = !ben.desk.input(1).muted;
  ben.desk.input(1).setMute(muted);
  await page.waitForFunction((on) => document.querySelector('#mute').checked === on, muted);

  const crew = ben.chat.room('crew');
  const question = `Is ${page.url()} on stage?`;
  const heard = once(ben, (done) => crew.on((entry) => entry.kind === 'say' && entry.text === question && done(entry)));
  await page.locator('#say input').fill(question);
  await page.getByRole('button', { name: 'Send' }).click();
  const { offset } = await heard;
  assert.equal((await crew.say(`Yes, ${offset}`)).offset, offset + 1);
  await page.getByText(`Ben: Yes, ${offset}`).waitFor();
}

/** The plain socket's events against the relay's echo. */
export async function checkSocket(page, relay) {
  const seen = await page.evaluate((url) => {
    const seen = [];
    return new Promise((resolve) => {
      const socket = new globalThis.MediatrixSocket(url);
      socket.onopen = () => {
        seen.push(`open ${socket.readyState}`);
        socket.send('Größe');
        socket.send(new Uint8Array([1, 2, 255]));
      };
      socket.onmessage = ({ data }) => {
        seen.push(typeof data === 'string' ? data : `bytes ${new Uint8Array(data)}`);
        if (typeof data !== 'string') socket.close(4321, 'done');
      };
      socket.onerror = () => seen.push('error');
      socket.onclose = ({ code, wasClean }) => {
        seen.push(`close ${code} ${wasClean} ${socket.readyState}`);
        const nowhere = new globalThis.MediatrixSocket('ws://127.0.0.1:9/');
        nowhere.onerror = () => seen.push('error');
        nowhere.onclose = ({ code }) => resolve([...seen, `close ${code}`]);
      };
    });
  }, relay.echo);
  assert.deepEqual(seen, ['open 1', 'Größe', 'bytes 1,2,255', 'close 4321 true 3', 'error', 'close 1006']);
}

/** Waits until an element says exactly this. */
async function has(page, selector, text) {
  await page
    .waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent === text, [selector, text])
    .catch(async (error) => {
      const shown = await page.locator(selector).textContent();
      const trouble = await page.locator('#trouble').textContent();
      throw new Error(`${selector} says ${shown} in place of ${text}; trouble: ${trouble}`, { cause: error });
    });
}

function once(link, listen) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`nothing came; the link is ${link.state}`)), 20_000);
    let stop;
    stop = listen((found) => {
      clearTimeout(late);
      queueMicrotask(() => stop());
      resolve(found);
    });
  });
}
