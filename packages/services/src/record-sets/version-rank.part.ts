import type { RecordSetSettings } from '@countersign/contracts/record-sets';

const wholeNumber = /^(0|[1-9]\d{0,29})$/;
/** RFC 3339, section 5.6. */
const time = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)$/;
const nanosecondsPerSecond = 1_000_000_000n;
/** More seconds than a source would say: what is larger counts milliseconds, or is no time. */
const secondsMax = 100_000_000_000n;

/** What a version is ordered by: the number itself, or for a time its nanoseconds since 1970. Null where the source says neither. */
export function rankOf(kind: RecordSetSettings['version']['kind'], said: unknown): string | null {
  const word = typeof said === 'number' && Number.isSafeInteger(said) ? String(said) : said;
  if (typeof word !== 'string') return null;
  if (kind === 'number') return wholeNumber.test(word) ? word : null;
  // RFC 7519, section 2: a number of seconds, as billing systems say it.
  if (wholeNumber.test(word)) return typeof said === 'number' && BigInt(word) <= secondsMax ? String(BigInt(word) * nanosecondsPerSecond) : null;
  const [, day, clock, fraction = '', zone = ''] = time.exec(word) ?? [];
  if (day === undefined || clock === undefined) return null;
  const ms = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  // The 31st of April is read as the 1st of May by some: what is no day has no order.
  if (Number.isNaN(ms) || !isOfTheCalendar(day) || ms < 0) return null;
  return String(BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0') || '0'));
}

const isOfTheCalendar = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** The rank of the time at which something was asked, for systems that say no version. */
export const rankOfAsking = (at: Date): string => String(BigInt(at.getTime()) * 1_000_000n);
