import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import type { Permission, ReplyOf } from '@countersign/contracts/platform';
import { createRequestType } from '@countersign/contracts/request-types';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { createTenant } from '@countersign/contracts/tenants';
import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import type { CallInput } from '@countersign/client';
import { Person, type Account } from './person.js';
import { stableKey } from './stable-key.js';

type BodyOf<O extends Parameters<Person['call']>[0]> = NonNullable<CallInput<O>['body']>;

/**
 * Sets up a tenant over HTTP, step by step, as its first admin would. Each step has an Idempotency-Key made from `seed`
 * and its name: a second run with the same seed finds what the first one made.
 */
export class TenantSetup {
  private constructor(
    readonly baseUrl: string,
    readonly admin: Person,
    private readonly seed: string,
  ) {}

  static async open(options: { baseUrl: string; seed: string; tenantName: string; admin: Account }): Promise<TenantSetup> {
    const admin = new Person(options.baseUrl, options.admin);
    await admin.enter();
    await admin.call(createTenant, { body: { name: options.tenantName } }, stableKey(options.seed, 'tenant'));
    return new TenantSetup(options.baseUrl, admin, options.seed);
  }

  /** The ids of the roles that every tenant starts with, by name. */
  async startingRoleIds(): Promise<ReadonlyMap<string, string>> {
    const { items } = await this.admin.call(listRoles, { query: { limit: '100' } });
    return new Map(items.map(({ id, name }) => [name, id]));
  }

  async addRole(name: string, permissions: readonly Permission[]): Promise<string> {
    const role = await this.admin.call(createRole, { body: { name, permissions: [...permissions] } }, this.key('role', name));
    return role.id;
  }

  /** Invites a person, who signs up and accepts. */
  async addMember(account: Account, roleIds: readonly string[], unit?: string): Promise<Person> {
    const body = { email: account.email, roleIds: [...roleIds], ...(unit !== undefined && { unit }) };
    const { token } = await this.admin.call(inviteMember, { body }, this.key('invite', account.email));
    const person = new Person(this.baseUrl, account);
    await person.enter();
    await person.call(acceptInvitation, { body: { token } }, this.key('accept', account.email));
    return person;
  }

  addWebhookEndpoint(body: BodyOf<typeof createWebhookEndpoint>): Promise<ReplyOf<typeof createWebhookEndpoint>> {
    return this.admin.call(createWebhookEndpoint, { body }, this.key('endpoint', body.name));
  }

  /** Creates a workflow and publishes its first version. Returns its id. */
  async addWorkflow(body: BodyOf<typeof createWorkflow>): Promise<string> {
    const { id } = await this.admin.call(createWorkflow, { body }, this.key('workflow', body.name));
    await this.admin.call(publishWorkflowVersion, { params: { workflowId: id, version: '1' } }, this.key('publish', body.name));
    return id;
  }

  async addRequestType(body: BodyOf<typeof createRequestType>): Promise<string> {
    const type = await this.admin.call(createRequestType, { body }, this.key('request type', body.name));
    return type.id;
  }

  private key(...parts: readonly string[]): string {
    return stableKey(this.seed, ...parts);
  }
}
