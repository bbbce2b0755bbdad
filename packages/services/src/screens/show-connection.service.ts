import { Refusal } from '@countersign/contracts/platform';
import type { ConnectionScreen, showConnection } from '@countersign/contracts/screens';
import type { Tx } from '@countersign/database/platform';
import { connectionViewOf, grantViewOf, isGrantedAuth, redirectUriOf, testViewOf } from '../connections/index.js';
import { actorOf, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { callerWords, healthOf, usesOf } from './connection-words.part.js';
import { frameOf, withPictures } from './screen-frame.part.js';

const testsMax = 5;

/** A connection with its last tests, or a sheet for a new one. */
export class ShowConnectionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showConnection>): Promise<ConnectionScreen> {
    const actor = actorOf(call.caller);
    const { connectionId } = call.input.query;
    const { retryDelaysMs } = this.house.settings.delivery;
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, known] = await Promise.all([frameOf(tx, actor, this.house.now()), connectionId === undefined ? { connection: null, tests: [], grant: null } : loaded(this.house, tx, connectionId)]);
      return withPictures(tx, { ...frame, data: { ...known, redirectUri: redirectUriOf(this.house), waitsSeconds: retryDelaysMs.map((ms) => Math.round(ms / 1000)), define: may(actor, 'connection.define') } });
    });
  }
}

async function loaded(house: House, tx: Tx, id: string): Promise<Pick<ConnectionScreen['data'], 'connection' | 'tests' | 'grant'>> {
  const [connection, overview, uses, tests] = await Promise.all([tx.connections.find(id), tx.connectionOverviews.find(id), tx.connectionOverviews.listUses([id]), tx.connectionTests.listLatest(id, testsMax)]);
  if (!connection || !overview) throw new Refusal('not_found');
  const isAllowed = isGrantedAuth(connection.settings.auth);
  const grant = isAllowed ? grantViewOf(house, connection, ...(await Promise.all([tx.connectionTokens.findGrant(id, connection.bindingDigest), tx.connectionTokens.grants.findLatest(id)]))) : null;
  return { connection: { ...connectionViewOf(connection), caller: callerWords(overview.auth, overview.kind), health: healthOf(overview), uses: usesOf(uses, id) }, tests: tests.map(testViewOf), grant };
}
