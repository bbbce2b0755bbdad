import { controllersOfPeople } from './controllers-of-people.js';
import { GetHealthController } from '../api/get-health.controller.js';
import { ListAuditEntriesController } from '../audit/list-audit-entries.controller.js';
import { FollowEventsController } from '../events/follow-events.controller.js';
import { AssignMemberRolesController } from '../members/assign-member-roles.controller.js';
import { ListMembersController } from '../members/list-members.controller.js';
import { DeactivateMemberController } from '../members/deactivate-member.controller.js';
import { PreviewMemberRolesController } from '../members/preview-member-roles.controller.js';
import { AddRequestTypeVersionController } from '../request-types/add-request-type-version.controller.js';
import { CreateRequestTypeController } from '../request-types/create-request-type.controller.js';
import { ListRequestTypesController } from '../request-types/list-request-types.controller.js';
import { AddNoteController } from '../requests/add-note.controller.js';
import { GetRequestController } from '../requests/get-request.controller.js';
import { ListRequestsController } from '../requests/list-requests.controller.js';
import { ReviseRequestController } from '../requests/revise-request.controller.js';
import { SubmitRequestController } from '../requests/submit-request.controller.js';
import { WithdrawRequestController } from '../requests/withdraw-request.controller.js';
import { CreateRoleController } from '../roles/create-role.controller.js';
import { ListRolesController } from '../roles/list-roles.controller.js';
import { UpdateRoleController } from '../roles/update-role.controller.js';
import { PreviewRoleController } from '../roles/preview-role.controller.js';
import { ShowAuditController } from '../screens/show-audit.controller.js';
import { ShowInboxController } from '../screens/show-inbox.controller.js';
import { ShowProfileController } from '../screens/show-profile.controller.js';
import { ShowRequestController } from '../screens/show-request.controller.js';
import { ShowRequestsController } from '../screens/show-requests.controller.js';
import { ShowSubmitController } from '../screens/show-submit.controller.js';
import { ShowPeopleController } from '../screens/show-people.controller.js';
import { ShowMemberController } from '../screens/show-member.controller.js';
import { ShowRoleController } from '../screens/show-role.controller.js';
import { ShowStartController } from '../screens/show-start.controller.js';
import { ShowInvitationController } from '../screens/show-invitation.controller.js';
import { DecideRequestController } from '../tasks/decide-request.controller.js';
import { ListTasksController } from '../tasks/list-tasks.controller.js';
import { PreviewDecisionController } from '../tasks/preview-decision.controller.js';
import { ApplyTemplateController } from '../templates/apply-template.controller.js';
import { CreateTenantController } from '../tenants/create-tenant.controller.js';
import { CreateConnectionController } from '../connections/create-connection.controller.js';
import { UpdateConnectionController } from '../connections/update-connection.controller.js';
import { ListConnectionsController } from '../connections/list-connections.controller.js';
import { PreviewCompensationController } from '../effects/preview-compensation.controller.js';
import { CompensateEffectController } from '../effects/compensate-effect.controller.js';
import { GetEffectController } from '../effects/get-effect.controller.js';
import { ListEffectsController } from '../effects/list-effects.controller.js';
import { PreviewRepairsController } from '../effects/preview-repairs.controller.js';
import { StartRepairsController } from '../effects/start-repairs.controller.js';
import { GetRepairsController } from '../effects/get-repairs.controller.js';
import { StopRepairsController } from '../effects/stop-repairs.controller.js';
import { RepairEffectController } from '../effects/repair-effect.controller.js';
import { AddWorkflowVersionController } from '../workflows/add-workflow-version.controller.js';
import { CreateWorkflowController } from '../workflows/create-workflow.controller.js';
import { ListWorkflowsController } from '../workflows/list-workflows.controller.js';
import { PublishWorkflowVersionController } from '../workflows/publish-workflow-version.controller.js';
import { ShowWorkflowsController } from '../screens/show-workflows.controller.js';
import { ShowWorkflowController } from '../screens/show-workflow.controller.js';
import { EditNoteController } from '../requests/edit-note.controller.js';
import { RemoveNoteController } from '../requests/remove-note.controller.js';
import { FindReadersController } from '../requests/find-readers.controller.js';
import { WatchRequestController } from '../requests/watch-request.controller.js';
import { ShowNotificationsController } from '../screens/show-notifications.controller.js';
import { CreateGroupController } from '../groups/create-group.controller.js';
import { RenameGroupController } from '../groups/rename-group.controller.js';
import { DeleteGroupController } from '../groups/delete-group.controller.js';
import { AddGroupMembersController } from '../groups/add-group-members.controller.js';
import { RemoveGroupMemberController } from '../groups/remove-group-member.controller.js';
import { ListGroupsController } from '../groups/list-groups.controller.js';
import { ListGroupMembersController } from '../groups/list-group-members.controller.js';
import { SetAuthorityLimitController } from '../authority-limits/set-authority-limit.controller.js';
import { RemoveAuthorityLimitController } from '../authority-limits/remove-authority-limit.controller.js';
import { ListAuthorityLimitsController } from '../authority-limits/list-authority-limits.controller.js';
import { SetManagerController } from '../members/set-manager.controller.js';
import { SetMemberExpiryController } from '../members/set-member-expiry.controller.js';
import { ShowGroupController } from '../screens/show-group.controller.js';
import { DecideRequestsController } from '../tasks/decide-requests.controller.js';
import { PreviewDecisionsController } from '../tasks/preview-decisions.controller.js';
import { CreateCalendarController } from '../calendars/create-calendar.controller.js';
import { UpdateCalendarController } from '../calendars/update-calendar.controller.js';
import { DeleteCalendarController } from '../calendars/delete-calendar.controller.js';
import { ListCalendarsController } from '../calendars/list-calendars.controller.js';
import { PreviewWorkingTimeController } from '../calendars/preview-working-time.controller.js';
import { ShowCalendarsController } from '../screens/show-calendars.controller.js';
import { ShowCalendarController } from '../screens/show-calendar.controller.js';
import { CreateDelegationController } from '../delegations/create-delegation.controller.js';
import { ListDelegationsController } from '../delegations/list-delegations.controller.js';
import { EndDelegationController } from '../delegations/end-delegation.controller.js';
import { CancelRequestController } from '../requests/cancel-request.controller.js';
import { ReverseRequestController } from '../requests/reverse-request.controller.js';
import { ResolveEffectController } from '../effects/resolve-effect.controller.js';
import { RereadRecordController } from '../tasks/reread-record.controller.js';
import { RevokeDecisionController } from '../tasks/revoke-decision.controller.js';
import { PreviewReversalController } from '../requests/preview-reversal.controller.js';
import { ReassignTaskController } from '../tasks/reassign-task.controller.js';
import { StartAttachmentUploadController } from '../attachments/start-attachment-upload.controller.js';
import { CheckAttachmentController } from '../attachments/check-attachment.controller.js';
import { GetAttachmentController } from '../attachments/get-attachment.controller.js';
import { PreviewRequestController } from '../requests/preview-request.controller.js';
import { PlanMigrationController } from '../run-migrations/plan-migration.controller.js';
import { StartMigrationController } from '../run-migrations/start-migration.controller.js';
import { StopMigrationController } from '../run-migrations/stop-migration.controller.js';
import { ResumeMigrationController } from '../run-migrations/resume-migration.controller.js';
import { GetMigrationController } from '../run-migrations/get-migration.controller.js';
import { ShowMigrationController } from '../screens/show-migration.controller.js';
import { PreviewWorkflowController } from '../workflows/preview-workflow.controller.js';
import { RetireWorkflowVersionController } from '../workflows/retire-workflow-version.controller.js';
import { ShowWorkflowEditorController } from '../screens/show-workflow-editor.controller.js';
import { GetWorkflowSchemaController } from '../workflows/get-workflow-schema.controller.js';
import { AddSignerController } from '../tasks/add-signer.controller.js';
import { RemoveSignerController } from '../tasks/remove-signer.controller.js';
import { FindSignersController } from '../tasks/find-signers.controller.js';
import { ShowConnectionsController } from '../screens/show-connections.controller.js';
import { ShowConnectionController } from '../screens/show-connection.controller.js';
import { ShowEffectsController } from '../screens/show-effects.controller.js';
import { ShowEffectController } from '../screens/show-effect.controller.js';
import { FinishConnectionGrantController } from '../connections/finish-connection-grant.controller.js';
import { StartConnectionGrantController } from '../connections/start-connection-grant.controller.js';
import { TestConnectionController } from '../connections/test-connection.controller.js';
import { webhookControllers } from './webhook-controllers.js';
import { ShowApiKeysController } from '../screens/show-api-keys.controller.js';
import { GetRoleController } from '../roles/get-role.controller.js';
import { GetCalendarController } from '../calendars/get-calendar.controller.js';
import { GetGroupController } from '../groups/get-group.controller.js';
import { CreateWebhookSourceController } from '../webhook-sources/create-webhook-source.controller.js';
import { ListWebhookSourcesController } from '../webhook-sources/list-webhook-sources.controller.js';
import { ReceiveInboundMessageController } from '../webhook-sources/receive-inbound-message.controller.js';
import { UpdateWebhookSourceController } from '../webhook-sources/update-webhook-source.controller.js';
import { RotateSourceSecretController } from '../webhook-sources/rotate-source-secret.controller.js';
import { ListInboundMessagesController } from '../webhook-sources/list-inbound-messages.controller.js';
import { ReplayDeadLettersController } from '../webhook-sources/replay-dead-letters.controller.js';
import { CreateRecordSetController } from '../record-sets/create-record-set.controller.js';
import { UpdateRecordSetController } from '../record-sets/update-record-set.controller.js';
import { ListRecordSetsController } from '../record-sets/list-record-sets.controller.js';
import { ListKeptRecordsController } from '../record-sets/list-kept-records.controller.js';
import { StartReadingController } from '../record-sets/start-reading.controller.js';
import { StopReadingController } from '../record-sets/stop-reading.controller.js';
import { GetReadingController } from '../record-sets/get-reading.controller.js';
import { ShowRecordSetsController } from '../screens/show-record-sets.controller.js';
import { ShowRecordSetController } from '../screens/show-record-set.controller.js';
import { StartReconciliationController } from '../record-sets/start-reconciliation.controller.js';
import { ListFindingsController } from '../record-sets/list-findings.controller.js';
import { PreviewRecordRepairsController } from '../record-sets/preview-record-repairs.controller.js';
import { StartRecordRepairsController } from '../record-sets/start-record-repairs.controller.js';
import { StopRecordRepairsController } from '../record-sets/stop-record-repairs.controller.js';
import { GetRecordRepairsController } from '../record-sets/get-record-repairs.controller.js';
import { ShowReconciliationController } from '../screens/show-reconciliation.controller.js';
import { ShowWebhookSourcesController } from '../screens/show-webhook-sources.controller.js';
import { ShowWebhookSourceController } from '../screens/show-webhook-source.controller.js';
import { ListEventTypesController } from '../webhooks/list-event-types.controller.js';
import { PreviewEndpointVersionController } from '../webhooks/preview-endpoint-version.controller.js';
import { ListRecordChoicesController } from '../request-types/list-record-choices.controller.js';
import { StartAuditStreamController } from '../audit/start-audit-stream.controller.js';
import { StopAuditStreamController } from '../audit/stop-audit-stream.controller.js';

/** Every controller; a test and the start hold them to the contracts, both ways. */
export const controllers = [
  ...webhookControllers,
  ...controllersOfPeople,
  GetHealthController,
  ListAuditEntriesController,
  AssignMemberRolesController,
  ListMembersController,
  AddRequestTypeVersionController,
  CreateRequestTypeController,
  ListRequestTypesController,
  AddNoteController,
  GetRequestController,
  ListRequestsController,
  ReviseRequestController,
  SubmitRequestController,
  WithdrawRequestController,
  CreateRoleController,
  ListRolesController,
  ShowAuditController,
  ShowInboxController,
  ShowRequestController,
  ShowRequestsController,
  ShowSubmitController,
  DecideRequestController,
  ListTasksController,
  PreviewDecisionController,
  CreateTenantController,
  CreateConnectionController,
  UpdateConnectionController,
  ListConnectionsController,
  PreviewCompensationController,
  CompensateEffectController,
  GetEffectController,
  ListEffectsController,
  PreviewRepairsController,
  StartRepairsController,
  GetRepairsController,
  StopRepairsController,
  RepairEffectController,
  AddWorkflowVersionController,
  CreateWorkflowController,
  ListWorkflowsController,
  PublishWorkflowVersionController,
  DeactivateMemberController,
  PreviewMemberRolesController,
  UpdateRoleController,
  PreviewRoleController,
  ApplyTemplateController,
  ShowPeopleController,
  ShowMemberController,
  ShowRoleController,
  ShowStartController,
  ShowInvitationController,
  FollowEventsController,
  ShowProfileController,
  ShowWorkflowsController,
  ShowWorkflowController,
  EditNoteController,
  RemoveNoteController,
  FindReadersController,
  WatchRequestController,
  ShowNotificationsController,
  CreateGroupController,
  RenameGroupController,
  DeleteGroupController,
  AddGroupMembersController,
  RemoveGroupMemberController,
  ListGroupsController,
  ListGroupMembersController,
  SetAuthorityLimitController,
  RemoveAuthorityLimitController,
  ListAuthorityLimitsController,
  SetManagerController,
  SetMemberExpiryController,
  ShowGroupController,
  DecideRequestsController,
  PreviewDecisionsController,
  CreateCalendarController,
  UpdateCalendarController,
  DeleteCalendarController,
  ListCalendarsController,
  PreviewWorkingTimeController,
  ShowCalendarsController,
  ShowCalendarController,
  ReassignTaskController,
  CreateDelegationController,
  ListDelegationsController,
  EndDelegationController,
  CancelRequestController,
  ReverseRequestController,
  PreviewReversalController,
  ResolveEffectController,
  RereadRecordController,
  RevokeDecisionController,
  StartAttachmentUploadController,
  CheckAttachmentController,
  GetAttachmentController,
  PreviewRequestController,
  PlanMigrationController,
  StartMigrationController,
  StopMigrationController,
  ResumeMigrationController,
  GetMigrationController,
  ShowMigrationController,
  PreviewWorkflowController,
  RetireWorkflowVersionController,
  ShowWorkflowEditorController,
  GetWorkflowSchemaController,
  AddSignerController,
  RemoveSignerController,
  FindSignersController,
  ShowConnectionsController,
  ShowConnectionController,
  ShowEffectsController,
  ShowEffectController,
  FinishConnectionGrantController,
  StartConnectionGrantController,
  TestConnectionController,
  ShowApiKeysController,
  GetRoleController,
  GetCalendarController,
  GetGroupController,
  CreateWebhookSourceController,
  ListWebhookSourcesController,
  ReceiveInboundMessageController,
  UpdateWebhookSourceController,
  RotateSourceSecretController,
  ListInboundMessagesController,
  ReplayDeadLettersController,
  CreateRecordSetController,
  UpdateRecordSetController,
  ListRecordSetsController,
  ListKeptRecordsController,
  StartReadingController,
  StopReadingController,
  GetReadingController,
  ShowRecordSetsController,
  ShowRecordSetController,
  StartReconciliationController,
  ListFindingsController,
  PreviewRecordRepairsController,
  StartRecordRepairsController,
  StopRecordRepairsController,
  GetRecordRepairsController,
  ShowReconciliationController,
  ShowWebhookSourcesController,
  ShowWebhookSourceController,
  ListEventTypesController,
  PreviewEndpointVersionController,
  ListRecordChoicesController,
  StartAuditStreamController,
  StopAuditStreamController,
];
