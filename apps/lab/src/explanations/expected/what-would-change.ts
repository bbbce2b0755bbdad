import type { ExpectedAnswer, Rule } from './expected-answer.js';
import { asksRole, by, byJob, decision, entry, fact, postIn, product, roleOfUnit, submission, within, workflowRule, rfp } from './parts.js';

const rosa = 'Rosa Requester';
const bo = 'Bo Budget';
const ada = 'Ada Admin';
const femi = 'Femi Finance';
const in58 = postIn('unit 65458');
const bank: Rule = { of: 'connection', set: entry('connection.created', { after: { name: 'Bank', idempotency: { honoured: false }, lookUpPath: null } }, { about: 'anything' }), says: 'Bank does not honour keys, and nothing can be looked up there' };

/** What somebody can do about it. The first of what would change it is the shortest way. */
export const whatWouldChange: readonly ExpectedAnswer[] = [
  {
    id: 'request-what-lets-it-through', way: 'what_would_change', question: 'What is still missing so that this gets paid?', subject: { kind: 'request', place: rfp(151297, 1) }, asker: { member: in58('Supervisor') },
    given: 'in_full', answer: `One signature: once ${in58('Director')} approves “Director”, it is approved and “Request payment” is carried out.`, mentions: [in58('Director'), '“Director”', '“Request payment”'],
    chain: [
      { says: 'All that comes before is signed', fact: fact('task_closed', { stepId: 'supervisor', outcome: 'approved' }), entry: decision(in58('Supervisor'), 'Budget owner') },
      { says: 'One task is open', fact: fact('task_opened', { stepId: 'director', quorum: 1, candidates: [{ memberId: in58('Director') }] }), entry: decision(in58('Supervisor'), 'Budget owner'), rule: roleOfUnit('director', 0, 'Director') },
    ],
    near: [{ says: 'Of what follows, the payment’s condition would hold', rule: workflowRule('payment', 'when', 'request.is_paid', 'Carried out only where something is paid'), inputs: { 'Is paid': true }, asOfNow: true }],
    wouldChange: [{ says: `${in58('Director')} approves`, operation: 'decideRequest' }, { says: 'Another is asked instead', operation: 'reassignTask' }],
  },
  {
    id: 'request-what-lets-a-stopped-one-go-on', way: 'what_would_change', question: 'What do I have to do so that this goes on?', subject: { kind: 'request', place: within('the-only-approver-was-removed', 'Printer', 2) }, asker: { member: ada },
    given: 'in_full', answer: 'Give somebody the role Finance who did not make the request: then “Finance” finds an approver and the request goes on by itself.', mentions: ['the role Finance', '“Finance”', 'by itself'],
    chain: [
      { says: 'It stopped for want of one', fact: fact('approver_missing', { stepId: 'finance', quorum: 1, candidates: [] }), entry: entry('request.asked_anew', { after: { status: 'needs_approver' } }), rule: asksRole('finance', 'Finance'), inputs: { holders: 0 } },
    ],
    near: [{ says: 'Giving it to the requester would not help: nobody decides their own', rule: product('Whoever made the request does not sign it, unless the step says so'), inputs: { requester: rosa } }],
    wouldChange: [{ says: 'You give somebody the role Finance', operation: 'assignMemberRoles' }, { says: 'You invite somebody with that role', operation: 'inviteMember' }, { says: 'You cancel the request', operation: 'cancelRequest' }],
  },
  {
    id: 'step-what-would-have-asked-finance', way: 'what_would_change', question: 'From which amount on would finance have had to sign?', subject: { kind: 'step', place: within('just-below-the-threshold', 'Kitchen'), stepId: 'finance' }, asker: { member: rosa },
    given: 'in_full', answer: 'From €5,000.00 on “Finance” would have been asked; yours was of €4,999.99.', mentions: ['€5,000.00', '“Finance”', '€4,999.99'],
    chain: [{ says: 'The condition was asked and does not hold', fact: fact('condition_evaluated', { stepId: 'finance', inputs: { 'request.amount.amount': '4999.99' }, result: false }), entry: decision(bo, 'Budget owner'), rule: workflowRule('finance', 'when', 'decimal(request.amount.amount) >= decimal("5000")', 'Asked where the amount is 5,000 or more'), inputs: { Amount: '4999.99', threshold: '5000' } }],
    near: [],
    wouldChange: [{ says: 'A request of €5,000.00 or more', operation: 'submitRequest' }],
  },
  {
    id: 'task-what-completes-it', way: 'what_would_change', question: 'Who else has to sign?', subject: { kind: 'task', place: within('two-of-three-must-sign', 'Van'), stepId: 'finance', number: 1 }, asker: { member: rosa },
    given: 'in_full', answer: 'One more of finance: either Fay Finance or Finn Finance, besides Femi Finance, who has signed.', mentions: ['One more', 'Fay Finance', 'Finn Finance', 'Femi Finance'],
    chain: [
      { says: 'Two of three must sign', fact: fact('task_opened', { stepId: 'finance', quorum: 2, candidates: [{ memberId: 'Fay Finance' }, { memberId: femi }, { memberId: 'Finn Finance' }] }), entry: submission(rosa), rule: workflowRule('finance', 'quorum', 2, 'Two of those who are asked must sign') },
      { says: 'One has', fact: fact('decided', { stepId: 'finance', memberId: femi, verdict: 'approve' }), entry: decision(femi, 'Finance'), inputs: { signatures: 1, needed: 2 } },
    ],
    near: [],
    wouldChange: [{ says: 'Fay Finance or Finn Finance approves', operation: 'decideRequest' }],
  },
  {
    id: 'effect-what-sends-it', way: 'what_would_change', question: 'What do I have to do so that this is sent?', subject: { kind: 'effect', place: within('paused-endpoint', 'Desk'), stepId: 'pay' }, asker: { member: ada },
    given: 'in_full', answer: 'Resume the endpoint Accounting, which you paused: then “Pay” is sent, once, without anything else.', mentions: ['Accounting', '“Pay”', 'once'],
    chain: [
      { says: 'You paused it', entry: entry('webhook_endpoint.paused', { ...by(ada), after: { state: 'paused' } }, { about: 'anything' }) },
      { says: 'So this waits', entry: byJob('effect.held', 'effects', { state: 'wanted' }), rule: product('What waits for an endpoint is sent once that is active again'), inputs: { attempts: 0 } },
    ],
    near: [],
    wouldChange: [{ says: 'You resume the endpoint', operation: 'resumeWebhookEndpoint' }],
  },
  {
    id: 'effect-what-settles-the-doubt', way: 'what_would_change', question: 'How do we get this out of the way?', subject: { kind: 'effect', place: within('nobody-knows', 'Rug'), stepId: 'transfer' }, asker: { member: ada },
    given: 'in_full', answer: 'Somebody looks at Bank whether “Transfer” was carried out, and says so here: it is done, or it is tried again; trying again without looking could pay twice.', mentions: ['Bank', '“Transfer”', 'twice'],
    chain: [{ says: 'Nobody knows', entry: byJob('effect.unknown', 'effects', { state: 'unknown', status: null }), rule: bank, inputs: { keysHonoured: false, canBeAsked: false } }],
    near: [{ says: 'It is never tried again by itself', rule: product('A call whose outcome is not known is not made again where twins are not told apart'), inputs: { keysHonoured: false } }],
    wouldChange: [{ says: 'Somebody says that it is done, or has it tried again, or leaves it out', operation: 'repairEffect' }],
  },
];
