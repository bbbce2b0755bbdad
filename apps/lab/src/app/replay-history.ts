/**
 * Replays real approval histories over the public HTTP API:
 * `replay-history <file.xes[.gz]>… [--limit N] [--url http://…] [--concurrency K] [--receiver-port P] [--data FOLDER] [--anew] [--write]`.
 * Without --url it starts a stack of its own and takes it down again. Stopped at any point, a further run goes on; a complete one run
 * again changes nothing and gives the same table. Ends with code 1 when its counts do not add up, with 130 when it was stopped.
 */
import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderReport, type ReplayRun } from '../history/render-report.js';
import { replayFile } from '../history/replay-file.js';

const repository = resolve(import.meta.dirname, '../../../..');
const say = (line: string): void => console.error(line);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    url: { type: 'string' },
    concurrency: { type: 'string', default: '8' },
    'receiver-port': { type: 'string', default: '0' },
    data: { type: 'string', default: join(repository, '.data/replay') },
    anew: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

function readCount(name: string, text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new Error(`--${name} is "${text}", and should be a whole number from 1.`);
  return count;
}

function commandLine(): string {
  const { limit, concurrency } = values;
  return ['pnpm replay:history', ...positionals.map((file) => basename(file)), ...(limit ? ['--limit', limit] : []), ...(concurrency === '8' ? [] : ['--concurrency', concurrency]), '--write'].join(' ');
}

async function run(): Promise<number> {
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals === 1) say('\nStopping after the cases that are under way; once more stops at once.');
      else process.exit(130);
    });
  }
  const base = process.env.INIT_CWD ?? '.';
  const runs: ReplayRun[] = [];
  for (const file of positionals) {
    const outcome = await replayFile({
      repository,
      file: resolve(base, file),
      limit: values.limit === undefined ? Infinity : readCount('limit', values.limit),
      url: values.url ?? null,
      concurrency: readCount('concurrency', values.concurrency),
      receiverPort: Number(values['receiver-port']),
      dataFolder: resolve(base, values.data),
      anew: values.anew,
      environment: process.env,
      isTerminal: process.stderr.isTTY,
      write: (text) => void process.stderr.write(text),
      stopping: () => signals > 0,
    });
    if (outcome.stopped) return 130;
    for (const problem of outcome.problems.slice(0, 20)) say(`Wrong: ${problem}`);
    if (outcome.problems.length > 0) return 1;
    runs.push(outcome.run);
  }
  const report = renderReport(commandLine(), runs);
  console.log(report);
  if (values.write) await writeFile(join(repository, 'docs/history-replay.md'), report);
  return 0;
}

if (positionals.length === 0) {
  say('Say which histories: pnpm replay:history <file.xes.gz>… [--limit N] [--url http://…] [--concurrency K] [--receiver-port P] [--data FOLDER] [--anew] [--write]');
  process.exit(2);
}
process.exit(
  await run().catch((thrown: unknown) => {
    say(thrown instanceof Error ? thrown.message : String(thrown));
    return 1;
  }),
);
