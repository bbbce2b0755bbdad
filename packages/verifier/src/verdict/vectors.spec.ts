import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { nodePrimitives } from '../platform/node-primitives.js';
import { renderVectors } from '../vectors/index.js';
import type { ExportCase } from '../vectors/export-case.js';
import { faultCodes } from './fault.js';
import { verifyExport } from './verify-export.js';

const folder = resolve(__dirname, '../../../../docs/audit-format');
const vectors = JSON.parse(readFileSync(join(folder, 'exports.json'), 'utf8')) as { readonly lines: readonly string[]; readonly cases: readonly (Omit<ExportCase, 'export'> & { readonly export: readonly number[] })[] };
const { lines, cases } = vectors;

/** The bytes in pieces of this many, as a file or a network would bring them. */
async function* pieces(text: string, length: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe('the test vectors of the format', () => {
  it('are what their maker writes', () => {
    const written = renderVectors();
    expect(readdirSync(folder).sort()).toEqual(Object.keys(written).sort());
    for (const [name, text] of Object.entries(written)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('have a case for everything that can be found', () => {
    expect(new Set(cases.map(({ code }) => code).filter((code) => code !== null))).toEqual(new Set(faultCodes));
  });

  it.each(cases)('row:E2 $name: the verdict names what is wrong, and the first bad entry', async (one) => {
    for (const length of [333, 1_000_000]) {
      const verdict = await verifyExport({
        pieces: pieces(one.export.map((line) => `${lines[line] ?? ''}\n`).join(''), length),
        keyFiles: [{ name: 'keys', text: one.keyFile }],
        trusted: one.trusted.map((text, nth) => ({ name: `kept ${nth}`, text })),
        receipts: one.receipts.map((receipt, nth) => ({ name: `receipt ${nth}`, text: JSON.stringify(receipt) })),
        primitives: nodePrimitives,
      });
      const said = verdict.verdict === 'good' ? { code: null, index: null, until: null } : { code: verdict.code, index: verdict.index ?? null, until: verdict.until ?? null };
      expect({ ...said, sentence: verdict.verdict === 'good' ? '' : verdict.sentence }).toEqual({ code: one.code, index: one.index, until: one.until, sentence: verdict.verdict === 'good' ? '' : expect.stringMatching(/^[A-Z“].*\.$/) });
    }
  });
});
