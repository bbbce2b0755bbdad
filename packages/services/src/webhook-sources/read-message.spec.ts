import { createWebhookSource } from '@countersign/contracts/webhook-sources';
import { describe, expect, it } from '@jest/globals';
import { contentFrom } from './read-message.part.js';

const inherited = Object.getOwnPropertyNames(Object.prototype);
const message = { data: { title: 'Chairs', x: 'x', amount: { amount: '1.00', currency: 'EUR' } } };

describe('a content that is made of a message', () => {
  it('has what the message says at each place, and nothing of what it does not say (row:D2)', () => {
    const fields = [{ to: '/title', from: '/data/title' }, { to: '/amount/amount', from: '/data/amount/amount' }, { to: '/amount/currency', from: '/data/amount/currency' }, { to: '/note', from: '/data/note' }];
    expect(contentFrom(message, fields)).toEqual({ title: 'Chairs', amount: { amount: '1.00', currency: 'EUR' } });
  });

  it('changes nothing that all objects of the process share, whatever place is named (row:D2 row:F1)', () => {
    const before = inherited.map((name) => [name, Object.getOwnPropertyDescriptor(Object.prototype, name)?.value, Object.getOwnPropertyNames(Object((Object.prototype as Record<string, unknown>)[name] ?? {}))]);
    for (const name of inherited) contentFrom(message, [{ to: `/${name}/call`, from: '/data/x' }, { to: `/${name}/polluted`, from: '/data/x' }]);
    expect(inherited.map((name) => [name, Object.getOwnPropertyDescriptor(Object.prototype, name)?.value, Object.getOwnPropertyNames(Object((Object.prototype as Record<string, unknown>)[name] ?? {}))])).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.prototype.toString.call([])).toBe('[object Array]');
  });

  it('cannot be asked for at a place that every object has: the source is not saved (row:D2 row:F6)', () => {
    const withField = (to: string) => ({ name: 'Orders', verification: { kind: 'standard_webhooks' }, rules: [{ type: 'order.placed', act: { kind: 'start_request', requestTypeId: '019ab0c0-0000-7000-8000-000000000001', fields: [{ to, from: '/data/x' }] } }] });
    const problems = (to: string) => createWebhookSource.body?.safeParse(withField(to)).error?.issues.filter(({ path }) => path.includes('to')).map(({ message: says }) => says) ?? [];
    expect(problems('/title')).toEqual([]);
    for (const name of inherited) expect([name, problems(`/${name}/call`), problems(`/amount/${name}`)]).toEqual([name, ['must not name what every object has'], ['must not name what every object has']]);
  });
});
