import { describe, expect, test } from '@jest/globals';
import { caseOf } from './case-shorthand.js';
import { drawSample, stratumOf } from './draw-sample.js';
import type { HistoryCase } from './history-case.js';
import { readXesFile } from './read-xes.js';

const plain = Array.from({ length: 90 }, (_, index) => caseOf(`plain ${index}`, 'submitted +SUP requested handled', index % 3 === 0 ? 'large' : 'larger'));
const rare = [caseOf('rare', 'submitted -bud', 'small'), ...Array.from({ length: 9 }, (_, index) => caseOf(`withdrawn ${index}`, 'submitted -adm withdrawn', 'larger'))];

describe('a sample', () => {
  test('has every stratum, its size, and is the same each time', () => {
    const cases = [...plain, ...rare];
    const chosen = drawSample(cases, 20, 2);
    expect(chosen).toEqual(drawSample(cases, 20, 2));
    expect(new Set(cases.filter(({ id }) => chosen.has(id)).map(stratumOf))).toEqual(new Set(cases.map(stratumOf)));
    expect(chosen.has('rare')).toBe(true);
    expect([...chosen].filter((id) => id.startsWith('plain'))).toHaveLength(18);
    expect([...chosen].filter((id) => id.startsWith('withdrawn'))).toHaveLength(2);
  });

  test('prefers the units with most cases', () => {
    const chosen = drawSample(plain, 20, 1);
    expect(plain.filter(({ id }) => chosen.has(id)).every(({ unit }) => unit === 'larger')).toBe(true);
  });
});

describe("the demo's sample of the real log", () => {
  test('has about 200 whole cases, every kind of ending that the log has, and rejections by everybody who rejects', async () => {
    const cases: HistoryCase[] = [];
    for await (const history of readXesFile('apps/lab/data/request-for-payment-sample.xes.gz')) cases.push(history);
    expect(cases).toHaveLength(203);
    const strata = cases.map(stratumOf);
    for (const ending of ['paid', 'withdrawn', 'rejected', 'approved', 'never submitted']) expect(strata.some((stratum) => stratum.startsWith(ending))).toBe(true);
    for (const role of ['ADMINISTRATION', 'BUDGET OWNER', 'EMPLOYEE', 'MISSING', 'PRE_APPROVER', 'SUPERVISOR']) expect(strata.some((stratum) => stratum.includes(role))).toBe(true);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(203);
  });
});
