import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { checkpointNote, completeExport, linesOf, provenReceiptOf, receiptOf, uuid } from '../vectors/made-log.js';
import { sampleLog } from '../vectors/sample-log.js';
import { runVerifyCommand } from './verify-command.js';

const log = sampleLog();
const text = linesOf(completeExport(log)).map((line) => `${line}\n`).join('');
const first = log.checkpoints[1] ?? log.checkpoints[0];
if (!first) throw new Error('the sample has checkpoints');

describe('countersign-verify', () => {
  let folder = '';
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = async (...words: readonly string[]) => {
    const printed: string[] = [];
    const progress: string[] = [];
    const code = await runVerifyCommand(words, { print: (line) => printed.push(line), showProgress: (line) => progress.push(line) });
    return { code, printed: printed.join('\n'), progress };
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    file('good.audit.jsonl', text);
    file('bad.audit.jsonl', text.replace('request 5', 'request 6'));
    file('keys.txt', `${log.keys[0]?.key.vkey ?? ''}\n`);
    file('old.txt', checkpointNote(log, first));
    file('receipts.json', JSON.stringify([receiptOf(log, 3), provenReceiptOf(log, 1, first)]));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);

  it('row:E2 ends with 0 where everything holds, and says what was looked at and what was not', async () => {
    const { code, printed, progress } = await run(path('good.audit.jsonl'), '--key', path('keys.txt'));
    expect(code).toBe(0);
    expect(printed).toContain('Good: everything holds.\nCompany 0193a1b2-aaaa-7000-8000-00000000000a.\nAll 13 entries of the log, from its beginning, in their order.');
    expect(printed).toContain('No older checkpoint of yours was compared');
    expect(printed).toContain('1 personal value shown as recorded, 1 redacted.');
    expect(progress).toEqual(['100 % read, 13 entries', '']);
  });

  it('row:E2 takes checkpoints and receipts that somebody kept', async () => {
    const { code, printed } = await run(path('good.audit.jsonl'), '--key', path('keys.txt'), '--trusted', path('old.txt'), '--receipt', path('receipts.json'));
    expect(code).toBe(0);
    expect(printed).toContain('2 checkpoints that you kept agree: nothing before them was rewritten since.\n2 receipts of yours: what was acknowledged is in the log.');
  });

  it('row:E2 ends with 1 where something is wrong, and names the first bad entry in a sentence', async () => {
    expect(await run(path('bad.audit.jsonl'), '--key', path('keys.txt'))).toMatchObject({ code: 1, printed: 'Bad: Entry 4 was changed: it does not give the leaf that was taken into the tree.\nFirst bad entry: 4.\nCode: leaf' });
  });

  it('row:E2 ends with 1 where a receipt is for something that is not there', async () => {
    const receipt = file('lost.json', JSON.stringify({ ...receiptOf(log, 3), entryId: uuid(0x9999) }));
    expect(await run(path('good.audit.jsonl'), '--key', path('keys.txt'), '--receipt', receipt)).toMatchObject({ code: 1, printed: expect.stringContaining('Code: receipt') });
  });

  it('ends with 2 where it cannot be read', async () => {
    expect(await run(file('cut.audit.jsonl', text.slice(0, -20)), '--key', path('keys.txt'))).toMatchObject({ code: 2, printed: expect.stringContaining('Cannot be read: The file was cut off within line') });
    expect(await run(path('absent'), '--key', path('keys.txt'))).toMatchObject({ code: 2, printed: expect.stringContaining('no such file') });
    expect(await run(path('good.audit.jsonl'), '--key', path('good.audit.jsonl'))).toMatchObject({ code: 2, printed: expect.stringContaining('no key file') });
  });

  it('ends with 2 and says how it is used where something is not said, or said wrongly', async () => {
    expect(await run()).toMatchObject({ code: 2, printed: expect.stringContaining('countersign-verify EXPORT --key FILE') });
    expect(await run(path('good.audit.jsonl'))).toMatchObject({ code: 2, printed: expect.stringContaining('--trusted') });
    expect(await run(path('good.audit.jsonl'), '--key', path('keys.txt'), '--trust', 'x')).toMatchObject({ code: 2, printed: expect.stringContaining('--trust') });
  });

  it('prints the verdict for programs', async () => {
    const { code, printed } = await run(path('bad.audit.jsonl'), '--key', path('keys.txt'), '--json');
    expect({ code, verdict: JSON.parse(printed) as unknown }).toMatchObject({ code: 1, verdict: { verdict: 'bad', code: 'leaf', index: 4, until: 4 } });
  });
});
