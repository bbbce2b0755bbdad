import { payWebhook, role, signedBy, type Scenario } from './scenario.js';

const rosa = { 'Rosa Requester': { roles: ['requester'] } } as const;
const bo = { 'Bo Budget': { roles: ['Budget owner'] } } as const;

/** Set-ups about who is asked, instead of whom, and who is not. */
export const peopleScenarios: Readonly<Record<string, Scenario>> = {
  'delegation-with-a-limit': {
    says: 'Bo lets Dina decide in his place, up to 1,000 euros: one request of 800 is approved by her, one of 5,000 is not hers to decide.',
    company: { roles: ['Budget owner', 'Clerk'], people: { ...rosa, ...bo, 'Dina Delegate': { roles: ['Clerk'] } }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner')] } } },
    acts: [
      { by: 'Bo Budget', does: 'delegate', from: 'Bo Budget', to: 'Dina Delegate', limit: '1000.00', reason: 'On holiday' },
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Lamp', amount: '800.00' },
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Sofa', amount: '5000.00' },
      { by: 'Dina Delegate', does: 'approve', request: 'Lamp', inPlaceOf: 'Bo Budget' },
    ],
  },
  'absence-set-by-an-admin': {
    says: 'Bo is ill; an admin lets Dina decide in his place, and nothing is decided yet.',
    company: { roles: ['Budget owner', 'Clerk'], people: { ...rosa, ...bo, 'Dina Delegate': { roles: ['Clerk'] } }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Lamp', amount: '300.00' },
      { by: 'Ada Admin', does: 'delegate', from: 'Bo Budget', to: 'Dina Delegate', reason: 'Bo is ill until Friday' },
    ],
  },
  'the-only-approver-was-removed': {
    says: 'The only holder of a role leaves while a request waits for him; later somebody else is given the role.',
    company: { roles: ['Finance'], people: { ...rosa, 'Femi Finance': { roles: ['Finance'] }, 'Nils New': { roles: ['requester'] } }, types: { Purchase: { steps: [signedBy('finance', 'Finance', 'Finance')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Printer', amount: '450.00' },
      { by: 'Ada Admin', does: 'remove', member: 'Femi Finance', reason: 'Left the company' },
      { by: 'Ada Admin', does: 'give_roles', member: 'Nils New', roles: ['requester', 'Finance'] },
    ],
  },
  'a-signer-was-added': {
    says: 'Bo has Dana sign as well, for a reason, and signs himself; Dana has not signed.',
    company: { roles: ['Budget owner', 'Director'], people: { ...rosa, ...bo, 'Dana Director': { roles: ['Director'] } }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Server', amount: '900.00' },
      { by: 'Bo Budget', does: 'add_signer', request: 'Server', member: 'Dana Director', reason: 'She knows the supplier' },
      { by: 'Bo Budget', does: 'approve', request: 'Server' },
    ],
  },
  'nobody-decided-in-time': {
    says: 'Nobody decides within a day and four hours, so those of the group Board are asked besides.',
    company: {
      roles: ['Budget owner', 'Director'],
      people: { ...rosa, ...bo, 'Dana Director': { roles: ['Director'], group: 'Board' } },
      types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner', { due: { hours: 24 }, onOverdue: { after: { hours: 4 }, escalateTo: [{ kind: 'group', groupId: 'Board' }] } })] } },
    },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Screen', amount: '250.00' },
      { does: 'let_pass', hours: 29, request: 'Screen' },
    ],
  },
  'two-of-three-must-sign': {
    says: 'Two of three holders of a role must sign; one has.',
    company: { roles: ['Finance'], people: { ...rosa, 'Femi Finance': { roles: ['Finance'] }, 'Fay Finance': { roles: ['Finance'] }, 'Finn Finance': { roles: ['Finance'] } }, types: { Purchase: { steps: [signedBy('finance', 'Finance', 'Finance', { quorum: 2 })] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Van', amount: '20000.00' },
      { by: 'Femi Finance', does: 'approve', request: 'Van' },
    ],
  },
  'some-are-named-and-may-not': {
    says: 'Of four who hold the role, one made the request, one has too little authority, and one signed the step that somebody else must sign; one is left.',
    company: {
      roles: ['Budget owner', 'Junior', 'Senior', 'Finance'],
      people: {
        'Rita Both': { roles: ['requester', 'Finance', 'Senior'] },
        'Bo Budget': { roles: ['Budget owner', 'Finance', 'Senior'] },
        'Jo Junior': { roles: ['Finance', 'Junior'] },
        'Sam Senior': { roles: ['Finance', 'Senior'] },
      },
      limits: { Junior: '500.00', Senior: '50000.00' },
      types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner'), signedBy('finance', 'Finance', 'Finance', { approvers: { anyOf: [role('Finance')], authority: true }, differsFrom: ['budget'] }), payWebhook] } },
    },
    acts: [
      { by: 'Rita Both', does: 'submit', type: 'Purchase', request: 'Machine', amount: '12400.00' },
      { by: 'Bo Budget', does: 'approve', request: 'Machine' },
    ],
  },
  'just-below-the-threshold': {
    says: 'Finance is asked from 5,000 euros on; a request is of 4,999.99.',
    company: {
      roles: ['Budget owner', 'Finance'],
      people: { ...rosa, ...bo, 'Femi Finance': { roles: ['Finance'] } },
      types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner'), signedBy('finance', 'Finance', 'Finance', { when: 'decimal(request.amount.amount) >= decimal("5000")' }), payWebhook] } },
    },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Kitchen', amount: '4999.99' },
      { by: 'Bo Budget', does: 'approve', request: 'Kitchen' },
    ],
  },
  'asked-instead': {
    says: 'An admin asks Dana instead of Bo.',
    company: { roles: ['Budget owner', 'Director'], people: { ...rosa, ...bo, 'Dana Director': { roles: ['Director'] } }, types: { Purchase: { steps: [signedBy('budget', 'Budget owner', 'Budget owner')] } } },
    acts: [
      { by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Bike', amount: '700.00' },
      { by: 'Ada Admin', does: 'reassign', request: 'Bike', members: ['Dana Director'], instead: true, reason: 'Bo sells bikes himself' },
    ],
  },
  'the-managers-manager': {
    says: 'A step asks the first manager whose authority covers the amount: the nearer one’s does not.',
    company: {
      roles: ['Lead', 'Head'],
      people: { 'Hana Head': { roles: ['Head'] }, 'Lea Lead': { roles: ['Lead'], manager: 'Hana Head' }, 'Rosa Requester': { roles: ['requester'], manager: 'Lea Lead' } },
      limits: { Lead: '1000.00', Head: '10000.00' },
      types: { Purchase: { steps: [{ id: 'manager', kind: 'approval', name: 'Manager', approvers: { anyOf: [{ kind: 'manager', levels: 'authority' }] }, quorum: 1, onReject: 'end' }] } },
    },
    acts: [{ by: 'Rosa Requester', does: 'submit', type: 'Purchase', request: 'Trip', amount: '2500.00' }],
  },
};
