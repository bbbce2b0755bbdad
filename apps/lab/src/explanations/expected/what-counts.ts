import type { ExpectedAnswer } from './expected-answer.js';
import { asksRole, by, decision, entry, fact, product, right, submission, within, workflowRule } from './parts.js';

const rosa = 'Rosa Requester';
const bo = 'Bo Budget';
const ada = 'Ada Admin';
const femi = 'Femi Finance';
const tara = 'Tara Team';

/** Which signatures count, what a run waits for, on which version it is, and who acted. */
export const whatCounts: readonly ExpectedAnswer[] = [
  {
    id: 'task-why-me-again-after-amount-changed', way: 'why', question: 'I signed this. Why is it back?', subject: { kind: 'task', place: within('a-material-change', 'Table'), stepId: 'budget', number: 4 }, asker: { member: bo },
    given: 'in_full', answer: `${rosa} changed the amount from €800.00 to €950.00 in version 2, and your signature was for version 1.`, mentions: [rosa, '€800.00', '€950.00', 'version 2', 'version 1'],
    chain: [
      { says: 'You signed version 1', fact: fact('decided', { stepId: 'budget', memberId: bo, verdict: 'approve', revision: 1 }), entry: decision(bo, 'Budget owner') },
      { says: 'Version 2 voids that, since the amount is another one', fact: fact('revised', { revision: 2, material: true, voided: [{ stepId: 'budget', memberId: bo, fields: ['amount'] }], reopenedStepIds: ['budget'] }), entry: entry('request.revised', { ...by(rosa), before: { revision: '1' }, after: { revision: '2' } }), rule: { of: 'request_type', version: 1, at: 'immaterialFields', is: ['note'], says: 'Every field but “Note” is material' }, inputs: { Amount: { before: '800.00 EUR', after: '950.00 EUR' } } },
      { says: 'So you are asked anew', fact: fact('task_opened', { stepId: 'budget', number: 4, candidates: [{ memberId: bo }] }), entry: entry('request.revised', by(rosa)), rule: asksRole('budget', 'Budget owner') },
    ],
    near: [{ says: `The signature of ${tara} stands: her step is bound to what it is called, and that is the same`, rule: workflowRule('team', 'boundTo', ['title'], 'A signature of “Team lead” is bound to the title alone'), inputs: { changed: ['amount'] } }],
    wouldChange: [{ says: 'You approve version 2', operation: 'decideRequest' }],
  },
  {
    id: 'step-signature-bound-to-the-title', way: 'why_not', question: 'The amount is another one. Why was I not asked again?', subject: { kind: 'step', place: within('a-material-change', 'Table'), stepId: 'team' }, asker: { member: tara },
    given: 'in_full', answer: 'Your signature as “Team lead” is bound to the title alone, and version 2 changes only the amount.', mentions: ['“Team lead”', 'title', 'amount'],
    chain: [
      { says: 'You signed version 1', fact: fact('decided', { stepId: 'team', memberId: tara, verdict: 'approve', revision: 1 }), entry: decision(tara, 'Team lead') },
      { says: 'Version 2 voided another signature, and not yours', fact: fact('revised', { revision: 2, voided: [{ stepId: 'budget' }], reopenedStepIds: ['budget'] }), entry: entry('request.revised', by(rosa)), rule: workflowRule('team', 'boundTo', ['title'], 'A signature of this step is bound to the title alone'), inputs: { changed: ['amount'] } },
    ],
    near: [],
    wouldChange: [{ says: 'A version with another title', operation: 'reviseRequest' }],
  },
  {
    id: 'task-set-aside-by-a-new-version', way: 'why_not', question: 'I was just reading this. Why may I not decide it any more?', subject: { kind: 'task', place: within('a-material-change', 'Table'), stepId: 'finance', number: 3 }, asker: { member: femi },
    given: 'in_full', answer: `${rosa} submitted version 2, which ${bo} has to sign before it comes to “Finance” again.`, mentions: [rosa, 'version 2', bo, '“Finance”'],
    chain: [
      { says: 'You were asked about version 1', fact: fact('task_opened', { stepId: 'finance', number: 3 }), entry: decision(bo, 'Budget owner') },
      { says: 'Your task was set aside', fact: fact('task_closed', { stepId: 'finance', number: 3, outcome: 'superseded' }), entry: entry('request.revised', by(rosa)) },
      { says: 'Since the new version voids the signature before', fact: fact('revised', { revision: 2, voided: [{ stepId: 'budget', memberId: bo, fields: ['amount'] }] }), entry: entry('request.revised', by(rosa)), rule: product('A step is come to once those before it are signed') },
    ],
    near: [],
    wouldChange: [{ says: `${bo} approves version 2: then you are asked about that`, operation: 'decideRequest' }],
  },
  {
    id: 'request-open-again-after-revocation', way: 'why', question: 'It said that the budget owner had approved. Why does it wait for him again?', subject: { kind: 'request', place: within('a-decision-taken-back', 'Phone') }, asker: { member: rosa },
    given: 'in_full', answer: `${bo} took back the approval within the 60 minutes that “Budget owner” allows, and wrote: “The wrong model”.`, mentions: [bo, '60 minutes', '“Budget owner”', 'The wrong model'],
    chain: [
      { says: 'It was approved', fact: fact('decided', { stepId: 'budget', memberId: bo, verdict: 'approve' }), entry: decision(bo, 'Budget owner') },
      { says: 'And taken back', fact: fact('decision_revoked', { stepId: 'budget', memberId: bo, verdict: 'approve', reason: 'The wrong model', reopenedStepIds: ['budget'] }), entry: entry('request.decision_revoked', { ...by(bo), reason: 'The wrong model' }), rule: workflowRule('budget', 'revocableMinutes', 60, 'A decision can be taken back for 60 minutes') },
      { says: 'So the step is asked anew', fact: fact('task_opened', { stepId: 'budget', number: 3 }), entry: entry('request.decision_revoked', by(bo)), rule: asksRole('budget', 'Budget owner') },
      { says: 'And Finance is not asked for now', fact: fact('task_closed', { stepId: 'finance', outcome: 'superseded' }), entry: entry('request.decision_revoked', by(bo)) },
    ],
    near: [],
    wouldChange: [{ says: `${bo} decides again`, operation: 'decideRequest' }],
  },
  {
    id: 'run-moved-to-another-version', way: 'why', question: 'When I submitted this, finance had no part in it. Why is finance asked?', subject: { kind: 'run', place: within('moved-to-a-new-version', 'Camera') }, asker: { member: rosa },
    given: 'in_full', answer: `${ada} moved your request from version 1 of the workflow to version 2, where “Finance” is asked first: “Finance looks at every purchase from now on”.`, mentions: [ada, 'version 1', 'version 2', '“Finance”', 'Finance looks at every purchase from now on'],
    chain: [
      { says: 'It began on version 1', fact: fact('run_started', { revision: 1 }), entry: entry('request.submitted', { ...by(rosa), after: { workflowVersion: '1' } }) },
      { says: 'Then it was moved', fact: fact('migrated', { fromVersion: 1, toVersion: 2, byMemberId: ada, reason: 'Finance looks at every purchase from now on', voided: [] }), entry: entry('request.moved', { actor: { kind: 'job', name: 'run-migrations' }, reason: 'Finance looks at every purchase from now on', before: { workflowVersion: '1' }, after: { workflowVersion: '2' } }), rule: right('workflow.publish', 'Whoever publishes workflows can move what runs, for a reason') },
      { says: 'There Finance comes first', fact: fact('task_opened', { stepId: 'finance', number: 2, candidates: [{ memberId: femi }] }), entry: entry('request.moved', { after: { workflowVersion: '2' } }), rule: asksRole('finance', 'Finance', 2) },
    ],
    near: [{ says: 'Publishing version 2 alone changed nothing for you: what runs stays on its version', rule: product('A run stays with its version until it is moved'), inputs: { published: 2 } }],
    wouldChange: [{ says: `${femi} approves: then ${bo} is asked`, operation: 'decideRequest' }],
  },
  {
    id: 'task-set-aside-by-a-move', way: 'why_not', question: 'This was waiting for me yesterday. Has somebody else decided?', subject: { kind: 'task', place: within('moved-to-a-new-version', 'Camera'), stepId: 'budget', number: 1 }, asker: { member: bo },
    given: 'in_full', answer: `Nobody has: the request was moved to version 2 of the workflow by ${ada}, where “Finance” is asked before you.`, mentions: ['version 2', ada, '“Finance”'],
    chain: [
      { says: 'You were asked on version 1', fact: fact('task_opened', { stepId: 'budget', number: 1, candidates: [{ memberId: bo }] }), entry: submission(rosa), rule: asksRole('budget', 'Budget owner') },
      { says: 'It was moved', fact: fact('migrated', { fromVersion: 1, toVersion: 2, byMemberId: ada }), entry: entry('request.moved', { after: { workflowVersion: '2' } }) },
      { says: 'Your task was set aside', fact: fact('task_closed', { number: 1, outcome: 'superseded' }), entry: entry('request.moved', { after: { workflowVersion: '2' } }), rule: product('A step is come to once those before it are signed') },
    ],
    near: [],
    wouldChange: [{ says: `${femi} approves`, operation: 'decideRequest' }],
  },
  {
    id: 'request-submitted-by-a-program', way: 'why', question: 'I never submitted this. Why is it in my name?', subject: { kind: 'request', place: within('a-program-submitted', 'Toner') }, asker: { member: rosa },
    given: 'in_full', answer: 'It was submitted with your API key “Shop system”, which acts in your name.', mentions: ['API key', 'Shop system', 'your name'],
    chain: [
      { says: 'You made the key', entry: entry('api_key.created', { ...by(rosa), after: { scopes: ['request.read', 'request.submit'] } }, { about: 'anything' }), rule: product('A key acts as the member who made it, within its scopes') },
      { says: 'It was used', fact: fact('run_started', { requesterId: rosa }), entry: entry('request.submitted', { actor: { memberId: rosa, kind: 'member' }, channel: 'api' }), rule: right('request.submit', 'Who may submit, and whose key names that') },
    ],
    near: [{ says: 'You were not signed in for this', rule: product('An act by a key names the key besides the member'), inputs: { key: 'Shop system', session: null } }],
    wouldChange: [{ says: 'You revoke the key', operation: 'revokeApiKey' }, { says: 'You withdraw the request', operation: 'withdrawRequest' }],
  },
  {
    id: 'step-waits-two-days', way: 'why', question: 'Everybody has signed. What is it waiting for?', subject: { kind: 'step', place: within('a-wait-of-two-days', 'Boat'), stepId: 'cool' }, asker: { member: rosa },
    given: 'in_full', answer: '“Two days to think” lets 48 hours pass after the last signature before “Pay”.', mentions: ['“Two days to think”', '48 hours', '“Pay”'],
    chain: [
      { says: 'The last signature', fact: fact('decided', { stepId: 'budget', memberId: bo, verdict: 'approve' }), entry: decision(bo, 'Budget owner') },
      { says: 'Began the wait', fact: fact('wait_started', { stepId: 'cool' }), entry: decision(bo, 'Budget owner'), rule: workflowRule('cool', 'until', { hours: 48 }, 'It waits 48 hours'), inputs: { hours: 48 } },
    ],
    near: [{ says: '“Pay” has no condition: it follows once the wait is over', rule: workflowRule('pay', 'kind', 'effect', 'An effect'), inputs: { condition: null } }],
    wouldChange: [{ says: 'Time: nobody has to do anything', operation: null }, { says: 'You withdraw it meanwhile', operation: 'withdrawRequest' }],
  },
  {
    id: 'task-set-aside-by-the-other-branch', way: 'why_not', question: 'I was asked twice about this, and one of the two is gone. Why?', subject: { kind: 'task', place: within('one-of-two-branches', 'Plants'), stepId: 'finance', number: 2 }, asker: { member: femi },
    given: 'in_full', answer: `One of the two branches of “Either of them” is enough, and ${bo} signed “Budget owner” first; you are asked for “Last look” still.`, mentions: ['“Either of them”', bo, '“Budget owner”', '“Last look”'],
    chain: [
      { says: 'Both were asked at once', fact: fact('task_opened', { stepId: 'finance', number: 2, candidates: [{ memberId: femi }] }), entry: submission(rosa), rule: asksRole('finance', 'Finance') },
      { says: 'The other signed', fact: fact('decided', { stepId: 'budget', memberId: bo, verdict: 'approve' }), entry: decision(bo, 'Budget owner') },
      { says: 'That was enough', fact: fact('step_done', { stepId: 'either' }), entry: decision(bo, 'Budget owner'), rule: workflowRule('either', 'join', 1, 'One branch is enough'), inputs: { branchesDone: 1, needed: 1 } },
      { says: 'So your task was set aside', fact: fact('task_closed', { stepId: 'finance', number: 2, outcome: 'superseded' }), entry: decision(bo, 'Budget owner') },
    ],
    near: [],
    wouldChange: [{ says: 'Nothing: the step is done for this version', operation: null }],
  },
  {
    id: 'step-sent-back-to-earlier-step', way: 'why', question: 'Finance rejected it. Why does it wait for the budget owner and not for me?', subject: { kind: 'step', place: within('sent-back-to-an-earlier-step', 'Carpet'), stepId: 'budget' }, asker: { member: rosa },
    given: 'in_full', answer: `A rejection at “Finance” goes back to “Budget owner”, and ${femi} rejected it: “Which cost centre?”.`, mentions: ['“Finance”', '“Budget owner”', femi, 'Which cost centre?'],
    chain: [
      { says: 'It was rejected', fact: fact('decided', { stepId: 'finance', memberId: femi, verdict: 'reject', reason: 'Which cost centre?' }), entry: entry('request.decided', { ...by(femi), reason: 'Which cost centre?', after: { step: 'Finance', verdict: 'reject', status: 'open' } }) },
      { says: 'And went back', fact: fact('went_back', { stepId: 'finance', toStepId: 'budget', reopenedStepIds: ['budget', 'finance'] }), entry: decision(femi, 'Finance', 'reject'), rule: workflowRule('finance', 'onReject', { goTo: 'budget' }, 'A rejection goes back to “Budget owner”') },
      { says: 'Which is asked anew', fact: fact('task_opened', { stepId: 'budget', number: 3, candidates: [{ memberId: bo }] }), entry: decision(femi, 'Finance', 'reject'), rule: asksRole('budget', 'Budget owner') },
    ],
    near: [{ says: 'A rejection at “Budget owner” would have returned it to you', rule: workflowRule('budget', 'onReject', 'return', 'A rejection returns the request to its requester'), inputs: { rejectedAt: 'Finance' } }],
    wouldChange: [{ says: `${bo} approves again, or rejects: then it is returned to you`, operation: 'decideRequest' }, { says: 'You submit a new version', operation: 'reviseRequest' }],
  },
];
