import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { nodePrimitives } from '../platform/node-primitives.js';
import { treeHashes } from '../tree/hashes.js';
import { canonicalText } from '../vectors/plain-json.js';
import { bytesOfBase64, bytesOfHex, hexOf, joinBytes, utf8 } from './bytes.js';
import { NotCanonical, readCanonical } from './canonical-json.js';
import { readCheckpoint } from './checkpoint.js';
import { readEntry } from './entry.js';
import { readKey, readKeyFile } from './key.js';

const read = (name: string): unknown => JSON.parse(readFileSync(resolve(__dirname, `../../../../docs/audit-format/${name}.json`), 'utf8'));
const entries = read('entries') as {
  readonly good: readonly { readonly canonical: string; readonly leaf: string }[];
  readonly bad: readonly { readonly says: string; readonly canonical: string; readonly leaf: string; readonly code: string }[];
  readonly commitments: readonly { readonly salt: string; readonly value: string; readonly commitment: string }[];
};
const checkpoints = read('checkpoints') as { readonly origin: string; readonly vkey: string; readonly good: readonly string[]; readonly bad: readonly { readonly says: string; readonly note: string; readonly code: string }[] };
const hashes = treeHashes(nodePrimitives);

function codeOf(canonical: string): string | null {
  try {
    return typeof readEntry(readCanonical(canonical, 'none')) === 'string' ? 'shape' : null;
  } catch (error) {
    if (error instanceof NotCanonical) return 'canonical';
    throw error;
  }
}

function signatureCode(note: string): string | null {
  const checkpoint = readCheckpoint(note);
  if (checkpoint === undefined) return 'note';
  const key = readKey(checkpoints.vkey, nodePrimitives);
  const lines = checkpoint.signatures.filter(({ name, id }) => name === key?.name && id === key.id);
  return lines.length > 0 && lines.every(({ bytes }) => key?.verify(checkpoint.signed, bytes)) ? null : 'signature';
}

describe('the format', () => {
  it('row:E2 has entries that are read, with their leaves', () => {
    for (const { canonical, leaf } of entries.good) {
      expect({ canonical, code: codeOf(canonical) }).toEqual({ canonical, code: null });
      expect(hexOf(hashes.leaf(canonical))).toBe(leaf);
    }
  });

  it.each(entries.bad)('row:E2 refuses an entry with: $says', ({ canonical, leaf, code }) => {
    expect(codeOf(canonical)).toBe(code);
    // The leaf alone does not tell: whoever writes the log hashes whatever they wrote.
    expect(hexOf(hashes.leaf(canonical))).toBe(leaf);
  });

  it('binds a value that can be erased', () => {
    for (const { salt, value, commitment } of entries.commitments) expect(hexOf(nodePrimitives.sha256(joinBytes(Uint8Array.of(2), bytesOfHex(salt), utf8(value))))).toBe(commitment);
  });

  it('row:E2 has checkpoints that are read and signed', () => {
    expect(checkpoints.good.map((note) => ({ origin: readCheckpoint(note)?.origin, code: signatureCode(note) }))).toEqual(checkpoints.good.map(() => ({ origin: checkpoints.origin, code: null })));
  });

  it.each(checkpoints.bad)('row:E2 refuses a checkpoint with: $says', ({ note, code }) => expect(signatureCode(note)).toBe(code));

  it('takes canonical JSON, and no other way to write the same', () => {
    const texts = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null), fc.array(tie('value')), fc.dictionary(fc.string({ unit: 'binary' }), tie('value'))) })).value;
    fc.assert(
      fc.property(texts, fc.nat(), (value, at) => {
        const text = canonicalText(value);
        expect(JSON.stringify(readCanonical(text, 'none'))).toBe(JSON.stringify(JSON.parse(text)));
        const pretty = JSON.stringify(value, null, 1);
        if (pretty !== text) expect(() => readCanonical(pretty, 'none')).toThrow(NotCanonical);
        const spaced = at % 2 === 0 ? ` ${text}` : `${text}\n`;
        expect(() => readCanonical(spaced, 'none')).toThrow(NotCanonical);
      }),
    );
  });

  it.each(['+', 'name+00000000', 'name+0000000g+AA==', 'na me+00000000+AA==', ' ', 'name+12345678+AQ=='])('takes %j for no key', (text) => {
    expect(readKey(text, nodePrimitives)).toBeUndefined();
    expect(readKeyFile(`${checkpoints.vkey}\n${text}x\n`, nodePrimitives)).toBeUndefined();
  });

  it('reads a key file with remarks, in either kind of lines', () => {
    expect(readKeyFile(`# ours\r\n\r\n${checkpoints.vkey}\r\n`, nodePrimitives)).toMatchObject([{ vkey: checkpoints.vkey, name: checkpoints.origin }]);
    expect(readKeyFile('# nothing\n', nodePrimitives)).toBeUndefined();
  });

  it.each(['AA', 'AA=', 'AB==', ' AA==', 'AA==\n', 'A-==', '===='])('takes %j for no base64', (text) => expect(bytesOfBase64(text)).toBeUndefined());
});
