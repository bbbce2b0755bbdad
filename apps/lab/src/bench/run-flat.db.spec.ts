import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { flatFaults, runFlat } from './run-flat.js';

const repository = resolve(__dirname, '../../../..');
const withinMs = 170_000;

it('what people do all day reads no more with ten times the requests, ten times the tenants and more members, and a missing index is noticed (planted) (row:K1)', async () => {
  const plant = (client: { query(text: string): Promise<unknown> }) => client.query('drop index app.tasks_request_idx');
  const stages = await runFlat(repository, { requests: [2000, 20_000], tenants: [2, 20] }, { say: () => undefined, plant });
  const grown = stages.slice(0, -1);
  expect(grown).toHaveLength(5);
  expect(grown[0]?.readings.length).toBeGreaterThanOrEqual(8);
  expect(flatFaults(grown)).toEqual([]);
  expect(flatFaults(stages)).toContainEqual(expect.stringMatching(/^A request: \d+ buffers at “with a planted fault”/));
}, withinMs);
