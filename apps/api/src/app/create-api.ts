import type { SessionEntry } from '@countersign/database/platform';
import { allOperations, openApiAt, type OpenApiDocument } from '@countersign/contracts/operations';
import { currentApiVersion, type ApiVersion } from '@countersign/contracts/platform';
import { FollowEventsService } from '@countersign/services/events';
import { LocalFiles } from '@countersign/services/files';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import 'reflect-metadata';
import { ContractGuard } from '../platform/contract-guard.js';
import { readVersion, tellVersion } from '../platform/api-version.js';
import { EarlyRefusals, serverOptions } from '../platform/http-server.js';
import type { EdgeRequest } from '../platform/edge-request.js';
import { ProblemFilter, sendUnreadable } from '../platform/problem-filter.js';
import { takeJsonOnly } from '../platform/read-json.js';
import { ReplyInterceptor } from '../platform/reply-interceptor.js';
import { tellLimits } from '../platform/tell-limits.js';
import { leaveOutUnchanged } from '../platform/tag-answer.js';
import { takeFiles } from '../platform/take-files.js';
import { compressAnswers, guardPages, servePages } from '../platform/web-pages.js';
import type { BuiltHouse } from './build-house.js';
import { controllers } from './controllers.js';
import { contractFaults } from './hold-contracts.js';
import { services } from './services.js';
import type { ApiSettings } from './settings.js';

const bodyBytesMax = 256 * 1024;

@Module({})
class ApiModule {}

/** The whole API, not yet listening. Fails where contracts and controllers do not match. */
export async function createApi(settings: ApiSettings, built: BuiltHouse, log: Logger): Promise<NestFastifyApplication> {
  const faults = contractFaults(controllers);
  if (faults.length > 0) throw new Error(`The API does not start: ${faults.join('; ')}.`);
  const { house, meter } = built;
  const early = new EarlyRefusals();
  const adapter = new FastifyAdapter({ bodyLimit: bodyBytesMax, ...serverOptions(settings.requestTimeoutMs), clientErrorHandler: early.answer, genReqId: () => crypto.randomUUID(), routerOptions: { maxParamLength: 200 }, frameworkErrors: sendUnreadable });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', (_request, _reply, done) => meter.start(done));
  early.watch(fastify);
  tellLimits(fastify);
  tellVersion(fastify);
  leaveOutUnchanged(fastify);
  takeJsonOnly(fastify);
  takeLargerMessages(fastify);
  guardPages(fastify, house.files.uploadOrigin === null ? [] : [house.files.uploadOrigin]);
  await compressAnswers(fastify);
  const servePage = await servePages(fastify, settings.webRoot);
  const filter = new ProblemFilter(log, methodsAt, servePage);
  const { files } = house;
  if (files instanceof LocalFiles) takeFiles(fastify, files, (error, request, reply) => filter.answer(error, request, reply));
  describeApi(fastify, filter);
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(house), adapter, { logger: false, abortOnError: false, bodyParser: false });
  const guard = new ContractGuard(new Reflector(), house, settings.secrets.authSecret, (session) => noteUse(built, session));
  app.useGlobalGuards(guard);
  app.useGlobalInterceptors(new ReplyInterceptor(meter, guard));
  app.useGlobalFilters(filter);
  const live = app.get(FollowEventsService);
  live.reportTo((problem) => log.error({ err: problem }, 'a round of live updates failed'));
  // Before the server waits for its connections to end: streams end only when they are told to.
  fastify.addHook('preClose', (done) => {
    live.close();
    done();
  });
  await app.init();
  await fastify.ready();
  return app;
}

/** Another system's messages may be larger than what people send. */
function takeLargerMessages(fastify: FastifyInstance): void {
  const limits = new Map([...allOperations.values()].flatMap(({ signed, path }) => (signed ? [[path.replaceAll(/\{(\w+)\}/g, ':$1'), signed.bytesMax] as const] : [])));
  fastify.addHook('onRoute', (route) => {
    const bytesMax = limits.get(route.url);
    if (bytesMax !== undefined) route.bodyLimit = bytesMax;
  });
}

function moduleOf(house: BuiltHouse['house']): DynamicModule {
  const providers = services.map((Service): Provider => ({ provide: Service, useFactory: () => new Service(house) }));
  return { module: ApiModule, controllers, providers };
}

/** The API's own description, in the version that is asked for. Written when it is first asked for: most processes are never asked, and all would start later. */
function describeApi(fastify: FastifyInstance, filter: ProblemFilter): void {
  const documents = new Map<ApiVersion, OpenApiDocument>();
  fastify.get('/v1/openapi.json', (request, reply) => {
    try {
      const version = readVersion(request) ?? currentApiVersion;
      (request as EdgeRequest).countersignVersion = version;
      const document = documents.get(version) ?? openApiAt(version);
      documents.set(version, document);
      return reply.header('cache-control', 'no-cache').send(document);
    } catch (error) {
      return filter.answer(error, request, reply);
    }
  });
}

function noteUse({ sessionUses, keyUses }: BuiltHouse, { sessionId, apiKey, member }: SessionEntry): void {
  if (!apiKey) sessionUses.note(sessionId);
  else if (member) keyUses.note(member.tenantId, apiKey.id);
}

/** Methods that some operation takes at a path. */
function methodsAt(path: string): string[] {
  const matching = [...allOperations.values()].filter((operation) => new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
  return [...new Set(matching.map((operation) => operation.method))].sort();
}
