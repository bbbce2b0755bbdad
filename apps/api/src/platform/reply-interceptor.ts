import type { Operation, Receipt } from '@countersign/contracts/platform';
import type { Changed } from '@countersign/services/platform';
import type { Following } from '@countersign/services/events';
import type { KeptImage } from '@countersign/services/profile';
import type { WithCookies } from '@countersign/services/identity';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, mergeMap, type Observable } from 'rxjs';
import * as z from 'zod/mini';
import type { CostMeter } from './cost-meter.js';
import { callOn, replyOf } from './edge-request.js';
import { sendEvents } from './send-events.js';
import { sendImage } from './send-image.js';

/** A reply that its own contract does not allow: our bug, never the caller's. Only the paths are told, no values. */
export class ReplyContractBroken extends Error {
  override readonly name = 'ReplyContractBroken';
}

/** Checks what leaves against the contract, and says what goes with it: the receipt of a change, cookies, what it cost. */
export class ReplyInterceptor implements NestInterceptor {
  constructor(private readonly meter: CostMeter) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { operation } = callOn(context);
    const reply = replyOf(context);
    const check = (body: unknown) => checkReply(operation, body);
    if (operation.answers === 'text/event-stream') return next.handle().pipe(mergeMap((answer) => sendEvents(reply, this.tellCost(reply, answer as Following), check)));
    if (operation.answers === 'image/webp') return next.handle().pipe(map((answer) => sendImage(reply, this.tellCost(reply, answer as KeptImage))));
    return next.handle().pipe(
      map((answer) => {
        const body = isAnswer(answer) ? answer.reply : answer;
        const checked = check(body);
        void reply.header('cache-control', 'no-store');
        if (isChanged(answer)) void reply.header('countersign-receipt', receiptText(answer.receipt));
        if (hasCookies(answer)) void reply.header('set-cookie', [...answer.cookies]);
        return this.tellCost(reply, checked);
      }),
    );
  }

  private tellCost<Answer>(reply: FastifyReply, answer: Answer): Answer {
    const cost = this.meter.current();
    if (cost) void reply.header('server-timing', `db;desc="statements=${cost.statements} trips=${cost.roundTrips}"`);
    return answer;
  }
}

type Answer = Changed<unknown> | WithCookies<unknown>;
const isAnswer = (answer: unknown): answer is Answer => isChanged(answer) || hasCookies(answer);
const isChanged = (answer: unknown): answer is Changed<unknown> => has(answer, 'reply') && has(answer, 'receipt');
const hasCookies = (answer: unknown): answer is WithCookies<unknown> => has(answer, 'reply') && has(answer, 'cookies');
const has = (value: unknown, key: string) => typeof value === 'object' && value !== null && key in value;
const receiptText = ({ entryId, leaf }: Receipt) => `entry=${entryId}; leaf=${leaf}`;

/** The reply as its contract describes it, and nothing beside. */
function checkReply(operation: Operation, body: unknown): unknown {
  const result = z.safeParse(operation.reply, body);
  if (result.success) return result.data;
  const paths = result.error.issues.map((issue) => `${issue.path.map(String).join('.')} (${issue.code})`);
  throw new ReplyContractBroken(`the reply of ${operation.name} breaks its contract at ${paths.join(', ')}`);
}
