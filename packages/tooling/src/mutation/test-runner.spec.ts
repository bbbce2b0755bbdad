import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpecRunner } from './test-runner.mjs';

/** As Stryker writes it: each change beside what it takes the place of, and which of them is on is asked as it is come by. */
const source = `
const on = (change: string) => {
  const known = ((globalThis as any).__stryker__ ??= {});
  if (known.hitCount !== undefined && ++known.hitCount > known.hitLimit) throw new Error('limit');
  return known.activeMutant === change;
};
const visit = (...changes: string[]) => {
  const { mutantCoverage = { static: {}, perTest: {} }, currentTestId } = (globalThis as any).__stryker__;
  (globalThis as any).__stryker__.mutantCoverage = mutantCoverage;
  const where = currentTestId === undefined ? mutantCoverage.static : (mutantCoverage.perTest[currentTestId] ??= {});
  for (const change of changes) where[change] = (where[change] ?? 0) + 1;
};
visit('atLoad');
if (on('throws')) throw new Error('does not load');
export const base: number = on('atLoad') ? 2 : 1;
let kept = 0;
export function add(a: number, b: number): number {
  visit('noticed', 'endless');
  while (on('endless')) kept += 1;
  const all: unknown[] = [];
  while (on('greedy')) all.push(new Array(10_000).fill(all.length));
  for (let turn = 0; on('overAndOver') && turn < 1_000_000; turn++);
  return on('noticed') ? a - b : a + b;
}
export const count = () => (visit('unnoticed'), (kept += on('unnoticed') ? 0 + 1 : 1));
`;
const spec = `
import { describe, expect, it, test } from '@jest/globals';
import { add, base, count } from './sum.js';
describe('sums', () => {
  it.each([[1, 2, 3], [2, 2, 4]])('adds %i and %i', (a, b, sum) => expect(add(a, b)).toBe(sum));
  test('begins anew each time', async () => { await Promise.resolve(); expect(count()).toBe(1); });
  test('counts from one', () => expect(base).toEqual(1));
});
`;

describe('running the tests of a change', () => {
  const root = mkdtempSync(join(tmpdir(), 'countersign-changes-'));
  const src = join(root, 'packages/sums/src');
  const file = join(src, 'sum.ts');
  const runner = new SpecRunner({ ms: 300, times: 2 });
  const options = { timeout: 60_000, disableBail: false, sandboxFileName: file, mutantActivation: 'runtime', reloadEnvironment: true } as const;
  const location = { start: { line: 0, column: 0 }, end: { line: 0, column: 1 } };
  const run = async (change: string, more: { readonly testFilter?: string[]; readonly hitLimit?: number } = {}) => {
    const result = await runner.mutantRun({ ...options, ...more, activeMutant: { id: change, fileName: file, location, mutatorName: 'Any', replacement: '' } });
    return result.status;
  };
  const named = (name: string) => `${join('sums/src/sum.spec.ts')} › sums › ${name}`;

  beforeAll(() => {
    mkdirSync(src, { recursive: true });
    writeFileSync(file, source);
    writeFileSync(join(src, 'sum.spec.ts'), spec);
  });
  afterAll(async () => {
    await runner.dispose();
    rmSync(root, { recursive: true });
  });

  it('tells the tests by name, where they stand, and which changes each of them comes by', async () => {
    const result = await runner.dryRun({ timeout: 60_000, disableBail: false, coverageAnalysis: 'perTest', files: [file] });
    expect(result).toMatchObject({
      status: 'complete',
      tests: [['adds 1 and 2', 4], ['adds 2 and 2', 4], ['begins anew each time', 5], ['counts from one', 6]].map(([name, line]) => ({ id: named(`${name}`), status: 0, startPosition: { line, column: 0 } })),
      mutantCoverage: { static: { atLoad: 1 }, perTest: { [named('adds 1 and 2')]: { noticed: 1, endless: 1 }, [named('begins anew each time')]: { unnoticed: 1 } } },
    });
  });

  it('notices what a test notices, while it runs or while it is loaded, and nothing else', async () => {
    expect([await run('noticed'), await run('unnoticed'), await run('atLoad'), await run('unnoticed')]).toEqual(['killed', 'survived', 'killed', 'survived']);
  });

  it('runs the tests that are asked for, and no others', async () => {
    expect([await run('noticed', { testFilter: [named('counts from one')] }), await run('noticed', { testFilter: [named('adds 2 and 2')] })]).toEqual(['survived', 'killed']);
  });

  it('breaks off what never ends, what eats up the memory and what comes by too often, and goes on with the next', async () => {
    expect([await run('endless'), await run('unnoticed')]).toEqual(['timeout', 'survived']);
    expect([await run('overAndOver', { hitLimit: 1000 }), await run('unnoticed', { hitLimit: 1000 })]).toEqual(['timeout', 'survived']);
  });

  it('has as much patience in the place of a runner that crashed: it looks first how long the tests take', async () => {
    const slow = join(root, 'packages/slow/src');
    mkdirSync(slow, { recursive: true });
    writeFileSync(join(slow, 'slow.ts'), 'export const one = 1;');
    writeFileSync(join(slow, 'slow.spec.ts'), `
      import { expect, test } from '@jest/globals';
      import { one } from './slow.js';
      test('takes half a second of the processor', () => {
        const until = process.threadCpuUsage().user + 500_000;
        while (process.threadCpuUsage().user < until);
        expect(one).toBe(1);
      });
    `);
    const other = new SpecRunner({ ms: 50, times: 100 });
    const unnoticed = async () => (await other.mutantRun({ ...options, sandboxFileName: join(slow, 'slow.ts'), activeMutant: { id: 'unnoticed', fileName: join(slow, 'slow.ts'), location, mutatorName: 'Any', replacement: '' } })).status;
    const statuses = [await unnoticed(), await unnoticed()];
    await other.dispose();
    expect(statuses).toEqual(['survived', 'survived']);
  });

  it('says where a change does not even load', async () => {
    expect([await run('throws'), await run('unnoticed')]).toEqual(['error', 'survived']);
  });
});
