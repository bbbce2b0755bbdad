import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';

import { nodePrimitives } from '../platform/node-primitives.js';
import { describeFindings, describePlace } from '../verdict/describe.js';
import { verifyExport, type GivenText, type Verdict } from '../verdict/verify-export.js';

const usage = `countersign-verify EXPORT --key FILE [--trusted CHECKPOINT]… [--receipt FILE]… [--json]

Checks an export of the audit without a network and without trust in whoever made it.

  EXPORT       the file that was exported (.audit.jsonl)
  --key        keys that you trust, one a line (name+id+base64); can be given again
  --trusted    a checkpoint that you kept, one a file; can be given again
  --receipt    receipts that you kept, as JSON; can be given again
  --json       print the verdict as JSON

Ends with 0 where everything holds, 1 where something is wrong, 2 where it cannot be read.`;

export interface Terminal {
  readonly print: (text: string) => void;
  /** Where to show how far it is; undefined where nobody looks. */
  readonly showProgress?: (text: string) => void;
}

/** The bytes of a file, always in the same room: each piece is read to its end before the next one overwrites it. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const room = new Uint8Array(1_048_576);
    for (;;) {
      const { bytesRead } = await file.read(room);
      if (bytesRead === 0) return;
      yield room.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

const read = (path: string): GivenText => ({ name: basename(path), text: readFileSync(path, 'utf8') });

function readWords(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true }, trusted: { type: 'string', multiple: true }, receipt: { type: 'string', multiple: true }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const [path, ...rest] = positionals;
  if (values.help || path === undefined || rest.length > 0 || values.key === undefined) return undefined;
  return { path, keyFiles: values.key, trusted: values.trusted ?? [], receipts: values.receipt ?? [], asJson: values.json ?? false };
}

function showingProgress(path: string, { showProgress }: Terminal): (bytes: number, entries: number) => void {
  const whole = statSync(path).size;
  let shown = -1;
  return (bytes, entries) => {
    const percent = whole === 0 ? 100 : Math.floor((bytes * 100) / whole);
    if (percent === shown) return;
    shown = percent;
    showProgress?.(`${percent} % read, ${entries} entries`);
  };
}

function printVerdict(verdict: Verdict, asJson: boolean, { print }: Terminal): number {
  if (asJson) print(JSON.stringify(verdict));
  else if (verdict.verdict === 'good') print(['Good: everything holds.', ...describeFindings(verdict.findings)].join('\n'));
  else print([verdict.verdict === 'bad' ? `Bad: ${verdict.sentence}` : `Cannot be read: ${verdict.sentence}`, ...describePlace(verdict), `Code: ${verdict.code}`].join('\n'));
  return verdict.verdict === 'good' ? 0 : verdict.verdict === 'bad' ? 1 : 2;
}

/** Runs the command and answers with its exit code. */
export async function runVerifyCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const asked = readWords(words);
    if (asked === undefined) {
      terminal.print(usage);
      return 2;
    }
    const { path, keyFiles, trusted, receipts, asJson } = asked;
    const given = { keyFiles: keyFiles.map(read), trusted: trusted.map(read), receipts: receipts.map(read), onProgress: showingProgress(path, terminal) };
    const verdict = await verifyExport({ ...given, primitives: nodePrimitives, pieces: piecesOf(path) });
    terminal.showProgress?.('');
    return printVerdict(verdict, asJson, terminal);
  } catch (error) {
    terminal.print(`Cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}
