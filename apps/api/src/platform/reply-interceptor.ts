import { operationAt, replyAt } from '@countersign/contracts/operations';
import { currentApiVersion, Refusal, type ApiVersion, type Operation, type Receipt } from '@countersign/contracts/platform';
import { SessionChanged, type Call, type Changed } from '@countersign/services/platform';
import type { Following } from '@countersign/services/events';
import type { KeptFile } from '@countersign/services/attachments';
import type { KeptImage } from '@countersign/services/profile';
import type { WithCookies } from '@countersign/services/identity';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { catchError, from, map, mergeMap, throwError, type Observable } from 'rxjs';
import * as z from 'zod/mini';
import type { ContractGuard } from './contract-guard.js';
import type { CostMeter } from './cost-meter.js';
import { callOn, replyOf, requestOf } from './edge-request.js';
import { tagAnswer } from './tag-answer.js';
import { sendEvents } from './send-events.js';
import { sendFile } from './send-file.js';
import { sendImage } from './send-image.js';

/** A reply that its own contract does not allow: our bug, never the caller's. Only the paths are told, no values. */
export class ReplyContractBroken extends Error {
  override readonly name = 'ReplyContractBroken';
}

/** Checks what leaves against the contract, and says what goes with it: the receipt of a change, cookies, what it cost. */
export class ReplyInterceptor implements NestInterceptor {
  constructor(
    private readonly meter: CostMeter,
    private readonly guard: Pick<ContractGuard, 'admit'>,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { operation } = callOn(context);
    const reply = replyOf(context);
    const check = (body: unknown) => checkReply(operation, body);
    if (operation.answers === 'text/event-stream') return next.handle().pipe(mergeMap((answer) => sendEvents(reply, this.tellCost(reply, answer as Following), check)));
    if (operation.answers === 'image/webp') return next.handle().pipe(map((answer) => sendImage(reply, this.tellCost(reply, answer as KeptImage))));
    if (operation.answers === 'application/octet-stream') return next.handle().pipe(map((answer) => sendFile(reply, this.tellCost(reply, answer as KeptFile))));
    return this.answerOnce(context, next).pipe(
      map((answer) => {
        const body = isAnswer(answer) ? answer.reply : answer;
        const checked = check(body);
        void reply.header('cache-control', 'no-store');
        if (operation.entityTag) tagAnswer(reply, requestOf(context), operation, checked);
        if (isChanged(answer)) void reply.header('countersign-receipt', receiptText(answer.receipt));
        if (hasCookies(answer)) void reply.header('set-cookie', [...answer.cookies]);
        return this.tellCost(reply, inVersion(operation, requestOf(context).countersignVersion, checked));
      }),
    );
  }

  /** What was begun with a remembered session that is no longer so, or was refused by it, is begun again with the session as it is. */
  private answerOnce(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const call = callOn(context);
    if (!call.caller.remembered) return next.handle();
    return next.handle().pipe(
      map((answer) => refuseUnconfirmed(call, answer)),
      catchError((error: unknown) => {
        if (!mayBeginAgain(call, error)) return throwError(() => error);
        const request = requestOf(context);
        return from(this.guard.admit(call.operation, request)).pipe(
          mergeMap((fresh) => {
            request.countersignCall = fresh;
            return next.handle();
          }),
        );
      }),
    );
  }

  private tellCost<Answer>(reply: FastifyReply, answer: Answer): Answer {
    const cost = this.meter.current();
    if (cost) void reply.header('server-timing', `db;desc="statements=${cost.statements} trips=${cost.roundTrips}"`);
    return answer;
  }
}

/** Whether the failure may be the session's, of which nobody looked whether it is still so. Nothing was kept then. */
function mayBeginAgain({ caller: { remembered } }: Call, error: unknown): boolean {
  return error instanceof SessionChanged || (remembered?.confirmed === false && error instanceof Refusal);
}

/** Fails closed: a change that answers by a remembered session without looking at it once more is a bug of ours; what reads nothing of a company's begins again. */
function refuseUnconfirmed({ operation, caller: { remembered } }: Call, answer: unknown): unknown {
  if (remembered?.confirmed === false && operation.idempotent === 'safe') throw new SessionChanged(`${operation.name} looked nothing up`);
  if (remembered?.confirmed === false) throw new Error(`${operation.name} answered by a remembered session that it did not confirm`);
  return answer;
}

type Answer = Changed<unknown> | WithCookies<unknown>;
const isAnswer = (answer: unknown): answer is Answer => isChanged(answer) || hasCookies(answer);
const isChanged = (answer: unknown): answer is Changed<unknown> => has(answer, 'reply') && has(answer, 'receipt');
const hasCookies = (answer: unknown): answer is WithCookies<unknown> => has(answer, 'reply') && has(answer, 'cookies');
const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
const receiptText = ({ entryId, leaf }: Receipt) => `entry=${entryId}; leaf=${leaf}`;

/** The reply as the version that is spoken shows it. */
function inVersion(operation: Operation, version: ApiVersion = currentApiVersion, body?: unknown): unknown {
  const older = operationAt(operation, version);
  return older === operation ? body : checkReply(older, replyAt(operation, version, body));
}

/** The reply as its contract describes it, and nothing beside. */
function checkReply(operation: Operation, body: unknown): unknown {
  const result = z.safeParse(operation.reply, body);
  if (result.success) return result.data;
  const paths = result.error.issues.map((issue) => `${issue.path.map(String).join('.')} (${issue.code})`);
  throw new ReplyContractBroken(`the reply of ${operation.name} breaks its contract at ${paths.join(', ')}`);
}
