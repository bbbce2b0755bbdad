import { describe, expect, it } from '@jest/globals';
import { afterPause, type Timers } from './after-pause.js';

/** Timers that run when told to. */
function clock() {
  let now = 0;
  const due = new Map<object, { at: number; run: () => void }>();
  const timers: Timers = {
    set(run, ms) {
      const timer = {};
      due.set(timer, { at: now + ms, run });
      return timer;
    },
    clear: (timer) => void due.delete(timer as object),
  };
  const pass = (ms: number) => {
    now += ms;
    for (const [timer, { at, run }] of due) if (at <= now && due.delete(timer)) run();
  };
  return { timers, pass };
}

function typing(isKnown?: (value: string) => boolean) {
  const { timers, pass } = clock();
  const told: string[] = [];
  const pause = afterPause<string>({ pauseMs: 150, tell: (value) => void told.push(value), timers, ...(isKnown && { isKnown }) });
  return { told, pass, pause };
}

describe('typing into a search', () => {
  it('asks once per pause, for what stands there at its end (row:J3)', () => {
    const { told, pass, pause } = typing();
    for (const text of ['s', 'st', 'sta', 'stag']) {
      pause.type(text);
      pass(149);
    }
    expect(told).toEqual([]);
    pass(1);
    expect(told).toEqual(['stag']);
    pass(10_000);
    expect(told).toEqual(['stag']);
  });

  it('does not wait for what is known already, nor for Enter, and asks nothing after leaving (row:J3)', () => {
    const { told, pass, pause } = typing((text) => text === 'st');
    pause.type('s');
    pause.type('st');
    expect(told).toEqual(['st']);
    pause.type('stx');
    pause.settle();
    expect(told).toEqual(['st', 'stx']);
    pause.type('stxy');
    pause.stop();
    pass(1_000);
    expect(told).toEqual(['st', 'stx']);
  });
});
