/**
 * The planted bug of the fault campaign, loaded into the API's process by `--import`: the webhook of an approval leaves before
 * its transaction commits. It is put in from outside, into the built class; the product's code knows nothing of it.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';

interface Effect {
  readonly id: string;
  readonly payload: string;
}
interface Transaction {
  readonly requests: { save(change: { readonly effects: readonly Effect[] }): void };
}
type Work = (tx: Transaction) => Promise<unknown>;
type Run = (this: unknown, actor: unknown, work: Work) => Promise<unknown>;

const commitWaitsMs = 1500;
const tenancyFile = join(import.meta.dirname, '../../../../packages/database/dist/platform/tenancy.js');

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The planted bug needs ${name}.`);
  return value;
}

const url = needed('PLANTED_WEBHOOK_URL');
const signer = new Webhook(needed('PLANTED_WEBHOOK_SECRET'));

async function sendNow({ id, payload }: Effect): Promise<void> {
  const webhookId = `msg_${id}`;
  const now = new Date();
  const body = JSON.stringify({ ...(JSON.parse(payload) as object), timestamp: now.toISOString() });
  const headers = { 'content-type': 'application/json', 'webhook-id': webhookId, 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)), 'webhook-signature': signer.sign(webhookId, now, body) };
  await fetch(url, { method: 'POST', headers, body });
}

const { Tenancy } = (await import(pathToFileURL(tenancyFile).href)) as { Tenancy: { prototype: { run: Run } } };
const run = Tenancy.prototype.run;
Tenancy.prototype.run = function (actor, work) {
  return run.call(this, actor, async (tx) => {
    const wanted: Effect[] = [];
    const save = tx.requests.save.bind(tx.requests);
    tx.requests.save = (change) => {
      wanted.push(...change.effects);
      save(change);
    };
    const result = await work(tx);
    for (const effect of wanted) await sendNow(effect);
    // A commit is over in a millisecond, and a kill seldom falls into it: so that a few kills are enough, this one is slow.
    if (wanted.length > 0) await pause(commitWaitsMs);
    return result;
  });
};
