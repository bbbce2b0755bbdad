import { describe, expect, it } from '@jest/globals';
import type { WebhookSourceView } from '@countersign/contracts/webhook-sources';
import { newRecordRule } from './record-rule-draft.js';
import { bodyOf, controlAt, draftOf, firstDraft, newRule, type RuleDraft } from './source-draft.js';

const source: WebhookSourceView = {
  id: '1', name: 'Shop', path: '/v1/inbound/1', verification: { kind: 'hmac', signatureHeader: 'X-S', prefix: '', encoding: 'base64', idHeader: 'X-I' }, typePointer: '/event/kind', requesterId: '7',
  rules: [
    { type: 'order', act: { kind: 'start_request', requestTypeId: '2', fields: [{ to: '/title', from: '/data/t' }, { to: '/amount/currency', from: '/data/c' }] } },
    { type: 'goods', act: { kind: 'complete_wait', message: 'goods came', requestPointer: '/request' } },
    { type: 'paid', act: { kind: 'report_effect', keyPointer: '/key', outcomePointer: '/outcome', succeeded: ['paid', 'settled'], failed: ['bounced'], problemPointer: null } },
  ],
  records: [
    { type: 'vendor.changed', recordSetId: '5', recordPointer: '/data', gone: false, idPointer: null, versionPointer: '/seq' },
    { type: 'vendor.deleted', recordSetId: '5', recordPointer: '', gone: true, idPointer: '/id', versionPointer: null },
  ],
  secrets: [], revision: 3, pausedAt: null, changedAt: '',
};

describe('a source in its form', () => {
  it('is sent as it was read, whatever its rules do (row:D2)', () => {
    const { name, verification, typePointer, requesterId, rules, records } = source;
    expect(bodyOf(draftOf(source))).toEqual({ body: { name, verification, typePointer, requesterId, rules, records } });
  });

  it('says at which field of a rule for records something is missing, and sends nothing (row:D5)', () => {
    const records = [{ ...newRecordRule([]), recordPointer: 'data', versionPointer: 'seq' }];
    const read = bodyOf({ ...draftOf(source), records });
    expect('problems' in read ? read.problems.map(({ control }) => control) : []).toEqual(['record-1-type', 'record-1-recordSetId', 'record-1-recordPointer', 'record-1-versionPointer']);
  });

  it('says at which field something is missing, and sends nothing (row:D2)', () => {
    const rules: RuleDraft[] = [];
    for (const kind of ['start_request', 'complete_wait', 'report_effect'] as const) rules.push({ ...newRule(rules), kind, succeeded: '' });
    const read = bodyOf({ ...firstDraft, kind: 'hmac', idHeader: ' ', typePointer: 'type', rules });
    expect('problems' in read ? read.problems.map(({ control }) => control) : []).toEqual(['name', 'idHeader', 'typePointer', 'rule-1-type', 'rule-1-requestTypeId', 'rule-1-requestTypeId', 'rule-2-type', 'rule-2-message', 'rule-2-requestPointer', 'rule-3-type', 'rule-3-keyPointer', 'rule-3-outcomePointer', 'rule-3-succeeded', 'requesterId']);
  });

  it('leaves out what no message fills, and a secret that is to be made (row:D2)', () => {
    const draft = { ...draftOf(source), rules: [{ ...newRule([]), type: 'order', requestTypeId: '2', fields: { '/title': '/t', '/note': ' ' } }] };
    expect(bodyOf(draft)).toMatchObject({ body: { rules: [{ act: { fields: [{ to: '/title', from: '/t' }] } }] } });
    expect(bodyOf(draft)).not.toHaveProperty('body.secret');
    expect(bodyOf({ ...draft, secret: 'mine-and-long-enough' })).toHaveProperty('body.secret', 'mine-and-long-enough');
  });

  it.each([
    ['/body/name', 'name'], ['/body/secret', 'secret'], ['/body/verification/idHeader', 'idHeader'], ['/body/rules/1/type', 'rule-2-type'], ['/body/rules/0/act/requestTypeId', 'rule-1-requestTypeId'],
    ['/body/rules/0/act/fields/1/to', 'rule-1-field-/amount/currency'], ['/body/rules/2/act/failed/0', 'rule-3-failed'], ['/body/rules/9/type', null], ['/body/records/1/recordSetId', 'record-2-recordSetId'], ['/body/records/0', 'record-1-type'], ['/body/records/7/type', null], ['/body', null],
  ])('finds the field that the server means by %s: %p', (pointer, control) => {
    expect(controlAt(pointer, draftOf(source))).toBe(control);
  });

  it('keeps rules apart when one is added after another was taken away', () => {
    const [first, second] = draftOf(source).rules;
    expect(newRule([first, second].filter((rule) => rule !== undefined)).key).toBe(3);
  });
});
