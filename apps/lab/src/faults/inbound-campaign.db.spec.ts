import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = resolve(__dirname, '../../../..');
const withinMs = 240_000;

/** The command as people run it, in processes of its own. */
async function campaign(...options: string[]): Promise<{ code: number | null; report: string }> {
  const child = spawn(process.execPath, [join(repository, 'apps/lab/dist/app/inbound-campaign.js'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let report = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void (report += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, report };
}

describe('what other systems send, again and again, in any order, and poison', () => {
  it('is kept and done once, comes to the same, and harms nobody else (row:D2 row:F6)', async () => {
    const { code, report } = await campaign('--sends', '1000', '--kills', '1', '--permutations', '24');
    expect({ code, report }).toEqual({ code: 0, report: expect.stringContaining('Nothing was lost, nothing was done twice, and every order came to the same.') });
  }, withinMs);

  it('is seen to be done more than once where that is planted (row:D2)', async () => {
    const { code, report } = await campaign('--sends', '300', '--kills', '0', '--parts', 'duplicates', '--planted', 'no-dedup');
    expect({ code, report }).toEqual({ code: 1, report: expect.stringMatching(/- a message starts one request: msg_\d+ started \d+ requests/) });
  }, withinMs);

  it('is seen to be lost where an answer that comes before it is kept is planted (row:D2)', async () => {
    const { code, report } = await campaign('--sends', '300', '--kills', '1', '--parts', 'duplicates', '--planted', 'answer-first');
    expect({ code, report }).toEqual({ code: 1, report: expect.stringContaining('- a message that was answered 202 is kept: ') });
  }, withinMs);
});
