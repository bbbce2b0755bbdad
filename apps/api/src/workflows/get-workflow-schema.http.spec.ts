import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getWorkflowSchema } from '@countersign/contracts/workflows';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { } });
holdsItsContract({ operation: getWorkflowSchema, world: () => world, ready });

describe('200', () => {
  it('is a JSON Schema of both formats, the same for every company (row:A2 row:F1)', async () => {
    const schema = await world.company.requester.call(getWorkflowSchema, {});
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'urn:countersign:workflow-definition', title: 'Workflow definition' });
    expect(JSON.stringify(schema)).toContain('"formatVersion":{"type":"number","const":2}');
    expect(await world.foreigner.call(getWorkflowSchema, {})).toEqual(schema);
  });
});
