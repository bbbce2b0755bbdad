import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { findFaults } from '../structure/find-faults.mjs';
import { readFiles } from '../structure/read-files.mjs';
import { planOperation, readTaken, readWish } from './index.mjs';

const root = join(__dirname, '../../../..');
const files = ['apps', 'packages'].flatMap((floor) => readFiles(root, floor));
const taken = readTaken(files);
const faultsBefore = findFaults(files);
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');

const good = {
  'a change': ['requests', 'archive-folder', '--method', 'POST', '--path', '/v1/folders'],
  'a change of something': ['requests', 'archive-request', '--method', 'POST', '--path', '/v1/requests/{requestId}/archive'],
  'a change by few': ['members', 'greet-member', '--method', 'PUT', '--path', '/v1/members/{memberId}/greeting', '--permission', 'member.invite', '--allowed', 'admin'],
  'a read': ['tenants', 'show-banner', '--method', 'GET', '--path', '/v1/banner'],
  'a read of something, in a feature that has none yet': ['usage', 'get-meter', '--method', 'GET', '--path', '/v1/request-types/{requestTypeId}/meter'],
};

function planned(words: readonly string[]): Map<string, string> {
  const { wish, faults } = readWish(words, taken);
  if (wish === null) throw new Error(faults.join(' '));
  return planOperation(wish, read);
}

/** What the compiler cannot even read. */
const unreadable = (text: string) => ts.transpileModule(text, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2023, experimentalDecorators: true } }).diagnostics ?? [];

describe.each(Object.entries(good))('%s', (_what, words) => {
  it('is written into every layer and every list, where the rules of the house look for it', () => {
    const plan = planned(words);
    const [feature, stem] = words;
    expect([...plan.keys()]).toEqual(expect.arrayContaining([`packages/contracts/src/${feature}/${stem}.contract.ts`, `packages/services/src/${feature}/${stem}.service.ts`, `apps/api/src/${feature}/${stem}.controller.ts`, `apps/api/src/${feature}/${stem}.http.spec.ts`, 'apps/api/src/app/controllers.ts', 'apps/api/src/app/services.ts', 'packages/testing/src/authorization-table.ts', 'packages/testing/src/authorization-calls.ts', 'packages/contracts/src/operations/examples.ts']));
    const after = [...files.filter(({ path }) => !plan.has(path)), ...[...plan].map(([path, text]) => ({ path, text }))];
    expect(findFaults(after)).toEqual(faultsBefore);
    for (const [path, text] of plan) expect([path, unreadable(text)]).toEqual([path, []]);
  });

  it('adds to a list and takes nothing out of it', () => {
    for (const [path, text] of planned(words)) {
      const now = new Set(text.split('\n'));
      const lost = read(path).split('\n').filter((line) => !now.has(line));
      // A door's import, and the list of features, grow within their line.
      expect(lost.filter((line) => !/^(import \{|const features = )/.test(line))).toEqual([]);
    }
  });
});

it.each<[string, readonly string[], RegExp]>([
  ['no feature', ['gadgets', 'make-gadget', '--method', 'POST', '--path', '/v1/gadgets'], /“gadgets” is no feature\. Choose one of .*requests/],
  ['no verb and noun', ['requests', 'Archive', '--method', 'POST', '--path', '/v1/archive'], /“Archive” is no name of an operation/],
  ['an empty verb', ['requests', 'process-request', '--method', 'POST', '--path', '/v1/processing'], /“process” does not say what is done/],
  ['a name that is taken', ['roles', 'create-role', '--method', 'POST', '--path', '/v1/more-roles'], /There is an operation create-role already\./],
  ['a path that is taken', ['roles', 'add-role', '--method', 'POST', '--path', '/v1/roles'], /POST \/v1\/roles is served already\./],
  ['another method', ['roles', 'drop-role', '--method', 'DELETE', '--path', '/v1/old-roles'], /Say --method GET, POST or PUT\./],
  ['a path outside', ['roles', 'add-role', '--method', 'POST', '--path', '/roles'], /Say --path \/v1\//],
  ['a placeholder of nothing known', ['roles', 'add-role', '--method', 'POST', '--path', '/v1/gadgets/{gadgetId}'], /What \{gadgetId\} stands for is not known here/],
  ['a permission without who may', ['roles', 'add-role', '--method', 'POST', '--path', '/v1/more-roles', '--permission', 'role.define'], /Say by hand who may: --allowed/],
  ['an option that there is not', ['roles', 'add-role', '--method', 'POST', '--path', '/v1/more-roles', '--colour', 'red'], /There is no option --colour\./],
])('refuses %s with a sentence, and writes nothing', (_what, words, says) => {
  const { wish, faults } = readWish(words, taken);
  expect(wish).toBeNull();
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(says);
});

it('writes the audit action in the past, unless it is told', () => {
  const actionOf = (...words: string[]) => readWish(['requests', ...words, '--method', 'POST', '--path', '/v1/x'], taken).wish?.auditAction;
  expect([actionOf('archive-folder'), actionOf('copy-folder'), actionOf('lock-big-folder'), actionOf('send-folder', '--audit', 'folder.sent')]).toEqual(['folder.archived', 'folder.copied', 'big_folder.locked', 'folder.sent']);
});
