import { describe, expect, it } from '@jest/globals';
import { changed, keepEdited, readEdited, redone, startedFrom, undone, type Edited } from './use-edited.js';

const named = (name: string): Edited => ({ name, definition: { formatVersion: 2, steps: [] } });

describe('undoing', () => {
  it('takes back what was one change to the person, and gives it back', () => {
    let kept = startedFrom(1, named(''));
    for (const name of ['T', 'Tr', 'Trip']) kept = changed(kept, named(name), 'name');
    kept = changed(kept, named('Other'), null);
    expect(undone(kept).now.name).toBe('Trip');
    expect(undone(undone(kept)).now.name).toBe('');
    expect(redone(redone(undone(undone(kept)))).now.name).toBe('Other');
    expect(undone(undone(undone(kept))).now.name).toBe('');
    expect(redone(kept)).toBe(kept);
  });

  it('has nothing to take back where nothing changed, and nothing to give back after a new change', () => {
    const start = startedFrom(1, named('a'));
    expect(changed(start, named('a'), null)).toBe(start);
    expect(changed(undone(changed(start, named('b'), null)), named('c'), null).after).toEqual([]);
  });
});

it('finds what was kept, and takes nothing else for it', () => {
  const stored = (text: string | null) => readEdited({ getItem: () => text }, 'x');
  expect(stored(JSON.stringify({ base: 3, now: named('Trip') }))).toMatchObject({ base: 3, now: { name: 'Trip' } });
  for (const text of [null, '', '3', '{}', '{"base":1,"now":{"name":"x","definition":{}}}', '{"base":"1"}']) expect(stored(text)).toBeNull();
});

it('says whether the browser keeps it', () => {
  const written: string[] = [];
  const kept = startedFrom(2, named('Trip'));
  expect(keepEdited({ setItem: (_key, text) => void written.push(text) }, 'x', kept)).toBe(true);
  expect(readEdited({ getItem: () => written[0] ?? null }, 'x')).toMatchObject({ base: 2, now: { name: 'Trip' } });
  const full = () => {
    throw new Error('QuotaExceededError');
  };
  expect(keepEdited({ setItem: full }, 'x', kept)).toBe(false);
});
