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
const adminNamesUnknownMember: Verdicts = [out, away, no, no, no, 'member_unknown'];
const adminDefinesUnsound: Verdicts = [out, away, no, no, no, 'definition_invalid'];
const adminNamesUnknownType: Verdicts = [out, away, no, no, no, 'invalid_input'];
const sourceIds = { '/body/requesterId': adminNamesUnknownMember, '/body/rules/0/act/requestTypeId': adminNamesUnknownType, '/body/records/0/recordSetId': adminNamesUnknownType };
const definitionIds = {
  '/body/definition/steps/0/approvers/roleIds/0': adminDefinesUnsound,
  '/body/definition/steps/0/approvers/memberIds/0': adminDefinesUnsound,
  '/body/definition/steps/1/effect/endpointId': adminDefinesUnsound,
  '/body/definition/steps/1/onReverse/endpointId': adminDefinesUnsound,
  '/body/definition/steps/2/effect/connectionId': adminDefinesUnsound,
  '/body/definition/steps/2/effect/record/recordSetId': adminDefinesUnsound,
  '/body/definition/steps/2/onReverse/connectionId': adminDefinesUnsound,
  '/body/definition/steps/3/effect/to/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/3/effect/to/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/3/effect/to/2/memberId': adminDefinesUnsound,
  '/body/definition/steps/3/onReverse/to/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/3/onReverse/to/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/3/onReverse/to/2/memberId': adminDefinesUnsound,
  '/body/definition/steps/4/effect/to/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/4/effect/to/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/4/effect/to/2/memberId': adminDefinesUnsound,
  '/body/definition/steps/4/onReverse/to/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/4/onReverse/to/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/4/onReverse/to/2/memberId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/approvers/anyOf/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/approvers/anyOf/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/approvers/anyOf/2/memberId': adminDefinesUnsound,
  '/body/definition/steps/0/otherwise/0/approvers/except/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/0/otherwise/0/approvers/except/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/0/otherwise/0/approvers/except/2/memberId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/calendarId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/record/connectionId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/onOverdue/escalateTo/0/roleId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/onOverdue/escalateTo/1/groupId': adminDefinesUnsound,
  '/body/definition/steps/0/branches/0/steps/0/onOverdue/escalateTo/2/memberId': adminDefinesUnsound,
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
  setManager: { own: adminOnly, foreign: { '/path/memberId': adminFindsNone, '/body/manager/memberId': adminNamesUnknownMember } },
  setMemberExpiry: { own: adminOnly, foreign: { '/path/memberId': adminFindsNone } },
  listGroups: { own: overseers },
  listGroupMembers: { own: overseers, foreign: { '/path/groupId': overseersFindNone } },
  createGroup: { own: adminOnly },
  renameGroup: { own: adminOnly, foreign: { '/path/groupId': adminFindsNone } },
  deleteGroup: { own: adminOnly, foreign: { '/path/groupId': adminFindsNone } },
  addGroupMembers: { own: adminOnly, foreign: { '/path/groupId': adminFindsNone, '/body/memberIds/0': adminNamesUnknownMember } },
  removeGroupMember: { own: adminOnly, foreign: { '/path/groupId': adminFindsNone, '/path/memberId': adminFindsNone } },
  listAuthorityLimits: { own: overseers, foreign: { '/query/holderId': overseers } },
  setAuthorityLimit: { own: adminOnly, foreign: { '/body/holder/id': adminFindsNone, '/body/requestTypeId': adminFindsNone } },
  removeAuthorityLimit: { own: adminOnly, foreign: { '/path/limitId': adminFindsNone } },
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
  previewWorkflow: { own: adminOnly, foreign: { '/body/workflowId': adminFindsNone } },
  retireWorkflowVersion: { own: adminOnly, foreign: { '/path/workflowId': adminFindsNone } },
  publishWorkflowVersion: { own: adminOnly, foreign: { '/path/workflowId': adminFindsNone } },

  submitRequest: { own: [out, away, ok, no, no, ok], foreign: { '/body/attachmentIds/0': [out, away, 'attachment_unknown', no, no, 'attachment_unknown'], '/body/requestTypeId': [out, away, gone, no, no, gone], '/body/relatedRequestIds/0': [out, away, 'related_request_unknown', no, no, 'related_request_unknown'] } },
  previewRequest: { own: [out, away, ok, no, no, ok], foreign: { '/query/requestTypeId': [out, away, gone, no, no, gone] } },
  listRequests: { own: members, foreign: { '/query/requestTypeId': members } },
  getRequest: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/path/requestId': noneOfThem } },
  addNote: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/path/requestId': noneOfThem } },
  // A note's id is looked for on the request that is named: on a colleague's it is none of theirs.
  editNote: { own: members, colleague: noneOfThem, foreign: { '/path/requestId': noneOfThem, '/path/noteId': noneOfThem } },
  removeNote: { own: members, colleague: noneOfThem, foreign: { '/path/requestId': noneOfThem, '/path/noteId': noneOfThem } },
  findReaders: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/path/requestId': noneOfThem } },
  watchRequest: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/path/requestId': noneOfThem } },
  readNotifications: { own: members, foreign: { '/body/notificationIds/0': noneOfThem } },
  startAttachmentUpload: { own: [out, away, ok, no, no, ok] },
  checkAttachment: { own: [out, away, ok, no, no, ok], foreign: { '/path/attachmentId': [out, away, gone, no, no, gone] } },
  getAttachment: { own: members, colleague: noneOfThem, foreign: { '/path/requestId': noneOfThem, '/path/attachmentId': noneOfThem } },
  reviseRequest: { own: [out, away, ok, no, no, 'not_the_requester'], colleague: [out, away, gone, no, no, 'not_the_requester'], foreign: { '/body/attachmentIds/0': [out, away, 'attachment_unknown', no, no, 'not_the_requester'], '/path/requestId': [out, away, gone, no, no, gone] } },
  withdrawRequest: { own: [out, away, ok, no, no, 'not_the_requester'], colleague: [out, away, gone, no, no, 'not_the_requester'], foreign: { '/path/requestId': [out, away, gone, no, no, gone] } },

  listTasks: { own: approverOnly },
  previewDecision: { own: approverOnly, colleague: [out, away, no, gone, no, no], foreign: { '/path/taskId': [out, away, no, gone, no, no], '/query/onBehalfOf': [out, away, no, 'not_a_candidate', no, no] } },
  decideRequest: { own: approverOnly, colleague: [out, away, no, gone, no, no], foreign: { '/path/taskId': [out, away, no, gone, no, no], '/body/onBehalfOf': [out, away, no, 'not_a_candidate', no, no] } },

  // What one may not decide is refused item by item, within an answer.
  previewDecisions: { own: approverOnly, foreign: { '/query/taskIds': approverOnly } },
  decideRequests: { own: approverOnly, foreign: { '/body/decisions/0/taskId': approverOnly } },

  showAudit: { own: overseers, foreign: { '/query/subjectId': overseers, '/query/memberId': overseers } },
  showInbox: { own: members },
  showNotifications: { own: members },
  showProfile: { own: members },
  showRequest: { own: members, colleague: [out, away, gone, gone, ok, ok], foreign: { '/query/requestId': noneOfThem } },
  showSubmit: { own: [out, away, ok, no, no, ok], foreign: { '/query/requestTypeId': [out, away, gone, no, no, gone], '/query/relatedRequestId': [out, away, gone, no, no, gone] } },
  showRequests: { own: members, foreign: { '/query/requestTypeId': members } },
  showPeople: { own: overseers },
  showMember: { own: overseers, foreign: { '/query/memberId': overseersFindNone } },
  showGroup: { own: overseers, foreign: { '/query/groupId': overseersFindNone } },
  showRole: { own: overseers, foreign: { '/query/roleId': overseersFindNone } },
  showStart: { own: adminOnly },
  showInvitation: { own: everybody },

  listWebhookEndpoints: { own: overseers },
  createWebhookEndpoint: { own: adminOnly },
  listWebhookDeliveries: { own: overseers, foreign: { '/query/requestId': overseers } },
  listConnections: { own: overseers },
  createConnection: { own: adminOnly },
  updateConnection: { own: adminOnly, foreign: { '/path/connectionId': adminFindsNone } },
  listRecordSets: { own: overseers },
  createRecordSet: { own: adminOnly, foreign: { '/body/connectionId': adminFindsNone } },
  updateRecordSet: { own: adminOnly, foreign: { '/path/recordSetId': adminFindsNone } },
  listKeptRecords: { own: overseers, foreign: { '/path/recordSetId': overseersFindNone } },
  startReading: { own: adminOnly, foreign: { '/path/recordSetId': adminFindsNone } },
  stopReading: { own: adminOnly, foreign: { '/path/readingId': adminFindsNone } },
  getReading: { own: overseers, foreign: { '/path/readingId': overseersFindNone } },
  startReconciliation: { own: adminOnly, foreign: { '/path/recordSetId': adminFindsNone } },
  listFindings: { own: overseers, foreign: { '/path/readingId': overseersFindNone } },
  previewRecordRepairs: { own: adminOnly, foreign: { '/path/readingId': adminFindsNone, '/query/findingId': adminFindsNone } },
  startRecordRepairs: { own: adminOnly, foreign: { '/path/readingId': adminFindsNone, '/body/findingId': adminFindsNone } },
  stopRecordRepairs: { own: adminOnly, foreign: { '/path/repairId': adminFindsNone } },
  getRecordRepairs: { own: overseers, foreign: { '/path/repairId': overseersFindNone } },
  showReconciliation: { own: overseers, foreign: { '/query/readingId': overseersFindNone } },
  showRecordSets: { own: overseers },
  showRecordSet: { own: overseers, foreign: { '/query/recordSetId': overseersFindNone } },
  listEffects: { own: overseers, foreign: { '/query/connectionId': overseers } },
  getEffect: { own: overseers, foreign: { '/path/effectId': overseersFindNone } },
  previewRepairs: { own: adminOnly, foreign: { '/query/connectionId': adminFindsNone } },
  startRepairs: { own: adminOnly, foreign: { '/body/connectionId': adminFindsNone } },
  getRepairs: { own: overseers, foreign: { '/path/repairId': overseersFindNone } },
  stopRepairs: { own: adminOnly, foreign: { '/path/repairId': adminFindsNone } },
  repairEffect: { own: adminOnly, foreign: { '/path/effectId': adminFindsNone } },
  previewCompensation: { own: adminOnly, foreign: { '/path/effectId': adminFindsNone } },
  compensateEffect: { own: adminOnly, foreign: { '/path/effectId': adminFindsNone } },
  listAuditEntries: { own: overseers, foreign: { '/query/subjectId': overseers, '/query/memberId': overseers } },
  showWorkflows: { own: [out, away, no, ok, ok, ok] },
  showWorkflowEditor: { own: adminOnly, foreign: { '/query/workflowId': adminFindsNone } },
  showWorkflow: { own: [out, away, no, ok, ok, ok], foreign: { '/query/workflowId': [out, away, no, gone, gone, gone] } },
  startSecondFactor: { own: [out, away, ok, ok, ok, ok] },
  confirmSecondFactor: { own: [out, away, ok, ok, ok, ok] },
  renewRecoveryCodes: { own: [out, away, ok, ok, ok, ok] },
  proveSecondFactor: { own: [out, away, ok, ok, ok, ok] },
  removeSecondFactor: { own: [out, away, ok, ok, ok, ok] },
  createCalendar: { own: [out, away, no, no, no, ok] },
  updateCalendar: { own: adminOnly, foreign: { '/path/calendarId': adminFindsNone } },
  deleteCalendar: { own: adminOnly, foreign: { '/path/calendarId': adminFindsNone } },
  listCalendars: { own: [out, away, no, no, ok, ok] },
  showCalendars: { own: overseers },
  showCalendar: { own: overseers, foreign: { '/query/calendarId': overseersFindNone } },
  reassignTask: { own: adminOnly, foreign: { '/path/taskId': adminFindsNone, '/body/memberIds/0': [out, away, no, no, no, 'cannot_be_asked'] } },
  previewWorkingTime: { own: [out, away, no, no, ok, ok] },
  createDelegation: { own: members, foreign: { '/body/principalId': [out, away, no, no, no, gone], '/body/delegateId': noneOfThem, '/body/requestTypeIds/0': noneOfThem } },
  listDelegations: { own: members, foreign: { '/query/memberId': [out, away, no, no, ok, ok] } },
  endDelegation: { own: members, foreign: { '/path/delegationId': noneOfThem } },
  cancelRequest: { own: [out, away, no, no, no, ok], foreign: { '/path/requestId': [out, away, no, no, no, gone] } },
  reverseRequest: { own: [out, away, no, no, no, ok], foreign: { '/path/requestId': [out, away, no, no, no, gone] } },
  resolveEffect: { own: [out, away, gone, gone, gone, ok], foreign: { '/path/effectId': noneOfThem } },
  revokeDecision: { own: approverOnly, colleague: [out, away, no, gone, no, no], foreign: { '/path/taskId': [out, away, no, gone, no, no] } },
  rereadRecord: { own: [out, away, no, ok, no, no], foreign: { '/path/taskId': [out, away, no, gone, no, no] } },
  planMigration: { own: adminOnly, foreign: { '/path/workflowId': adminFindsNone } },
  startMigration: { own: adminOnly, foreign: { '/path/migrationId': adminFindsNone } },
  stopMigration: { own: adminOnly, foreign: { '/path/migrationId': adminFindsNone } },
  resumeMigration: { own: adminOnly, foreign: { '/path/migrationId': adminFindsNone } },
  getMigration: { own: adminOnly, foreign: { '/path/migrationId': adminFindsNone } },
  showMigration: { own: adminOnly, foreign: { '/query/migrationId': adminFindsNone } },
  previewReversal: { own: adminOnly, foreign: { '/path/requestId': [out, away, no, no, no, gone] } },
  getWorkflowSchema: { own: [out, away, ok, ok, ok, ok] },
  // Who may is looked at with the task: whoever may ask others, and an approver for what waits for them.
  addSigner: { own: [out, away, no, ok, no, ok], colleague: [out, away, gone, gone, no, ok], foreign: { '/path/taskId': noneOfThem, '/body/memberId': [out, away, no, 'cannot_be_asked', no, 'cannot_be_asked'] } },
  removeSigner: { own: [out, away, no, ok, no, ok], colleague: [out, away, gone, gone, no, 'not_added'], foreign: { '/path/requestId': noneOfThem, '/body/memberId': [out, away, no, no, no, 'not_added'] } },
  findSigners: { own: [out, away, no, ok, no, ok], colleague: [out, away, gone, gone, no, ok], foreign: { '/path/taskId': noneOfThem } },
  showConnections: { own: overseers },
  showConnection: { own: overseers, foreign: { '/query/connectionId': overseersFindNone } },
  showEffects: { own: overseers, foreign: { '/query/connectionId': overseers } },
  showEffect: { own: overseers, foreign: { '/query/effectId': overseersFindNone } },
  startConnectionGrant: { own: adminOnly, foreign: { '/path/connectionId': adminFindsNone } },
  finishConnectionGrant: { own: adminOnly },
  testConnection: { own: adminOnly, foreign: { '/path/connectionId': adminFindsNone } },
  showWebhooks: { own: overseers },
  showWebhook: { own: overseers, foreign: { '/query/endpointId': overseersFindNone } },
  endOlderSecrets: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  rotateWebhookSecret: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  updateWebhookEndpoint: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  pauseWebhookEndpoint: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  resumeWebhookEndpoint: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  resendWebhookDelivery: { own: adminOnly, foreign: { '/path/deliveryId': adminFindsNone } },
  previewWebhookReplay: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  startWebhookReplay: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  stopWebhookReplay: { own: adminOnly, foreign: { '/path/replayId': adminFindsNone } },
  showApiKeys: { own: members },
  createApiKey: { own: members },
  listApiKeys: { own: members },
  revokeApiKey: { own: members, foreign: { '/path/apiKeyId': noneOfThem } },
  getRole: { own: overseers, foreign: { '/path/roleId': overseersFindNone } },
  getCalendar: { own: overseers, foreign: { '/path/calendarId': overseersFindNone } },
  getGroup: { own: overseers, foreign: { '/path/groupId': overseersFindNone } },
  createWebhookSource: { own: adminOnly, foreign: sourceIds },
  listWebhookSources: { own: overseers },
  updateWebhookSource: { own: adminOnly, foreign: { '/path/sourceId': adminFindsNone, ...sourceIds } },
  rotateSourceSecret: { own: adminOnly, foreign: { '/path/sourceId': adminFindsNone } },
  receiveInboundMessage: { own: everybody, foreign: { '/path/sourceId': [gone, gone, gone, gone, gone, gone] } },
  listInboundMessages: { own: overseers, foreign: { '/path/sourceId': overseersFindNone } },
  replayDeadLetters: { own: adminOnly, foreign: { '/path/sourceId': adminFindsNone, '/body/messageIds/0': adminFindsNone } },
  showWebhookSources: { own: overseers },
  showWebhookSource: { own: overseers, foreign: { '/query/sourceId': overseersFindNone } },
  listEventTypes: { own: everybody },
  previewEndpointVersion: { own: adminOnly, foreign: { '/path/endpointId': adminFindsNone } },
  listRecordChoices: { own: [out, away, ok, no, no, ok], foreign: { '/path/requestTypeId': [out, away, gone, no, no, gone], '/query/recordSetId': [out, away, gone, no, no, gone] } },
  startAuditStream: { own: adminOnly, foreign: { '/body/endpointId': adminFindsNone } },
  stopAuditStream: { own: adminOnly, foreign: { '/path/streamId': adminFindsNone } },
};
