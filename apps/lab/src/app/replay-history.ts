/**
 * Replays a real approval history over the public HTTP API:
 * `replay-history <file.xes.gz> [--limit N] [--url http://…] [--concurrency K] [--receiver-port P] [--write]`.
 * Without --url it starts a stack of its own and takes it down again. Ends with code 1 when its counts do not add up.
 */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPayments } from '../history/check-payments.js';
import type { HistoryCase } from '../history/history-case.js';
import { setUpOrganisation } from '../history/organisation.js';
import { PaymentReceiver } from '../history/payment-receiver.js';
import { readXesFile } from '../history/read-xes.js';
import { renderReport } from '../history/render-report.js';
import { replayHistory, untilPaid } from '../history/replay-history.js';
import { checkTally, tallyCases } from '../history/tally.js';
import { startOwnStack } from '../platform/own-stack.js';

const repository = resolve(import.meta.dirname, '../../../..');
const deliveryLimitMs = 120_000;
const quietMs = 2_000;
const say = (line: string): void => console.error(line);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    url: { type: 'string' },
    concurrency: { type: 'string', default: '8' },
    'receiver-port': { type: 'string', default: '0' },
    write: { type: 'boolean', default: false },
  },
});

function readCount(name: string, text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new Error(`--${name} is "${text}", and should be a whole number from 1.`);
  return count;
}

async function readCases(file: string, limit: number): Promise<HistoryCase[]> {
  const cases: HistoryCase[] = [];
  for await (const history of readXesFile(file)) {
    if (cases.length === limit) break;
    cases.push(history);
  }
  return cases;
}

function commandLine(file: string): string {
  const { limit, concurrency } = values;
  return ['pnpm replay:history', basename(file), ...(limit ? ['--limit', limit] : []), ...(concurrency === '8' ? [] : ['--concurrency', concurrency]), '--write'].join(' ');
}

async function run(file: string): Promise<number> {
  const concurrency = readCount('concurrency', values.concurrency);
  const cases = await readCases(file, values.limit === undefined ? Infinity : readCount('limit', values.limit));
  say(`${cases.length} cases read from ${basename(file)}.`);
  const receiver = new PaymentReceiver();
  await receiver.listen(Number(values['receiver-port']));
  const stack = values.url === undefined ? await ownStack(receiver) : { baseUrl: values.url.replace(/\/$/, ''), stop: () => Promise.resolve() };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stack.stop().finally(() => process.exit(130)));
  try {
    return await replay(file, cases, stack.baseUrl, receiver, concurrency);
  } finally {
    await stack.stop();
    await receiver.close();
  }
}

function ownStack(receiver: PaymentReceiver): ReturnType<typeof startOwnStack> {
  say('Starting a stack of its own…');
  return startOwnStack({ repository, allowedWebhookHosts: [receiver.host], environment: process.env, say });
}

async function replay(file: string, cases: readonly HistoryCase[], baseUrl: string, receiver: PaymentReceiver, concurrency: number): Promise<number> {
  const seed = `replay-${randomBytes(6).toString('hex')}`;
  say('Setting up the organisation…');
  const organisation = await setUpOrganisation({
    baseUrl, seed, concurrency, cases,
    tenantName: `The organisation of ${basename(file)}`,
    description: 'Replayed from the BPI Challenge 2020. All persons are invented.',
    password: randomBytes(12).toString('base64url'),
    endpoint: { url: receiver.url, secret: receiver.secret },
    members: 'all',
  });
  say(`${organisation.memberCount} members (invented) are in.`);
  const begun = performance.now();
  const onCase = (done: number): void => void (done % 100 === 0 && say(`${done} of ${cases.length} cases, ${Math.round((1000 * done) / (performance.now() - begun))} per second`));
  const replayed = await replayHistory({ organisation, cases, seed, concurrency, onCase });
  const seconds = (performance.now() - begun) / 1000;
  say('Waiting for the last payments…');
  await untilPaid(replayed, receiver, deliveryLimitMs, quietMs);
  const tally = tallyCases(replayed);
  const payments = checkPayments(replayed, receiver.deliveries);
  const report = renderReport({
    command: commandLine(file), file: basename(file), date: new Date().toISOString().slice(0, 10),
    seconds, concurrency, processors: availableParallelism(), members: organisation.memberCount, tally, payments,
  });
  console.log(report);
  const problems = [...checkTally(tally), ...payments.problems, ...receiver.problems];
  for (const problem of problems.slice(0, 20)) console.error(`Wrong: ${problem}`);
  if (problems.length === 0 && values.write) await writeFile(join(repository, 'docs/history-replay.md'), report);
  return problems.length === 0 ? 0 : 1;
}

const [file] = positionals;
if (file === undefined) {
  console.error('Say which history: pnpm replay:history <file.xes.gz> [--limit N] [--url http://…] [--concurrency K] [--receiver-port P] [--write]');
  process.exit(2);
}
process.exit(await run(resolve(process.env.INIT_CWD ?? '.', file)));
