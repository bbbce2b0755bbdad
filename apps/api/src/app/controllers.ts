import { GetHealthController } from '../api/get-health.controller.js';
import { ListAuditEntriesController } from '../audit/list-audit-entries.controller.js';
import { FollowEventsController } from '../events/follow-events.controller.js';
import { GetSessionController } from '../identity/get-session.controller.js';
import { SignInController } from '../identity/sign-in.controller.js';
import { SignOutController } from '../identity/sign-out.controller.js';
import { SignUpController } from '../identity/sign-up.controller.js';
import { SwitchTenantController } from '../identity/switch-tenant.controller.js';
import { AcceptInvitationController } from '../invitations/accept-invitation.controller.js';
import { InviteMemberController } from '../invitations/invite-member.controller.js';
import { WithdrawInvitationController } from '../invitations/withdraw-invitation.controller.js';
import { RenewInvitationController } from '../invitations/renew-invitation.controller.js';
import { AssignMemberRolesController } from '../members/assign-member-roles.controller.js';
import { ListMembersController } from '../members/list-members.controller.js';
import { DeactivateMemberController } from '../members/deactivate-member.controller.js';
import { PreviewMemberRolesController } from '../members/preview-member-roles.controller.js';
import { ChangePictureController } from '../profile/change-picture.controller.js';
import { GetPictureController } from '../profile/get-picture.controller.js';
import { RemovePictureController } from '../profile/remove-picture.controller.js';
import { RenameProfileController } from '../profile/rename-profile.controller.js';
import { StartPictureUploadController } from '../profile/start-picture-upload.controller.js';
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
import { ListSessionsController } from '../sessions/list-sessions.controller.js';
import { RevokeOtherSessionsController } from '../sessions/revoke-other-sessions.controller.js';
import { RevokeSessionController } from '../sessions/revoke-session.controller.js';
import { DecideRequestController } from '../tasks/decide-request.controller.js';
import { ListTasksController } from '../tasks/list-tasks.controller.js';
import { PreviewDecisionController } from '../tasks/preview-decision.controller.js';
import { ApplyTemplateController } from '../templates/apply-template.controller.js';
import { CreateTenantController } from '../tenants/create-tenant.controller.js';
import { CreateWebhookEndpointController } from '../webhooks/create-webhook-endpoint.controller.js';
import { ListWebhookDeliveriesController } from '../webhooks/list-webhook-deliveries.controller.js';
import { ListWebhookEndpointsController } from '../webhooks/list-webhook-endpoints.controller.js';
import { AddWorkflowVersionController } from '../workflows/add-workflow-version.controller.js';
import { CreateWorkflowController } from '../workflows/create-workflow.controller.js';
import { ListWorkflowsController } from '../workflows/list-workflows.controller.js';
import { PublishWorkflowVersionController } from '../workflows/publish-workflow-version.controller.js';

/** Every controller; a test and the start hold them to the contracts, both ways. */
export const controllers = [
  GetHealthController,
  ListAuditEntriesController,
  GetSessionController,
  SignInController,
  SignOutController,
  SignUpController,
  SwitchTenantController,
  AcceptInvitationController,
  InviteMemberController,
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
  CreateWebhookEndpointController,
  ListWebhookDeliveriesController,
  ListWebhookEndpointsController,
  AddWorkflowVersionController,
  CreateWorkflowController,
  ListWorkflowsController,
  PublishWorkflowVersionController,
  DeactivateMemberController,
  PreviewMemberRolesController,
  UpdateRoleController,
  PreviewRoleController,
  WithdrawInvitationController,
  RenewInvitationController,
  ApplyTemplateController,
  ShowPeopleController,
  ShowMemberController,
  ShowRoleController,
  ShowStartController,
  ShowInvitationController,
  ListSessionsController,
  RevokeSessionController,
  RevokeOtherSessionsController,
  FollowEventsController,
  RenameProfileController,
  StartPictureUploadController,
  ChangePictureController,
  RemovePictureController,
  GetPictureController,
  ShowProfileController,
];
