import { readReceipts } from '../verdict/receipts.js';

/** What a file is, told by what stands in it: nobody has to say so. */
export type FileKind = 'export' | 'keys' | 'checkpoint' | 'receipts' | 'unknown';

export const kindWords: { readonly [kind in FileKind]: string } = {
  export: 'The export',
  keys: 'Keys that you trust',
  checkpoint: 'A checkpoint that you kept',
  receipts: 'Receipts that you kept',
  unknown: 'Not recognised',
};

/** Only the beginning of a file is looked at for this; receipts are small, and are given whole. */
export const BEGINNING_BYTES = 65_536;

export function kindOf(beginning: string, isWhole: boolean): FileKind {
  const [first = ''] = beginning.split('\n', 1);
  if (first.includes('"type":"export"') && first.startsWith('{')) return 'export';
  if (beginning.startsWith('countersign/audit/') && beginning.includes('\n\n\u2014 ')) return 'checkpoint';
  if (/^[^+\s]+\+[0-9a-f]{8}\+\S+\s*$/m.test(beginning) && !beginning.startsWith('{')) return 'keys';
  return isWhole && readReceipts(beginning) !== undefined ? 'receipts' : 'unknown';
}
