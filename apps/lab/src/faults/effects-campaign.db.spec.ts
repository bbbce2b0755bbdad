import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = resolve(__dirname, '../../../..');
// A minute and a half on a quiet machine; whether it ends is the campaign's to say, not the clock's.
const withinMs = 480_000;

/** The command as people run it, in processes of its own. */
async function campaign(...options: string[]): Promise<{ code: number | null; report: string }> {
  const child = spawn(process.execPath, [join(repository, 'apps/lab/dist/app/effects-campaign.js'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let report = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void (report += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, report };
}

describe('effects at receivers that misbehave, while workers and PostgreSQL are killed and paused', () => {
  it('are neither lost nor done twice, are undone once and the last first, and are unknown only where nobody can know (row:C2 row:C3 row:C4 row:D2)', async () => {
    const { code, report } = await campaign('--effects', '800', '--faults', '1');
    expect({ code, report }).toEqual({ code: 0, report: expect.stringContaining('Nothing was lost, nothing was done twice.') });
  }, withinMs);

  it('are seen to be sent under a key of its own each time, and undone twice, where that is planted (row:C2 row:C4)', async () => {
    const { code, report } = await campaign('--effects', '400', '--undone', '60', '--faults', '1', '--kinds', 'worker', '--planted', 'new-key');
    expect({ code, report }).toEqual({ code: 1, report: expect.stringContaining('- honours: an effect is sent under one key only: ') });
    expect(report).toContain('- undoing: nothing was done or undone twice: ');
  }, withinMs);

  it('are seen to be done twice where a blind second call is planted (row:C2)', async () => {
    const { code, report } = await campaign('--effects', '400', '--faults', '1', '--kinds', 'worker', '--planted', 'blind');
    expect({ code, report }).toEqual({ code: 1, report: expect.stringMatching(/- (tells|neither): nothing was done twice: /) });
  }, withinMs);
});
