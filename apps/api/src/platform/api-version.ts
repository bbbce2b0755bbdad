import { apiVersionHeader, apiVersions, currentApiVersion, isApiVersion, Refusal, type ApiVersion } from '@countersign/contracts/platform';
import type { Caller } from '@countersign/services/platform';
import type { FastifyInstance } from 'fastify';
import type { EdgeRequest } from './edge-request.js';

/** The version that a call names, or null where it names none. */
export function readVersion({ headers }: Pick<EdgeRequest, 'headers'>): ApiVersion | null {
  const named = headers[apiVersionHeader];
  if (named === undefined) return null;
  if (typeof named === 'string' && isApiVersion(named)) return named;
  throw unknown('Send one of the versions that are served in the header Countersign-Version, or none.');
}

/** The version that is spoken: the one that the call names, the one that its key was made in, or the current one. */
export function versionFor(named: ApiVersion | null, session: Caller['session']): ApiVersion {
  const pinned = session?.apiKey?.apiVersion;
  if (named !== null || pinned === undefined) return named ?? currentApiVersion;
  if (isApiVersion(pinned)) return pinned;
  throw unknown(`This API key speaks the version ${pinned}, which is served no more. Name another in the header Countersign-Version.`);
}

const unknown = (detail: string) => new Refusal('version_unknown', { detail: `${detail} Nothing was done.`, extensions: { versions: apiVersions } });

/** Every answer names the version that it is in. */
export function tellVersion(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const { countersignVersion: version } = request as EdgeRequest;
    if (version !== undefined) void reply.headers({ [apiVersionHeader]: version, vary: [reply.getHeader('vary'), 'Countersign-Version'].filter(Boolean).join(', ') });
    done(null, payload);
  });
}
