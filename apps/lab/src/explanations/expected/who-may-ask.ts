import type { ExpectedAnswer } from './expected-answer.js';
import { asksRole, byJob, decision, declaration, entry, fact, postIn, product, replayAdmin, rfp, submission, within, workflowRule } from './parts.js';

const in58 = postIn('unit 65458');
const in63 = postIn('unit 65463');
const refused = { given: 'refused', refusal: 'not_found' } as const;

/** Who is told nothing, or less. What may not be seen is answered as what is not there. */
export const whoMayAsk: readonly ExpectedAnswer[] = [
  { id: 'asked-from-another-company', way: 'why', question: 'Why does this request wait?', subject: { kind: 'request', place: rfp(157905, 1, 2) }, asker: { foreigner: true }, ...refused },
  { id: 'asked-about-a-task-from-another-company', way: 'why', question: 'Why is this asked of a budget owner?', subject: { kind: 'task', place: rfp(157905, 1, 2), stepId: 'budget-owner', number: 2 }, asker: { foreigner: true }, ...refused },
  { id: 'asked-about-an-effect-from-another-company', way: 'why_not', question: 'Why has this not been sent?', subject: { kind: 'effect', place: within('paused-endpoint', 'Desk'), stepId: 'pay' }, asker: { foreigner: true }, ...refused },
  { id: 'asked-by-who-was-never-asked', way: 'why', question: 'Why does this one wait for the budget owner of unit 65458, and not for us?', subject: { kind: 'request', place: rfp(157905, 1, 2) }, asker: { member: in63('Supervisor') }, ...refused },
  { id: 'asked-by-the-director-before-it-is-their-turn', way: 'why_not', question: 'Why can I not approve this yet?', subject: { kind: 'task', place: rfp(151297, 1, 2), stepId: 'director' }, asker: { member: in58('Director') }, ...refused },
  { id: 'asked-about-what-was-never-submitted', way: 'why_not', question: 'Why has this declaration not been paid?', subject: { kind: 'request', place: declaration(95149, 1) }, asker: { member: replayAdmin }, ...refused },
  {
    id: 'effect-asked-by-its-requester',
    way: 'why',
    question: 'Has my money been asked for, and why did it take no longer?',
    subject: { kind: 'effect', place: rfp(149290, 1), stepId: 'payment' },
    asker: { member: in58('Employee') },
    given: 'in_part',
    withheld: ['the address of the endpoint', 'what was sent and answered, and the status of the answer', 'entries of the audit beyond what the request’s own page shows'],
    answer: `Yes: “Request payment” was carried out right after ${in58('Supervisor')} had signed, since then nothing was left to sign.`,
    mentions: ['“Request payment”', in58('Supervisor')],
    chain: [
      { says: 'The last signature', fact: fact('decided', { stepId: 'budget-owner', memberId: in58('Supervisor'), verdict: 'approve' }), entry: decision(in58('Supervisor'), 'Budget owner') },
      { says: 'So the payment was wanted', fact: fact('effect_wanted', { stepId: 'payment' }), entry: decision(in58('Supervisor'), 'Budget owner'), rule: workflowRule('payment', 'when', 'request.is_paid', 'Carried out only where something is paid'), inputs: { 'Is paid': true } },
      { says: 'And carried out', entry: byJob('effect.succeeded', 'effects', { state: 'succeeded' }) },
    ],
    near: [],
    wouldChange: [],
  },
  {
    id: 'effect-failed-asked-by-its-requester',
    way: 'why_not',
    question: 'Why have I still not got my money?',
    subject: { kind: 'effect', place: within('refused-by-the-bank', 'Chair'), stepId: 'transfer' },
    asker: { member: 'Rosa Requester' },
    given: 'in_part',
    withheld: ['the address of the connection', 'what was sent and answered', 'what may be done about it, which is for who may repair effects'],
    answer: '“Transfer” could not be carried out: the bank did not take it, and somebody has to look at it.',
    mentions: ['“Transfer”', 'bank', 'somebody'],
    chain: [
      { says: 'It was approved, so the transfer was wanted', fact: fact('effect_wanted', { stepId: 'transfer' }), entry: decision('Bo Budget', 'Budget owner') },
      { says: 'The bank refused it', entry: byJob('effect.failed', 'effects', { state: 'failed' }), rule: product('What the other system refuses outright is not tried again') },
    ],
    near: [],
    wouldChange: [{ says: 'Somebody who may repair effects decides what becomes of it', operation: 'repairEffect' }],
  },
  {
    id: 'task-decided-by-delegate-asked-by-its-requester',
    way: 'why',
    question: 'How could Dina Delegate approve this? It was for Bo Budget to decide.',
    subject: { kind: 'task', place: within('delegation-with-a-limit', 'Lamp'), stepId: 'budget', number: 1, member: 'Dina Delegate' },
    asker: { member: 'Rosa Requester' },
    given: 'in_part',
    withheld: ['the dates, the reason and the limit of the delegation, which are for the two and for who may see members'],
    answer: 'Dina Delegate decided in the place of Bo Budget, who was asked by “Budget owner” and lets her decide for him.',
    mentions: ['Dina Delegate', 'Bo Budget', '“Budget owner”'],
    chain: [
      { says: 'Bo Budget was asked', fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: 'Bo Budget' }] }), entry: submission('Rosa Requester'), rule: asksRole('budget', 'Budget owner') },
      { says: 'It was signed for him', fact: fact('decided', { stepId: 'budget', memberId: 'Dina Delegate', onBehalfOf: 'Bo Budget', verdict: 'approve' }), entry: decision('Dina Delegate', 'Budget owner') },
    ],
    near: [],
    wouldChange: [],
  },
  {
    id: 'request-stopped-asked-by-its-requester',
    way: 'why',
    question: 'What has happened to my request? Nobody is asked.',
    subject: { kind: 'request', place: within('the-only-approver-was-removed', 'Printer', 2) },
    asker: { member: 'Rosa Requester' },
    given: 'in_part',
    withheld: ['that a member was removed, by whom and why'],
    answer: 'It stopped at “Finance”: nobody is left who holds the role Finance, and it goes on once somebody does.',
    mentions: ['“Finance”', 'nobody', 'the role Finance'],
    chain: [{ says: 'Nobody was found', fact: fact('approver_missing', { stepId: 'finance', quorum: 1, candidates: [] }), entry: entry('request.asked_anew', { before: { status: 'open' }, after: { status: 'needs_approver' } }), rule: product('A step that resolves to nobody stops and never passes'), inputs: { needed: 1, found: 0 } }],
    near: [],
    wouldChange: [{ says: 'You withdraw it', operation: 'withdrawRequest' }],
  },
];
