import type { Money } from '@countersign/contracts/platform';
import type { Tolerance } from '@countersign/database/requests';
import { canonicalJson } from '../platform/index.js';

type Content = Readonly<Record<string, unknown>>;

export function changedFields(before: Content, after: Content): string[] {
  const valueOf = (content: Content, field: string) => canonicalJson(Object.hasOwn(content, field) ? [content[field]] : []);
  return Object.keys({ ...before, ...after }).filter((field) => valueOf(before, field) !== valueOf(after, field));
}

/** Whether a value is as close to the one that was signed as the tolerance allows. Exact: amounts are compared as whole numbers of their smallest part. */
export function isTolerated(tolerance: Tolerance | undefined, signed: unknown, now: unknown): boolean {
  if (tolerance === undefined) return false;
  const [before, after] = [quantityOf(signed), quantityOf(now)];
  if (before === null || after === null || before.unit !== after.unit) return false;
  const places = Math.max(before.places, after.places);
  const [old, next] = [scaled(before, places), scaled(after, places)];
  const percent = next >= old ? (tolerance.upPercent ?? 0) : (tolerance.downPercent ?? 0);
  // |next - old| * 100 <= |old| * percent; a percentage has two places at most.
  return magnitude(next - old) * 10_000n <= magnitude(old) * BigInt(Math.round(percent * 100));
}

/** Whether an amount is no more than another of the same currency, to the last digit. */
export function isAtMost(amount: Money, limit: Money): boolean {
  const [one, other] = [quantityOf(amount), quantityOf(limit)];
  if (one === null || other === null || one.unit !== other.unit) return false;
  const places = Math.max(one.places, other.places);
  return scaled(one, places) <= scaled(other, places);
}

interface Quantity {
  readonly digits: bigint;
  readonly places: number;
  readonly unit: string;
}

/** Money, or a number. */
function quantityOf(value: unknown): Quantity | null {
  if (typeof value === 'number') return decimalOf(String(value), '');
  if (typeof value !== 'object' || value === null) return null;
  const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown };
  return typeof amount === 'string' && typeof currency === 'string' ? decimalOf(amount, currency) : null;
}

function decimalOf(text: string, unit: string): Quantity | null {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole === '' ? null : { digits: BigInt(`${sign}${whole}${part}`), places: part.length, unit };
}

const scaled = ({ digits, places }: Quantity, to: number) => digits * 10n ** BigInt(to - places);
const magnitude = (value: bigint) => (value < 0n ? -value : value);
