import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import type { Ledger } from './ledger.js';
import type { Always, Planned } from './plan.js';
import { listen, type Port } from './ports.js';
import { Room, type LookUp, type ReceiverOptions } from './room.js';
import { selfSigned } from './self-signed.js';

interface Address {
  readonly url: string;
  /** For `allowedWebhookHosts`. */
  readonly host: string;
}

/**
 * A real receiver on ports of its own, which treats calls as it was told and keeps its own account of them.
 * `GET /acts/{key}` tells whether anything was done under a key: 200 where it was, 404 where it was not.
 */
export interface TestReceiver extends Address, Pick<Ledger, 'acts' | 'twiceActed' | 'actsUnder' | 'actsAbout'> {
  /** The same receiver behind a certificate that nobody vouches for. */
  readonly overTls: Address & { readonly certificate: string };
  /** A port that takes connections and never reads from them. */
  readonly halfOpen: Address & { readonly connections: number };
  readonly calls: Ledger['arrivals'];
  readonly lookUps: readonly LookUp[];
  /** Why calls were refused by `refuses`. */
  readonly problems: readonly string[];
  /** For the calls to come, in order; after the last, as it always is. */
  plan(...planned: Planned[]): void;
  /** The same for calls to one path. */
  planAt(path: string, ...planned: Planned[]): void;
  /** For all calls from now on that nothing is planned for; with a path, for those to that path. */
  always(always: Always, path?: string): void;
  /** How those are treated that ask whether anything was done: honestly, where nothing else is said. */
  planLookUps(...planned: Planned[]): void;
  alwaysLookUps(always: Always): void;
  close(): Promise<void>;
}

export async function openTestReceiver(options: ReceiverOptions = {}): Promise<TestReceiver> {
  const room = new Room(options);
  const { ledger, plan, lookUpPlan } = room;
  const { key, certificate } = selfSigned();
  const [open, tls, silent] = await Promise.all([listen(createServer(room.listener)), listen(createTlsServer({ key, cert: certificate }, room.listener)), listen(createSocketServer({ pauseOnConnect: true }))]);
  return {
    ...addressOf(open, 'http'),
    overTls: { ...addressOf(tls, 'https'), certificate },
    halfOpen: {
      ...addressOf(silent, 'http'),
      get connections() {
        return silent.connections;
      },
    },
    calls: ledger.arrivals,
    acts: ledger.acts,
    get twiceActed() {
      return ledger.twiceActed;
    },
    lookUps: room.lookUps,
    problems: room.problems,
    actsUnder: (name) => ledger.actsUnder(name),
    actsAbout: (subject) => ledger.actsAbout(subject),
    plan: (...planned) => plan.forNext(planned),
    planAt: (path, ...planned) => plan.forNext(planned, path),
    always: (always, path) => plan.forAll(always, path),
    planLookUps: (...planned) => lookUpPlan.forNext(planned),
    alwaysLookUps: (always) => lookUpPlan.forAll(always),
    async close() {
      room.close();
      await Promise.all([open.close(), tls.close(), silent.close()]);
    },
  };
}

const addressOf = ({ host }: Port, scheme: 'http' | 'https'): Address => ({ url: `${scheme}://${host}/hook`, host });
