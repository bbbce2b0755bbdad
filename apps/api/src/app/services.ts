import { GetHealthService } from '@countersign/services/api';
import { ListAuditEntriesService } from '@countersign/services/audit';
import { FollowEventsService } from '@countersign/services/events';
import { GetSessionService, SignInService, SignOutService, SignUpService, SwitchTenantService } from '@countersign/services/identity';
import { AcceptInvitationService, InviteMemberService, RenewInvitationService, WithdrawInvitationService } from '@countersign/services/invitations';
import { AssignMemberRolesService, DeactivateMemberService, ListMembersService, PreviewMemberRolesService } from '@countersign/services/members';
import { AddRequestTypeVersionService, CreateRequestTypeService, ListRequestTypesService } from '@countersign/services/request-types';
import { AddNoteService, GetRequestService, ListRequestsService, ReviseRequestService, SubmitRequestService, WithdrawRequestService } from '@countersign/services/requests';
import { CreateRoleService, ListRolesService, PreviewRoleService, UpdateRoleService } from '@countersign/services/roles';
import { ShowAuditService, ShowInboxService, ShowInvitationService, ShowMemberService, ShowPeopleService, ShowProfileService, ShowRequestService, ShowRequestsService, ShowRoleService, ShowStartService, ShowSubmitService } from '@countersign/services/screens';
import { ChangePictureService, GetPictureService, RemovePictureService, RenameProfileService, StartPictureUploadService } from '@countersign/services/profile';
import { ListSessionsService, RevokeOtherSessionsService, RevokeSessionService } from '@countersign/services/sessions';
import { DecideRequestService, ListTasksService, PreviewDecisionService } from '@countersign/services/tasks';
import { ApplyTemplateService } from '@countersign/services/templates';
import { CreateTenantService } from '@countersign/services/tenants';
import { CreateWebhookEndpointService, ListWebhookDeliveriesService, ListWebhookEndpointsService } from '@countersign/services/webhooks';
import { AddWorkflowVersionService, CreateWorkflowService, ListWorkflowsService, PublishWorkflowVersionService } from '@countersign/services/workflows';

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
];
