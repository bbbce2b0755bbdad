import type { AttachmentRow } from '@countersign/database/attachments';
import { hiddenSentence, holdsHidden, isBlank, Refusal, type Money } from '@countersign/contracts/platform';
import { checkContent } from '@countersign/contracts/request-types';
import { partOfDigest } from './revision-files.part.js';
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

/** Digests as product.md defines them. Files are material: whoever signed has read them. */
export function checkAgainst(rules: ContentRules, content: Content, attachments: readonly AttachmentRow[]): CheckedContent {
  const problems = checkContent(rules.form, content);
  const errors = problems.map(({ pointer, detail }) => ({ pointer: `/body/content${pointer}`, detail }));
  const titleProblem = problemOfTitle(fieldOf(content, rules.titleField));
  if (errors.length === 0 && titleProblem !== null) errors.push({ pointer: `/body/content/${rules.titleField}`, detail: `This names the request in lists, so it ${titleProblem}.` });
  if (errors.length > 0) throw new Refusal('invalid_input', { detail: 'The form is not filled in as it asks. Nothing was submitted.', errors });
  const files = partOfDigest(attachments);
  const material = Object.fromEntries(Object.entries(content).filter(([field]) => !rules.immaterialFields.includes(field)));
  return {
    content,
    revisionDigest: digestOf({ attachments: files, content }),
    materialDigest: digestOf({ attachments: files, content: material }),
    title: shortTitleOf(content, rules.titleField),
    amount: amountOf(content, rules.amountField),
  };
}

function problemOfTitle(title: unknown): string | null {
  if (typeof title !== 'string' || isBlank(title)) return 'must not be empty';
  return holdsHidden(title) ? hiddenSentence : null;
}

/** What the content itself says in a field, and nothing that every object inherits. */
const fieldOf = (content: Content, field: string): unknown => (Object.hasOwn(content, field) ? content[field] : undefined);

/** The amount of a checked content, or null where it states none. */
export const amountOf = (content: Content, amountField: string | null): Money | null =>
  amountField === null ? null : ((fieldOf(content, amountField) as Money | undefined) ?? null);

/** By code points: a cut through a surrogate pair leaves half a character, which can be neither stored nor hashed. */
export const shortTitleOf = (content: Content, titleField: string): string => [...String(fieldOf(content, titleField)).trim()].slice(0, titleLengthMax).join('');
