import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { startOwnStack } from '../platform/own-stack.js';
import { checkPayments } from './check-payments.js';
import { checkRequests } from './check-requests.js';
import { checkTally } from './check-tally.js';
import { Journal, type Beginning } from './journal.js';
import { setUpOrganisation } from './organisation.js';
import { newReceiverSecret, PaymentReceiver, type PaymentEvent } from './payment-receiver.js';
import { ProcessorMeter } from './processor-meter.js';
import { Progress, timeText } from './progress.js';
import { readXesFile } from './read-xes.js';
import type { ReplayRun } from './render-report.js';
import { replayHistory, untilPaid } from './replay-history.js';
import { scanLog, type LogScope } from './scan-log.js';
import { TallyBook } from './tally.js';

export interface ReplayFileOptions {
  readonly repository: string;
  readonly file: string;
  readonly limit: number;
  /** An installation that runs already; one of our own when null. */
  readonly url: string | null;
  readonly concurrency: number;
  readonly receiverPort: number;
  /** Where journals and the data of own stacks are kept; a folder for each history. */
  readonly dataFolder: string;
  /** Forgets what an earlier run did. */
  readonly anew: boolean;
  readonly environment: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
  readonly write: (text: string) => void;
  readonly stopping: () => boolean;
}

/** `stopped`: there is more to do, and a further run goes on. */
export type ReplayOutcome = { readonly stopped: true } | { readonly stopped: false; readonly run: ReplayRun; readonly problems: readonly string[] };

/** Raised where a journal of before could not be gone on with. */
const journalFormat = 2;
/** The worker pays more slowly than requests are approved here: what is left is waited for as long as it may take. */
const deliveryLimitMs = 600_000;
const quietMs = 2_000;

/** Replays one history, or what is left of it, and holds what came of it against its own rules, the product's list and the receiver. */
export async function replayFile(options: ReplayFileOptions): Promise<ReplayOutcome> {
  const { file, write } = options;
  const scope = await scanLog(readXesFile(file), options.limit);
  if (scope.cases === 0) throw new Error(`${basename(file)} holds no case.`);
  const folder = join(options.dataFolder, (await digestOf(options)).slice(0, 16));
  if (options.anew) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const book = new TallyBook();
  const deliveries: [PaymentEvent, string, string][] = [];
  const journal = new Journal(join(folder, 'replay.jsonl'), {
    onCase: (replayed) => book.add(replayed),
    onDelivery: (...delivery) => void deliveries.push(delivery),
  });
  write(`${basename(file)}: ${scope.cases.toLocaleString('en-US')} cases, ${book.cases.toLocaleString('en-US')} of them found done.\n`);
  const beginning = journal.beginning ?? newBeginning();
  const receiver = new PaymentReceiver(beginning.receiverSecret, (...delivery) => journal.keepDelivery(...delivery));
  for (const delivery of deliveries) receiver.keep(...delivery);
  await receiver.listen(beginning.receiverPort === 0 ? options.receiverPort : beginning.receiverPort);
  if (!journal.beginning) journal.begin({ ...beginning, receiverPort: receiver.listeningPort });
  const stack = await openStack(options, folder, receiver);
  try {
    return await replayOn({ options, scope, book, journal, receiver, baseUrl: stack.baseUrl, meter: new ProcessorMeter(stack.pids) });
  } finally {
    await stack.stop();
    await receiver.close();
    journal.close();
  }
}

const newBeginning = (): Beginning => ({
  seed: `replay-${randomBytes(6).toString('hex')}`,
  password: randomBytes(12).toString('base64url'),
  receiverSecret: newReceiverSecret(),
  receiverPort: 0,
  date: new Date().toISOString().slice(0, 10),
});

/** As many cases of the same file against the same installation are the same history. */
async function digestOf({ file, url, limit }: ReplayFileOptions): Promise<string> {
  const hash = createHash('sha256').update(`${journalFormat} ${url ?? ''} ${limit} `);
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function openStack({ url, repository, environment, write }: ReplayFileOptions, folder: string, receiver: PaymentReceiver) {
  if (url !== null) return { baseUrl: url.replace(/\/$/, ''), pids: {}, stop: () => Promise.resolve() };
  write('Starting a stack of its own…\n');
  const { baseUrl, pids, stop } = await startOwnStack({ repository, allowedWebhookHosts: [receiver.host], environment, keptIn: folder, say: (line) => write(`${line}\n`) });
  const { api, postgres, worker } = pids;
  return { baseUrl, pids: { ...(api && { API: api }), ...(postgres && { PostgreSQL: postgres }), ...(worker && { worker }) }, stop };
}

interface Running {
  readonly options: ReplayFileOptions;
  readonly scope: LogScope;
  readonly book: TallyBook;
  readonly journal: Journal;
  readonly receiver: PaymentReceiver;
  readonly baseUrl: string;
  readonly meter: ProcessorMeter;
}

async function replayOn({ options, scope, book, journal, receiver, baseUrl, meter }: Running): Promise<ReplayOutcome> {
  const { file, write, isTerminal, limit, concurrency, stopping } = options;
  const { seed, password, date } = journal.beginning ?? newBeginning();
  const endpoint = { url: receiver.url, secret: receiver.secret };
  const description = 'Replayed from an event log of the BPI Challenge 2020. All persons are invented.';
  const organisation = await setUpOrganisation({ baseUrl, seed, password, endpoint, scope, concurrency, description, tenantName: `The organisation of ${basename(file)}`, members: 'all' });
  write(`${organisation.memberCount} members (invented) are in.\n`);
  const foundDone = book.cases;
  const progress = new Progress({ cases: scope.cases, foundDone, isTerminal, write, now: () => performance.now() });
  const begunMs = journal.spentMs;
  const onCase = (replayed: Parameters<TallyBook['add']>[0]) => {
    const before = book.eventsDone;
    book.add(replayed);
    progress.add(book.eventsDone - before);
  };
  if (foundDone < scope.cases) await replayHistory({ organisation, cases: readXesFile(file), limit, seed, concurrency, journal, meter, stopping, onCase });
  progress.end();
  if (book.cases < scope.cases) {
    write(`Stopped after ${book.cases.toLocaleString('en-US')} of ${scope.cases.toLocaleString('en-US')} cases. Run the same command again to go on.\n`);
    return { stopped: true };
  }
  write(foundDone === scope.cases ? 'Nothing was left to do.\n' : `Took ${timeText((journal.spentMs - begunMs) / 1000)}. Waiting for the last payments…\n`);
  const settledMs = await untilPaid(book.payments, receiver.received, deliveryLimitMs, quietMs);
  if (foundDone < scope.cases || journal.settledMs === null) journal.keepSettled(settledMs, meter.sinceLast());
  const tally = book.read();
  const payments = checkPayments(book.payments, receiver.received);
  const problems = [...checkTally(tally, scope), ...payments.problems, ...receiver.problems, ...(await checkRequests(organisation.admin, book.statuses))];
  const settledSeconds = (journal.settledMs ?? settledMs) / 1000;
  const run = { file: basename(file), date, seconds: journal.spentMs / 1000, meanLoad: journal.meanLoad, processorMs: journal.processorMs, settledSeconds, concurrency, processors: availableParallelism(), members: organisation.memberCount, tally, payments };
  return { stopped: false, run, problems };
}
