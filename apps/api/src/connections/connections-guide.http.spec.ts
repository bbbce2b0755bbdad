import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from '@countersign/contracts/connections';
import { effectStates } from '@countersign/contracts/effects';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { openHttpWorld, type HttpWorld } from '@countersign/testing';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const guideOf = (name: string) => readFileSync(resolve(__dirname, `../../../../docs/guides/${name}.md`), 'utf8');
const guide = guideOf('connections');
let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

/** An example of the guide, with ids of this company in their places. */
function example(name: string, ids: Readonly<Record<string, string>> = {}, of = guide): unknown {
  const text = new RegExp(`\`\`\`json ${name}\\n(.*?)\`\`\``, 's').exec(of)?.[1];
  if (text === undefined) throw new Error(`the guide has no example “${name}”`);
  return JSON.parse(text.replace(/"\{(\w+)\}"/g, (_, id: string) => JSON.stringify(ids[id] ?? id)));
}

describe('the guide to connections', () => {
  it('shows a connection and steps that are taken as they stand (row:D1 row:A5)', async () => {
    const { admin, roleIds } = world.company;
    const plain = example('connection') as { readonly auth: unknown };
    await admin.call(createConnection, { body: { ...plain, name: 'Allowed', auth: example('auth') } as never });
    const { id: connectionId } = await admin.call(createConnection, { body: plain as never });
    const { id: mailServerId } = await admin.call(createConnection, { body: example('mail-server') as never });
    const { id: chatId } = await admin.call(createConnection, { body: example('chat') as never });
    const steps = [example('approval', { connectionId, roleId: roleIds.get('Budget owner') ?? '' }), example('step', { connectionId }), example('step', { connectionId }, guideOf('effects')), example('mail', { mailServerId }), example('message', { chatId }), example('notice', { roleId: roleIds.get('Budget owner') ?? '' }), example('ask', { roleId: roleIds.get('Budget owner') ?? '' }, guideOf('effects'))];
    const { id } = await admin.call(createWorkflow, { body: { name: 'As in the guide', definition: { formatVersion: 2, steps } as never } });
    expect(await admin.call(publishWorkflowVersion, { params: { workflowId: id, version: '1' } })).toMatchObject({ state: 'published' });
  });

  it('says what every state of an effect means (row:C2)', () => {
    for (const state of effectStates) expect(guide).toMatch(new RegExp(`^\\| [^|]+ \\| \`${state}\` \\|`, 'm'));
  });
});
