import { describe, expect, it } from '@jest/globals';
import { permissions } from '@countersign/contracts/platform';
import { permissionGroups, wordsOf, wordsOfAll } from './permission-words.part.js';

describe('permissions in words', () => {
  it('has a sentence for every permission, each once and in one group', () => {
    const shown = permissionGroups.flatMap((group) => group.permissions);
    expect(shown.map(({ permission }) => permission).sort()).toEqual([...permissions].sort());
    for (const { permission, sentence } of shown) expect([permission, /^[A-Z][a-z]/.test(sentence)]).toEqual([permission, true]);
    expect(permissionGroups.map(({ name }) => name)).not.toContain('Other');
  });

  it('lists some of them in the order of the groups, and leaves out what is none', () => {
    expect(wordsOfAll(['audit.read', 'request.submit', 'no.such']).map(({ permission }) => permission)).toEqual(['request.submit', 'audit.read']);
    expect(wordsOf('task.decide').sentence).toContain('Approve');
  });
});
