/**
 * `npm run compare -- 10000`: gives both verifiers, ours and the one in Python, the test vectors and so many random exports, good ones and ones
 * that were tampered with, and compares what they name: code, first index, last index. `--seed 1` says where it begins. Ends with 1 where they differ.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { nodePrimitives, verifyExport } from '../dist/index.js';
import { pickFrom } from '../dist/vectors/random-log.js';
import { randomCase } from '../dist/vectors/random-tamper.js';

const many = Number(process.argv[2] ?? 10_000);
const seedAt = process.argv.indexOf('--seed');
const firstSeed = seedAt === -1 ? Date.now() % 2 ** 31 : Number(process.argv[seedAt + 1]);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function* allCases() {
  const { lines, cases } = JSON.parse(readFileSync(here('../../../docs/audit-format/exports.json'), 'utf8'));
  for (const one of cases) yield { ...one, export: one.export.map((line) => lines[line]), said: [one.code, one.index, one.until] };
  for (let seed = firstSeed; seed < firstSeed + many; seed += 1) {
    const { text, kind, mustBeFound, ...rest } = randomCase(pickFrom(seed));
    yield { ...rest, name: `seed ${seed}: ${kind}`, export: text, mustBeFound };
  }
}

async function* pieces(lines) {
  yield Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

async function verdictOf(one) {
  const named = (texts) => texts.map((text, nth) => ({ name: String(nth), text }));
  const verdict = await verifyExport({ pieces: pieces(one.export), keyFiles: named([one.keyFile]), trusted: named(one.trusted), receipts: named(one.receipts.map((receipt) => JSON.stringify(receipt))), primitives: nodePrimitives });
  return verdict.verdict === 'good' ? [null, null, null] : [verdict.code, verdict.index ?? null, verdict.until ?? null];
}

const folder = mkdtempSync(join(tmpdir(), 'compare-verifiers-'));
try {
  const path = join(folder, 'cases.jsonl');
  const file = openSync(path, 'w');
  const ours = [];
  for (const one of allCases()) {
    writeSync(file, `${JSON.stringify({ export: one.export, keyFile: one.keyFile, trusted: one.trusted, receipts: one.receipts })}\n`);
    ours.push({ name: one.name, said: one.said, mustBeFound: one.mustBeFound, verdict: await verdictOf(one) });
  }
  closeSync(file);
  const python = spawnSync('python3', [here('../python/verify.py'), '--cases', path], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (python.status !== 0) throw new Error(`the one in Python ended with ${python.status}: ${python.stderr}`);
  const theirs = python.stdout.trim().split('\n').map((line) => JSON.parse(line));
  const faults = ours.flatMap(({ name, said, mustBeFound, verdict }, nth) => {
    const both = [verdict, theirs[nth], said ?? verdict].map((one) => JSON.stringify(one));
    if (new Set(both).size > 1) return [`${name}: ours ${both[0]}, Python ${both[1]}, to be ${both[2]}`];
    return mustBeFound && verdict[0] === null ? [`${name}: not found`] : [];
  });
  for (const fault of faults.slice(0, 20)) console.log(fault);
  const codes = Object.groupBy(ours, ({ verdict }) => verdict[0] ?? 'good');
  console.log(Object.entries(codes).map(([code, cases]) => `${code} ${cases.length}`).sort().join(', '));
  console.log(`${ours.length} exports from seed ${firstSeed}: ${faults.length} differences.`);
  process.exitCode = faults.length === 0 && theirs.length === ours.length ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
