import type { RefusalCode } from '@countersign/contracts/platform';

/** Who calls: nobody, somebody who belongs to no company, and a member with exactly one of the starting roles. */
export const callers = ['anonymous', 'tenantless', 'requester', 'approver', 'auditor', 'admin'] as const;
export type CallerKind = (typeof callers)[number];

export type Verdict = 'ok' | RefusalCode;
/** In the order of `callers`. */
export type Verdicts = readonly [Verdict, Verdict, Verdict, Verdict, Verdict, Verdict];

export interface Expected {
  /** With valid input about the company's own objects: the requester's request, whose task waits for the approver. */
  readonly own: Verdicts;
  /** About a colleague's request, in which neither this requester nor this approver has a part. */
  readonly colleague?: Verdicts;
  /** With another company's id in each place that takes one; an id that nobody has gives the very same answer. */
  readonly foreign?: Readonly<Record<string, Verdicts>>;
}

const ok = 'ok';
const out = 'not_signed_in';
const away = 'no_active_tenant';
const no = 'permission_denied';
const gone = 'not_found';

const everybody: Verdicts = [ok, ok, ok, ok, ok, ok];
const signedIn: Verdicts = [out, ok, ok, ok, ok, ok];
const adminOnly: Verdicts = [out, away, no, no, no, ok];
const overseers: Verdicts = [out, away, no, no, ok, ok];
const members: Verdicts = [out, away, ok, ok, ok, ok];
const approverOnly: Verdicts = [out, away, no, ok, no, no];

const noneOfThem: Verdicts = [out, away, gone, gone, gone, gone];
const overseersFindNone: Verdicts = [out, away, no, no, gone, gone];
const adminFindsNone: Verdicts = [out, away, no, no, no, gone];
const adminNamesUnknownRole: Verdicts = [out, away, no, no, no, 'role_unknown'];
const adminDefinesUnsound: Verdicts = [out, away, no, no, no, 'definition_invalid'];
const definitionIds = {
  '/body/definition/steps/0/approvers/roleIds/0': adminDefinesUnsound,
  '/body/definition/steps/0/approvers/memberIds/0': adminDefinesUnsound,
  '/body/definition/steps/1/effect/endpointId': adminDefinesUnsound,
};

/**
 * Who may, written by hand from what product.md and the starting roles say to people; never made from the code that it checks.
 * An operation that is not here fails the proof.
 */
export const authorizationTable: Readonly<Record<string, Expected>> = {
  // columns: anonymous, tenantless, requester, approver, auditor, admin
  getHealth: { own: everybody },
  signUp: { own: everybody },
  signIn: { own: everybody },
  signOut: { own: signedIn },
  getSession: { own: signedIn },
  createTenant: { own: signedIn },
  acceptInvitation: { own: signedIn },
  switchTenant: { own: [out, gone, ok, ok, ok, ok], foreign: { '/body/memberId': [out, gone, gone, gone, gone, gone] } },

  listSessions: { own: signedIn },
  revokeSession: { own: signedIn, foreign: { '/path/sessionId': [out, gone, gone, gone, gone, gone] } },
  revokeOtherSessions: { own: signedIn },
  followEvents: { own: members },
  renameProfile: { own: members },
  startPictureUpload: { own: members },
  changePicture: { own: members, foreign: { '/body/uploadId': noneOfThem } },
  removePicture: { own: members },
  getPicture: { own: members, foreign: { '/path/pictureId': noneOfThem } },

  listMembers: { own: overseers },
  inviteMember: { own: adminOnly, foreign: { '/body/roleIds/0': adminNamesUnknownRole } },
  assignMemberRoles: { own: adminOnly, foreign: { '/path/memberId': adminFindsNone, '/body/roleIds/0': adminNamesUnknownRole } },
  previewMemberRoles: { own: adminOnly, foreign: { '/path/memberId': adminFindsNone, '/query/roleIds': adminNamesUnknownRole } },
  deactivateMember: { own: adminOnly, foreign: { '/path/memberId': adminFindsNone } },
  renewInvitation: { own: adminOnly, foreign: { '/path/invitationId': adminFindsNone } },
  withdrawInvitation: { own: adminOnly, foreign: { '/path/invitationId': adminFindsNone } },
  listRoles: { own: overseers },
  createRole: { own: adminOnly },
  previewRole: { own: adminOnly, foreign: { '/path/roleId': adminFindsNone } },
  updateRole: { own: adminOnly, foreign: { '/path/roleId': adminFindsNone } },
  applyTemplate: { own: adminOnly },

  listRequestTypes: { own: members },
  createRequestType: { own: adminOnly, foreign: { '/body/workflowId': adminFindsNone } },
  addRequestTypeVersion: { own: adminOnly, foreign: { '/path/requestTypeId': adminFindsNone, '/body/workflowId': adminFindsNone } },
  listWorkflows: { own: [out, away, no, ok, ok, ok] },
  createWorkflow: { own: adminOnly, foreign: definitionIds },
  addWorkflowVersion: { own: adminOnly, foreign: { '/path/workflowId': adminFindsNone, ...definitionIds } },
  publishWorkflowVersion: { own: adminOnly, foreign: { '/path/workflowId': adminFindsNone } },

  submitRequest: { own: [out, away, ok, no, no, ok], foreign: { '/body/requestTypeId': [out, away, gone, no, no, gone], '/body/relatedRequestIds/0': [out, away, 'related_request_unknown', no, no, 'related_request_unknown'] } },
  listRequests: { own: members, foreign: { '/query/requestTypeId': members } },
  getRequest: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/path/requestId': noneOfThem } },
  addNote: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/path/requestId': noneOfThem } },
  reviseRequest: { own: [out, away, ok, no, no, 'not_the_requester'], colleague: [out, away, gone, no, no, 'not_the_requester'], foreign: { '/path/requestId': [out, away, gone, no, no, gone] } },
  withdrawRequest: { own: [out, away, ok, no, no, 'not_the_requester'], colleague: [out, away, gone, no, no, 'not_the_requester'], foreign: { '/path/requestId': [out, away, gone, no, no, gone] } },

  listTasks: { own: approverOnly },
  previewDecision: { own: approverOnly, colleague: [out, away, no, gone, no, no], foreign: { '/path/taskId': [out, away, no, gone, no, no] } },
  decideRequest: { own: approverOnly, colleague: [out, away, no, gone, no, no], foreign: { '/path/taskId': [out, away, no, gone, no, no] } },

  showAudit: { own: overseers, foreign: { '/query/subjectId': overseers, '/query/memberId': overseers } },
  showInbox: { own: members },
  showProfile: { own: members },
  showRequest: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/query/requestId': noneOfThem } },
  showSubmit: { own: [out, away, ok, no, no, ok], foreign: { '/query/requestTypeId': [out, away, gone, no, no, gone], '/query/relatedRequestId': [out, away, gone, no, no, gone] } },
  showRequests: { own: members, foreign: { '/query/requestTypeId': members } },
  showPeople: { own: overseers },
  showMember: { own: overseers, foreign: { '/query/memberId': overseersFindNone } },
  showRole: { own: overseers, foreign: { '/query/roleId': overseersFindNone } },
  showStart: { own: adminOnly },
  showInvitation: { own: everybody },

  listWebhookEndpoints: { own: overseers },
  createWebhookEndpoint: { own: adminOnly },
  listWebhookDeliveries: { own: overseers, foreign: { '/query/requestId': overseers } },
  listAuditEntries: { own: overseers, foreign: { '/query/subjectId': overseers, '/query/memberId': overseers } },
};
