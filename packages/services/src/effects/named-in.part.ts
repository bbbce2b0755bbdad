import { outsideIdMax } from '@countersign/contracts/platform';
import { parseExactly, placeAt } from '../outside-records/index.js';
import type { Ending } from './ending.part.js';

/** The outside id that an answer says at a place (RFC 6901), or why it says none. Never throws. */
export function namedIn({ text, isCut, unsaid }: { readonly text: string; readonly isCut: boolean; readonly unsaid: (text: string) => string }, pointer: string): NonNullable<Ending['named']> {
  if (isCut) return { problem: 'The answer is larger than is read, so it is not known which record it names.' };
  let said: unknown;
  try {
    said = placeAt(parseExactly(text), pointer);
  } catch {
    return { problem: text.trim() === '' ? 'The answer is empty, so it names no record.' : 'The answer is no JSON, so it names no record.' };
  }
  const outsideId = typeof said === 'number' ? String(said) : said;
  const isId = typeof outsideId === 'string' && outsideId !== '' && outsideId.length <= outsideIdMax && outsideId.isWellFormed() && !/\p{Cc}/u.test(outsideId);
  if (isId && unsaid(outsideId) !== outsideId) return { problem: 'The answer says our own secret where the id of a record is to stand.' };
  return isId ? { outsideId } : { problem: `The answer says no id of a record at ${pointer === '' ? 'its top' : pointer}.` };
}
