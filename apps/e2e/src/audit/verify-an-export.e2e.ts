import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBrowser, openPage } from '@countersign/browser';
import type { Browser, Page } from 'playwright-core';

import { findViolations, overflowPx } from '../platform/find-violations.js';

interface Case {
  readonly name: string;
  readonly export: readonly number[];
  readonly keyFile: string;
  readonly trusted: readonly string[];
  readonly receipts: readonly unknown[];
  readonly code: string | null;
  readonly index: number | null;
  readonly until: number | null;
}

// Known by the written format and what was built alone: the journey imports nothing of the verifier.
const root = resolve(__dirname, '../../../..');
const address = pathToFileURL(resolve(root, 'packages/verifier/dist/page/countersign-verify.html')).href;
const { lines, cases } = JSON.parse(readFileSync(resolve(root, 'docs/audit-format/exports.json'), 'utf8')) as { readonly lines: readonly string[]; readonly cases: readonly Case[] };
const named = (name: string): Case => {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no case “${name}”`);
  return found;
};

const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
const filesOf = (one: Case) => [
  file('log.audit.jsonl', one.export.map((line) => `${lines[line] ?? ''}\n`).join('')),
  file('keys.txt', one.keyFile),
  ...one.trusted.map((note, nth) => file(`old-${nth}.txt`, note)),
  ...one.receipts.map((receipt, nth) => file(`receipt-${nth}.json`, JSON.stringify(receipt))),
];

/** What the page says; null where it does not check because it does not know what a file is. */
async function verdictOf(page: Page, one: Case): Promise<string | null> {
  await page.reload();
  await page.getByLabel('Files', { exact: true }).setInputFiles(filesOf(one));
  await page.getByRole('status').filter({ hasText: /Ready|recognised|needed/ }).waitFor();
  await page.getByRole('listitem').first().waitFor();
  const button = page.getByRole('button', { name: 'Check' });
  if (await button.isDisabled()) return null;
  await button.click();
  const verdict = page.locator('#verdict[data-verdict]');
  await verdict.waitFor();
  return verdict.innerText();
}

function expected({ code, index, until }: Case): RegExp {
  if (code === null) return /^Good: everything holds\./;
  const place = index === null ? '' : `First bad entry: ${until === index ? index : `between ${index} and ${String(until)}`}\\.\\s+`;
  return new RegExp(`^${code === 'unreadable' ? 'Cannot be read\\.' : 'Bad: something is wrong\\.'}[^]*${place}Code: ${code}$`);
}

describe('the page that checks an export', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  it('says of every test vector of the format what the format asks for, from a file and without a network (row:E2)', async () => {
    const { page, faults } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(address);
    const unrecognised: string[] = [];
    for (const one of cases) {
      const said = await verdictOf(page, one);
      if (said === null) unrecognised.push(one.name);
      else expect({ name: one.name, said }).toEqual({ name: one.name, said: expect.stringMatching(expected(one)) });
    }
    // Where a file is not what it should be, nothing is checked, rather than without it.
    expect(unrecognised).toEqual(['an empty file', 'a key file that holds no key', 'a kept checkpoint that is none', 'a receipt that is none']);
    expect([new Set(asked), faults]).toEqual([new Set([address]), []]);
    await page.context().close();
  }, 240_000);

  it.each(['light', 'dark'] as const)('works by keyboard alone on a narrow screen, in the %s (row:E2)', async (colorScheme) => {
    const { page, faults } = await openPage(browser, { width: 320, colorScheme });
    await page.goto(address);
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement?.id')).toBe('files');
    await page.getByLabel('Files', { exact: true }).setInputFiles([...filesOf(named('an entry was changed')), file('photo.png', 'nothing of ours')]);
    await page.getByText('One of the files is not recognised: take it away.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take away photo.png' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Ready to check.').waitFor();
    await page.getByRole('button', { name: 'Check' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bad: something is wrong.' }).waitFor();
    expect(await page.evaluate<string>('document.activeElement?.textContent')).toBe('Bad: something is wrong.');
    expect(await page.getByText('First bad entry: 4.').count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    expect([await overflowPx(page), faults]).toEqual([0, []]);
    await page.context().close();
  }, 60_000);

  it('takes files that are dropped on it (row:E2)', async () => {
    const { page } = await openPage(browser);
    await page.goto(address);
    const texts = filesOf(named('every older checkpoint agrees')).map(({ name, buffer }) => ({ name, text: buffer.toString() }));
    const dropped = await page.evaluateHandle(`(() => { const all = new DataTransfer(); for (const { name, text } of ${JSON.stringify(texts)}) all.items.add(new File([text], name)); return all; })()`);
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await page.getByText('Ready to check.').waitFor();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('6 checkpoints that you kept agree').waitFor();
    await page.context().close();
  }, 60_000);
});
