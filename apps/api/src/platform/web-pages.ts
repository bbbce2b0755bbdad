import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import type { ServePage } from './problem-filter.js';

const policyFor = (connectTo: readonly string[]) => ["default-src 'self'", ["connect-src 'self'", ...connectTo].join(' '), "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"].join('; ');

/** Headers that every answer carries, unless it has stricter ones. Pages may connect to us, and to what is named. */
export function guardPages(fastify: FastifyInstance, connectTo: readonly string[]): void {
  const policy = policyFor(connectTo);
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', policy);
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin' });
    done(null, payload);
  });
}

const compressedFromBytes = 4096;

/** Long answers travel compressed where the caller takes it; short ones, decisions above all, are not worth the work. */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyCompress, { globalDecompression: false, threshold: compressedFromBytes, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });
}

/** Serves the built web app: hashed files for ever, its one page for every path that is not the API's. */
export async function servePages(fastify: FastifyInstance, webRoot: string | null): Promise<ServePage> {
  if (webRoot === null || !existsSync(join(webRoot, 'index.html'))) return () => false;
  await fastify.register(fastifyStatic, {
    root: webRoot,
    // Listed at the start: what is not a file then is a page or nothing, and no folder is looked into.
    wildcard: false,
    index: false,
    // The build wrote each file compressed beside itself.
    preCompressed: true,
    setHeaders: (response, path) => {
      const lasting = path.includes('/assets/');
      void response.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (request.method !== 'GET' || path.startsWith('/v1') || path.startsWith('/assets/')) return false;
    void reply.status(200).header('cache-control', 'no-cache').sendFile('index.html');
    return true;
  };
}
