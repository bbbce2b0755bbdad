import { describe, expect, it } from '@jest/globals';
import { startMovingText } from './start-moving-text.part.js';

describe('what starting a migration would do', () => {
  const nothing = { unchanged: 0, voids: 0 };
  it.each([
    [{ unchanged: 6, voids: 0, ends: 0 }, 'Starting moves 6 requests from version 1 to version 2: 6 with every signature.'],
    [{ unchanged: 1, voids: 1, ends: 0 }, 'Starting moves 2 requests from version 1 to version 2: 1 with every signature, 1 that must be signed again in part.'],
    [{ unchanged: 0, voids: 0, ends: 1 }, 'Starting moves 1 request from version 1 to version 2: 1 that moving decides.'],
    [{ unchanged: 0, voids: 0, ends: 0 }, 'There is nothing that can move from version 1 to version 2.'],
  ])('of %j is told as %s (row:B2)', (planned, text) => expect(startMovingText({ planned: { ...planned, stays: 1 }, fromVersion: 1, toVersion: 2 }, nothing)).toBe(text));

  it.each([
    [{ unchanged: 1, voids: 0 }, 'Starting moves 3 requests from version 1 to version 2: 2 that must be signed again in part, 1 that stops, since nobody could sign there.'],
    [{ unchanged: 1, voids: 2 }, 'Starting moves 3 requests from version 1 to version 2: 3 that stop, since nobody could sign there.'],
  ])('tells of those that stop apart: %j is told as %s (row:B2)', (stopping, text) => expect(startMovingText({ planned: { unchanged: 1, voids: 2, ends: 0, stays: 0 }, fromVersion: 1, toVersion: 2 }, stopping)).toBe(text));
});
