import { addressOf } from '@countersign/client';
import type { Operation } from '@countersign/contracts/platform';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Person } from './people.js';

/** What a call sends, before anybody has checked that it may. */
export interface RawInput {
  readonly params?: object | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  /** Of a message that is signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface RawOptions {
  /** Nobody, where it is left out. */
  readonly by?: Pick<Person, 'headers'>;
  /** Idempotency-Key: made anew where it is left out, not sent where it is null. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** The very text of the body, or its bytes, for what JSON.stringify would not write. */
  readonly text?: string | Uint8Array<ArrayBuffer>;
  /** What stands in the address after the path, for what no URLSearchParams would write. */
  readonly search?: string;
  /** The path as it is, for what encodeURIComponent would not write. */
  readonly path?: string;
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Calls an operation by hand: nothing is checked on the way out, nothing is thrown for a refusal. */
export async function sendRaw(baseUrl: string, operation: Operation, input: RawInput, options: RawOptions = {}): Promise<RawAnswer> {
  const { by, key = randomUUID(), headers = {}, text = input.body === undefined ? undefined : JSON.stringify(input.body) } = options;
  const address = addressOf(operation, input);
  const [path = '', search] = [options.path ?? address.split('?')[0], options.search ?? address.split('?')[1]];
  const target = path + (search === undefined ? '' : `?${search}`);
  const sent = { method: operation.method, headers: { ...by?.headers(), ...(text !== undefined && { 'content-type': 'application/json' }), ...(operation.idempotent === 'key' && key !== null && { 'idempotency-key': key }), ...input.headers, ...headers } };
  const response = await (options.path === undefined ? fetch(baseUrl + target, { ...sent, redirect: 'manual', ...(text !== undefined && { body: text }) }) : sendAsWritten(baseUrl, target, { ...sent, text }));
  const answer = await textOf(response);
  return { status: response.status, headers: response.headers, text: answer, json: readObject(answer) };
}

/** `fetch` resolves “..”, written out or as %2e%2e, before it sends a path: another operation would be asked. */
async function sendAsWritten(baseUrl: string, target: string, { method, headers, text }: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly text: RawOptions['text'] }): Promise<Response> {
  const { hostname, port } = new URL(baseUrl);
  const [answer] = (await once(request({ hostname, port, path: target, method, headers }).end(text), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) => values.map((value): [string, string] => [name, value]));
  const status = answer.statusCode ?? 0;
  return new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: pairs });
}

/** A stream of events has no end to wait for: it is left after the data of its first one. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const data = /^data: (.*)\n/m.exec(text)?.[1];
    if (data !== undefined) return data;
  }
  return text;
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** How many statements a call sent, as the API counted them. */
export const statementsOf = ({ headers }: Pick<RawAnswer, 'headers'>) => Number(/statements=(\d+)/.exec(headers.get('server-timing') ?? '')?.[1] ?? Number.NaN);
