import { GetSessionController } from '../identity/get-session.controller.js';
import { SignInController } from '../identity/sign-in.controller.js';
import { SignOutController } from '../identity/sign-out.controller.js';
import { SignUpController } from '../identity/sign-up.controller.js';
import { SwitchTenantController } from '../identity/switch-tenant.controller.js';
import { AcceptInvitationController } from '../invitations/accept-invitation.controller.js';
import { InviteMemberController } from '../invitations/invite-member.controller.js';
import { WithdrawInvitationController } from '../invitations/withdraw-invitation.controller.js';
import { RenewInvitationController } from '../invitations/renew-invitation.controller.js';
import { ChangePictureController } from '../profile/change-picture.controller.js';
import { GetPictureController } from '../profile/get-picture.controller.js';
import { RemovePictureController } from '../profile/remove-picture.controller.js';
import { RenameProfileController } from '../profile/rename-profile.controller.js';
import { StartPictureUploadController } from '../profile/start-picture-upload.controller.js';
import { ListSessionsController } from '../sessions/list-sessions.controller.js';
import { RevokeOtherSessionsController } from '../sessions/revoke-other-sessions.controller.js';
import { RevokeSessionController } from '../sessions/revoke-session.controller.js';
import { StartSecondFactorController } from '../identity/start-second-factor.controller.js';
import { ConfirmSecondFactorController } from '../identity/confirm-second-factor.controller.js';
import { RenewRecoveryCodesController } from '../identity/renew-recovery-codes.controller.js';
import { ProveSecondFactorController } from '../identity/prove-second-factor.controller.js';
import { RemoveSecondFactorController } from '../identity/remove-second-factor.controller.js';
import { ReadNotificationsController } from '../notifications/read-notifications.controller.js';
import { CreateApiKeyController } from '../api-keys/create-api-key.controller.js';
import { ListApiKeysController } from '../api-keys/list-api-keys.controller.js';
import { RevokeApiKeyController } from '../api-keys/revoke-api-key.controller.js';

/** Controllers of what people do for themselves: who they are, where they are signed in, what they are told, and the keys by which programs act as them. */
export const controllersOfPeople = [
  GetSessionController,
  SignInController,
  SignOutController,
  SignUpController,
  SwitchTenantController,
  AcceptInvitationController,
  InviteMemberController,
  WithdrawInvitationController,
  RenewInvitationController,
  ChangePictureController,
  GetPictureController,
  RemovePictureController,
  RenameProfileController,
  StartPictureUploadController,
  ListSessionsController,
  RevokeOtherSessionsController,
  RevokeSessionController,
  StartSecondFactorController,
  ConfirmSecondFactorController,
  RenewRecoveryCodesController,
  ProveSecondFactorController,
  RemoveSecondFactorController,
  ReadNotificationsController,
  CreateApiKeyController,
  ListApiKeysController,
  RevokeApiKeyController,
];
