import type { ExpectedAnswer } from './expected-answer.js';
import { by, decision, declaration, entry, fact, oneIsEnough, postIn, product, replayAdmin, returnsIfRejected, rfp, roleOfUnit, submission, workflowRule } from './parts.js';

const in58 = postIn('unit 65458');
const in61 = postIn('unit 65461');
const in62 = postIn('unit 65462');
const in63 = postIn('unit 65463');
const in68 = postIn('unit 65468');
const inAll = postIn('the whole organisation');
const firstCheck = 'Pre-approver or administration';
const servedRule = workflowRule('supervisor', 'servedBy', ['budget-owner'], 'A signature of “Budget owner” serves “Supervisor” where the same member could sign both');

/** Why a task of the replay waits for somebody, or does not. */
export const replayedTasks: readonly ExpectedAnswer[] = [
  {
    id: 'task-why-me-by-second-role',
    way: 'why',
    question: 'Why me? I am a supervisor, and this asks for the budget owner.',
    subject: { kind: 'task', place: rfp(157905, 1, 2), stepId: 'budget-owner', number: 2 },
    asker: { member: in58('Supervisor') },
    given: 'in_full',
    answer: 'You hold the role Budget owner too, and “Budget owner” asks for whoever holds it in organizational unit 65458, the unit of the requester.',
    mentions: ['Budget owner', 'organizational unit 65458'],
    chain: [
      { says: 'It was submitted by somebody of the unit', fact: fact('run_started', { requesterId: in58('Employee') }), entry: submission(in58('Employee')), inputs: { requesterUnit: 'organizational unit 65458' } },
      { says: 'The step was come to once the first check was done', fact: fact('task_closed', { stepId: 'first-check', outcome: 'approved' }), entry: decision(in58('Administration'), firstCheck) },
      { says: 'You were found by your role', fact: fact('task_opened', { stepId: 'budget-owner', candidates: [{ memberId: in58('Supervisor'), because: 'holds the role Budget owner, in organizational unit 65458' }, { memberId: in58('Budget owner') }] }), entry: decision(in58('Administration'), firstCheck), rule: roleOfUnit('budget-owner', 0, 'Budget owner'), inputs: { yourRoles: ['Supervisor', 'Budget owner'], yourUnit: 'organizational unit 65458' } },
    ],
    near: [{ says: 'Your signature here would serve “Supervisor” too', rule: servedRule, inputs: { couldSignBoth: true } }],
    wouldChange: [
      { says: `${in58('Budget owner')} signs first: then this is done, and “Supervisor” waits for you`, operation: 'decideRequest' },
      { says: 'You hold the role Budget owner no more', operation: 'assignMemberRoles' },
      { says: 'You are of another unit', operation: null },
    ],
  },
  {
    id: 'task-why-not-the-director-yet',
    way: 'why_not',
    question: 'Why is the director not asked?',
    subject: { kind: 'task', place: rfp(157905, 1, 2), stepId: 'budget-owner', number: 2, member: in58('Director') },
    asker: { member: replayAdmin },
    given: 'in_full',
    answer: `${in58('Director')} does not hold the role Budget owner, which “Budget owner” asks for; “Director” comes later, and only where a request needs the director, which this one does not say.`,
    mentions: [in58('Director'), 'Budget owner', '“Director”', 'needs the director'],
    chain: [
      { says: 'Two were asked, by their role', fact: fact('task_opened', { stepId: 'budget-owner', candidates: [{ memberId: in58('Budget owner') }, { memberId: in58('Supervisor') }], excluded: [] }), entry: decision(in58('Administration'), firstCheck), rule: roleOfUnit('budget-owner', 0, 'Budget owner'), inputs: { rolesOfTheDirector: ['Director'] } },
    ],
    near: [{ says: 'The condition of “Director” would not hold for this version', rule: workflowRule('director', 'when', 'request.needs_the_director', 'Asked only where the request needs the director'), inputs: { 'Needs the director': false }, asOfNow: true }],
    wouldChange: [
      { says: 'A version that needs the director', operation: 'reviseRequest' },
      { says: 'Somebody has the director sign as well, for a reason', operation: 'addSigner' },
    ],
  },
  {
    id: 'task-why-not-of-another-unit',
    way: 'why_not',
    question: 'Why was the budget owner of unit 65463 not asked? They have time.',
    subject: { kind: 'task', place: rfp(157905, 1, 2), stepId: 'budget-owner', number: 2, member: in63('Budget owner') },
    asker: { member: replayAdmin },
    given: 'in_full',
    answer: `${in63('Budget owner')} holds the role, but is of organizational unit 65463; the step asks only for those of the requester's unit, organizational unit 65458.`,
    mentions: [in63('Budget owner'), 'organizational unit 65463', 'organizational unit 65458'],
    chain: [
      { says: 'Asked were those of the requester’s unit', fact: fact('task_opened', { stepId: 'budget-owner', candidates: [{ memberId: in58('Budget owner'), because: 'holds the role Budget owner, in organizational unit 65458' }, { memberId: in58('Supervisor') }], excluded: [] }), entry: decision(in58('Administration'), firstCheck), rule: workflowRule('budget-owner', 'approvers/anyOf/0/ofUnit', 'requester', 'Only those of the requester’s unit'), inputs: { requesterUnit: 'organizational unit 65458', theirUnit: 'organizational unit 65463' } },
    ],
    near: [{ says: 'The role alone would have fitted', rule: roleOfUnit('budget-owner', 0, 'Budget owner'), inputs: { theirRoles: ['Budget owner'] } }],
    wouldChange: [
      { says: 'An admin asks them besides, for a reason', operation: 'reassignTask' },
      { says: 'A version of the workflow that asks beyond the unit', operation: 'addWorkflowVersion' },
    ],
  },
  {
    id: 'task-why-me-again-after-return',
    way: 'why',
    question: 'I have approved this already. Why am I asked again?',
    subject: { kind: 'task', place: rfp(157942, 2, 10), stepId: 'first-check', number: 4 },
    asker: { member: in68('Administration') },
    given: 'in_full',
    answer: `${in68('Supervisor')} rejected version 1 after you had signed it; version 2 follows that return, and every step is asked anew.`,
    mentions: [in68('Supervisor'), 'version 1', 'version 2', 'anew'],
    chain: [
      { says: 'You signed version 1', fact: fact('decided', { stepId: 'first-check', number: 1, memberId: in68('Administration'), verdict: 'approve', revision: 1 }), entry: decision(in68('Administration'), firstCheck) },
      { says: 'It was rejected two steps later', fact: fact('decided', { stepId: 'supervisor', number: 3, memberId: in68('Supervisor'), verdict: 'reject' }), entry: decision(in68('Supervisor'), 'Supervisor', 'reject') },
      { says: 'And returned', fact: fact('returned', { stepId: 'supervisor' }), entry: decision(in68('Supervisor'), 'Supervisor', 'reject'), rule: returnsIfRejected('supervisor') },
      { says: 'Version 2 began anew: your signature and that of the budget owner count no more', fact: fact('revised', { revision: 2, material: true, voided: [{ stepId: 'first-check', memberId: in68('Administration'), fields: [] }, { stepId: 'budget-owner', memberId: in68('Budget owner'), fields: [] }], reopenedStepIds: ['first-check', 'budget-owner'] }), entry: entry('request.revised', { ...by(in68('Employee')), before: { status: 'returned', revision: '1' }, after: { status: 'open', revision: '2' } }), rule: product('A version that follows a return begins every step anew') },
      { says: 'So the first check was asked again', fact: fact('task_opened', { stepId: 'first-check', number: 4 }), entry: entry('request.revised', by(in68('Employee'))), rule: roleOfUnit('first-check', 1, 'Administration') },
    ],
    near: [{ says: 'Only “Stated time” is different, which alone voids no signature: it is the return that begins anew', rule: { of: 'request_type', version: 1, at: 'immaterialFields', is: ['stated_time'], says: 'A change of “Stated time” leaves signatures standing' }, inputs: { changed: ['Stated time'] } }],
    wouldChange: [{ says: `${in68('Pre-approver')} signs first: one is enough`, operation: 'decideRequest' }],
  },
  {
    id: 'task-signature-stands-after-immaterial-change',
    way: 'why',
    question: 'There is a new version. Why does my signature still count?',
    subject: { kind: 'task', place: rfp(173579, 2, 9), stepId: 'budget-owner', number: 3 },
    asker: { member: in61('Budget owner') },
    given: 'in_full',
    answer: 'Version 3 differs from version 2, which you signed, in “Stated time” alone, and that field is not material.',
    mentions: ['Version 3', 'version 2', '“Stated time”', 'not material'],
    chain: [
      { says: 'You signed version 2', fact: fact('decided', { stepId: 'budget-owner', number: 3, memberId: in61('Budget owner'), verdict: 'approve', revision: 2 }), entry: decision(in61('Budget owner'), 'Budget owner') },
      { says: 'Version 3 is not material, and voided nothing', fact: fact('revised', { revision: 3, material: false, voided: [], reopenedStepIds: [] }), entry: entry('request.revised', { ...by(in61('Employee')), before: { revision: '2', status: 'open' }, after: { revision: '3', status: 'open' } }), rule: { of: 'request_type', version: 1, at: 'immaterialFields', is: ['stated_time'], says: 'A change of “Stated time” leaves signatures standing' }, inputs: { changed: ['Stated time'], 'Stated time': { before: '2018-09-13T13:38:58.000+02:00', after: '2018-09-13T14:08:22.000+02:00' } } },
    ],
    near: [{ says: 'Version 2 began anew, though only “Stated time” had changed then, too: it followed a return', rule: product('A version that follows a return begins every step anew'), fact: fact('revised', { revision: 2, material: true }), inputs: { followsReturn: true } }],
    wouldChange: [{ says: 'A version that changes any other field, such as the amount', operation: 'reviseRequest' }],
  },
  {
    id: 'task-why-can-i-not-sign-again',
    way: 'why_not',
    question: 'Why can I not approve the new version? It says that I may not decide it.',
    subject: { kind: 'task', place: rfp(173579, 2, 10), stepId: 'first-check', number: 2 },
    asker: { member: in61('Administration') },
    given: 'in_full',
    answer: `You signed “Pre-approver or administration” already, and that stands for version 3; what is open is “Supervisor”, which waits for ${in61('Supervisor')}.`,
    mentions: ['“Pre-approver or administration”', 'version 3', '“Supervisor”', in61('Supervisor')],
    chain: [
      { says: 'You signed, and that closed the task', fact: fact('decided', { stepId: 'first-check', number: 2, memberId: in61('Administration'), verdict: 'approve', revision: 2 }), entry: decision(in61('Administration'), firstCheck) },
      { says: 'One was enough', fact: fact('task_closed', { stepId: 'first-check', number: 2, outcome: 'approved' }), entry: decision(in61('Administration'), firstCheck), rule: oneIsEnough('first-check') },
      { says: 'The task that is open asks for another role', fact: fact('task_opened', { stepId: 'supervisor', number: 4, candidates: [{ memberId: in61('Supervisor') }] }), entry: decision(in61('Budget owner'), 'Budget owner'), rule: roleOfUnit('supervisor', 0, 'Supervisor') },
      { says: 'The new version opened nothing again', fact: fact('revised', { revision: 3, material: false, voided: [], reopenedStepIds: [] }), entry: entry('request.revised', { after: { revision: '3' } }) },
    ],
    near: [{ says: 'Were you asked as supervisor, you could sign: you do not hold that role', rule: roleOfUnit('supervisor', 0, 'Supervisor'), inputs: { yourRoles: ['Administration'] } }],
    wouldChange: [{ says: 'A version that changes a material field: then you are asked again', operation: 'reviseRequest' }],
  },
  {
    id: 'task-gone-because-another-signed',
    way: 'why_not',
    question: 'This waited for me. Why does it not any more?',
    subject: { kind: 'task', place: rfp(155290, 1, 3), stepId: 'budget-owner', number: 2 },
    asker: { member: in62('Budget owner') },
    given: 'in_full',
    answer: `${in62('Supervisor')}, who holds the role Budget owner too, signed “Budget owner”, and one signature is enough there.`,
    mentions: [in62('Supervisor'), 'Budget owner', 'one'],
    chain: [
      { says: 'Both of you were asked', fact: fact('task_opened', { stepId: 'budget-owner', number: 2, quorum: 1, candidates: [{ memberId: in62('Budget owner') }, { memberId: in62('Supervisor'), because: 'holds the role Budget owner, in organizational unit 65462' }] }), entry: decision(in62('Administration'), firstCheck), rule: roleOfUnit('budget-owner', 0, 'Budget owner') },
      { says: 'The other one signed', fact: fact('decided', { stepId: 'budget-owner', memberId: in62('Supervisor'), verdict: 'approve' }), entry: decision(in62('Supervisor'), 'Budget owner') },
      { says: 'That was enough', fact: fact('task_closed', { stepId: 'budget-owner', outcome: 'approved' }), entry: decision(in62('Supervisor'), 'Budget owner'), rule: oneIsEnough('budget-owner'), inputs: { signatures: 1, needed: 1 } },
    ],
    near: [],
    wouldChange: [{ says: 'A new version after a return, or one that changes what was signed: then you are asked again', operation: 'reviseRequest' }],
  },
  {
    id: 'task-closed-by-withdrawal',
    way: 'why_not',
    question: 'I was about to look at version 2. Where has it gone?',
    subject: { kind: 'task', place: declaration(141910, 1, 5), stepId: 'first-check', number: 3 },
    asker: { member: inAll('Administration') },
    given: 'in_full',
    answer: `${inAll('Employee')} withdrew the request while it waited for “Pre-approver or administration”; nobody is asked any more.`,
    mentions: [inAll('Employee'), 'withdrew', '“Pre-approver or administration”'],
    chain: [
      { says: 'Version 2 was asked anew', fact: fact('task_opened', { stepId: 'first-check', number: 3 }), entry: entry('request.revised', by(inAll('Employee'))) },
      { says: 'The task was closed, undecided', fact: fact('task_closed', { stepId: 'first-check', number: 3, outcome: 'withdrawn' }), entry: entry('request.withdrawn', { ...by(inAll('Employee')), before: { status: 'open' } }), rule: product('What has ended asks nobody') },
      { says: 'The request had ended', fact: fact('ended', { outcome: 'withdrawn' }), entry: entry('request.withdrawn', { ...by(inAll('Employee')), after: { status: 'withdrawn' } }) },
    ],
    near: [],
    wouldChange: [{ says: 'Nothing: a withdrawn request is never gone on with', operation: null }],
  },
  {
    id: 'task-supervisor-decided-as-budget-owner',
    way: 'why',
    question: 'My supervisor said no, but it says “Budget owner”. Why?',
    subject: { kind: 'task', place: declaration(124535, 1, 3), stepId: 'budget-owner', number: 2, member: inAll('Supervisor') },
    asker: { member: inAll('Employee') },
    given: 'in_full',
    answer: `“Budget owner” was the step that was open, and ${inAll('Supervisor')} holds the role Budget owner too.`,
    mentions: ['“Budget owner”', inAll('Supervisor')],
    chain: [
      { says: 'The step asks for a role that the supervisor holds', fact: fact('task_opened', { stepId: 'budget-owner', number: 2, candidates: [{ memberId: inAll('Budget owner') }, { memberId: inAll('Supervisor'), because: 'holds the role Budget owner, in the whole organisation' }] }), entry: decision(inAll('Administration'), firstCheck), rule: roleOfUnit('budget-owner', 0, 'Budget owner') },
      { says: 'They rejected it there', fact: fact('decided', { stepId: 'budget-owner', memberId: inAll('Supervisor'), verdict: 'reject' }), entry: decision(inAll('Supervisor'), 'Budget owner', 'reject') },
      { says: 'So “Supervisor” was never come to', fact: fact('returned', { stepId: 'budget-owner' }), entry: decision(inAll('Supervisor'), 'Budget owner', 'reject'), rule: returnsIfRejected('budget-owner') },
    ],
    near: [{ says: '“Supervisor” would have been next, or served', rule: servedRule, inputs: { stepsDone: ['Pre-approver or administration'] } }],
    wouldChange: [{ says: 'You submit a new version', operation: 'reviseRequest' }],
  },
];
