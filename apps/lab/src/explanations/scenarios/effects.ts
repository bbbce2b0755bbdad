import { bankCall, payWebhook, role, signedBy, type NamedStep, type Scenario } from './scenario.js';

const people = { 'Rosa Requester': { roles: ['requester'] }, 'Bo Budget': { roles: ['Budget owner'] } } as const;
const roles = ['Budget owner'] as const;
const approval = signedBy('budget', 'Budget owner', 'Budget owner');
const withRecord = signedBy('budget', 'Budget owner', 'Budget owner', { record: { connectionId: 'Bank', path: '/vendors/{{number}}', fields: ['/iban'] } });
const ask: NamedStep = { id: 'badge', kind: 'effect', name: 'Order the badge', effect: { kind: 'ask', to: [role('Reception')], text: 'Order the badge for {{title}}' }, onReverse: 'nothing' };
const undoneBy = (path: string) => ({ kind: 'http' as const, connectionId: 'Bank', method: 'POST' as const, path, body: null });

const purchase = (...steps: NamedStep[]) => ({ Purchase: { steps: [approval, ...steps] } });
const submitted = (request: string) => ({ by: 'Rosa Requester', does: 'submit', type: 'Purchase', request, amount: '400.00' }) as const;
const approved = (request: string) => ({ by: 'Bo Budget', does: 'approve', request }) as const;

/** Set-ups about what is carried out outside, and what keeps it from being. */
export const effectScenarios: Readonly<Record<string, Scenario>> = {
  'paused-endpoint': {
    says: 'The endpoint was paused before a request was approved.',
    company: { roles, people, types: purchase(payWebhook) },
    acts: [submitted('Desk'), { by: 'Ada Admin', does: 'pause_endpoint' }, approved('Desk'), { does: 'work', request: 'Desk' }],
  },
  'tried-twice': {
    says: 'Who gets the webhooks is down at the first attempt, and takes it at the second.',
    company: { roles, people, types: purchase(payWebhook) },
    acts: [submitted('Fan'), approved('Fan'), { does: 'outside_answers', system: 'Accounting', status: 503 }, { does: 'work', request: 'Fan' }, { does: 'outside_answers', system: 'Accounting', status: 200 }, { does: 'work', request: 'Fan' }],
  },
  'refused-by-the-bank': {
    says: 'The bank refuses the transfer outright.',
    company: { roles, people, types: purchase(bankCall('transfer', 'Transfer')) },
    acts: [{ does: 'outside_answers', system: 'Bank', status: 422 }, submitted('Chair'), approved('Chair'), { does: 'work', request: 'Chair' }],
  },
  'nobody-knows': {
    says: 'The bank takes the call and answers nothing, and it does not tell twins apart: nobody knows whether it was carried out.',
    company: { roles, people, bankHonoursKeys: false, types: purchase(bankCall('transfer', 'Transfer')) },
    acts: [{ does: 'outside_answers', system: 'Bank', status: 'silence' }, submitted('Rug'), approved('Rug'), { does: 'work', request: 'Rug' }],
  },
  'the-bank-has-moved': {
    says: 'After the approval the connection is led to another address.',
    company: { roles, people, types: purchase(bankCall('transfer', 'Transfer')) },
    acts: [submitted('Shelf'), approved('Shelf'), { by: 'Ada Admin', does: 'move_bank' }, { does: 'work', request: 'Shelf' }],
  },
  'left-out-by-a-person': {
    says: 'The bank refused the transfer, and an admin decides that it is left out.',
    company: { roles, people, types: purchase(bankCall('transfer', 'Transfer')) },
    acts: [{ does: 'outside_answers', system: 'Bank', status: 422 }, submitted('Clock'), approved('Clock'), { does: 'work', request: 'Clock' }, { by: 'Ada Admin', does: 'repair', request: 'Clock', step: 'Transfer', how: 'skip', reason: 'Paid in cash' }],
  },
  'undone-since-the-second-failed': {
    says: 'A reservation is made, the transfer after it is refused, and so the reservation is undone.',
    company: { roles, people, types: purchase(bankCall('reserve', 'Reserve', { onReverse: undoneBy('/release/{{requestId}}') }), bankCall('transfer', 'Transfer', { waitsForPrevious: true, onFailure: 'compensate' })) },
    acts: [{ does: 'outside_answers', system: 'Bank', status: 422, at: '/transfer' }, submitted('Truck'), approved('Truck'), { does: 'work', request: 'Truck', times: 4 }],
  },
  'waits-for-the-one-before': {
    says: 'The second of two effects waits for the first, which the bank refused.',
    company: { roles, people, types: purchase(bankCall('transfer', 'Transfer'), { ...payWebhook, id: 'tell', name: 'Tell accounting', waitsForPrevious: true }) },
    acts: [{ does: 'outside_answers', system: 'Bank', status: 422 }, submitted('Piano'), approved('Piano'), { does: 'work', request: 'Piano', times: 2 }],
  },
  'a-person-is-asked': {
    says: 'The reception is asked to order a badge; one of the two says that it could not be done.',
    company: { roles: [...roles, 'Reception'], people: { ...people, 'Rea Reception': { roles: ['Reception'] }, 'Ron Reception': { roles: ['Reception'] } }, types: purchase(ask) },
    acts: [submitted('Badge'), approved('Badge'), { does: 'work', request: 'Badge' }, { by: 'Ron Reception', does: 'answer_ask', request: 'Badge', step: 'Order the badge', outcome: 'not_done', evidence: 'The printer is broken' }],
  },
  'the-record-differs': {
    says: 'The vendor’s IBAN at the bank is another one when the transfer is to be made than when it was signed.',
    company: { roles, people, types: { Purchase: { steps: [withRecord, bankCall('transfer', 'Transfer')] } } },
    acts: [
      { does: 'outside_answers', system: 'Bank', status: 200, body: { iban: 'DE01' } },
      submitted('Sign'),
      { does: 'read_records', request: 'Sign' },
      approved('Sign'),
      { does: 'outside_answers', system: 'Bank', status: 200, body: { iban: 'DE99' } },
      { does: 'work', request: 'Sign' },
    ],
  },
  'the-record-cannot-be-read': {
    says: 'The bank knows no vendor of this number, so the record to be signed with is not there.',
    company: { roles, people, types: { Purchase: { steps: [withRecord, bankCall('transfer', 'Transfer')] } } },
    acts: [{ does: 'outside_answers', system: 'Bank', status: 404 }, submitted('Door'), { does: 'read_records', request: 'Door' }],
  },
};
