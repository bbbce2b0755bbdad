import { describe, expect, it } from '@jest/globals';
import { attemptFor, readKept } from './form-draft.js';

describe('sending a form again', () => {
  let keys = 0;
  const newKey = () => `key-${(keys += 1)}`;

  it('takes the same key for the same content and another for another', () => {
    const first = attemptFor({ title: 'Lights' }, null, newKey);
    expect(attemptFor({ title: 'Lights' }, first, newKey)).toBe(first);
    expect(attemptFor({ title: 'Lamps' }, first, newKey).key).not.toBe(first.key);
  });
});

describe('a kept form', () => {
  it('is found again, and what cannot be read is no form', () => {
    const stored = (text: string | null) => readKept({ getItem: () => text }, 'x');
    expect(stored('{"draft":{"title":"Lights"},"attempt":null}')).toEqual({ draft: { title: 'Lights' }, attempt: null });
    for (const text of [null, '', 'null', '3', '{']) expect(stored(text)).toBeNull();
  });
});
