/** How many words of one request are kept, and how many letters of each: enough to find it by, and no more. */
const wordsMax = 80;
const lettersMax = 60;
/** How many words of what was typed are looked at. */
const termsMax = 8;

/** A range of words in code point order: `from` is in it, `below` is not. */
export interface TermRange {
  readonly from: string;
  readonly below: string;
}

/** What can be searched of a request. */
export interface SearchedRequest {
  readonly number: number;
  readonly title: string;
  readonly requesterName: string;
  readonly requestTypeName: string;
  readonly amount: { readonly amount: string; readonly currency: string } | null;
  readonly revisionDigest: string;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first 60 bits as twelve letters of Crockford's base32, to look a digest up by; the full digest is the proof. */
export function codeOf(digest: string): string {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('a digest is 64 lower-case hex digits');
  const bits = BigInt(`0x${digest.slice(0, 15)}`);
  const letters = Array.from({ length: 12 }, (_, at) => alphabet[Number((bits >> BigInt(55 - at * 5)) & 31n)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** Without case and accents: "Müller" is found by "muller". */
const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
const cut = (word: string) => [...word].slice(0, lettersMax).join('');
const piecesOf = (text: string) => fold(text).split(/\s+/).filter((piece) => piece !== '');
const lettersAndDigits = (piece: string) => piece.match(/[\p{L}\p{N}]+/gu) ?? [];

/** A piece that is one word although it holds signs: a code such as GH7C-R20P-9RQA, or an amount such as 12,400.00. */
function wholeOf(piece: string): string | null {
  const code = /^([0-9a-z]{4})-([0-9a-z]{4})-([0-9a-z]{4})$/.exec(piece);
  if (code) return code.slice(1).join('').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  const amount = /^[^\p{L}\p{N}]*(\d[\d.,'’]*\d?)$/u.exec(piece)?.[1];
  if (amount === undefined || !/[.,'’]/.test(amount)) return null;
  if (/^\d{1,3}([,'’]\d{3})+(\.\d*)?$/.test(amount)) return amount.replaceAll(/[,'’]/g, '');
  if (/^\d{1,3}(\.\d{3})+,\d*$/.test(amount)) return amount.replaceAll('.', '').replace(',', '.');
  return /^\d+[.,]\d*$/.test(amount) ? amount.replace(',', '.') : null;
}

const wordsOf = (text: string) => piecesOf(text).flatMap((piece) => [wholeOf(piece) ?? [], lettersAndDigits(piece)].flat());

/** The words that a request is found by: every one in full, however it is written in. */
export function searchWordsOf({ number, title, requesterName, requestTypeName, amount, revisionDigest }: SearchedRequest): string[] {
  const named = [String(number), `#${number}`, ...codeWordsOf(revisionDigest)];
  const amounts = amount === null ? [] : [amountWord(amount.amount), amount.currency.toLowerCase()];
  return [...new Set([...named, ...amounts, ...[title, requesterName, requestTypeName].flatMap(wordsOf)].map(cut))].slice(0, wordsMax);
}

/** The word of a revision's code: it stays when the rest is replaced, since a printed sheet names it. */
export const codeWordsOf = (revisionDigest: string): string[] => [codeOf(revisionDigest).toLowerCase().replaceAll('-', '')];

const amountWord = (amount: string) => {
  const [whole = '', fraction = ''] = amount.replace('-', '').split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
};

/** What was typed, as ranges of words: each must be met by the beginning of a word, and `#42` by that number alone. */
export function termsOf(typed: string): TermRange[] {
  const words = piecesOf(typed).flatMap((piece) => (/^#\d+$/.test(piece) ? [piece] : (wholeOf(piece) ?? lettersAndDigits(piece))));
  return [...new Set(words.map(cut))].slice(0, termsMax).map((word) => ({ from: word, below: word + (word.startsWith('#') ? '\u0001' : '\u{10ffff}') }));
}
