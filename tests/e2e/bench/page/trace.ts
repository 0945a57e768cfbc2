// What a browser's trace says of a page's main thread: how much work stands
// between two frames. Knows nothing of what the page does.
import type { CDPSession, Page } from '@playwright/test';

/** Events of the trace, as Chromium writes them; times in microseconds. */
interface Event {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** What of it the thread had a processor for. */
  tdur?: number;
  args?: { name?: string };
}

/** Main-thread work of each frame, in milliseconds, shortest first. */
export interface Frames {
  work: number[];
  /** From the first frame to the last. */
  seconds: number;
}

/** Traces a page while something goes on, and tells what its main thread did per frame. */
export async function traced(page: Page, meanwhile: () => Promise<void>): Promise<Frames> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser of its own');
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', '__metadata'],
  });
  await meanwhile();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Event[] };
  return frames(traceEvents);
}

/** Makes a page's processor so many times slower; the session has to stay open. */
export async function throttled(page: Page, times: number): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  return devtools;
}

/** The value below which the given share of sorted numbers lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The page under trial is the renderer that showed most frames: its neighbours have nothing to draw. */
function frames(events: readonly Event[]): Frames {
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid))
    .map((thread) => ({ tasks: spans(thread, 'RunTask'), commits: spans(thread, 'Commit') }))
    .sort((one, other) => other.commits.length - one.commits.length);
  const { tasks = [], commits = [] } = threads[0] ?? {};
  const work: number[] = [];
  let sum = 0;
  let next = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // Waiting for a processor, on a busy machine, is not the page's work.
    sum += tdur / 1000;
    const commit = commits[next]?.ts ?? Infinity;
    // What is committed ends a frame: the work up to there was for it.
    if (commit >= ts + dur) continue;
    work.push(sum);
    sum = 0;
    while ((commits[next]?.ts ?? Infinity) < ts + dur) next += 1;
  }
  const seconds = ((commits.at(-1)?.ts ?? 0) - (commits[0]?.ts ?? 0)) / 1e6;
  // The first frame's work began before the trace.
  return { work: work.slice(1).sort((a, b) => a - b), seconds };
}

/** Complete events of one name, in the order of their beginning. */
function spans(thread: readonly Event[], wanted: string): Event[] {
  return thread.filter(({ name, ph }) => name === wanted && ph === 'X').sort((a, b) => a.ts - b.ts);
}
