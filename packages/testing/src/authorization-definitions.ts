import type { AuthorizationWorld } from './authorization-world.js';

/** Everything that a definition of format 2 can name, in a step that stands in another: wherever one stands, it is checked alike. */
export function definition({ own }: AuthorizationWorld) {
  const named = [{ kind: 'role', roleId: own.role }, { kind: 'group', groupId: own.group }, { kind: 'member', memberId: own.member }];
  const webhook = (event: string) => ({ kind: 'webhook', endpointId: own.endpoint, event });
  const notice = { kind: 'notice', to: named, text: '{{title}} is approved' };
  const ask = { kind: 'ask', to: named, text: 'Order {{title}}' };
  const sign = {
    id: 'sign', kind: 'approval', name: 'Sign', approvers: { anyOf: named, except: named }, quorum: 1, onReject: 'end',
    due: { hours: 24 }, calendarId: own.calendar, record: { connectionId: own.connection, path: '/vendors/1', fields: ['/iban'] }, onOverdue: { after: { hours: 24 }, escalateTo: named },
  };
  const call = (method: 'POST' | 'DELETE') => ({ kind: 'http' as const, connectionId: own.connection, method, path: '/bookings/{{requestId}}', body: null });
  return {
    formatVersion: 2,
    steps: [
      { id: 'large', kind: 'condition', name: 'Large', branches: [{ id: 'yes', when: 'decimal(request.amount.amount) >= decimal("5000")', steps: [sign] }], otherwise: [{ ...sign, id: 'check' }] },
      { id: 'pay', kind: 'effect', name: 'Pay', effect: webhook('payment.requested'), onReverse: webhook('payment.withdrawn') },
      { id: 'book', kind: 'effect', name: 'Book', effect: { ...call('POST'), record: { recordSetId: own.recordSet, idPointer: '/id' } }, onReverse: call('DELETE') },
      { id: 'tell', kind: 'effect', name: 'Tell', effect: notice, onReverse: notice },
      { id: 'order', kind: 'effect', name: 'Order', effect: ask, onReverse: ask },
    ],
  };
}

/** The first format has places that the second has not. */
export const inFirstFormat = ({ own }: AuthorizationWorld) => ({
  formatVersion: 1,
  steps: [
    { id: 'sign', kind: 'approval', name: 'Sign', approvers: { roleIds: [own.role], memberIds: [own.member], unit: 'any' }, quorum: 1, onReject: 'end' },
    { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: own.endpoint, event: 'payment.requested' } },
  ],
});
