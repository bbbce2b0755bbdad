import { Refusal, refusalCatalog, type RefusalCode } from '@countersign/contracts/platform';
import type { FastifyInstance } from 'fastify';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Who sends a request so slowly is not waited for; nothing of the database is held meanwhile. */
export const serverOptions = (requestTimeoutMs: number) => ({
  requestTimeout: requestTimeoutMs,
  http: {
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4),
    // Refused below, in the words of every other refusal.
    requireHostHeader: false,
  },
});

/** Answers what Node's server would refuse by itself, before there is a request: with problem details, like any other refusal. */
export class EarlyRefusals {
  private readonly underWay = new WeakMap<Socket, Exchange>();
  private readonly open = new Set<Socket>();

  /** For Fastify's `clientErrorHandler`. */
  readonly answer = (error: { readonly code?: string }, socket: Socket): void => {
    const exchange = this.underWay.get(socket);
    // Another request's answer is being made: these bytes would be taken for it.
    const ofAnother = exchange !== undefined && (exchange.request.complete || exchange.response.headersSent);
    if (error.code !== 'ECONNRESET' && socket.writable && !ofAnother) socket.write(asText(...refusalFor(error.code)));
    socket.destroy();
  };

  watch(fastify: FastifyInstance): void {
    const server = fastify.server as Server;
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      this.underWay.set(request.socket, { request, response });
      response.once('close', () => {
        if (this.underWay.get(request.socket)?.response !== response) return;
        this.underWay.delete(request.socket);
        // Its headers may have promised to keep the connection, before the server was to stop: that would be waited for until it is idle for too long.
        if (!server.listening) request.socket.destroySoon();
      });
    });
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
    server.on('checkExpectation', (request: IncomingMessage) => {
      request.socket.end(asText('malformed_request', 'The header Expect asks for something that is not done here.'));
    });
    fastify.addHook('onRequest', (request, _reply, done) => {
      const hosts = request.raw.headersDistinct.host?.length ?? 0;
      const { httpVersion } = request.raw;
      // Node reads a first line without a version as HTTP/0.9, and headers after it all the same.
      if (httpVersion !== '1.1' && httpVersion !== '1.0') return done(new Refusal('malformed_request', { detail: 'This speaks HTTP/1.1 and HTTP/1.0.' }));
      done(hosts > 1 || (hosts === 0 && httpVersion === '1.1') ? new Refusal('malformed_request', { detail: 'There has to be one header Host.' }) : undefined);
    });
    fastify.addHook('preClose', (done) => {
      this.letGo();
      done();
    });
  }

  /** Closes what has sent no whole request: once a server closes, Node times nobody out any more, and one such caller could hold it for ever. */
  private letGo(): void {
    for (const socket of this.open) if (this.underWay.get(socket)?.request.complete !== true) socket.destroy();
  }
}

function refusalFor(code: string | undefined): [RefusalCode, string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['request_timeout', 'The request did not arrive in time. Nothing was changed; try again with the same Idempotency-Key.'];
  if (code === 'HPE_HEADER_OVERFLOW') return ['payload_too_large', 'The address and the headers are too long together.'];
  return ['malformed_request', 'This is no HTTP request that can be read.'];
}

function asText(code: RefusalCode, detail: string): string {
  const { status, title } = refusalCatalog[code];
  const body = JSON.stringify({ type: `urn:countersign:refusal:${code}`, title, status, code, detail });
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'content-type: application/problem+json', `content-length: ${Buffer.byteLength(body)}`, 'cache-control: no-store', 'x-content-type-options: nosniff', 'connection: close', '', body].join('\r\n');
}
