import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { signWebhook } from './sign-webhook.part.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const effect = { id: '019ab0c0-0000-7000-8000-000000000001', payload: '{"type":"payment.requested","data":{"total":"12.10"}}', wantedAt: new Date('2026-11-21T09:00:00Z') };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('the receiver of the guide', () => {
  it('takes what we sign, also while a secret is being changed, acts once for each id, and refuses the rest (row:D2)', async () => {
    const code = /```js\n(.*?)```/s.exec(readFileSync(join(process.cwd(), 'docs/guides/webhooks.md'), 'utf8'))?.[1] ?? '';
    const port = await freePort();
    const receiver = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: join(process.cwd(), 'packages/services'), env: { WEBHOOK_SECRET: secret, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
    const lines: string[] = [];
    receiver.stdout.on('data', (text: Buffer) => lines.push(...text.toString().trim().split('\n')));
    try {
      await once(receiver.stdout, 'data');
      const post = async (secrets: readonly string[], change = (body: string) => body) => {
        const { body, headers } = signWebhook(effect, secrets, new Date());
        return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: change(body) })).status;
      };
      expect([await post([secret]), await post([other, secret]), await post([other]), await post([secret], (body) => body.replace('12.10', '92.10'))]).toEqual([204, 204, 401, 401]);
      expect(lines).toEqual(['ready', 'payment.requested']);
    } finally {
      receiver.kill();
      await once(receiver, 'close');
    }
  });
});
