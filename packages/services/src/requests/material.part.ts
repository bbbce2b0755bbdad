import { Refusal, type Money } from '@countersign/contracts/platform';
import { checkContent } from '@countersign/contracts/request-types';
import { digestOf } from '../platform/digest.js';

const titleLengthMax = 300;
type Content = Readonly<Record<string, unknown>>;

/** What a request type's version says about contents. */
export interface ContentRules {
  readonly form: Readonly<Record<string, unknown>>;
  readonly titleField: string;
  readonly amountField: string | null;
  readonly immaterialFields: readonly string[];
}

/** A content checked against its form, with everything that is derived from it. */
export interface CheckedContent {
  readonly content: Content;
  readonly revisionDigest: string;
  readonly materialDigest: string;
  readonly title: string;
  readonly amount: Money | null;
}

/** Digests as product.md defines them; there are no attachments yet, and the digest says so. */
export function checkAgainst(rules: ContentRules, content: Content): CheckedContent {
  const problems = checkContent(rules.form, content);
  const errors = problems.map(({ pointer, detail }) => ({ pointer: `/body/content${pointer}`, detail }));
  const title = fieldOf(content, rules.titleField);
  if (errors.length === 0 && (typeof title !== 'string' || title.trim() === '')) errors.push({ pointer: `/body/content/${rules.titleField}`, detail: 'This names the request in lists, so it must not be empty.' });
  if (errors.length > 0) throw new Refusal('invalid_input', { detail: 'The form is not filled in as it asks. Nothing was submitted.', errors });
  const material = Object.fromEntries(Object.entries(content).filter(([field]) => !rules.immaterialFields.includes(field)));
  return {
    content,
    revisionDigest: digestOf({ attachments: [], content }),
    materialDigest: digestOf({ attachments: [], content: material }),
    title: shortTitleOf(content, rules.titleField),
    amount: amountOf(content, rules.amountField),
  };
}

/** What the content itself says in a field, and nothing that every object inherits. */
const fieldOf = (content: Content, field: string): unknown => (Object.hasOwn(content, field) ? content[field] : undefined);

/** The amount of a checked content, or null where it states none. */
export const amountOf = (content: Content, amountField: string | null): Money | null =>
  amountField === null ? null : ((fieldOf(content, amountField) as Money | undefined) ?? null);

/** By code points: a cut through a surrogate pair leaves half a character, which can be neither stored nor hashed. */
export const shortTitleOf = (content: Content, titleField: string): string => [...String(fieldOf(content, titleField)).trim()].slice(0, titleLengthMax).join('');
