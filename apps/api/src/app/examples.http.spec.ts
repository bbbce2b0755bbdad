import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOperations, examples } from '@countersign/contracts/operations';
import { openTestApi, type TestApi } from '@countersign/testing';
import { openAuthorizationWorld } from '@countersign/testing/authorization';
import { exampleFaults, recordExamples, renderExamples, type Examples } from '@countersign/testing/examples';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

let api: TestApi;
let recorded: Examples;
beforeAll(async () => {
  api = await openTestApi();
  recorded = await recordExamples(await openAuthorizationWorld(api));
}, 120_000);
afterAll(() => api.close());

const file = join(__dirname, '../../../../packages/contracts/src/operations/examples.ts');
const withExample = (name: string, change: (example: Examples[string]) => unknown): Examples => ({ ...recorded, [name]: change(structuredClone(recorded[name]) as Examples[string]) as Examples[string] });

describe('the examples that the API shows', () => {
  it('are there for every operation, and each call, made again, is taken and answered as shown (row:K1)', () => {
    // `npm run examples:write` sets it: the calls as they are answered now become the examples.
    if (process.env.WRITE_EXAMPLES === '1') writeFileSync(file, renderExamples(recorded));
    expect(Object.keys(recorded).sort()).toEqual([...allOperations.keys()].sort());
    expect(exampleFaults(process.env.WRITE_EXAMPLES === '1' ? recorded : examples, recorded)).toEqual([]);
    expect(api.errors).toEqual([]);
  });

  it('show no session, secret or address of this run', () => {
    const text = JSON.stringify(recorded);
    expect(text).not.toContain(new URL(api.baseUrl).host);
    expect(text.match(/whsec_[A-Za-z0-9+/=]+/g)?.every((secret) => Buffer.from(secret.slice('whsec_'.length), 'base64').toString() === 'an example, and no secret of anybody')).toBe(true);
  });

  it('are found false where one is missing, stray, or not what is sent and answered', () => {
    const { listRoles: role, ...without } = recorded;
    expect(exampleFaults(without, recorded)).toEqual(['listRoles: has no example']);
    expect(exampleFaults({ ...recorded, listGhosts: role } as Examples, recorded)).toEqual(['listGhosts: has an example, and is no operation']);
    const longer = withExample('createRole', ({ input, reply }) => ({ input, reply: { ...(reply as object), colour: 'red' } }));
    expect(exampleFaults(longer, recorded)).toEqual(['createRole: its example shows an answer that its contract does not allow', 'createRole: what is answered has no .colour (string) in truth']);
    const shorter = withExample('createRole', ({ input }) => ({ input, reply: { name: 'Procurement', permissions: [] } }));
    expect(exampleFaults(shorter, recorded)).toEqual(['createRole: its example shows an answer that its contract does not allow', 'createRole: what is answered has a .id (string) that the example does not show']);
    const refused = withExample('createRole', ({ reply }) => ({ input: { body: { name: 7, permissions: ['request.read'] } }, reply }));
    expect(exampleFaults(refused, recorded)).toEqual(['createRole: its example sends a body that it refuses', 'createRole: what is sent has no .body.name (number) in truth', 'createRole: what is sent has a .body.name (string) that the example does not show']);
  });
});
