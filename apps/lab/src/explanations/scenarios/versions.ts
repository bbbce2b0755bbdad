import { signedBy, type Scenario } from './scenario.js';

const rosa = { 'Rosa Requester': { roles: ['requester'] } } as const;
const two = { 'Bo Budget': { roles: ['Budget owner'] }, 'Femi Finance': { roles: ['Finance'] } } as const;
const roles = ['Budget owner', 'Finance'] as const;

/** Set-ups about signatures that count, and no more, about waits, versions of a workflow and keys. */
export const versionScenarios: Readonly<Record<string, Scenario>> = {
  'a-material-change': {
    says: 'Bo signed for 800 euros; the requester makes it 950 before Finance has decided. Bo is bound to everything, Tara only to what it is called.',
    company: {
      roles: [...roles, 'Team lead'],
      people: { ...rosa, ...two, 'Tara Team': { roles: ['Team lead'] } },
      types: { Purchase: { steps: [signedBy('team', 'Team lead', 'Team lead', { boundTo: ['title'] }), signedBy('budget', 'Budget owner', 'Budget owner'), signedBy('finance', 'Finance', 'Finance')] } },
    },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Table', amount: '800.00' },
      { by: 'Tara Team', does: 'approve', request: 'Table' },
      { by: 'Bo Budget', does: 'approve', request: 'Table' },
      { by: 'Rosa Requester', does: 'revise', request: 'Table', amount: '950.00' },
    ],
  },
  'a-decision-taken-back': {
    says: 'Bo approves, and takes it back within the hour that his step allows.',
    company: { roles, people: { ...rosa, ...two }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner', { revocableMinutes: 60 }), signedBy('finance', 'Finance', 'Finance')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Phone', amount: '600.00' },
      { by: 'Bo Budget', does: 'approve', request: 'Phone' },
      { by: 'Bo Budget', does: 'revoke', request: 'Phone', step: 'Budget owner', reason: 'The wrong model' },
    ],
  },
  'moved-to-a-new-version': {
    says: 'A request waits for Bo on version 1; version 2 asks Finance before him, and the request is moved there.',
    company: { roles, people: { ...rosa, ...two }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Camera', amount: '1200.00' },
      { by: 'Ada Admin', does: 'publish', type: 'Purchase', steps: [signedBy('finance', 'Finance', 'Finance'), signedBy('budget', 'Budget owner', 'Budget owner')] },
      { by: 'Ada Admin', does: 'migrate', type: 'Purchase', reason: 'Finance looks at every purchase from now on' },
    ],
  },
  'a-program-submitted': {
    says: 'A program submits a request with an API key of Rosa’s.',
    company: { roles, people: { ...rosa, ...two }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'make_key', key: 'Shop system' },
      { by: 'Shop system', does: 'submit', type: 'Purchase', request: 'Toner', amount: '90.00' },
    ],
  },
  'a-wait-of-two-days': {
    says: 'Everybody signed; the workflow waits two days before it pays.',
    company: { roles, people: { ...rosa, ...two }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner'), { id: 'cool', kind: 'wait', name: 'Two days to think', until: { hours: 48 } }, { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: 'Accounting', event: 'payment.requested' }, onReverse: 'nothing' }] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Boat', amount: '3000.00' },
      { by: 'Bo Budget', does: 'approve', request: 'Boat' },
    ],
  },
  'one-of-two-branches': {
    says: 'Budget owner and Finance are asked at once, and one of the two branches is enough; Bo signs first.',
    company: {
      roles,
      people: { ...rosa, ...two },
      types: { Purchase: { steps: [{ id: 'either', kind: 'parallel', name: 'Either of them', join: 1, branches: [{ id: 'left', steps: [signedBy('budget', 'Budget owner', 'Budget owner')] }, { id: 'right', steps: [signedBy('finance', 'Finance', 'Finance')] }] }, signedBy('last', 'Last look', 'Finance')] } },
    },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Plants', amount: '150.00' },
      { by: 'Bo Budget', does: 'approve', request: 'Plants' },
    ],
  },
  'sent-back-to-an-earlier-step': {
    says: 'Finance rejects, and its step then goes back to the budget owner and not to the requester.',
    company: { roles, people: { ...rosa, ...two }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner'), signedBy('finance', 'Finance', 'Finance', { onReject: { goTo: 'budget' } })] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Carpet', amount: '640.00' },
      { by: 'Bo Budget', does: 'approve', request: 'Carpet' },
      { by: 'Femi Finance', does: 'reject', request: 'Carpet', reason: 'Which cost centre?' },
    ],
  },
};
