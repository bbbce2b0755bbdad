import type { ExpectedAnswer } from './expected-answer.js';
import { by, decision, declaration, entry, fact, oneIsEnough, postIn, product, replayAdmin, returnsIfRejected, rfp, right, roleOfUnit, submission, workflowRule } from './parts.js';

const in58 = postIn('unit 65458');
const in63 = postIn('unit 65463');
const in68 = postIn('unit 65468');
const in60 = postIn('unit 65460');
const inAll = postIn('the whole organisation');
const firstCheck = 'Pre-approver or administration';
const rejectionOf157942 = 'Request For Payment REJECTED by SUPERVISOR, 2018-01-23T10:30:21.000+01:00. The log gives no reason.';
const rejectionOf149163 = 'Request For Payment REJECTED by MISSING, 2017-01-18T15:11:08.000+01:00. The log gives no reason.';

/** Why a request of the replay is in the state that it is in. */
export const replayedRequests: readonly ExpectedAnswer[] = [
  {
    id: 'request-waits-for-two-candidates',
    way: 'why',
    question: 'Why does my request still wait?',
    subject: { kind: 'request', place: rfp(157905, 1, 2) },
    asker: { member: in58('Employee') },
    given: 'in_full',
    answer: `It waits for ${in58('Budget owner')} or ${in58('Supervisor')} to sign “Budget owner”; one of them is enough.`,
    mentions: [in58('Budget owner'), in58('Supervisor'), '“Budget owner”', 'one'],
    chain: [
      { says: 'The step before was approved', fact: fact('decided', { stepId: 'first-check', verdict: 'approve', memberId: in58('Administration') }), entry: decision(in58('Administration'), firstCheck), rule: oneIsEnough('first-check') },
      { says: 'So “Budget owner” was asked of the two who hold that role in the unit', fact: fact('task_opened', { stepId: 'budget-owner', number: 2, quorum: 1, candidates: [{ memberId: in58('Budget owner'), because: 'holds the role Budget owner, in organizational unit 65458' }, { memberId: in58('Supervisor'), because: 'holds the role Budget owner, in organizational unit 65458' }], excluded: [] }), entry: decision(in58('Administration'), firstCheck), rule: roleOfUnit('budget-owner', 0, 'Budget owner'), inputs: { requesterUnit: 'organizational unit 65458' } },
    ],
    near: [{ says: 'Nobody signs their own request: the requester is not among those asked', rule: product('Whoever made the request does not sign it, unless the step says so'), inputs: { requester: in58('Employee') } }],
    wouldChange: [
      { says: `Either of the two approves: then “Supervisor” is next, or is served by the same signature where it is ${in58('Supervisor')}’s`, operation: 'decideRequest' },
      { says: 'Either rejects or requests changes: then it is returned to you', operation: 'decideRequest' },
      { says: 'You withdraw it', operation: 'withdrawRequest' },
      { says: 'Somebody else is asked, by whoever may ask others', operation: 'reassignTask' },
    ],
  },
  {
    id: 'request-waits-for-director',
    way: 'why',
    question: 'Why is this not through yet? My supervisor has signed.',
    subject: { kind: 'request', place: rfp(151297, 1) },
    asker: { member: in58('Employee') },
    given: 'in_full',
    answer: `It waits for ${in58('Director')} to sign “Director”, since it says that it needs the director.`,
    mentions: [in58('Director'), '“Director”', 'needs the director'],
    chain: [
      { says: 'It was submitted with “Needs the director” set', fact: fact('run_started', { revision: 1, requesterId: in58('Employee') }), entry: submission(in58('Employee')) },
      { says: 'The supervisor signed as budget owner', fact: fact('decided', { stepId: 'budget-owner', memberId: in58('Supervisor'), verdict: 'approve' }), entry: decision(in58('Supervisor'), 'Budget owner') },
      { says: 'The condition of “Director” was asked and holds', fact: fact('condition_evaluated', { stepId: 'director', source: 'request.needs_the_director', inputs: { 'request.needs_the_director': true }, result: true }), entry: decision(in58('Supervisor'), 'Budget owner'), rule: workflowRule('director', 'when', 'request.needs_the_director', 'Asked only where the request needs the director'), inputs: { 'Needs the director': true } },
      { says: 'Only the director of the unit is asked', fact: fact('task_opened', { stepId: 'director', quorum: 1, candidates: [{ memberId: in58('Director') }] }), entry: decision(in58('Supervisor'), 'Budget owner'), rule: roleOfUnit('director', 0, 'Director') },
    ],
    near: [{ says: 'Had it not needed the director, it would have been approved by the supervisor’s signature', rule: workflowRule('director', 'when', 'request.needs_the_director', 'Skipped where the request does not need the director'), fact: fact('condition_evaluated', { stepId: 'director', result: true }), inputs: { 'Needs the director': true } }],
    wouldChange: [
      { says: `${in58('Director')} approves: then it is approved and its payment is requested`, operation: 'decideRequest' },
      { says: 'A new version that does not need the director: that begins the steps anew which it touches', operation: 'reviseRequest' },
      { says: 'Another who may sign is asked', operation: 'reassignTask' },
    ],
  },
  {
    id: 'request-returned-by-supervisor',
    way: 'why',
    question: 'Why did I get this back?',
    subject: { kind: 'request', place: rfp(157942, 2, 9) },
    asker: { member: in68('Employee') },
    given: 'in_full',
    answer: `${in68('Supervisor')} rejected it as “Supervisor”, and there a rejection returns the request to you.`,
    mentions: [in68('Supervisor'), '“Supervisor”', 'rejected', 'returns'],
    chain: [
      { says: 'It was rejected, with a reason', fact: fact('decided', { stepId: 'supervisor', number: 3, verdict: 'reject', memberId: in68('Supervisor'), reason: rejectionOf157942, revision: 1 }), entry: entry('request.decided', { actor: { memberId: in68('Supervisor') }, reason: rejectionOf157942, before: { status: 'open' }, after: { step: 'Supervisor', verdict: 'reject', status: 'returned' } }) },
      { says: 'The task was closed by that', fact: fact('task_closed', { stepId: 'supervisor', outcome: 'rejected' }), entry: decision(in68('Supervisor'), 'Supervisor', 'reject') },
      { says: 'The step returns what is rejected', fact: fact('returned', { stepId: 'supervisor' }), entry: decision(in68('Supervisor'), 'Supervisor', 'reject'), rule: returnsIfRejected('supervisor') },
    ],
    near: [{ says: 'A rejection could also end the request for good, or go back to an earlier step; this step says neither', rule: returnsIfRejected('supervisor'), inputs: { onReject: 'return' } }],
    wouldChange: [
      { says: 'You submit a new version: then it begins again with “Pre-approver or administration”', operation: 'reviseRequest' },
      { says: 'You withdraw it', operation: 'withdrawRequest' },
    ],
  },
  {
    id: 'request-withdrawn-by-requester',
    way: 'why',
    question: 'What became of the first of these two requests, and why?',
    subject: { kind: 'request', place: rfp(157942, 1, 5) },
    asker: { member: in68('Administration') },
    given: 'in_full',
    answer: `${in68('Employee')} withdrew it after ${in68('Supervisor')} had rejected it as “Supervisor”.`,
    mentions: [in68('Employee'), 'withdrew', in68('Supervisor'), '“Supervisor”'],
    chain: [
      { says: 'It was rejected', fact: fact('decided', { stepId: 'supervisor', verdict: 'reject', memberId: in68('Supervisor') }), entry: decision(in68('Supervisor'), 'Supervisor', 'reject') },
      { says: 'So it lay with its requester', fact: fact('returned', { stepId: 'supervisor' }), entry: decision(in68('Supervisor'), 'Supervisor', 'reject'), rule: returnsIfRejected('supervisor') },
      { says: 'Its requester withdrew it', fact: fact('ended', { outcome: 'withdrawn' }), entry: entry('request.withdrawn', { ...by(in68('Employee')), before: { status: 'returned' }, after: { status: 'withdrawn' } }), rule: product('Only its requester withdraws a request, before it has ended') },
    ],
    near: [],
    wouldChange: [{ says: 'Nothing: a withdrawn request is never gone on with. A new one can name it', operation: 'submitRequest' }],
  },
  {
    id: 'request-approved-by-four',
    way: 'why',
    question: 'Who approved this, and by which rule was each of them asked?',
    subject: { kind: 'request', place: rfp(154763, 1) },
    asker: { member: replayAdmin },
    given: 'in_full',
    answer: `It was approved since all four steps that apply were signed: ${in60('Administration')}, ${in60('Budget owner')}, ${in60('Supervisor')} and ${in60('Director')}.`,
    mentions: [in60('Administration'), in60('Budget owner'), in60('Supervisor'), in60('Director')],
    chain: [
      { says: 'It is checked first', fact: fact('condition_evaluated', { stepId: 'first-check', inputs: { 'request.is_checked_first': true }, result: true }), entry: submission(in60('Employee')), rule: workflowRule('first-check', 'when', 'request.is_checked_first', 'Asked only where it is checked first'), inputs: { 'Is checked first': true } },
      { says: 'First signature', fact: fact('decided', { stepId: 'first-check', memberId: in60('Administration'), verdict: 'approve', revision: 1 }), entry: decision(in60('Administration'), firstCheck), rule: roleOfUnit('first-check', 1, 'Administration') },
      { says: 'Second', fact: fact('decided', { stepId: 'budget-owner', memberId: in60('Budget owner'), verdict: 'approve', revision: 1 }), entry: decision(in60('Budget owner'), 'Budget owner'), rule: roleOfUnit('budget-owner', 0, 'Budget owner') },
      { says: 'Third: somebody else signed as budget owner, so no signature served this step', fact: fact('decided', { stepId: 'supervisor', memberId: in60('Supervisor'), verdict: 'approve', revision: 1 }), entry: decision(in60('Supervisor'), 'Supervisor'), rule: roleOfUnit('supervisor', 0, 'Supervisor') },
      { says: 'It needs the director', fact: fact('condition_evaluated', { stepId: 'director', inputs: { 'request.needs_the_director': true }, result: true }), entry: decision(in60('Supervisor'), 'Supervisor'), rule: workflowRule('director', 'when', 'request.needs_the_director', 'Asked only where the request needs the director'), inputs: { 'Needs the director': true } },
      { says: 'Fourth', fact: fact('decided', { stepId: 'director', memberId: in60('Director'), verdict: 'approve', revision: 1 }), entry: decision(in60('Director'), 'Director'), rule: roleOfUnit('director', 0, 'Director') },
      { says: 'Nothing was left to sign', fact: fact('ended', { outcome: 'approved' }), entry: entry('request.decided', { actor: { memberId: in60('Director') }, after: { status: 'approved' } }), rule: product('A request is approved once every step of its way is done') },
    ],
    near: [{ says: 'The budget owner’s signature would have served “Supervisor” had the supervisor given it', rule: workflowRule('supervisor', 'servedBy', ['budget-owner'], 'A signature of “Budget owner” serves this step where the same member could sign both'), inputs: { signed: in60('Budget owner'), couldSign: [in60('Supervisor')] } }],
    wouldChange: [{ says: 'Whoever may undo what was approved reverses it, for a reason', operation: 'reverseRequest' }],
  },
  {
    id: 'request-rejected-after-approval',
    way: 'why',
    question: 'It was approved. Why does it say rejected now?',
    subject: { kind: 'request', place: rfp(149163, 1) },
    asker: { member: in63('Employee') },
    given: 'in_full',
    answer: `It was approved by the signature of ${in63('Supervisor')}, and afterwards ${replayAdmin} rejected it after all; its payment had not begun.`,
    mentions: [in63('Supervisor'), replayAdmin, 'rejected', 'payment'],
    chain: [
      { says: 'It was approved', fact: fact('ended', { outcome: 'approved' }), entry: decision(in63('Supervisor'), 'Budget owner') },
      { says: 'Somebody undid that, for a reason', fact: fact('reversed', { byMemberId: replayAdmin, reason: rejectionOf149163 }), entry: entry('request.reversed', { ...by(replayAdmin), reason: rejectionOf149163, before: { status: 'approved' }, after: { status: 'rejected' } }), rule: right('request.reverse', 'Whoever may undo what was approved can reject it after all') },
      { says: 'There was nothing to undo of its payment', fact: fact('compensation_wanted', { stepId: 'payment', how: 'nothing' }), entry: entry('request.reversed', by(replayAdmin)), rule: product('What was never begun is not undone') },
      { says: 'So it ended as rejected', fact: fact('ended', { outcome: 'rejected' }), entry: entry('request.reversed', by(replayAdmin)) },
    ],
    near: [{ says: 'No approver took a signature back: no step of this workflow lets one', rule: product('A decision is taken back only within the time that its step allows; these steps allow none'), inputs: { revocableMinutes: null } }],
    wouldChange: [{ says: 'Nothing: it has ended. A new request can name it', operation: 'submitRequest' }],
  },
  {
    id: 'request-first-check-differs-between-two',
    way: 'why',
    question: 'Why was my second request checked first, when the first one was not?',
    subject: { kind: 'request', place: rfp(148214, 2) },
    asker: { member: in63('Employee') },
    given: 'in_full',
    answer: 'The second one says “Is checked first”, the first one did not; the workflow asks “Pre-approver or administration” only where a request says so.',
    mentions: ['Is checked first', '“Pre-approver or administration”'],
    chain: [
      { says: 'The first one was not to be checked first', fact: fact('condition_evaluated', { stepId: 'first-check', inputs: { 'request.is_checked_first': false }, result: false }, { request: 1 }), entry: submission(in63('Employee'), { about: 1 }), rule: workflowRule('first-check', 'when', 'request.is_checked_first', 'Asked only where it is checked first'), inputs: { 'Is checked first': false } },
      { says: 'So the step was skipped there', fact: fact('step_skipped', { stepId: 'first-check' }, { request: 1 }), entry: submission(in63('Employee'), { about: 1 }) },
      { says: 'The second one is to be', fact: fact('condition_evaluated', { stepId: 'first-check', inputs: { 'request.is_checked_first': true }, result: true }), entry: submission(in63('Employee')), rule: workflowRule('first-check', 'when', 'request.is_checked_first', 'Asked only where it is checked first'), inputs: { 'Is checked first': true } },
      { says: 'So two were asked there', fact: fact('task_opened', { stepId: 'first-check', candidates: [{ memberId: in63('Administration') }, { memberId: in63('Pre-approver') }] }), entry: submission(in63('Employee')), rule: roleOfUnit('first-check', 0, 'Pre-approver') },
    ],
    near: [],
    wouldChange: [{ says: 'A request that does not say “Is checked first” begins with “Budget owner”', operation: 'submitRequest' }],
  },
  {
    id: 'request-withdrawn-after-five-rejections',
    way: 'why_not',
    question: 'Why was this never approved?',
    subject: { kind: 'request', place: rfp(179721, 1) },
    asker: { member: replayAdmin },
    given: 'in_full',
    answer: `${in63('Administration')} rejected it five times as “Pre-approver or administration”, and ${in63('Employee')} withdrew it after the fifth.`,
    mentions: [in63('Administration'), 'five', '“Pre-approver or administration”', in63('Employee'), 'withdrew'],
    chain: [
      ...[1, 2, 3, 4, 5].map((number) => ({ says: `Rejection ${number}, of version ${number}`, fact: fact('decided', { stepId: 'first-check', number, verdict: 'reject', memberId: in63('Administration'), revision: number }), entry: decision(in63('Administration'), firstCheck, 'reject', { nth: number }), rule: returnsIfRejected('first-check') })),
      { says: 'Its requester withdrew it instead of submitting a sixth version', fact: fact('ended', { outcome: 'withdrawn' }), entry: entry('request.withdrawn', { ...by(in63('Employee')), before: { status: 'returned', revision: '5' } }) },
    ],
    near: [{ says: 'Nobody else was asked: no later step was come to', rule: product('A step is come to once those before it are done'), inputs: { stepsDone: [] } }],
    wouldChange: [{ says: 'Nothing: a withdrawn request is never gone on with', operation: 'submitRequest' }],
  },
  {
    id: 'request-returned-what-would-approve-it',
    way: 'what_would_change',
    question: 'What has to happen so that this gets approved after all?',
    subject: { kind: 'request', place: declaration(104947, 1, 3) },
    asker: { member: inAll('Employee') },
    given: 'in_full',
    answer: `It lies with you, returned by ${inAll('Budget owner')} as “Budget owner”; submit a new version, and every step has to be signed anew, “Pre-approver or administration” first.`,
    mentions: [inAll('Budget owner'), '“Budget owner”', 'new version', '“Pre-approver or administration”'],
    chain: [
      { says: 'The first check was signed', fact: fact('decided', { stepId: 'first-check', memberId: inAll('Administration'), verdict: 'approve' }), entry: decision(inAll('Administration'), firstCheck) },
      { says: 'The budget owner rejected it', fact: fact('decided', { stepId: 'budget-owner', memberId: inAll('Budget owner'), verdict: 'reject' }), entry: decision(inAll('Budget owner'), 'Budget owner', 'reject') },
      { says: 'That returned it', fact: fact('returned', { stepId: 'budget-owner' }), entry: decision(inAll('Budget owner'), 'Budget owner', 'reject'), rule: returnsIfRejected('budget-owner') },
    ],
    near: [{ says: 'The signature of the first check will not carry over: after a return everything is asked anew', rule: product('A version that follows a return begins every step anew'), inputs: { signed: [inAll('Administration')] } }],
    wouldChange: [
      { says: 'You submit a new version', operation: 'reviseRequest' },
      { says: 'You withdraw it and ask anew in another request, as happened next', operation: 'withdrawRequest' },
    ],
  },
];
