import type { ExpectedAnswer, Rule } from './expected-answer.js';
import { by, byJob, decision, entry, fact, product, right, submission, within, workflowRule } from './parts.js';

const rosa = 'Rosa Requester';
const bo = 'Bo Budget';
const ada = 'Ada Admin';

const signed = (stepId: string) => ({ says: 'It was approved, so this was wanted', fact: fact('effect_wanted', { stepId }), entry: decision(bo, 'Budget owner') });
const paused: Rule = { of: 'endpoint', set: entry('webhook_endpoint.paused', { ...by(ada), before: { state: 'active' }, after: { state: 'paused' } }, { about: 'anything' }), says: 'While an endpoint is paused nothing is sent to it' };
const connected = (honoured: boolean, says: string): Rule => ({ of: 'connection', set: entry('connection.created', { after: { name: 'Bank', idempotency: { honoured } } }, { about: 'anything' }), says });
const final = product('What the other system refuses outright is not tried again');

/** Why something was carried out outside, or was not, or more than once. */
export const whatWasCarriedOut: readonly ExpectedAnswer[] = [
  {
    id: 'effect-held-by-a-paused-endpoint', way: 'why_not', question: 'Why has this not been sent?', subject: { kind: 'effect', place: within('paused-endpoint', 'Desk'), stepId: 'pay' }, asker: { member: ada },
    given: 'in_full', answer: `“Pay” waits for the endpoint Accounting, which ${ada} paused; it is sent once that is active again.`, mentions: ['“Pay”', 'Accounting', ada, 'paused'],
    chain: [
      { says: 'The endpoint was paused', entry: entry('webhook_endpoint.paused', by(ada), { about: 'anything' }), rule: right('webhook_endpoint.define', 'Whoever defines endpoints can pause them') },
      signed('pay'),
      { says: 'And left to wait', entry: byJob('effect.held', 'effects', { state: 'wanted' }), rule: paused, inputs: { endpoint: 'Accounting', attempts: 0 } },
    ],
    near: [{ says: 'No attempt failed: none was made', rule: product('What waits for an endpoint is not tried'), inputs: { attempts: 0 } }],
    wouldChange: [{ says: 'Somebody resumes the endpoint Accounting', operation: 'resumeWebhookEndpoint' }],
  },
  {
    id: 'delivery-held-by-a-paused-endpoint', way: 'why_not', question: 'Accounting says that they got nothing for “Desk”. Is it lost?', subject: { kind: 'delivery', place: within('paused-endpoint', 'Desk'), stepId: 'pay' }, asker: { member: ada },
    given: 'in_full', answer: `It is not lost: no delivery to Accounting was begun, since ${ada} paused that endpoint before “Desk” was approved.`, mentions: ['Accounting', ada, 'paused', '“Desk”'],
    chain: [
      { says: 'Paused first', entry: entry('webhook_endpoint.paused', by(ada), { about: 'anything' }), rule: paused },
      signed('pay'),
      { says: 'Held', entry: byJob('effect.held', 'effects', { state: 'wanted' }) },
    ],
    near: [],
    wouldChange: [{ says: 'Somebody resumes the endpoint', operation: 'resumeWebhookEndpoint' }],
  },
  {
    id: 'effect-tried-twice', way: 'why', question: 'Why was this tried twice?', subject: { kind: 'effect', place: within('tried-twice', 'Fan'), stepId: 'pay' }, asker: { member: ada },
    given: 'in_full', answer: 'Accounting answered 503 to the first attempt, and what fails so is tried again; it took the second.', mentions: ['Accounting', '503', 'first', 'second'],
    chain: [
      signed('pay'),
      { says: 'The first attempt was not taken', entry: byJob('effect.attempt_failed', 'effects', { attempt: '1', state: 'wanted', status: '503' }), rule: product('A webhook that is not taken is sent again, after a wait that grows, up to a limit'), inputs: { attempt: 1, status: 503 } },
      { says: 'The second was', entry: byJob('effect.succeeded', 'effects', { attempt: '2', state: 'succeeded', status: '200' }) },
    ],
    near: [{ says: 'It was one webhook, not two: both attempts carry the same id', rule: product('Every attempt of an effect carries the same key'), inputs: { attempts: 2, effects: 1 } }],
    wouldChange: [],
  },
  {
    id: 'delivery-late-since-first-attempt-failed', way: 'why', question: 'Accounting wants to know why this came late.', subject: { kind: 'delivery', place: within('tried-twice', 'Fan'), stepId: 'pay' }, asker: { member: ada },
    given: 'in_full', answer: 'Accounting did not take the first attempt, answering 503, so it arrived with the second.', mentions: ['Accounting', '503', 'second'],
    chain: [
      { says: 'First attempt', entry: byJob('effect.attempt_failed', 'effects', { attempt: '1', status: '503' }), inputs: { attempt: 1, status: 503 } },
      { says: 'Second attempt', entry: byJob('effect.succeeded', 'effects', { attempt: '2', status: '200' }), inputs: { attempt: 2, status: 200 } },
    ],
    near: [],
    wouldChange: [],
  },
  {
    id: 'effect-refused-by-the-bank', way: 'why_not', question: 'Why did the transfer fail, and why is it not tried again?', subject: { kind: 'effect', place: within('refused-by-the-bank', 'Chair'), stepId: 'transfer' }, asker: { member: ada },
    given: 'in_full', answer: 'The connection Bank answered 422 to “Transfer”: it refused it outright, so it is not tried again until somebody decides.', mentions: ['Bank', '422', '“Transfer”'],
    chain: [signed('transfer'), { says: 'The bank refused it', entry: byJob('effect.failed', 'effects', { attempt: '1', state: 'failed', status: '422' }), rule: final, inputs: { attempt: 1, status: 422 } }],
    near: [{ says: 'Three attempts are allowed, but only what may pass by itself is tried again', rule: connected(true, 'At most three attempts'), inputs: { attempts: 1, attemptsMax: 3 } }],
    wouldChange: [{ says: 'Somebody has it tried again, left out, or says that it is done', operation: 'repairEffect' }],
  },
  {
    id: 'effect-nobody-knows', way: 'why', question: 'Was it paid or not? Why does it say unknown?', subject: { kind: 'effect', place: within('nobody-knows', 'Rug'), stepId: 'transfer' }, asker: { member: ada },
    given: 'in_full', answer: 'Bank took the call of “Transfer” and gave no answer in time; it may have been carried out, Bank cannot be asked, and it does not tell a second call from the first.', mentions: ['Bank', '“Transfer”', 'no answer'],
    chain: [signed('transfer'), { says: 'No answer came', entry: byJob('effect.unknown', 'effects', { attempt: '1', state: 'unknown', status: null }), rule: connected(false, 'Bank does not honour keys, and nothing can be looked up there'), inputs: { attempt: 1, keysHonoured: false, canBeAsked: false } }],
    near: [{ says: 'Did Bank honour keys, it would have been tried again with the same one', rule: connected(false, 'Bank does not honour keys'), inputs: { keysHonoured: false } }],
    wouldChange: [{ says: 'Somebody looks at Bank and says that it is done, or has it tried again', operation: 'repairEffect' }],
  },
  {
    id: 'effect-parked-since-the-bank-moved', way: 'why_not', question: 'Why was nothing sent to the bank?', subject: { kind: 'effect', place: within('the-bank-has-moved', 'Shelf'), stepId: 'transfer' }, asker: { member: ada },
    given: 'in_full', answer: `${ada} led the connection Bank to another address after “Shelf” was approved, and nothing goes where its approvers did not see it go.`, mentions: [ada, 'Bank', 'another address', '“Shelf”'],
    chain: [
      signed('transfer'),
      { says: 'Then the connection was changed', entry: entry('connection.updated', { ...by(ada), after: { name: 'Bank' } }, { about: 'anything' }) },
      { says: 'So it was set aside, and nothing was sent', entry: byJob('effect.parked', 'effects', { attempt: '1', state: 'parked' }), rule: product('What was approved is bound to the connection as it was then') },
    ],
    near: [],
    wouldChange: [{ says: 'Somebody accepts the new address by having it tried again', operation: 'repairEffect' }, { says: 'The connection is led back', operation: 'updateConnection' }],
  },
  {
    id: 'effect-left-out-by-a-person', way: 'why_not', question: 'Who decided that this is not transferred?', subject: { kind: 'effect', place: within('left-out-by-a-person', 'Clock'), stepId: 'transfer' }, asker: { member: ada },
    given: 'in_full', answer: `${ada} left “Transfer” out after Bank had refused it, and wrote: “Paid in cash”.`, mentions: [ada, '“Transfer”', 'Bank', 'Paid in cash'],
    chain: [
      signed('transfer'),
      { says: 'The bank refused it', entry: byJob('effect.failed', 'effects', { state: 'failed', status: '422' }), rule: final },
      { says: 'Then it was left out', entry: entry('effect.repaired', { ...by(ada), reason: 'Paid in cash', before: { state: 'failed' }, after: { how: 'skip', state: 'skipped', step: 'Transfer' } }), rule: right('effect.repair', 'Whoever may repair effects decides what becomes of one that failed') },
    ],
    near: [],
    wouldChange: [],
  },
  {
    id: 'effect-undone-since-a-later-one-failed', way: 'why', question: 'Why was the reservation released?', subject: { kind: 'effect', place: within('undone-since-the-second-failed', 'Truck'), stepId: 'reserve', undoing: true }, asker: { member: ada },
    given: 'in_full', answer: '“Transfer” failed for good after “Reserve” had been carried out, and this workflow then undoes what was.', mentions: ['“Transfer”', '“Reserve”', 'undoes'],
    chain: [
      signed('reserve'),
      { says: 'It was carried out', entry: byJob('effect.succeeded', 'effects', { attempt: '1', state: 'succeeded' }, { nth: 1 }) },
      { says: 'The next one was refused', entry: byJob('effect.failed', 'effects', { state: 'failed', status: '422' }), rule: final, inputs: { status: 422 } },
      { says: 'So undoing began', fact: fact('compensation_begun', { stepId: 'transfer' }), entry: byJob('request.compensation_begun', 'effects', {}), rule: workflowRule('transfer', 'onFailure', 'compensate', 'Where it fails for good, what was carried out is undone') },
      { says: 'The reservation is undone by a call', fact: fact('compensation_wanted', { stepId: 'reserve', how: { kind: 'http', path: '/release/{{requestId}}' } }), entry: byJob('request.compensation_begun', 'effects', {}), rule: workflowRule('reserve', 'onReverse/path', '/release/{{requestId}}', 'A reservation is undone by releasing it') },
      { says: 'Which was carried out', fact: fact('compensation_ended', { stepId: 'reserve', as: 'undone' }), entry: byJob('request.compensated', 'effects', { ended: ['Reserve: undone'], compensation: 'compensated' }) },
    ],
    near: [{ says: 'Nobody reversed the request: no person did anything', rule: right('request.reverse', 'Whoever may undo what was approved'), inputs: { byMember: null } }],
    wouldChange: [],
  },
  {
    id: 'run-reversed-since-an-effect-failed', way: 'why', question: 'It was approved and nobody reversed it. Why does it say reversed?', subject: { kind: 'run', place: within('undone-since-the-second-failed', 'Truck') }, asker: { member: rosa },
    given: 'in_full', answer: '“Transfer” could not be carried out, and since this workflow undoes everything then, the request ended as reversed.', mentions: ['“Transfer”', 'reversed'],
    chain: [
      { says: 'It was approved', fact: fact('ended', { outcome: 'approved' }), entry: decision(bo, 'Budget owner') },
      { says: 'Undoing began, by the failure of “Transfer”', fact: fact('compensation_begun', { stepId: 'transfer' }), entry: byJob('request.compensation_begun', 'effects', {}), rule: workflowRule('transfer', 'onFailure', 'compensate', 'Where it fails for good, what was carried out is undone') },
      { says: 'So it ended', fact: fact('ended', { outcome: 'reversed' }), entry: byJob('request.compensation_begun', 'effects', {}) },
    ],
    near: [],
    wouldChange: [{ says: 'Nothing: it has ended. A new request can name it', operation: 'submitRequest' }],
  },
  {
    id: 'effect-waits-for-the-one-before', way: 'why_not', question: 'Why has accounting not been told?', subject: { kind: 'effect', place: within('waits-for-the-one-before', 'Piano'), stepId: 'tell' }, asker: { member: ada },
    given: 'in_full', answer: '“Tell accounting” waits for “Transfer”, which Bank refused and which waits for somebody to decide.', mentions: ['“Tell accounting”', '“Transfer”', 'Bank'],
    chain: [
      { says: 'The one before was wanted', fact: fact('effect_wanted', { stepId: 'transfer' }), entry: decision(bo, 'Budget owner') },
      { says: 'And this one, after it', fact: fact('effect_wanted', { stepId: 'tell' }), entry: decision(bo, 'Budget owner'), rule: workflowRule('tell', 'waitsForPrevious', true, 'It is carried out once those before it are done') },
      { says: 'The one before failed', entry: byJob('effect.failed', 'effects', { state: 'failed', status: '422' }), rule: product('What waits for an effect that failed waits until a person has decided, unless the step says otherwise'), inputs: { onFailure: null } },
    ],
    near: [{ says: 'Its own endpoint is active, and nothing was tried', rule: workflowRule('tell', 'effect/endpointId', 'Accounting', 'It goes to Accounting'), inputs: { attempts: 0 } }],
    wouldChange: [{ says: 'Somebody decides what becomes of “Transfer”', operation: 'repairEffect' }],
  },
  {
    id: 'effect-why-am-i-asked-to-do-it', way: 'why', question: 'Why am I asked to order a badge?', subject: { kind: 'effect', place: within('a-person-is-asked', 'Badge', 3), stepId: 'badge' }, asker: { member: 'Rea Reception' },
    given: 'in_full', answer: `“Badge” was approved by ${bo}, and “Order the badge” asks whoever holds the role Reception.`, mentions: ['“Badge”', bo, '“Order the badge”', 'Reception'],
    chain: [
      { says: 'It was approved, so somebody is to do it', fact: fact('effect_wanted', { stepId: 'badge', effect: { kind: 'ask', to: [{ kind: 'role', roleId: 'Reception' }] } }), entry: decision(bo, 'Budget owner'), rule: workflowRule('badge', 'effect/to/0', { kind: 'role', roleId: 'Reception' }, 'Whoever holds the role Reception') },
      { says: 'You were asked', entry: byJob('effect.asked', 'effects', { state: 'asked' }) },
    ],
    near: [{ says: 'One of those who are asked is enough: Ron Reception is asked too', rule: product('What people are asked to do is done once one of them says so'), inputs: { asked: ['Rea Reception', 'Ron Reception'] } }],
    wouldChange: [{ says: 'One of you says that it is done, or could not be', operation: 'resolveEffect' }],
  },
  {
    id: 'effect-person-said-it-could-not-be-done', way: 'why_not', question: 'Where is my badge?', subject: { kind: 'effect', place: within('a-person-is-asked', 'Badge'), stepId: 'badge' }, asker: { member: rosa },
    given: 'in_full', answer: 'Ron Reception said that “Order the badge” could not be done: “The printer is broken”.', mentions: ['Ron Reception', '“Order the badge”', 'The printer is broken'],
    chain: [
      signed('badge'),
      { says: 'Two were asked', entry: byJob('effect.asked', 'effects', { state: 'asked' }) },
      { says: 'One said that it could not be done', entry: entry('effect.resolved', { ...by('Ron Reception'), reason: 'The printer is broken', before: { state: 'asked' }, after: { state: 'failed', step: 'Order the badge' } }), rule: product('Those who are asked say what became of it') },
    ],
    near: [],
    wouldChange: [{ says: 'Somebody who may repair effects has it asked again', operation: 'repairEffect' }],
  },
  {
    id: 'record-differs-from-what-was-signed', way: 'why', question: 'The vendor is right. Why did this stop?', subject: { kind: 'record', place: within('the-record-differs', 'Sign'), stepId: 'budget' }, asker: { member: ada },
    given: 'in_full', answer: 'The vendor at Bank had the IBAN DE01 when it was signed and has DE99 now, so nothing was sent.', mentions: ['Bank', 'DE01', 'DE99'],
    chain: [
      { says: 'The record was read before anybody signed', entry: byJob('outside_record.read', 'outside-records', { connectionId: 'Bank', path: '/vendors/1' }), rule: workflowRule('budget', 'record', { connectionId: 'Bank', fields: ['/iban'] }, 'A signature is bound to the IBAN of the vendor') },
      { says: 'And signed with', fact: fact('decided', { stepId: 'budget', memberId: bo, verdict: 'approve' }), entry: decision(bo, 'Budget owner'), inputs: { IBAN: 'DE01' } },
      { says: 'Before the transfer it was read again, and differs', entry: byJob('effect.parked', 'effects', { attempt: '1', state: 'parked' }), rule: product('What a signature is bound to is compared again before anything is sent'), inputs: { IBAN: { before: 'DE01', after: 'DE99' } } },
    ],
    near: [],
    wouldChange: [{ says: 'Somebody accepts the record as it is now by having it tried again', operation: 'repairEffect' }, { says: 'The record says DE01 again, and it is tried again', operation: 'repairEffect' }],
  },
  {
    id: 'record-cannot-be-read', way: 'why_not', question: 'Why can I not approve this? The button says that the vendor is missing.', subject: { kind: 'record', place: within('the-record-cannot-be-read', 'Door'), stepId: 'budget' }, asker: { member: bo },
    given: 'in_full', answer: '“Budget owner” is signed together with the vendor’s record at Bank, and Bank answered 404 when it was read.', mentions: ['“Budget owner”', 'Bank', '404'],
    chain: [
      { says: 'You were asked', fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: workflowRule('budget', 'record', { connectionId: 'Bank', path: '/vendors/{{number}}' }, 'The vendor is read before anybody signs') },
      { says: 'The record could not be read', entry: byJob('outside_record.unreadable', 'outside-records', { connectionId: 'Bank', path: '/vendors/1' }), inputs: { status: 404 } },
    ],
    near: [{ says: 'A rejection needs no record', rule: product('Only an approval is bound to the record'), inputs: { verdict: 'approve' } }],
    wouldChange: [{ says: 'You have it read anew', operation: 'rereadRecord' }, { says: 'You reject it, or request changes', operation: 'decideRequest' }],
  },
];
