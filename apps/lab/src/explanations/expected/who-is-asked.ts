import type { ExpectedAnswer, Rule } from './expected-answer.js';
import { asksRole, by, byJob, decision, entry, fact, product, right, submission, within, workflowRule } from './parts.js';

const rosa = 'Rosa Requester';
const bo = 'Bo Budget';
const dina = 'Dina Delegate';
const dana = 'Dana Director';
const ada = 'Ada Admin';
const femi = 'Femi Finance';

const delegated: Rule = { of: 'delegation', set: entry('delegation.created', { ...by(bo), reason: 'On holiday', after: { delegateId: dina, limit: { amount: '1000.00', currency: 'EUR' } } }, { about: 'anything' }), says: `${dina} decides in the place of ${bo}, for requests of up to €1,000.00` };
const limitOf = (amount: string, says: string): Rule => ({ of: 'authority_limit', set: entry('authority_limit.set', { after: { limit: { amount, currency: 'EUR' } } }, { about: 'anything' }), says });
const budgetAsks = asksRole('budget', 'Budget owner');

/** Why somebody is asked, instead of whom, and why somebody is not. */
export const whoIsAsked: readonly ExpectedAnswer[] = [
  {
    id: 'task-decided-by-delegate', way: 'why', question: 'I never approved this. Why does it say that it was approved in my place?', subject: { kind: 'task', place: within('delegation-with-a-limit', 'Lamp'), stepId: 'budget', number: 1, member: dina }, asker: { member: bo },
    given: 'in_full', answer: `${dina} decided in your place, as you let her for requests of up to €1,000.00; this one is of €800.00.`, mentions: [dina, 'in your place', '€1,000.00', '€800.00'],
    chain: [
      { says: `“Budget owner” asked ${bo}`, fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: bo, because: 'holds the role Budget owner' }] }), entry: submission(rosa), rule: budgetAsks },
      { says: `${dina} signed for him`, fact: fact('decided', { stepId: 'budget', memberId: dina, onBehalfOf: bo, verdict: 'approve' }), entry: entry('request.decided', { actor: { memberId: dina }, after: { onBehalfOf: bo, step: 'Budget owner', verdict: 'approve' } }), rule: delegated, inputs: { amount: '800.00 EUR', limit: '1000.00 EUR' } },
    ],
    near: [{ says: 'She holds no role that the step asks for, and could not have decided in her own name', rule: budgetAsks, inputs: { herRoles: ['Clerk'] } }],
    wouldChange: [{ says: 'Either of the two, or an admin, ends the delegation', operation: 'endDelegation' }],
  },
  {
    id: 'task-beyond-the-delegate', way: 'why_not', question: `Why does the sofa not come to me while ${bo} is away? The lamp did.`, subject: { kind: 'task', place: within('delegation-with-a-limit', 'Sofa'), stepId: 'budget', number: 1, member: dina }, asker: { member: dina },
    given: 'refused', refusal: 'not_found',
  },
  {
    id: 'task-beyond-the-delegate-asked-by-principal', way: 'why_not', question: `Why can ${dina} not decide on the sofa for me?`, subject: { kind: 'task', place: within('delegation-with-a-limit', 'Sofa'), stepId: 'budget', number: 1, member: dina }, asker: { member: bo },
    given: 'in_full', answer: `You let ${dina} decide up to €1,000.00, and “Sofa” is of €5,000.00.`, mentions: [dina, '€1,000.00', '€5,000.00'],
    chain: [{ says: 'The task waits for you', fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: delegated, inputs: { amount: '5000.00 EUR', limit: '1000.00 EUR' } }],
    near: [{ says: 'By its dates the delegation holds', rule: delegated, inputs: { holdsNow: true }, asOfNow: true }],
    wouldChange: [{ says: 'You make a delegation with a greater limit, or without one', operation: 'createDelegation' }, { says: 'You decide yourself', operation: 'decideRequest' }],
  },
  {
    id: 'task-waits-for-one-who-is-absent', way: 'why', question: `${bo} is ill. Why does this still say that it waits for him?`, subject: { kind: 'task', place: within('absence-set-by-an-admin', 'Lamp'), stepId: 'budget', number: 1, member: bo }, asker: { member: ada },
    given: 'in_full', answer: `A task goes on waiting for whom its step asks, ${bo}; until he is back, ${dina} can decide it in his place, as you have set.`, mentions: [bo, dina, 'in his place'],
    chain: [
      { says: `“Budget owner” asked ${bo}`, fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: budgetAsks },
      { says: 'You had somebody stand in for him', entry: entry('delegation.created', { ...by(ada), reason: 'Bo is ill until Friday', after: { delegateId: dina } }, { about: 'anything' }), rule: right('member.assign_roles', 'Whoever assigns roles can let somebody decide for another, with a reason') },
    ],
    near: [{ says: 'A delegation asks nobody instead: it lets somebody answer', rule: product('A delegation changes who may decide a task, and not whom it waits for'), inputs: { candidates: [bo] } }],
    wouldChange: [{ says: `${dina} decides it`, operation: 'decideRequest' }, { says: 'You ask somebody instead of him', operation: 'reassignTask' }],
  },
  {
    id: 'request-stops-since-its-approver-left', way: 'why', question: 'Nobody is asked about this. What has happened?', subject: { kind: 'request', place: within('the-only-approver-was-removed', 'Printer', 2) }, asker: { member: ada },
    given: 'in_full', answer: `It stopped at “Finance”: ${femi}, the only one who was asked, was removed from the company, and nobody else holds the role Finance.`, mentions: ['“Finance”', femi, 'removed', 'nobody'],
    chain: [
      { says: 'One member held the role and was asked', fact: fact('task_opened', { stepId: 'finance', candidates: [{ memberId: femi }] }), entry: submission(rosa), rule: asksRole('finance', 'Finance') },
      { says: 'The member was removed', entry: entry('member.deactivated', { ...by(ada), before: { roleIds: ['Finance'] } }, { about: 'anything' }) },
      { says: 'Those who were left could not complete the task', fact: fact('task_closed', { stepId: 'finance', number: 1, outcome: 'superseded' }), entry: entry('request.asked_anew', { before: { status: 'open' }, after: { status: 'needs_approver' } }) },
      { says: 'Nobody was found, so it stopped', fact: fact('approver_missing', { stepId: 'finance', quorum: 1, candidates: [], excluded: [] }), entry: entry('request.asked_anew', { after: { status: 'needs_approver' } }), rule: product('A step that resolves to nobody stops and never passes'), inputs: { needed: 1, found: 0 } },
    ],
    near: [],
    wouldChange: [{ says: 'Somebody is given the role Finance: then it goes on by itself', operation: 'assignMemberRoles' }, { says: 'It is cancelled', operation: 'cancelRequest' }],
  },
  {
    id: 'task-why-me-after-a-role-was-given', way: 'why', question: 'I got this role a minute ago. Why is there something from last week already?', subject: { kind: 'task', place: within('the-only-approver-was-removed', 'Printer'), stepId: 'finance', number: 2 }, asker: { member: 'Nils New' },
    given: 'in_full', answer: 'The request had stopped since nobody held the role Finance, and went on with you when you were given it.', mentions: ['Finance', 'you'],
    chain: [
      { says: 'It had stopped', fact: fact('approver_missing', { stepId: 'finance' }), entry: entry('request.asked_anew', { after: { status: 'needs_approver' } }) },
      { says: 'You were given the role', entry: entry('member.roles_assigned', { ...by(ada), before: { roleIds: ['requester'] }, after: { roleIds: ['requester', 'Finance'] } }, { about: 'anything' }) },
      { says: 'So it looked for approvers anew and found you', fact: fact('task_opened', { stepId: 'finance', number: 2, candidates: [{ memberId: 'Nils New', because: 'holds the role Finance' }] }), entry: entry('request.resumed', { before: { status: 'needs_approver' }, after: { status: 'open' } }), rule: asksRole('finance', 'Finance') },
    ],
    near: [],
    wouldChange: [{ says: 'Another is given the role, or you lose it', operation: 'assignMemberRoles' }],
  },
  {
    id: 'task-why-me-as-added-signer', way: 'why', question: 'Why me? I have nothing to do with budgets.', subject: { kind: 'task', place: within('a-signer-was-added', 'Server'), stepId: 'budget', number: 1 }, asker: { member: dana },
    given: 'in_full', answer: `${bo} added you to “Budget owner” and wrote: “She knows the supplier”.`, mentions: [bo, '“Budget owner”', 'She knows the supplier'],
    chain: [{ says: 'You were added, for a reason', fact: fact('signer_added', { stepId: 'budget', memberId: dana, byMemberId: bo, reason: 'She knows the supplier' }), entry: entry('task.signer_added', { ...by(bo), reason: 'She knows the supplier', before: { quorum: '1' }, after: { addedId: dana, quorum: '2' } }), rule: product('Whoever is asked to decide can have one more sign, for a reason') }],
    near: [{ says: 'No rule of the step names you', rule: budgetAsks, inputs: { yourRoles: ['Director'] } }],
    wouldChange: [{ says: `${bo}, or who may ask others, takes it back`, operation: 'removeSigner' }],
  },
  {
    id: 'request-waits-for-added-signer', way: 'why', question: `${bo} has approved. Why is this not through?`, subject: { kind: 'request', place: within('a-signer-was-added', 'Server') }, asker: { member: rosa },
    given: 'in_full', answer: `“Budget owner” has one of two signatures: it waits for ${dana}, whom ${bo} added.`, mentions: ['“Budget owner”', 'one of two', dana, bo],
    chain: [
      { says: 'The step asks for one signature', fact: fact('task_opened', { stepId: 'budget', quorum: 1, candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: workflowRule('budget', 'quorum', 1, 'One of those who are asked is enough') },
      { says: 'One more must sign, since somebody was added', fact: fact('signer_added', { memberId: dana, byMemberId: bo }), entry: entry('task.signer_added', { after: { quorum: '2' } }), rule: product('Whoever was added must sign besides') },
      { says: 'One signature is there', fact: fact('decided', { memberId: bo, verdict: 'approve' }), entry: entry('request.decided', { actor: { memberId: bo }, after: { status: 'open' } }), inputs: { signatures: 1, needed: 2 } },
    ],
    near: [{ says: 'Without the addition it would be approved', rule: workflowRule('budget', 'quorum', 1, 'One of those who are asked is enough'), inputs: { signatures: 1 } }],
    wouldChange: [{ says: `${dana} approves`, operation: 'decideRequest' }, { says: 'The addition is taken back', operation: 'removeSigner' }],
  },
  {
    id: 'task-why-me-by-escalation', way: 'why', question: 'Why do I get this now? It is for the budget owner.', subject: { kind: 'task', place: within('nobody-decided-in-time', 'Screen'), stepId: 'budget', number: 1 }, asker: { member: dana },
    given: 'in_full', answer: `Nobody decided “Budget owner” in time, and four hours later those of the group Board are asked besides.`, mentions: ['“Budget owner”', 'four hours', 'Board'],
    chain: [
      { says: `${bo} was asked, with a day to decide`, fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: workflowRule('budget', 'due', { hours: 24 }, 'It is due within 24 hours') },
      { says: 'The time passed', entry: byJob('task.became_overdue', 'timers', { step: 'Budget owner' }) },
      { says: 'So you were asked besides', fact: fact('candidates_changed', { stepId: 'budget', why: 'escalated', byMemberId: null, candidates: [{ memberId: bo }, { memberId: dana, because: 'is in the group Board' }] }), entry: byJob('task.escalated', 'timers', { step: 'Budget owner', addedIds: [dana] }), rule: workflowRule('budget', 'onOverdue', { after: { hours: 4 }, escalateTo: [{ kind: 'group', groupId: 'Board' }] }, 'Four hours after it was due, those of the group Board are asked besides'), inputs: { dueHours: 24, overdueHours: 4 } },
    ],
    near: [{ says: 'Nothing was decided by itself: this step asks others and says no by itself in no case', rule: workflowRule('budget', 'onOverdue/escalateTo/0', { kind: 'group', groupId: 'Board' }, 'Those of the group Board'), inputs: { decidesByItself: false } }],
    wouldChange: [{ says: `${bo} or you decide it`, operation: 'decideRequest' }],
  },
  {
    id: 'task-one-of-two-signatures', way: 'why', question: 'I have approved. Why does it still wait?', subject: { kind: 'task', place: within('two-of-three-must-sign', 'Van'), stepId: 'finance', number: 1 }, asker: { member: femi },
    given: 'in_full', answer: '“Finance” needs two signatures of three; yours is the first, and Fay Finance or Finn Finance has to sign as well.', mentions: ['“Finance”', 'two', 'Fay Finance', 'Finn Finance'],
    chain: [
      { says: 'Three were asked, two must sign', fact: fact('task_opened', { stepId: 'finance', quorum: 2, candidates: [{ memberId: 'Fay Finance' }, { memberId: femi }, { memberId: 'Finn Finance' }] }), entry: submission(rosa), rule: workflowRule('finance', 'quorum', 2, 'Two of those who are asked must sign') },
      { says: 'You signed', fact: fact('decided', { stepId: 'finance', memberId: femi, verdict: 'approve' }), entry: decision(femi, 'Finance'), inputs: { signatures: 1, needed: 2 } },
    ],
    near: [{ says: 'You cannot give the second one too', rule: product('Somebody signs a step once'), inputs: { signed: [femi] } }],
    wouldChange: [{ says: 'Fay Finance or Finn Finance approves', operation: 'decideRequest' }, { says: 'Either of them rejects: then it is returned', operation: 'decideRequest' }],
  },
  ...[
    { id: 'task-why-not-too-little-authority', member: 'Jo Junior', because: 'holds the role Finance, but may approve only up to €500.00', answer: 'Jo Junior holds the role Finance, but may approve only up to €500.00, and this is of €12,400.00.', mentions: ['Jo Junior', '€500.00', '€12,400.00'], rule: limitOf('500.00', 'The role Junior may approve up to €500.00'), inputs: { amount: '12400.00 EUR', limit: '500.00 EUR' }, change: { says: 'The role Junior may approve more', operation: 'setAuthorityLimit' } },
    { id: 'task-why-not-signed-the-other-step', member: bo, because: 'signed “Budget owner”, which somebody else must sign', answer: `${bo} signed “Budget owner”, and whoever signs that may not sign “Finance”.`, mentions: [bo, '“Budget owner”', '“Finance”'], rule: workflowRule('finance', 'differsFrom', ['budget'], 'Whoever signs “Budget owner” does not sign this'), inputs: { signed: ['Budget owner'] }, change: { says: 'Somebody else signs “Budget owner”, in a version that begins anew', operation: 'reviseRequest' } },
    { id: 'task-why-not-made-the-request', member: 'Rita Both', because: 'made this request', answer: 'Rita Both made this request, and nobody decides their own.', mentions: ['Rita Both', 'made this request'], rule: product('Whoever made the request does not sign it, unless the step says so'), inputs: { requester: 'Rita Both' }, change: { says: 'A version of the workflow that lets the requester sign', operation: 'addWorkflowVersion' } },
  ].map(
    ({ id, member, because, answer, mentions, rule, inputs, change }): ExpectedAnswer => ({
      id, way: 'why_not', question: `Why is ${member} not asked? They are in finance.`, subject: { kind: 'task', place: within('some-are-named-and-may-not', 'Machine'), stepId: 'finance', number: 2, member }, asker: { member: 'Sam Senior' },
      given: 'in_full', answer, mentions,
      chain: [{ says: 'They were named by their role and left out, which was recorded when the task opened', fact: fact('task_opened', { stepId: 'finance', excluded: [{ memberId: member, because }, {}, {}], candidates: [{ memberId: 'Sam Senior', because: 'holds the role Finance; may approve up to €50,000.00' }] }), entry: decision(bo, 'Budget owner'), rule, inputs }],
      near: [{ says: 'By the role they would have been asked', rule: asksRole('finance', 'Finance'), inputs: { role: 'Finance' } }],
      wouldChange: [change],
    }),
  ),
  {
    id: 'task-asked-instead', way: 'why_not', question: 'This was mine. Who took it from me, and why?', subject: { kind: 'task', place: within('asked-instead', 'Bike'), stepId: 'budget', number: 1 }, asker: { member: bo },
    given: 'in_full', answer: `${ada} asked ${dana} instead of you and wrote: “Bo sells bikes himself”.`, mentions: [ada, dana, 'Bo sells bikes himself'],
    chain: [
      { says: 'You were asked by your role', fact: fact('task_opened', { stepId: 'budget', candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: budgetAsks },
      { says: 'Then another was, instead of you', fact: fact('candidates_changed', { stepId: 'budget', why: 'reassigned', byMemberId: ada, reason: 'Bo sells bikes himself', candidates: [{ memberId: dana }] }), entry: entry('task.reassigned', { ...by(ada), reason: 'Bo sells bikes himself', after: { askedIds: [dana], instead: true } }), rule: right('task.reassign', 'Whoever may ask others can do so instead of those who are asked, with a reason') },
    ],
    near: [{ says: 'By the step’s own rule it would be yours', rule: budgetAsks, inputs: { yourRoles: ['Budget owner'] } }],
    wouldChange: [{ says: 'You are asked again', operation: 'reassignTask' }],
  },
  {
    id: 'task-why-me-two-levels-up', way: 'why', question: 'Why me, and not her manager?', subject: { kind: 'task', place: within('the-managers-manager', 'Trip'), stepId: 'manager', number: 1 }, asker: { member: 'Hana Head' },
    given: 'in_full', answer: `Lea Lead, the manager of ${rosa}, may approve only up to €1,000.00; you are the next above whose authority covers €2,500.00.`, mentions: ['Lea Lead', rosa, '€1,000.00', '€2,500.00'],
    chain: [{ says: 'The chain of managers was gone up to the first whose authority is enough', fact: fact('task_opened', { stepId: 'manager', candidates: [{ memberId: 'Hana Head', because: `is the manager of ${rosa}, 2 levels up; may approve up to €10,000.00` }], excluded: [{ memberId: 'Lea Lead', because: `is the manager of ${rosa}, but may approve only up to €1,000.00` }] }), entry: submission(rosa), rule: workflowRule('manager', 'approvers/anyOf/0', { kind: 'manager', levels: 'authority' }, 'The first manager above whose authority covers the amount'), inputs: { amount: '2500.00 EUR', managers: ['Lea Lead', 'Hana Head'] } }],
    near: [{ says: 'Her limit was below the amount', rule: limitOf('1000.00', 'The role Lead may approve up to €1,000.00'), inputs: { amount: '2500.00 EUR', limit: '1000.00 EUR' } }],
    wouldChange: [{ says: 'The role Lead may approve €2,500.00: then she is asked instead', operation: 'setAuthorityLimit' }, { says: 'A version of at most €1,000.00', operation: 'reviseRequest' }],
  },
  {
    id: 'step-just-below-the-threshold', way: 'why_not', question: 'Why did finance not see this? It is nearly 5,000.', subject: { kind: 'step', place: within('just-below-the-threshold', 'Kitchen'), stepId: 'finance' }, asker: { member: ada },
    given: 'in_full', answer: '“Finance” is asked from €5,000.00 on, and this request is of €4,999.99.', mentions: ['“Finance”', '€5,000.00', '€4,999.99'],
    chain: [
      { says: 'The condition was asked and does not hold', fact: fact('condition_evaluated', { stepId: 'finance', inputs: { 'request.amount.amount': '4999.99' }, result: false }), entry: decision(bo, 'Budget owner'), rule: workflowRule('finance', 'when', 'decimal(request.amount.amount) >= decimal("5000")', 'Asked where the amount is 5,000 or more'), inputs: { Amount: '4999.99', threshold: '5000' } },
      { says: 'So the step was skipped', fact: fact('step_skipped', { stepId: 'finance' }), entry: decision(bo, 'Budget owner') },
    ],
    near: [],
    wouldChange: [{ says: 'An amount of €0.01 more', operation: 'submitRequest' }],
  },
];
