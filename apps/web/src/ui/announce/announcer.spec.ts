import { describe, expect, it } from '@jest/globals';
import { createAnnouncer } from './announcer.js';

describe('the status line', () => {
  it('keeps what was said while it is new, and lets go of it when somebody goes on later', () => {
    let now = 0;
    const announcer = createAnnouncer(() => now);
    let told = 0;
    announcer.subscribe(() => void (told += 1));
    announcer.say('Recorded: you approved request 6.');
    now = 3_999;
    announcer.goOn();
    expect([announcer.read(), told]).toEqual(['Recorded: you approved request 6.', 1]);
    now = 4_000;
    announcer.goOn();
    announcer.goOn();
    expect([announcer.read(), told]).toEqual(['', 2]);
  });

  it('says the same sentence twice as two', () => {
    const announcer = createAnnouncer();
    announcer.say('Copied.');
    announcer.say('Copied.');
    expect(announcer.read()).toBe('Copied.\u00a0');
  });
});
