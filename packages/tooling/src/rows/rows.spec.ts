import { describe, expect, it } from '@jest/globals';

import { findRowFaults, productRows, readOperations, readTags, renderRows, type Rows } from './index.mjs';

const file = (path: string, text = '') => ({ path, text });
const contract = file('packages/contracts/src/tasks/decide-request.contract.ts');
const overHttp = file('apps/api/src/tasks/decide-request.http.spec.ts', "it('records it once (row:A4 row:C1)')");
const journey = file('apps/e2e/src/tasks/keyboard-only.e2e.ts', "it('signs (row:A4)')");
const shared = file('packages/testing/src/http-checks.ts', "it('costs no more (row:K1)')");
const faultsOf = (rows: Rows, ...files: ReturnType<typeof file>[]) => findRowFaults(rows, readTags(files));

describe('a row that is claimed done', () => {
  const rows = { A4: { does: 'x', done: true } };

  it('holds with a test over HTTP and one in a browser', () => {
    expect(faultsOf(rows, file(overHttp.path, '(row:A4)'), journey)).toEqual([]);
  });

  it.each<[string, ReturnType<typeof file>[], string[]]>([
    ['without a test over HTTP', [journey], ['A4 is claimed done, and no .http.spec carries row:A4.']],
    ['without a journey', [file(overHttp.path, '(row:A4)')], ['A4 is claimed done, and no .e2e carries row:A4.']],
    ['with a test of rules only', [file('packages/engine/src/commands/decide.spec.ts', '(row:A4)'), journey], ['A4 is claimed done, and no .http.spec carries row:A4.']],
    ['with tags of a row that only begins like it', [file(overHttp.path, '(row:A41)'), journey], ['There is no row A41, and apps/api/src/tasks/decide-request.http.spec.ts says that it is proved.', 'A4 is claimed done, and no .http.spec carries row:A4.']],
    ['with a tag outside of any test', [file('apps/api/src/tasks/decide-request.controller.ts', '(row:A4)'), journey], ['A4 is claimed done, and no .http.spec carries row:A4.']],
  ])('fails %s', (_what, files, faults) => expect(faultsOf(rows, ...files)).toEqual(faults));

  it('may rest on checks that all operations share', () => {
    expect(faultsOf({ K1: { does: 'x', done: true } }, shared, file(journey.path, '(row:K1)'))).toEqual([]);
  });
});

it('an unclaimed row needs no test', () => expect(faultsOf({ G1: { does: 'x' } })).toEqual([]));

it('the table shows for each row its operations, screens, journeys and other tests', () => {
  const screen = [file('packages/contracts/src/screens/show-inbox.contract.ts'), file('apps/api/src/screens/show-inbox.http.spec.ts', '(row:A4)')];
  const files = [contract, overHttp, journey, shared, ...screen, file('packages/engine/src/commands/decide.spec.ts', '(row:A4)')];
  const text = renderRows({ A4: { does: 'Holds', done: true }, K1: { does: 'Costs' }, G1: { does: 'Later' } }, readTags(files), readOperations(files));
  expect(text.split('\n').filter((line) => /^\| [A-Z]\d/.test(line))).toEqual([
    '| A4 | Holds | yes | decide-request | show-inbox | keyboard-only | decide |',
    '| K1 | Costs |  | *every operation* |  |  |  |',
    '| G1 | Later |  |  |  |  |  |',
  ]);
  expect(text).toContain('1 of 3 rows are done; 2 have a test.');
});

it('every row says what it does, in one line of its own', () => {
  const texts = Object.values(productRows).map(({ does }) => does);
  expect(texts.length).toBeGreaterThan(50);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toMatch(/^[A-Z].{5,130}[^.]$/);
});
