import { isAmount, isMoney, isNumber, type Type } from './condition-scope.js';

/** A part of a condition as it is written, and what it is. */
export type Written = readonly [text: string, type: Type];

/** What to write instead of two values that do not go together. */
export function adviceFor(one: Written, other: Written): string {
  if (hasDigits(one)) return amountAdvice(one, other);
  if (hasDigits(other)) return amountAdvice(other, one);
  const types = [one[1], other[1]];
  if (types.some(({ kind }) => kind === 'decimal')) return 'A decimal is compared with decimals and whole numbers: write decimal(…) around the other.';
  const written = [one[0], other[0]];
  if (types.some(isNumber) && written.some((text) => /^["']/.test(text))) return 'Write the number without quotation marks.';
  if (types.some(({ kind }) => kind === 'string') && written.some((text) => /^-?\d/.test(text))) return 'Write the text in quotation marks.';
  return 'Compare what is alike.';
}

const hasDigits = ([, type]: Written): boolean => isAmount(type) || isMoney(type);
const digitsOf = ([text, type]: Written): string => (isMoney(type) ? `${text}.amount` : text);

/** How to compare an amount with the other value, as that was written. */
function amountAdvice(amount: Written, other: Written): string {
  const instead = decimalOf(other);
  return `Write decimal(${digitsOf(amount)})${instead === null ? '' : `, and the other as ${instead}`}.`;
}

/** The other value as a decimal; null where it can stay as it is. */
function decimalOf(other: Written): string | null {
  const [text, { kind }] = other;
  const number = /^(["']?)(-?\d+(?:\.\d+)?)\1u?$/.exec(text)?.[2];
  if (number !== undefined) return `decimal("${number}")`;
  if (kind === 'decimal' || kind === 'int') return null;
  return /^[\w.]+$/.test(text) ? `decimal(${digitsOf(other)})` : 'decimal(…)';
}

const shownMax = 12;

/** So many of them that a sentence holds them. */
const enumerated = (words: readonly string[], between = ', '): string => `${words.slice(0, shownMax).join(between)}${words.length > shownMax ? ' and more' : ''}`;

/** Texts, as they are written in a condition. */
export const listed = (choices: readonly string[], between?: string): string => enumerated(choices.map((choice) => JSON.stringify(choice)), between);

export const fieldsOf = (fields: ReadonlyMap<string, unknown>): string => (fields.size === 0 ? 'It has no fields.' : `Known are ${enumerated([...fields.keys()])}.`);
