import { CreateTenancy1795200000000 } from '#migrations/1795200000000-create-tenancy.js';
import { CreateIdentity1795200001000 } from '#migrations/1795200001000-create-identity.js';
import { CreateMembers1795200002000 } from '#migrations/1795200002000-create-members.js';
import { CreateEntry1795200003000 } from '#migrations/1795200003000-create-entry.js';
import { CreateWorkflows1795200004000 } from '#migrations/1795200004000-create-workflows.js';
import { CreateRequests1795200005000 } from '#migrations/1795200005000-create-requests.js';
import { CreateEffects1795200006000 } from '#migrations/1795200006000-create-effects.js';
import { CreateAudit1795200007000 } from '#migrations/1795200007000-create-audit.js';
import { CreateJobs1795200008000 } from '#migrations/1795200008000-create-jobs.js';
import { CreateWriting1795200009000 } from '#migrations/1795200009000-create-writing.js';
import { WriteInStatements1795200010000 } from '#migrations/1795200010000-write-in-statements.js';
import { CreateNotesAndLinks1795200014000 } from '#migrations/1795200014000-create-notes-and-links.js';
import { CreateRequestWords1795200015000 } from '#migrations/1795200015000-create-request-words.js';
import { RemoveMembers1795200016000 } from '#migrations/1795200016000-remove-members.js';
import { AddAuditFilters1795200015100 } from '#migrations/1795200015100-add-audit-filters.js';
import { CreateProfile1795200017000 } from '#migrations/1795200017000-create-profile.js';
import { IndexAuditByTransaction1795200017001 } from '#migrations/1795200017001-index-audit-by-transaction.js';
import { AddVersionPublisher1795200018100 } from '#migrations/1795200018100-add-version-publisher.js';
import { IndexVersionPublisher1795200018101 } from '#migrations/1795200018101-index-version-publisher.js';
import { CreateRunChecks1795200019000 } from '#migrations/1795200019000-create-run-checks.js';
import { IndexMembershipsByTenant1795200019001 } from '#migrations/1795200019001-index-memberships-by-tenant.js';
import { ListCompanies1795200019100 } from '#migrations/1795200019100-list-companies.js';
import { OutlineWorkflows1795200020000 } from '#migrations/1795200020000-outline-workflows.js';
import { CarryRunsOver1795200020001 } from '#migrations/1795200020001-carry-runs-over.js';
import { RequireOutlines1795200020002 } from '#migrations/1795200020002-require-outlines.js';
import { CreateSecondFactor1795200021000 } from '#migrations/1795200021000-create-second-factor.js';
import { CreateNotifications1795200031000 } from '#migrations/1795200031000-create-notifications.js';
import { CreateGroupsAndAuthority1795200030000 } from '#migrations/1795200030000-create-groups-and-authority.js';
import { IndexMembersByManager1795200030001 } from '#migrations/1795200030001-index-members-by-manager.js';
import { LetAdminsDefineGroups1795200030002 } from '#migrations/1795200030002-let-admins-define-groups.js';
import { CreateCalendars1795200040000 } from '#migrations/1795200040000-create-calendars.js';
import { GiveCalendarRights1795200040001 } from '#migrations/1795200040001-give-calendar-rights.js';
import { CreateDelegations1795200040000 } from '#migrations/1795200040000-create-delegations.js';
import { UndoRequests1795200050000 } from '#migrations/1795200050000-undo-requests.js';
import { IndexEffectsAfter1795200050001 } from '#migrations/1795200050001-index-effects-after.js';
import { LetAdminsUndo1795200050002 } from '#migrations/1795200050002-let-admins-undo.js';
import { CreateTimers1795200041000 } from '#migrations/1795200041000-create-timers.js';
import { CountAddedSigners1796100041000 } from '#migrations/1796100041000-count-added-signers.js';
import { ForgetTries1796100042000 } from '#migrations/1796100042000-forget-tries.js';
import { CreateEffectRepairs1796200065000 } from '#migrations/1796200065000-create-effect-repairs.js';
import { CreateApiKeys1796200064000 } from '#migrations/1796200064000-create-api-keys.js';
import { CreateConnections1796200050000 } from '#migrations/1796200050000-create-connections.js';
import { IndexEffectsByConnection1796200050001 } from '#migrations/1796200050001-index-effects-by-connection.js';
import { LetAdminsConnect1796200050002 } from '#migrations/1796200050002-let-admins-connect.js';
import { IndexWantedEffects1796200052000 } from '#migrations/1796200052000-index-wanted-effects.js';
import { RankEffects1796200052001 } from '#migrations/1796200052001-rank-effects.js';
import { OrderEffects1796200053000 } from '#migrations/1796200053000-order-effects.js';
import { CreateWebhookSources1796300060000 } from '#migrations/1796300060000-create-webhook-sources.js';
import { LetAdminsDefineSources1796300060001 } from '#migrations/1796300060001-let-admins-define-sources.js';
import { SendMails1796400010000 } from '#migrations/1796400010000-send-mails.js';
import { IndexNotificationsByConnection1796400031001 } from '#migrations/1796400031001-index-notifications-by-connection.js';
import { CreateConnectionGrants1796400031000 } from '#migrations/1796400031000-create-connection-grants.js';
import { GiveNotices1796400011000 } from '#migrations/1796400011000-give-notices.js';
import { IndexNotificationsByEffect1796400011001 } from '#migrations/1796400011001-index-notifications-by-effect.js';
import { CreateDataKeys1796400030000 } from '#migrations/1796400030000-create-data-keys.js';
import { CreateOutsideRecords1796200051000 } from '#migrations/1796200051000-create-outside-records.js';
import { WatchWebhookEndpoints1796200060000 } from '#migrations/1796200060000-watch-webhook-endpoints.js';
import { IndexDeliveriesOfEndpoints1796200060001 } from '#migrations/1796200060001-index-deliveries-of-endpoints.js';
import { CreateWebhookSecrets1796200061000 } from '#migrations/1796200061000-create-webhook-secrets.js';
import { CarryWebhookSecretsOver1796200061001 } from '#migrations/1796200061001-carry-webhook-secrets-over.js';
import { TellOfDisabledEndpoints1796200062000 } from '#migrations/1796200062000-tell-of-disabled-endpoints.js';
import { IndexNotificationsByEndpoint1796200062001 } from '#migrations/1796200062001-index-notifications-by-endpoint.js';
import { CreateWebhookReplays1796200063000 } from '#migrations/1796200063000-create-webhook-replays.js';
import { CreateConnectionTests1796200070000 } from '#migrations/1796200070000-create-connection-tests.js';
import { IndexOpenEffects1796200070001 } from '#migrations/1796200070001-index-open-effects.js';
import { LetAdminsReassign1795200041001 } from '#migrations/1795200041001-let-admins-reassign.js';
import { DecideOnBehalf1795200042000 } from '#migrations/1795200042000-decide-on-behalf.js';
import { IndexDecisionsByPrincipal1795200042001 } from '#migrations/1795200042001-index-decisions-by-principal.js';
import { CreateAttachments1795200032000 } from '#migrations/1795200032000-create-attachments.js';
import { CreateRunMigrations1795982400000 } from '#migrations/1795982400000-create-run-migrations.js';
import { CompensateEffects1796400020000 } from '#migrations/1796400020000-compensate-effects.js';
import { IndexEffectsBeingUndone1796400020001 } from '#migrations/1796400020001-index-effects-being-undone.js';
import { NoteWhatCameOfMessages1796400040000 } from '#migrations/1796400040000-note-what-came-of-messages.js';
import { IndexMessagesByEffect1796400040001 } from '#migrations/1796400040001-index-messages-by-effect.js';
import { GiveEndpointsAVersion1796400041000 } from '#migrations/1796400041000-give-endpoints-a-version.js';
import { FenceConnectionTokens1796400080000 } from '#migrations/1796400080000-fence-connection-tokens.js';
import { CreateRecordFindings1796400051000 } from '#migrations/1796400051000-create-record-findings.js';
import { NoteVersionsAndMarks1796400090000 } from '#migrations/1796400090000-note-versions-and-marks.js';
import { IndexEffectsThatStopped1796400100000 } from '#migrations/1796400100000-index-effects-that-stopped.js';
import { AskPeople1796410000000 } from '#migrations/1796410000000-ask-people.js';
import { IndexEffectsAsked1796410000001 } from '#migrations/1796410000001-index-effects-asked.js';
import { LinkRequestsToRecords1796420000000 } from '#migrations/1796420000000-link-requests-to-records.js';
import { IndexEffectsByRecordSet1796420000001 } from '#migrations/1796420000001-index-effects-by-record-set.js';
import { CreateAuditLog1796430000000 } from '#migrations/1796430000000-create-audit-log.js';
import { CreateSequencer1796430001000 } from '#migrations/1796430001000-create-sequencer.js';
import { CreateRecordSets1796400050000 } from '#migrations/1796400050000-create-record-sets.js';
import { CreateAuditStreams1796440000000 } from '#migrations/1796440000000-create-audit-streams.js';

/** Oldest first; never edited once merged. */
export const allMigrations = [
  CreateTenancy1795200000000,
  CreateIdentity1795200001000,
  CreateMembers1795200002000,
  CreateEntry1795200003000,
  CreateWorkflows1795200004000,
  CreateRequests1795200005000,
  CreateEffects1795200006000,
  CreateAudit1795200007000,
  CreateJobs1795200008000,
  CreateWriting1795200009000,
  WriteInStatements1795200010000,
  CreateNotesAndLinks1795200014000,
  CreateRequestWords1795200015000,
  AddAuditFilters1795200015100,
  RemoveMembers1795200016000,
  CreateProfile1795200017000,
  IndexAuditByTransaction1795200017001,
  AddVersionPublisher1795200018100,
  IndexVersionPublisher1795200018101,
  CreateRunChecks1795200019000,
  IndexMembershipsByTenant1795200019001,
  ListCompanies1795200019100,
  OutlineWorkflows1795200020000,
  CarryRunsOver1795200020001,
  RequireOutlines1795200020002,
  CreateSecondFactor1795200021000,
  CreateGroupsAndAuthority1795200030000,
  IndexMembersByManager1795200030001,
  LetAdminsDefineGroups1795200030002,
  CreateNotifications1795200031000,
  CreateAttachments1795200032000,
  CreateCalendars1795200040000,
  CreateDelegations1795200040000,
  GiveCalendarRights1795200040001,
  CreateTimers1795200041000,
  LetAdminsReassign1795200041001,
  DecideOnBehalf1795200042000,
  IndexDecisionsByPrincipal1795200042001,
  UndoRequests1795200050000,
  IndexEffectsAfter1795200050001,
  LetAdminsUndo1795200050002,
  CreateRunMigrations1795982400000,
  CountAddedSigners1796100041000,
  ForgetTries1796100042000,
  CreateConnections1796200050000,
  IndexEffectsByConnection1796200050001,
  LetAdminsConnect1796200050002,
  CreateOutsideRecords1796200051000,
  IndexWantedEffects1796200052000,
  RankEffects1796200052001,
  OrderEffects1796200053000,
  WatchWebhookEndpoints1796200060000,
  IndexDeliveriesOfEndpoints1796200060001,
  CreateWebhookSecrets1796200061000,
  CarryWebhookSecretsOver1796200061001,
  TellOfDisabledEndpoints1796200062000,
  IndexNotificationsByEndpoint1796200062001,
  CreateWebhookReplays1796200063000,
  CreateApiKeys1796200064000,
  CreateEffectRepairs1796200065000,
  CreateConnectionTests1796200070000,
  IndexOpenEffects1796200070001,
  CreateWebhookSources1796300060000,
  LetAdminsDefineSources1796300060001,
  SendMails1796400010000,
  GiveNotices1796400011000,
  IndexNotificationsByEffect1796400011001,
  CompensateEffects1796400020000,
  IndexEffectsBeingUndone1796400020001,
  CreateDataKeys1796400030000,
  CreateConnectionGrants1796400031000,
  IndexNotificationsByConnection1796400031001,
  NoteWhatCameOfMessages1796400040000,
  IndexMessagesByEffect1796400040001,
  GiveEndpointsAVersion1796400041000,
  CreateRecordSets1796400050000,
  CreateRecordFindings1796400051000,
  FenceConnectionTokens1796400080000,
  NoteVersionsAndMarks1796400090000,
  IndexEffectsThatStopped1796400100000,
  AskPeople1796410000000,
  IndexEffectsAsked1796410000001,
  LinkRequestsToRecords1796420000000,
  IndexEffectsByRecordSet1796420000001,
  CreateAuditLog1796430000000,
  CreateSequencer1796430001000,
  CreateAuditStreams1796440000000,
];
