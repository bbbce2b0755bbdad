import { GetHealthService } from '@countersign/services/api';
import { CheckAttachmentService, GetAttachmentService, StartAttachmentUploadService } from '@countersign/services/attachments';
import { ListAuditEntriesService } from '@countersign/services/audit';
import { FollowEventsService } from '@countersign/services/events';
import { ConfirmSecondFactorService, GetSessionService, ProveSecondFactorService, RemoveSecondFactorService, RenewRecoveryCodesService, SignInService, SignOutService, SignUpService, StartSecondFactorService, SwitchTenantService } from '@countersign/services/identity';
import { AcceptInvitationService, InviteMemberService, RenewInvitationService, WithdrawInvitationService } from '@countersign/services/invitations';
import { AssignMemberRolesService, DeactivateMemberService, ListMembersService, PreviewMemberRolesService, SetManagerService, SetMemberExpiryService } from '@countersign/services/members';
import { AddRequestTypeVersionService, CreateRequestTypeService, ListRequestTypesService } from '@countersign/services/request-types';
import { AddNoteService, CancelRequestService, EditNoteService, FindReadersService, GetRequestService, ListRequestsService, PreviewRequestService, PreviewReversalService, RemoveNoteService, ReverseRequestService, ReviseRequestService, SubmitRequestService, WatchRequestService, WithdrawRequestService } from '@countersign/services/requests';
import { CreateRoleService, ListRolesService, PreviewRoleService, UpdateRoleService } from '@countersign/services/roles';
import { ShowAuditService, ShowCalendarService, ShowCalendarsService, ShowGroupService, ShowInboxService, ShowInvitationService, ShowMemberService, ShowMigrationService, ShowNotificationsService, ShowPeopleService, ShowProfileService, ShowRequestService, ShowRequestsService, ShowRoleService, ShowStartService, ShowSubmitService, ShowWorkflowEditorService, ShowWorkflowService, ShowWorkflowsService } from '@countersign/services/screens';
import { ChangePictureService, GetPictureService, RemovePictureService, RenameProfileService, StartPictureUploadService } from '@countersign/services/profile';
import { ListSessionsService, RevokeOtherSessionsService, RevokeSessionService } from '@countersign/services/sessions';
import { AddSignerService, DecideRequestService, DecideRequestsService, ListTasksService, PreviewDecisionService, PreviewDecisionsService, ReassignTaskService, RemoveSignerService, RevokeDecisionService } from '@countersign/services/tasks';
import { ResolveEffectService } from '@countersign/services/effects';
import { ApplyTemplateService } from '@countersign/services/templates';
import { CreateTenantService } from '@countersign/services/tenants';
import { CreateWebhookEndpointService, ListWebhookDeliveriesService, ListWebhookEndpointsService } from '@countersign/services/webhooks';
import { AddWorkflowVersionService, CreateWorkflowService, GetWorkflowSchemaService, ListWorkflowsService, PreviewWorkflowService, PublishWorkflowVersionService, RetireWorkflowVersionService } from '@countersign/services/workflows';
import { ReadNotificationsService } from '@countersign/services/notifications';
import { CreateGroupService, RenameGroupService, DeleteGroupService, AddGroupMembersService, RemoveGroupMemberService, ListGroupsService, ListGroupMembersService } from '@countersign/services/groups';
import { SetAuthorityLimitService, RemoveAuthorityLimitService, ListAuthorityLimitsService } from '@countersign/services/authority-limits';
import { CreateCalendarService, DeleteCalendarService, ListCalendarsService, PreviewWorkingTimeService, UpdateCalendarService } from '@countersign/services/calendars';
import { CreateDelegationService, EndDelegationService, ListDelegationsService } from '@countersign/services/delegations';
import { GetMigrationService, PlanMigrationService, ResumeMigrationService, StartMigrationService, StopMigrationService } from '@countersign/services/run-migrations';

/** Every service of an operation; each is made once, from the house. */
export const services = [
  GetHealthService,
  ListAuditEntriesService,
  GetSessionService,
  SignInService,
  SignOutService,
  SignUpService,
  SwitchTenantService,
  AcceptInvitationService,
  InviteMemberService,
  AssignMemberRolesService,
  ListMembersService,
  AddRequestTypeVersionService,
  CreateRequestTypeService,
  ListRequestTypesService,
  AddNoteService,
  GetRequestService,
  ListRequestsService,
  ReviseRequestService,
  SubmitRequestService,
  WithdrawRequestService,
  CreateRoleService,
  ListRolesService,
  ShowAuditService,
  ShowInboxService,
  ShowRequestService,
  ShowRequestsService,
  ShowSubmitService,
  DecideRequestService,
  ListTasksService,
  PreviewDecisionService,
  CreateTenantService,
  CreateWebhookEndpointService,
  ListWebhookDeliveriesService,
  ListWebhookEndpointsService,
  AddWorkflowVersionService,
  CreateWorkflowService,
  ListWorkflowsService,
  PublishWorkflowVersionService,
  DeactivateMemberService,
  PreviewMemberRolesService,
  UpdateRoleService,
  PreviewRoleService,
  WithdrawInvitationService,
  RenewInvitationService,
  ApplyTemplateService,
  ShowPeopleService,
  ShowMemberService,
  ShowRoleService,
  ShowStartService,
  ShowInvitationService,
  FollowEventsService,
  ChangePictureService,
  GetPictureService,
  RemovePictureService,
  RenameProfileService,
  StartPictureUploadService,
  ShowProfileService,
  ListSessionsService,
  RevokeOtherSessionsService,
  RevokeSessionService,
  ShowWorkflowsService,
  ShowWorkflowService,
  StartSecondFactorService,
  ConfirmSecondFactorService,
  RenewRecoveryCodesService,
  ProveSecondFactorService,
  RemoveSecondFactorService,
  EditNoteService,
  RemoveNoteService,
  FindReadersService,
  WatchRequestService,
  ReadNotificationsService,
  ShowNotificationsService,
  CreateGroupService,
  RenameGroupService,
  DeleteGroupService,
  AddGroupMembersService,
  RemoveGroupMemberService,
  ListGroupsService,
  ListGroupMembersService,
  SetAuthorityLimitService,
  RemoveAuthorityLimitService,
  ListAuthorityLimitsService,
  SetManagerService,
  SetMemberExpiryService,
  ShowGroupService,
  DecideRequestsService,
  PreviewDecisionsService,
  CreateCalendarService,
  UpdateCalendarService,
  DeleteCalendarService,
  ListCalendarsService,
  PreviewWorkingTimeService,
  ShowCalendarsService,
  ShowCalendarService,
  ReassignTaskService,
  CreateDelegationService,
  ListDelegationsService,
  EndDelegationService,
  CancelRequestService,
  ReverseRequestService,
  PreviewReversalService,
  ResolveEffectService,
  RevokeDecisionService,
  StartAttachmentUploadService,
  CheckAttachmentService,
  GetAttachmentService,
  PreviewRequestService,
  GetMigrationService,
  PlanMigrationService,
  ResumeMigrationService,
  StartMigrationService,
  StopMigrationService,
  ShowMigrationService,
  PreviewWorkflowService,
  RetireWorkflowVersionService,
  ShowWorkflowEditorService,
  GetWorkflowSchemaService,
  AddSignerService,
  RemoveSignerService,
];
