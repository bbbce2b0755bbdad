/**
 * Fills the demo over HTTP: two tenants that know nothing of each other. Environment: COUNTERSIGN_URL, COUNTERSIGN_DATA_DIR, RECEIVER_URL,
 * and RECEIVER_SECRET or RECEIVER_SECRET_FILE. Run again it finds what it made before: every call has a key of its own.
 * Writes <COUNTERSIGN_DATA_DIR>/demo.json when everything is there, and does nothing while that stands.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DemoSignIn } from '../demo/demo-sign-in.js';
import { seedHistoryTenant } from '../demo/seed-history-tenant.js';
import { seedPurchaseTenant } from '../demo/seed-purchase-tenant.js';
import type { HistoryCase } from '../history/history-case.js';
import { readXesFile } from '../history/read-xes.js';

const sampleFile = resolve(import.meta.dirname, '../../data/request-for-payment-sample.xes.gz');
const password = 'demo-password-2026';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}

const tryFirst = (receiverUrl: string): string[] => [
  'Sign in as Jonas Petrov, open the oscilloscope in the inbox, look at what approving would cause, and approve it (A, then Enter).',
  'Sign in as Amara Diallo and approve it too: from EUR 5,000.00 on, and for any other currency, finance signs as well.',
  `Look at ${new URL('/', receiverUrl).href}: your order.placed is on top, once, its signature verified.`,
  'Sign in as Ines Falk, submit a purchase order of your own, and see who has to sign before you send it.',
  'Sign in as the supervisor of Lindenhof University: requests of a real organisation wait there, among invented people.',
];

async function seed(): Promise<void> {
  const demoFile = join(required('COUNTERSIGN_DATA_DIR'), 'demo.json');
  if (existsSync(demoFile)) return;
  const begun = performance.now();
  console.log('Filling the demo: two companies, about 200 requests of a real history…');
  const secret = process.env.RECEIVER_SECRET ?? readFileSync(required('RECEIVER_SECRET_FILE'), 'utf8').trim();
  const receiverUrl = required('RECEIVER_URL');
  const options = { baseUrl: required('COUNTERSIGN_URL').replace(/\/$/, ''), endpoint: { url: receiverUrl, secret }, password, say: (line: string) => console.log(line) };
  const signIns: DemoSignIn[] = await seedPurchaseTenant(options);
  const cases: HistoryCase[] = [];
  for await (const history of readXesFile(sampleFile)) cases.push(history);
  signIns.push(...(await seedHistoryTenant(options, cases)));
  // Whole or not at all: half a file would be taken for a finished demo.
  writeFileSync(`${demoFile}.new`, `${JSON.stringify({ signIns, tryFirst: tryFirst(receiverUrl) }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${demoFile}.new`, demoFile);
  console.log(`The demo is filled (${((performance.now() - begun) / 1000).toFixed(1)} s).`);
}

await seed();
