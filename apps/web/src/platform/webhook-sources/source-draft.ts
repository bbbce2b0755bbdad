import type { InputOf } from '@countersign/contracts/platform';
import type { createWebhookSource, MessageAct, Verification, WebhookSourceView } from '@countersign/contracts/webhook-sources';
import { recordControlAt, recordDraftsOf, recordRuleOf, type FieldReading, type RecordRuleDraft } from './record-rule-draft.js';

export type SourceBody = InputOf<typeof createWebhookSource>['body'];

/** What is done with messages of one type, as it stands in the form: with what each kind of act would need. */
export interface RuleDraft {
  /** Tells rules apart while they are added and taken away. */
  readonly key: number;
  readonly type: string;
  readonly kind: MessageAct['kind'];
  readonly requestTypeId: string;
  /** By place of the form: where in the message it stands; empty for nowhere. */
  readonly fields: Readonly<Record<string, string>>;
  readonly message: string;
  readonly requestPointer: string;
  readonly keyPointer: string;
  readonly outcomePointer: string;
  /** Words with commas between them. */
  readonly succeeded: string;
  readonly failed: string;
  readonly problemPointer: string;
}

export interface SourceDraft {
  readonly name: string;
  readonly kind: Verification['kind'];
  readonly signatureHeader: string;
  readonly prefix: string;
  readonly encoding: 'hex' | 'base64';
  readonly idHeader: string;
  readonly typePointer: string;
  readonly requesterId: string;
  readonly secret: string;
  readonly rules: readonly RuleDraft[];
  readonly records: readonly RecordRuleDraft[];
}

/** `control` is the end of the id of the field that it is about. */
export interface SourceProblem {
  readonly control: string;
  readonly detail: string;
}

export const firstDraft: SourceDraft = { name: '', kind: 'standard_webhooks', signatureHeader: 'X-Hub-Signature-256', prefix: 'sha256=', encoding: 'hex', idHeader: 'X-GitHub-Delivery', typePointer: '/type', requesterId: '', secret: '', rules: [], records: [] };

const firstRule = { type: '', kind: 'start_request', requestTypeId: '', fields: {}, message: '', requestPointer: '', keyPointer: '', outcomePointer: '', succeeded: 'succeeded', failed: 'failed', problemPointer: '' } as const;
export const newRule = (rules: readonly RuleDraft[]): RuleDraft => ({ ...firstRule, key: Math.max(0, ...rules.map(({ key }) => key)) + 1 });

export function draftOf({ name, verification, typePointer, requesterId, rules, records }: WebhookSourceView): SourceDraft {
  return { ...firstDraft, name, ...verification, typePointer, requesterId: requesterId ?? '', rules: rules.map(({ type, act }, index) => ({ ...firstRule, key: index + 1, type, ...actDraft(act) })), records: recordDraftsOf(records) };
}

function actDraft(act: MessageAct): Partial<RuleDraft> & Pick<RuleDraft, 'kind'> {
  switch (act.kind) {
    case 'start_request':
      return { kind: act.kind, requestTypeId: act.requestTypeId, fields: Object.fromEntries(act.fields.map(({ to, from }) => [to, from])) };
    case 'complete_wait':
      return act;
    case 'report_effect':
      return { ...act, succeeded: act.succeeded.join(', '), failed: act.failed.join(', '), problemPointer: act.problemPointer ?? '' };
  }
}

export const controlOf = (rule: Pick<RuleDraft, 'key'>, field: string) => `rule-${rule.key}-${field}`;
const wordsOf = (text: string) => text.split(',').map((word) => word.trim()).filter((word) => word !== '');
const placeProblem = 'Say where it stands in the message, such as /data/number.';

/** What is sent; or what is not filled in yet. Whether it can be used is the server's to say. */
export function bodyOf(draft: SourceDraft): { readonly body: SourceBody } | { readonly problems: readonly SourceProblem[] } {
  const problems: SourceProblem[] = [];
  const need = (control: string, value: string, detail: string) => {
    if (value.trim() === '') problems.push({ control, detail });
    return value.trim();
  };
  const place = (control: string, value: string) => {
    if (!value.trim().startsWith('/')) problems.push({ control, detail: placeProblem });
    return value.trim();
  };
  const name = need('name', draft.name, 'The source needs a name.');
  const verification: Verification = draft.kind === 'standard_webhooks' ? { kind: draft.kind } : { kind: draft.kind, signatureHeader: need('signatureHeader', draft.signatureHeader, 'Say in which header the signature is.'), prefix: draft.prefix.trim(), encoding: draft.encoding, idHeader: need('idHeader', draft.idHeader, 'Say in which header the id is.') };
  const typePointer = place('typePointer', draft.typePointer);
  const rules = draft.rules.map((rule) => ({ type: need(controlOf(rule, 'type'), rule.type, 'Say of which type.'), act: actOf(rule, { need, place, problems }) }));
  const records = draft.records.map((rule) => recordRuleOf(rule, { need, place }));
  if (draft.requesterId === '' && draft.rules.some(({ kind }) => kind === 'start_request')) problems.push({ control: 'requesterId', detail: 'Say in whose name requests are started.' });
  if (problems.length > 0) return { problems };
  return { body: { name, verification, typePointer, requesterId: draft.requesterId === '' ? null : draft.requesterId, rules, records, ...(draft.secret.trim() !== '' && { secret: draft.secret.trim() }) } };
}

interface Reading extends FieldReading {
  readonly problems: SourceProblem[];
}

function actOf(rule: RuleDraft, { need, place, problems }: Reading): MessageAct {
  const at = (field: string) => controlOf(rule, field);
  switch (rule.kind) {
    case 'start_request': {
      const requestTypeId = need(at('requestTypeId'), rule.requestTypeId, 'Say what is requested.');
      const filled = filledOf(rule);
      if (filled.length === 0) problems.push({ control: at('requestTypeId'), detail: 'Say where at least one field of it stands in the message.' });
      return { kind: rule.kind, requestTypeId, fields: filled.map(([to, from]) => ({ to, from: place(at(`field-${to}`), from) })) };
    }
    case 'complete_wait':
      return { kind: rule.kind, message: need(at('message'), rule.message, 'Say what the step waits for.'), requestPointer: place(at('requestPointer'), rule.requestPointer) };
    case 'report_effect': {
      const words = (field: 'succeeded' | 'failed') => {
        need(at(field), rule[field], 'Say at least one word.');
        return wordsOf(rule[field]);
      };
      const problemPointer = rule.problemPointer.trim() === '' ? null : place(at('problemPointer'), rule.problemPointer);
      return { kind: rule.kind, keyPointer: place(at('keyPointer'), rule.keyPointer), outcomePointer: place(at('outcomePointer'), rule.outcomePointer), succeeded: words('succeeded'), failed: words('failed'), problemPointer };
    }
  }
}

const filledOf = ({ fields }: RuleDraft) => Object.entries(fields).filter(([, from]) => from.trim() !== '');

/** The field that the server found at fault: `/body/rules/0/act/fields/1/from` is the second one that the first rule fills. */
export function controlAt(pointer: string, { rules, records }: SourceDraft): string | null {
  const ofRecord = recordControlAt(pointer, records);
  if (ofRecord !== null) return ofRecord;
  const [, , index = '', part, ...rest] = pointer.split('/').slice(1);
  const path = pointer.replace(/^\/body\//, '');
  const plain = ['name', 'typePointer', 'requesterId', 'secret'].find((field) => path === field) ?? ['signatureHeader', 'prefix', 'idHeader'].find((field) => path === `verification/${field}`);
  if (plain !== undefined) return plain;
  const rule = path.startsWith('rules/') ? rules[Number(index)] : undefined;
  if (!rule) return null;
  if (part === 'type') return controlOf(rule, 'type');
  const [field = '', place = ''] = rest;
  if (field !== 'fields') return controlOf(rule, field === '' ? 'type' : field);
  return controlOf(rule, place === '' ? 'requestTypeId' : `field-${filledOf(rule)[Number(place)]?.[0] ?? ''}`);
}
