import { describe, expect, it } from '@jest/globals';

import { judgeParts, renderMutation, type Explanation, type TriedPart } from './index.mjs';

const file = 'packages/engine/src/a.ts';
const at = (line: number, from: number, to: number) => ({ start: { line, column: from }, end: { line, column: to } });
const partOf = (...mutants: TriedPart['files'][string]['mutants']): TriedPart => ({ name: 'engine', date: '2026-11-21', commit: 'abc1234', files: { [file]: { source: 'const a = 1;\nconst b = a || 2;\nconst c = 1;', mutants } } });
const killed = { status: 'Killed', location: at(1, 1, 2), replacement: 'x' };
const survived = { status: 'Survived', location: at(2, 11, 17), replacement: 'true' };
const unreached = { status: 'NoCoverage', location: at(3, 11, 12), replacement: '0' };
const times = (count: number) => Array.from({ length: count }, () => killed);
const explanation: Explanation = { file, change: 'a || 2 → true', why: 'Nobody could tell.' };

describe('mutation testing', () => {
  it('holds where enough is noticed and the rest explained', () => {
    expect(judgeParts([partOf(...times(9), survived)], [explanation], 90)).toEqual([]);
  });

  it.each<[string, TriedPart, Explanation[], string]>([
    ['too little is noticed', partOf(...times(8), survived), [explanation], 'packages/engine: 88.9 % were noticed, 90 % must be.'],
    ['nothing was tried', partOf(), [], 'packages/engine: 0.0 % were noticed, 90 % must be.'],
    ['a survivor is not explained', partOf(...times(9), survived), [], `${file}:2: a || 2 → true survives. Write the test that it lacks, or say in mutation-survivors.json why it may.`],
    ['no test reaches a change', partOf(...times(9), unreached), [], `${file}:3: 1 → 0 survives. Write the test that it lacks, or say in mutation-survivors.json why it may.`],
    ['what is explained does not survive', partOf(...times(9)), [explanation], `${file}: a || 2 → true is explained in mutation-survivors.json and does not survive as it says.`],
  ])('fails where %s', (_what, part, explained, complaint) => expect(judgeParts([part], explained, 90)).toEqual([complaint]));

  it('takes an explanation for as many changes as it says, not for another that reads alike', () => {
    const two = partOf(...times(18), survived, survived);
    expect(judgeParts([two], [explanation], 90)).toHaveLength(3);
    expect(judgeParts([two], [{ ...explanation, times: 2 }], 90)).toEqual([]);
  });

  it('says how the noticed were noticed, and why the others may survive', () => {
    const page = renderMutation([partOf(...times(7), { ...killed, status: 'Timeout' }, { ...killed, status: 'RuntimeError' }, { ...killed, status: 'Ignored' }, survived)], [explanation], { leastPercent: 90, command: 'npm run mutation' });
    expect(page).toContain('| packages/engine | 10 | 7 | 1 | 1 | 90.0 % | holds | 2026-11-21, abc1234 |');
    expect(page).toContain("| engine/src/a.ts | `a \\|\\| 2 → true` | Nobody could tell. |");
  });
});
