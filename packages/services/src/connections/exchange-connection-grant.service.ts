import type { Connection, ConnectionGrant } from '@countersign/database/connections';
import { Record, type House } from '../platform/index.js';
import { isGrantedAuth, placeOfRefreshToken, placeOfToken } from './access-token.part.js';
import { placeOfCode, placeOfVerifier, redirectUriOf } from './grant.part.js';
import { askForToken, type TokenAnswer } from './token-request.part.js';
import { placeOfSecret } from './view-connection.part.js';

/** What a job carries: ids only. */
export interface ConnectionGrantJob {
  readonly tenantId: string;
  readonly grantId: string;
}

export type ConnectionGrantResult = 'connected' | 'failed' | 'nothing_to_do';

interface Claimed {
  readonly grant: ConnectionGrant;
  readonly connection: Connection;
  /** Why it is not exchanged. */
  readonly stop: string | null;
}

/**
 * Exchanges a code for tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.5), once: a code that is shown twice can cost what the first showing gave
 * (section 4.1.2). A job that is delivered again after its worker died says that nobody knows, and somebody connects again.
 */
export class ExchangeConnectionGrantService {
  constructor(private readonly house: House) {}

  async run(job: ConnectionGrantJob): Promise<ConnectionGrantResult> {
    const claimed = await this.claim(job);
    if (claimed === null) return 'nothing_to_do';
    const answer = claimed.stop === null ? await this.exchange(job.tenantId, claimed) : { ok: false as const, problem: claimed.stop };
    return this.settle(job, claimed, answer);
  }

  private claim({ tenantId, grantId }: ConnectionGrantJob): Promise<Claimed | null> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const grant = await tx.connectionTokens.grants.lock(grantId);
      if (!grant || (grant.stage !== 'answered' && grant.stage !== 'exchanging')) return null;
      const connection = await tx.connections.find(grant.connectionId);
      if (!connection) return null;
      if (grant.stage === 'exchanging') return { grant, connection, stop: 'A worker ended while it exchanged what the other system had sent back. It is good once: connect again' };
      if (grant.bindingDigest !== connection.bindingDigest) return { grant, connection, stop: 'The connection was changed meanwhile: connect it as it is now' };
      await tx.connectionTokens.grants.beginExchange(grantId);
      return { grant, connection, stop: null };
    });
  }

  private async exchange(tenantId: string, { grant, connection }: Claimed): Promise<TokenAnswer | { readonly ok: false; readonly problem: string }> {
    const { auth, limits } = connection.settings;
    if (!isGrantedAuth(auth) || grant.sealedCode === null || grant.sealedVerifier === null || connection.sealedSecret === null) return { ok: false, problem: 'The connection was changed meanwhile: connect it as it is now' };
    const { sealer } = this.house;
    const open = () => Promise.all([sealer.open(tenantId, placeOfCode(grant.id), grant.sealedCode ?? Buffer.alloc(0)), sealer.open(tenantId, placeOfVerifier(grant.id), grant.sealedVerifier ?? Buffer.alloc(0)), sealer.open(tenantId, placeOfSecret(connection.id), connection.sealedSecret ?? Buffer.alloc(0))]);
    const opened = await open().catch(() => null);
    if (opened === null) return { ok: false, problem: 'The secret of the connection cannot be opened: its key is not known here. Give the connection its secret once more, and connect again' };
    const [code, verifier, secret] = opened;
    const params = { grant_type: 'authorization_code', code, redirect_uri: redirectUriOf(this.house), code_verifier: verifier };
    return askForToken(this.house, { tokenUrl: auth.tokenUrl, clientId: auth.clientId, secret, params, limits });
  }

  private async settle({ tenantId, grantId }: ConnectionGrantJob, { grant, connection }: Claimed, answer: TokenAnswer | { readonly ok: false; readonly problem: string }): Promise<ConnectionGrantResult> {
    const { id: connectionId, bindingDigest, name } = connection;
    const { sealer } = this.house;
    const sealed = answer.ok ? await sealer.seal(tenantId, placeOfToken(connectionId), answer.token) : null;
    const sealedRefreshToken = answer.ok && answer.refreshToken !== null ? await sealer.seal(tenantId, placeOfRefreshToken(connectionId), answer.refreshToken) : null;
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const at = this.house.now();
      if (!(await tx.connectionTokens.grants.end(grantId, answer.ok ? 'connected' : 'failed', answer.ok ? null : answer.problem, at))) return 'nothing_to_do';
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'connection-grants' }, channel: 'job', traceId: null, causeId: grant.causeId, at });
      if (answer.ok && sealed !== null) await tx.connectionTokens.connect(connectionId, { sealed, sealedRefreshToken, bindingDigest, forSeconds: answer.forSeconds, at });
      record.act({ action: answer.ok ? 'connection.connected' : 'connection.connect_failed', subject: { kind: 'connection', id: connectionId, label: name }, reason: answer.ok ? null : answer.problem, after: { grantId, renewable: sealedRefreshToken !== null } });
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return answer.ok ? 'connected' : 'failed';
    });
  }
}
