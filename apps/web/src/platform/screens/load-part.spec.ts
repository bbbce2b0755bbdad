import { describe, expect, it } from '@jest/globals';
import { createPartLoader, type Surroundings } from './load-part.js';

/** A browser with a network and a server that come and go, and what was done in it. */
function open(state: { online: boolean; answering: boolean; reloadedBefore?: boolean }) {
  const done: string[] = [];
  const surroundings: Surroundings = {
    isOnline: () => state.online,
    untilOnline: () => {
      done.push('waits for a network');
      state.online = true;
      return Promise.resolve();
    },
    answers: () => Promise.resolve(state.answering),
    pause: () => {
      done.push('waits for an answer');
      [state.online, state.answering] = [true, true];
      return Promise.resolve();
    },
    reload: () => {
      done.push('loads the page again');
      return state.reloadedBefore !== true;
    },
  };
  return { done, load: createPartLoader(surroundings) };
}
const settled = (work: Promise<unknown>) => Promise.race([work.then(String, (error: unknown) => String(error)), new Promise((resolve) => setTimeout(() => resolve('still waits'), 20))]);
const part = () => Promise.resolve('the part');
const gone = () => Promise.reject(new Error('gone'));

describe('a part of the application', () => {
  it('is loaded where there is a network, and not asked for before there is one (row:J2)', async () => {
    const here = open({ online: true, answering: true });
    expect([await settled(here.load(part)), here.done]).toEqual(['the part', []]);
    const away = open({ online: false, answering: false });
    const asked = () => {
      away.done.push('asks for it');
      return part();
    };
    expect([await settled(away.load(asked)), away.done]).toEqual(['the part', ['waits for a network', 'asks for it']]);
  });

  it('that fails never takes the page away while nobody answers; then the page is loaded again (row:J2)', async () => {
    const silent = open({ online: true, answering: false });
    expect([await settled(silent.load(gone)), silent.done]).toEqual(['still waits', ['waits for an answer', 'loads the page again']]);
  });

  it('that fails on a page that was loaded again a moment ago is a fault', async () => {
    const again = open({ online: true, answering: true, reloadedBefore: true });
    expect([await settled(again.load(gone)), again.done]).toEqual(['Error: gone', ['loads the page again']]);
  });
});
