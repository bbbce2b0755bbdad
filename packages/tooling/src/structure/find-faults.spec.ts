import { describe, expect, it } from '@jest/globals';

import { findFaults } from './find-faults.mjs';

const readme = 'Owns: x.\n\nTo add an X: 1. write it\n';
const sound: Readonly<Record<string, string>> = {
  'packages/contracts/package.json': '{}',
  'packages/contracts/README.md': readme,
  'packages/contracts/src/requests/index.ts': '',
  'packages/contracts/src/requests/views.ts': '',
  'packages/contracts/src/requests/decide-request.contract.ts': "export const decideRequest = operation({ name: 'decideRequest', budget: { statements: 8 } });",
  'apps/api/src/requests/decide-request.http.spec.ts': "it('x'); holdsItsContract({ operation: decideRequest, world, ready });",
  'packages/contracts/src/identity/sign-in.contract.ts': "export const signIn = operation({ name: 'signIn', external: 'library', budget: { statements: 8 } });",
  'apps/api/src/identity/sign-in.http.spec.ts': "it('x'); expectWithinBudget(signIn, answer);",
  'packages/services/src/requests/decide-request.service.ts': 'export class DecideRequest {}',
  'packages/services/src/requests/decide-request.db.spec.ts': "it('x', () => {})",
  'packages/services/src/effects/run-effect.service.ts': 'export class RunEffect {}',
  'apps/api/src/requests/decide-request.controller.ts': '@Serves(decideRequest)',
  'apps/worker/src/effects/run-effect-when-request-decided.handler.ts': 'export const handler = (service: RunEffect) => service;',
  'apps/web/src/requests/decide-request.form.tsx': 'export {}',
  'apps/web/src/requests/decision-block.tsx': 'export {}',
  'apps/web/src/ui/button.css': '.button { border-radius: 2px; color: var(--ink-1); margin-inline-start: 4px }\n.mark { border-radius: 50% }',
  'apps/web/src/ui/tokens.css': ':root { --ink: oklch(.2 .01 210) }',
  'packages/engine/src/commands/decide.ts': '',
  'packages/database/migrations/20260101000000-create-requests.ts': '',
};

function faultsWith(changes: Readonly<Record<string, string | undefined>>) {
  const files = Object.entries({ ...sound, ...changes }).flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]));
  return findFaults(files);
}

describe('the structure of the house', () => {
  it('finds nothing in a sound house', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it.each<[rule: string, file: string, text: string]>([
    ['rooms', 'packages/services/src/gadgets/make-gadget.spec.ts', "it('x')"],
    ['rooms', 'packages/engine/src/requests/decide.ts', ''],
    ['rooms', 'apps/api/src/loose.ts', ''],
    ['names', 'packages/services/src/platform/utils/text.ts', ''],
    ['names', 'packages/services/src/platform/helpers.ts', ''],
    ['kebab-case', 'packages/services/src/platform/readClock.ts', ''],
    ['kebab-case', 'apps/web/src/requests/DecisionBlock.tsx', ''],
    ['kebab-case', 'packages/database/migrations/20260101-CreateThings.ts', ''],
    ['suffixes', 'packages/services/src/requests/load-request.ts', ''],
    ['suffixes', 'packages/services/src/requests/load-request.manager.ts', ''],
    ['suffixes', 'packages/services/src/requests/request.entity.ts', '@Entity()'],
    ['suffixes', 'packages/database/src/requests/request.entity.ts', 'export class Request {}'],
    ['suffixes', 'packages/services/src/requests/decide-request.http.spec.ts', "it('x')"],
    ['suffixes', 'apps/api/src/requests/decide-request.spec.ts', 'nothing is tried'],
    ['one-stem', 'packages/contracts/src/requests/withdraw-request.contract.ts', "operation({ name: 'withdrawRequest' })"],
    ['one-stem', 'packages/contracts/src/requests/decide-request.contract.ts', "operation({ name: 'decideOnRequest' })"],
    ['one-stem', 'apps/api/src/tasks/decide-request.controller.ts', '@Serves(decideRequest)'],
    ['one-stem', 'packages/services/src/requests/forgotten-work.service.ts', 'export class ForgottenWork {}'],
    ['one-stem', 'apps/web/src/requests/sign-request.mutation.ts', 'export {}'],
    ['budget', 'packages/contracts/src/requests/decide-request.contract.ts', "operation({ name: 'decideRequest' })"],
    ['verbs', 'apps/worker/src/effects/process-effect-when-decided.handler.ts', 'export {}'],
    ['sentences', 'apps/worker/src/effects/effect.handler.ts', 'export {}'],
    ['readmes', 'packages/contracts/README.md', `${readme}${'more\n'.repeat(25)}`],
    ['readmes', 'packages/contracts/README.md', 'Something.\n'],
  ])('%s: finds the fault planted in %s', (rule, file, text) => {
    expect(faultsWith({ [file]: text })).toContainEqual(expect.objectContaining({ file, rule }));
  });

  it.each([
    ['apps/api/src/requests/decide-request.controller.ts'],
    ['packages/services/src/requests/decide-request.service.ts'],
    ['packages/contracts/src/requests/decide-request.contract.ts'],
    ['apps/worker/src/effects/run-effect-when-request-decided.handler.ts'],
  ])('one-stem: notices that %s is gone', (file) => {
    expect(faultsWith({ [file]: undefined }).map(({ rule }) => rule)).toContain('one-stem');
  });

  it.each([
    ['is gone', undefined],
    ['holds another operation to its contract', "it('x'); holdsItsContract({ operation: decideRequests, world, ready });"],
    ['holds nothing', "it('x')"],
  ])('budget: notices that the .http.spec of an operation %s', (_what, text) => {
    expect(faultsWith({ 'apps/api/src/requests/decide-request.http.spec.ts': text })).toContainEqual(expect.objectContaining({ file: 'packages/contracts/src/requests/decide-request.contract.ts', rule: 'budget' }));
  });

  it('readmes: notices that a workspace has none', () => {
    expect(faultsWith({ 'packages/contracts/README.md': undefined })).toContainEqual(expect.objectContaining({ file: 'packages/contracts/README.md', rule: 'readmes' }));
  });

  it.each([
    'a { background: linear-gradient(red, blue) }',
    'a { box-shadow: 0 1px 2px var(--ink) }',
    'a { backdrop-filter: blur(2px) }',
    'a { border-radius: 8px }',
    'a { border-start-end-radius: .5rem }',
    'a { color: #ffffff }',
    'a { color: oklch(.5 .1 20) }',
    'a { letter-spacing: .1em }',
    'a { text-transform: uppercase }',
    'a { font-style: italic }',
    'a { margin-left: 4px }',
    'a {\n  left: 0;\n}',
    'a { text-align: right }',
  ])('look: refuses %s', (css) => {
    expect(faultsWith({ 'apps/web/src/requests/fault.css': css }).map(({ rule }) => rule)).toContain('look');
  });

  it('says what to do, in a sentence, for every fault', () => {
    const faults = faultsWith({ 'packages/services/src/requests/load-request.ts': '', 'packages/services/src/gadgets/x.ts': '' });
    expect(faults.length).toBeGreaterThan(0);
    for (const { todo } of faults) expect(todo).toMatch(/\.$/);
  });
});
