import { AuditFeedRepository } from '../audit/audit-feed.repository.js';
import { AuditRepository } from '../audit/audit.repository.js';
import { concludeWith, type Conclusion } from '../audit/conclusion.repository.js';
import { IdempotencyRepository } from '../audit/idempotency.repository.js';
import { EffectRepository } from '../effects/effect.repository.js';
import { InvitationRepository } from '../members/invitation.repository.js';
import { MemberRepository } from '../members/member.repository.js';
import { ProfileRepository } from '../members/profile.repository.js';
import { RoleRepository } from '../members/role.repository.js';
import { RequestTypeRepository } from '../request-types/request-type.repository.js';
import { NoteRepository } from '../requests/note.repository.js';
import { RequestLinkRepository } from '../requests/request-link.repository.js';
import { RequestListRepository } from '../requests/request-list.repository.js';
import { RequestSearchRepository } from '../requests/request-search.repository.js';
import { RequestRepository } from '../requests/request.repository.js';
import { SetUpRepository } from '../tenants/set-up.repository.js';
import { WebhookRepository } from '../webhooks/webhook.repository.js';
import { WorkflowRepository } from '../workflows/workflow.repository.js';
import { EntryRepository } from './entry.repository.js';
import type { Sql } from './sql.js';

/** One transaction in one tenant. Everything that is kept is reached through it, and through nothing else. */
export class Tx {
  readonly audit: AuditRepository;
  readonly auditFeed: AuditFeedRepository;
  readonly effects: EffectRepository;
  readonly entry: EntryRepository;
  readonly idempotency: IdempotencyRepository;
  readonly invitations: InvitationRepository;
  readonly members: MemberRepository;
  readonly notes: NoteRepository;
  readonly requestLinks: RequestLinkRepository;
  readonly profiles: ProfileRepository;
  readonly requestList: RequestListRepository;
  readonly requestSearch: RequestSearchRepository;
  readonly requestTypes: RequestTypeRepository;
  readonly requests: RequestRepository;
  readonly roles: RoleRepository;
  readonly setUp: SetUpRepository;
  readonly webhooks: WebhookRepository;
  readonly workflows: WorkflowRepository;

  constructor(private readonly sql: Sql) {
    this.audit = new AuditRepository(sql);
    this.auditFeed = new AuditFeedRepository(sql);
    this.effects = new EffectRepository(sql);
    this.entry = new EntryRepository(sql);
    this.idempotency = new IdempotencyRepository(sql);
    this.invitations = new InvitationRepository(sql);
    this.members = new MemberRepository(sql);
    this.notes = new NoteRepository(sql);
    this.requestLinks = new RequestLinkRepository(sql);
    this.profiles = new ProfileRepository(sql);
    this.requestList = new RequestListRepository(sql);
    this.requestSearch = new RequestSearchRepository(sql);
    this.requestTypes = new RequestTypeRepository(sql);
    this.requests = new RequestRepository(sql);
    this.roles = new RoleRepository(sql);
    this.setUp = new SetUpRepository(sql);
    this.webhooks = new WebhookRepository(sql);
    this.workflows = new WorkflowRepository(sql);
  }

  get tenantId(): string {
    return this.sql.tenantId;
  }

  /** Audit, usage, jobs and the answer under its key: written together, last, in one round trip. */
  conclude(conclusion: Conclusion): void {
    concludeWith(this.sql, conclusion);
  }
}
