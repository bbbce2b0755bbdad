import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = resolve(__dirname, '../../../..');
const withinMs = 170_000;

/** The command as people run it, in processes of its own. */
async function campaign(...options: string[]): Promise<{ code: number | null; report: string }> {
  const child = spawn(process.execPath, [join(repository, 'apps/lab/dist/app/fault-campaign.js'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let report = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void (report += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, report };
}

describe('killing while people decide', () => {
  it('loses nothing and does nothing twice when API, worker, PostgreSQL and one of its processes are killed (row:C1 row:C2)', async () => {
    const { code, report } = await campaign('--kills', '1');
    expect({ code, report }).toEqual({ code: 0, report: expect.stringContaining('Nothing was lost, nothing was done twice.') });
    for (const killed of ['API', 'worker', 'PostgreSQL, all its processes', 'one process of PostgreSQL']) expect(report).toContain(`| ${killed} | 1 |`);
  }, withinMs);

  it('catches an effect that leaves before its commit', async () => {
    const { code, report } = await campaign('--kills', '3', '--kinds', 'api', '--planted', 'effect-before-commit');
    expect({ code, report }).toEqual({ code: 1, report: expect.stringMatching(/- nothing reached the receiver that is not approved|- a request has one webhook-id: nothing was done twice: request \S+ arrived under \d webhook-ids|- the webhook-id is that of the effect in the system: \S+ arrived/) });
  }, withinMs);
});
