import type { Operation, ReplyOf } from '@countersign/contracts/platform';
import { apiVersionHeader, currentApiVersion, Refusal, refusalCatalog, type FieldProblem, type RefusalCode } from '@countersign/contracts/platform';
import type * as z from 'zod/mini';

import { defaultRetries, pause, waitBefore, type Failure, type Retries } from './retries.js';

type SentBy<S, K extends string> = S extends z.ZodMiniType ? { readonly [key in K]: z.input<S> } : { readonly [key in K]?: undefined };
/** What a call sends: path parameters, query and body as the operation's schemas take them. */
export type CallInput<O extends Operation> = SentBy<O['params'], 'params'> & SentBy<O['query'], 'query'> & SentBy<O['body'], 'body'>;

export interface CallOptions {
  /** The same key gives the same answer; made for you where the operation takes one, and the same for every attempt. Keep one of your own where your program may start anew in between. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** The ETag of what you read: the change is refused (`precondition_failed`) where it is another by now. */
  readonly ifMatch?: string;
}

/** What is read of an answer; a `Response` is one. */
export interface HttpAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null; getSetCookie(): string[] };
  json(): Promise<unknown>;
}

/** How a call is sent; `fetch` is one way. Rejects where there was no answer. */
export type Send = (url: string, init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string; readonly signal?: AbortSignal }) => Promise<HttpAnswer>;

export interface ClientOptions {
  /** Such as `http://127.0.0.1:4310`; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly fetch?: Send;
  /** Sent with every call, such as a cookie outside the browser. Read anew each time. */
  readonly headers?: () => Record<string, string>;
  /** An API key, shown with every call; the client speaks the version that it was written for, whatever the key is pinned to. */
  readonly apiKey?: string;
  /**
   * How a call is made again that got no answer, or was told to come back later: reads and changes that carry a key, each with the same key; never what could happen twice.
   * False for one attempt only.
   */
  readonly retries?: Partial<Retries> | false;
  /** Sees every answer before it is read, to keep cookies outside the browser. */
  readonly onResponse?: (response: HttpAnswer) => void;
}

/** The call did not reach a verdict: unknown whether it was carried out. Retry with the same key. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A refusal as it arrived: the code, sentence and further members of the problem document (RFC 9457). */
export class RefusedByServer extends Refusal {
  constructor(
    code: RefusalCode,
    readonly problem: Readonly<Record<string, unknown>>,
    retryAfterSeconds: number | undefined,
  ) {
    const errors = problem.errors as readonly FieldProblem[] | undefined;
    super(code, { detail: String(problem.detail ?? problem.title), ...(errors && { errors }), extensions: problem, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  }
}

export interface Client {
  call<O extends Operation>(operation: O, input: CallInput<O>, options?: CallOptions): Promise<ReplyOf<O>>;
}

/** A typed client over the contracts. Throws `RefusedByServer` for refusals and `NoAnswer` where it is not known what happened, each after the last attempt. */
export function createClient(options: ClientOptions): Client {
  const retries: Retries = { ...defaultRetries, ...(options.retries === false ? { attemptsMax: 1 } : options.retries) };
  return {
    async call(operation, input, callOptions = {}) {
      const sameKey = operation.idempotent === 'key' ? { idempotencyKey: crypto.randomUUID(), ...callOptions } : callOptions;
      const startedAt = performance.now();
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await callOnce(options, operation, input, sameKey);
        } catch (error) {
          const failure = failureOf(error);
          const waitMs = failure && waitBefore(operation, failure, { attempts, sinceMs: performance.now() - startedAt }, retries, Math.random());
          if (waitMs === null) throw error;
          await pause(waitMs, callOptions.signal);
        }
      }
    },
  };
}

/** Null for what no further attempt would change, such as an abort. */
function failureOf(error: unknown): Failure | null {
  if (error instanceof NoAnswer) return { isUnknown: true };
  return error instanceof RefusedByServer ? { isUnknown: false, code: error.code, retryAfterSeconds: error.details.retryAfterSeconds } : null;
}

async function callOnce<O extends Operation>(options: ClientOptions, operation: O, input: CallInput<O>, callOptions: CallOptions): Promise<ReplyOf<O>> {
  const response = await attempt(options.fetch ?? globalThis.fetch.bind(globalThis), options, operation, input, callOptions);
  options.onResponse?.(response);
  if (response.status === 204) return undefined as never;
  const answer = await readJson(response);
  if (response.ok) return answer as never;
  throw refusalOf(response, answer);
}

async function attempt(send: Send, options: ClientOptions, operation: Operation, input: CallInput<Operation>, callOptions: CallOptions): Promise<HttpAnswer> {
  const headers: Record<string, string> = { accept: 'application/json', ...(options.apiKey !== undefined && { authorization: `Bearer ${options.apiKey}`, [apiVersionHeader]: currentApiVersion }), ...options.headers?.() };
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (callOptions.idempotencyKey !== undefined) headers['idempotency-key'] = callOptions.idempotencyKey;
  if (callOptions.ifMatch !== undefined) headers['if-match'] = callOptions.ifMatch;
  try {
    return await send(options.baseUrl + addressOf(operation, input), {
      method: operation.method,
      headers,
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      ...(callOptions.signal && { signal: callOptions.signal }),
    });
  } catch (cause) {
    if (callOptions.signal?.aborted) throw cause;
    throw new NoAnswer('There was no answer from the server. It is not known whether this was carried out; trying again is safe.', { cause });
  }
}

/** The path with its parameters filled in, and the query. */
export function addressOf(operation: Operation, input: { readonly params?: unknown; readonly query?: unknown }): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const pairs = Object.entries((input.query ?? {}) as Record<string, string | undefined>).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
}

async function readJson(response: HttpAnswer): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new NoAnswer(`The server's answer (${response.status}) could not be read.`, { cause });
  }
}

function refusalOf(response: HttpAnswer, answer: unknown): Error {
  const problem = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  const code = problem.code;
  if (typeof code === 'string' && code in refusalCatalog) {
    const retryAfter = Number(response.headers.get('retry-after'));
    return new RefusedByServer(code as RefusalCode, problem, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined);
  }
  return new NoAnswer(`The server failed (${response.status}). It is not known whether this was carried out; trying again is safe.`);
}
