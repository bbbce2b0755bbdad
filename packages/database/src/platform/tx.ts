import { ApiKeyRepository } from '../api-keys/api-key.repository.js';
import { AttachmentRepository } from '../attachments/attachment.repository.js';
import { AuditFeedRepository } from '../audit/audit-feed.repository.js';
import { AuditLogRepository } from '../audit/audit-log.repository.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { AuditStreamRepository } from '../audit/audit-stream.repository.js';
import { concludeWith, type Conclusion } from '../audit/conclusion.repository.js';
import { IdempotencyRepository } from '../audit/idempotency.repository.js';
import { AuthorityLimitRepository } from '../authority-limits/authority-limit.repository.js';
import { CalendarRepository } from '../calendars/calendar.repository.js';
import { ConnectionGateRepository } from '../connections/connection-gate.repository.js';
import { ConnectionOverviewRepository } from '../connections/connection-overview.repository.js';
import { ConnectionTestRepository } from '../connections/connection-test.repository.js';
import { ConnectionTokenRepository } from '../connections/connection-token.repository.js';
import { ConnectionRepository } from '../connections/connection.repository.js';
import { DataKeyRepository } from '../data-keys/data-key.repository.js';
import { DelegationRepository } from '../delegations/delegation.repository.js';
import { CompensationRepository } from '../effects/compensation.repository.js';
import { EffectRunRepository } from '../effects/effect-run.repository.js';
import { GroupRepository } from '../groups/group.repository.js';
import { InvitationRepository } from '../members/invitation.repository.js';
import { MemberRepository } from '../members/member.repository.js';
import { ProfileRepository } from '../members/profile.repository.js';
import { RoleRepository } from '../members/role.repository.js';
import { NotificationRepository } from '../notifications/notification.repository.js';
import { RequestTypeRepository } from '../request-types/request-type.repository.js';
import { NoteRepository } from '../requests/note.repository.js';
import { RequestLinkRepository } from '../requests/request-link.repository.js';
import { RequestListRepository } from '../requests/request-list.repository.js';
import { WaitingListRepository } from '../requests/waiting-list.repository.js';
import { RequestSearchRepository } from '../requests/request-search.repository.js';
import { RequestRepository } from '../requests/request.repository.js';
import { WaitingRequestRepository } from '../requests/waiting-request.repository.js';
import { RunFactsRepository } from '../requests/run-facts.repository.js';
import { MigratedRunRepository } from '../run-migrations/migrated-run.repository.js';
import { RunMigrationRepository } from '../run-migrations/run-migration.repository.js';
import { TimerRepository } from '../timers/timer.repository.js';
import { SetUpRepository } from '../tenants/set-up.repository.js';
import { EndpointStateRepository } from '../webhooks/endpoint-state.repository.js';
import { WebhookReplayRepository } from '../webhooks/webhook-replay.repository.js';
import { WebhookSecretRepository } from '../webhooks/webhook-secret.repository.js';
import { WebhookRepository } from '../webhooks/webhook.repository.js';
import { InboundMessageRepository } from '../webhook-sources/inbound-message.repository.js';
import { ReportedEffectRepository } from '../webhook-sources/reported-effect.repository.js';
import { WebhookSourceRepository } from '../webhook-sources/webhook-source.repository.js';
import { WorkflowListRepository } from '../workflows/workflow-list.repository.js';
import { WorkflowRepository } from '../workflows/workflow.repository.js';
import { EffectRepositories } from './effect-repositories.js';
import { EntryRepository } from './entry.repository.js';
import type { Sql } from './sql.js';

/** One transaction in one tenant. Everything that is kept is reached through it, and through nothing else. */
export class Tx extends EffectRepositories {
  readonly apiKeys: ApiKeyRepository;
  readonly attachments: AttachmentRepository;
  readonly audit: AuditRepository;
  readonly auditFeed: AuditFeedRepository;
  readonly auditLog: AuditLogRepository;
  readonly auditStreams: AuditStreamRepository;
  readonly authorityLimits: AuthorityLimitRepository;
  readonly calendars: CalendarRepository;
  readonly connectionGates: ConnectionGateRepository;
  readonly connectionOverviews: ConnectionOverviewRepository;
  readonly connectionTests: ConnectionTestRepository;
  readonly connectionTokens: ConnectionTokenRepository;
  readonly connections: ConnectionRepository;
  readonly dataKeys: DataKeyRepository;
  readonly delegations: DelegationRepository;
  readonly effectRuns: EffectRunRepository;
  readonly endpointStates: EndpointStateRepository;
  readonly entry: EntryRepository;
  readonly groups: GroupRepository;
  readonly idempotency: IdempotencyRepository;
  readonly inboundMessages: InboundMessageRepository;
  readonly invitations: InvitationRepository;
  readonly members: MemberRepository;
  readonly migratedRuns: MigratedRunRepository;
  readonly notes: NoteRepository;
  readonly notifications: NotificationRepository;
  readonly reportedEffects: ReportedEffectRepository;
  readonly requestLinks: RequestLinkRepository;
  readonly profiles: ProfileRepository;
  readonly requestList: RequestListRepository;
  readonly waitingList: WaitingListRepository;
  readonly requestSearch: RequestSearchRepository;
  readonly requestTypes: RequestTypeRepository;
  readonly requests: RequestRepository;
  readonly roles: RoleRepository;
  readonly runFacts: RunFactsRepository;
  readonly runMigrations: RunMigrationRepository;
  readonly setUp: SetUpRepository;
  readonly timers: TimerRepository;
  readonly waitingRequests: WaitingRequestRepository;
  readonly webhookSources: WebhookSourceRepository;
  readonly webhooks: WebhookRepository;
  readonly webhookReplays: WebhookReplayRepository;
  readonly webhookSecrets: WebhookSecretRepository;
  readonly workflowList: WorkflowListRepository;
  readonly workflows: WorkflowRepository;

  constructor(private readonly sql: Sql) {
    super(sql);
    this.apiKeys = new ApiKeyRepository(sql);
    this.attachments = new AttachmentRepository(sql);
    this.audit = new AuditRepository(sql);
    this.auditFeed = new AuditFeedRepository(sql);
    this.auditLog = new AuditLogRepository(sql);
    this.auditStreams = new AuditStreamRepository(sql);
    this.authorityLimits = new AuthorityLimitRepository(sql);
    this.calendars = new CalendarRepository(sql);
    this.connectionGates = new ConnectionGateRepository(sql);
    this.connectionOverviews = new ConnectionOverviewRepository(sql);
    this.connectionTests = new ConnectionTestRepository(sql);
    this.connectionTokens = new ConnectionTokenRepository(sql);
    this.connections = new ConnectionRepository(sql);
    this.dataKeys = new DataKeyRepository(sql);
    this.delegations = new DelegationRepository(sql);
    this.effectRuns = new EffectRunRepository(sql, this.connectionGates);
    this.endpointStates = new EndpointStateRepository(sql);
    this.entry = new EntryRepository(sql);
    this.groups = new GroupRepository(sql);
    this.idempotency = new IdempotencyRepository(sql);
    this.inboundMessages = new InboundMessageRepository(sql);
    this.invitations = new InvitationRepository(sql);
    this.members = new MemberRepository(sql);
    this.migratedRuns = new MigratedRunRepository(sql);
    this.notes = new NoteRepository(sql);
    this.notifications = new NotificationRepository(sql);
    this.reportedEffects = new ReportedEffectRepository(sql);
    this.requestLinks = new RequestLinkRepository(sql);
    this.profiles = new ProfileRepository(sql);
    this.requestList = new RequestListRepository(sql);
    this.waitingList = new WaitingListRepository(sql);
    this.requestSearch = new RequestSearchRepository(sql);
    this.requestTypes = new RequestTypeRepository(sql);
    this.requests = new RequestRepository(sql);
    this.roles = new RoleRepository(sql);
    this.runFacts = new RunFactsRepository(sql);
    this.runMigrations = new RunMigrationRepository(sql);
    this.setUp = new SetUpRepository(sql);
    this.timers = new TimerRepository(sql);
    this.waitingRequests = new WaitingRequestRepository(sql);
    this.webhookSources = new WebhookSourceRepository(sql);
    this.webhooks = new WebhookRepository(sql);
    this.webhookReplays = new WebhookReplayRepository(sql);
    this.webhookSecrets = new WebhookSecretRepository(sql);
    this.workflowList = new WorkflowListRepository(sql);
    this.workflows = new WorkflowRepository(sql);
  }

  get compensations(): CompensationRepository {
    return new CompensationRepository(this.sql);
  }

  get tenantId(): string {
    return this.sql.tenantId;
  }

  /** Audit, usage, jobs and the answer under its key: written together, last, in one round trip. */
  conclude(conclusion: Conclusion): void {
    concludeWith(this.sql, conclusion);
  }
}
