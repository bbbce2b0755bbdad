import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { madeOnce } from './made-once.js';

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'made-once-'));
});
afterAll(() => rmSync(place, { recursive: true }));

describe('a folder made once', () => {
  it('is whole for everybody who waited for it, also when several make it at the same moment, and leaves nothing else', async () => {
    const folder = join(place, 'shared');
    const slowly = (own: string) => async (text: string) => {
      writeFileSync(join(own, 'program'), text.slice(0, 3));
      await pause(20);
      writeFileSync(join(own, 'program'), text);
    };
    const seen = await Promise.all(['first whole', 'other whole'].map(async (text) => {
      await madeOnce(folder, (own) => slowly(own)(text));
      return readFileSync(join(folder, 'program'), 'utf8');
    }));
    expect(seen.filter((text) => text.endsWith(' whole'))).toHaveLength(2);
    expect(readdirSync(place)).toEqual(['shared']);
  });

  it('is not made again, and not at all where making it fails', async () => {
    await madeOnce(join(place, 'shared'), () => Promise.reject(new Error('made again')));
    await expect(madeOnce(join(place, 'broken'), () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(readdirSync(place)).toEqual(['shared']);
  });
});
