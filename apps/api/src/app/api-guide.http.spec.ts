import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { holderOfKey, openHttpWorld, type HttpWorld } from '@countersign/testing';

interface Example {
  readonly language: 'sh' | 'ts';
  readonly text: string;
  readonly prints: string;
}

const checkout = join(__dirname, '../../../..');
const guide = readFileSync(join(checkout, 'docs/guides/api.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));
const examples = blocks.flatMap(({ language, text }, index): Example[] => {
  const next = blocks[index + 1];
  return language === 'sh' || language === 'ts' ? [{ language, text, prints: next?.language === 'text' ? next.text : 'nothing says what it prints' }] : [];
});

const run = promisify(execFile);
// Where imports of a program are looked for.
const cache = join(checkout, 'packages/testing/node_modules/.cache');

let world: HttpWorld;
let env: NodeJS.ProcessEnv;
let folder: string;
beforeAll(async () => {
  world = await openHttpWorld();
  const { admin } = world.company;
  const { secret } = await holderOfKey(world.api.baseUrl, admin, ['request.read', 'request.submit', 'request_type.read', 'member.read', 'group.define']);
  env = { PATH: `${join(checkout, 'node_modules/.bin')}:${process.env.PATH}`, HOME: process.env.HOME, COUNTERSIGN_CHECKOUT: checkout, COUNTERSIGN_URL: world.api.baseUrl, COUNTERSIGN_KEY: secret };
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'guide-'));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

async function printedBy({ language, text }: Example): Promise<string> {
  if (language === 'sh') return (await run('sh', ['-c', text], { env })).stdout;
  const file = join(folder, 'example.mjs');
  writeFileSync(file, stripTypeScriptTypes(text));
  return (await run(process.execPath, [file], { env })).stdout;
}

/** What was printed, with whatever stands where the guide says `…` left out. */
function asWritten(printed: string, prints: string): string {
  const parts = prints.trimEnd().split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*?')}$`, 's').test(printed.trimEnd()) ? prints : printed;
}

describe('the guide to the API', () => {
  it('has examples of a shell and of the client', () => {
    expect(examples.filter(({ language }) => language === 'sh').length).toBeGreaterThan(6);
    expect(examples.filter(({ language }) => language === 'ts').length).toBeGreaterThan(1);
  });

  it.each(examples.map((example) => [example.text.trim().split('\n').at(-1) ?? '', example] as const))('does what it says: %s (row:D4 row:F3)', async (_last, example) => {
    expect(asWritten(await printedBy(example), example.prints)).toBe(example.prints);
  }, 60_000);

  it('does not say that something was submitted where the key is mistyped', async () => {
    const change = examples.find(({ prints }) => prints === 'submitted once\n');
    const { stdout } = await run('sh', ['-c', change?.text ?? ''], { env: { ...env, COUNTERSIGN_KEY: 'cs_key_mistyped' } });
    expect([stdout.includes('submitted once'), stdout]).toEqual([false, expect.stringContaining('"status":401')]);
  }, 60_000);

  it('would be found out where an example printed something else', async () => {
    const lie: Example = { language: 'sh', text: 'echo two', prints: 'one\n' };
    expect(asWritten(await printedBy(lie), lie.prints)).toBe('two\n');
    await expect(printedBy({ language: 'ts', text: "throw new Error('no')", prints: '' })).rejects.toThrow('no');
  });
});
