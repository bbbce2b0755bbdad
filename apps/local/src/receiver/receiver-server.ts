import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Bank } from './bank.js';
import { describeEvent } from './describe-event.js';
import type { EventSummary } from './describe-event.js';
import { judgeDelivery, readBody } from './receive-webhook.js';
import type { Answer } from './receive-webhook.js';
import type { ReceivedLog } from './received-log.js';
import { RECEIVER_PAGE, RECEIVER_SCRIPT, RECEIVER_STYLE } from './receiver-page.js';

export interface ReceiverOptions {
  readonly log: ReceivedLog;
  /** Holds the secrets, one a line; read at every delivery, so that it may be written or rotated meanwhile. */
  readonly secretFile: string;
}

/** One line of the page and of /received.json. */
export interface ReceivedItem extends EventSummary {
  readonly at: string;
  readonly lastAt: string;
  readonly webhookId: string;
  readonly verified: boolean;
  readonly refusal: string | null;
  readonly timesReceived: number;
  readonly body: unknown;
}

/** The receiver, not yet listening: `POST /hooks` takes webhooks, `GET /` shows them, `GET /received.json?limit=` lists them; below `/bank` is a system to connect to, and below `/chat` an address for messages, as chats have them. */
export function createReceiver(options: ReceiverOptions): Server {
  const bank = new Bank();
  return createServer((request, response) => {
    answer(options, bank, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) send(response, 500, 'text/plain', 'The receiver could not keep this; send it again.\n');
      else response.destroy();
    });
  });
}

async function answer(options: ReceiverOptions, bank: Bank, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path, search] = (request.url ?? '/').split('?', 2);
  if (request.method === 'POST' && path === '/hooks') {
    const { status, says } = await takeDelivery(options, request);
    send(response, status, 'text/plain', `${says}\n`);
    return;
  }
  if (path?.startsWith('/bank/') === true) {
    const { status, body } = await bank.answer(request, path.slice('/bank'.length), search);
    send(response, status, 'application/json', JSON.stringify(body));
    return;
  }
  if (request.method === 'POST' && path?.startsWith('/chat/') === true) {
    const taken = (await readBody(request)) !== undefined;
    send(response, taken ? 200 : 413, 'text/plain', taken ? 'ok' : 'too long');
    return;
  }
  const page = request.method === 'GET' || request.method === 'HEAD' ? pageAt(options, path, search) : undefined;
  if (page === undefined) send(response, 404, 'text/plain', 'There is nothing here. Webhooks go to POST /hooks.\n');
  else send(response, 200, page.type, page.text);
}

async function takeDelivery({ log, secretFile }: ReceiverOptions, request: IncomingMessage): Promise<Answer> {
  const body = await readBody(request);
  if (body === undefined) return { status: 413, says: 'A webhook may be 1 MiB long.' };
  const received = judgeDelivery(body, request, readSecrets(secretFile));
  log.append(received);
  if (!received.verified) return { status: 401, says: received.refusal ?? 'Refused.' };
  return { status: 200, says: log.events.get(received.webhookId)?.timesReceived === 1 ? 'Taken.' : 'Taken before.' };
}

function readSecrets(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line.startsWith('whsec_'));
}

function pageAt({ log }: ReceiverOptions, path: string | undefined, search: string | undefined): { type: string; text: string } | undefined {
  if (path === '/') return { type: 'text/html', text: RECEIVER_PAGE };
  if (path === '/page.css') return { type: 'text/css', text: RECEIVER_STYLE };
  if (path === '/page.js') return { type: 'text/javascript', text: RECEIVER_SCRIPT };
  if (path !== '/received.json') return undefined;
  const limit = Number(new URLSearchParams(search).get('limit') ?? Number.POSITIVE_INFINITY);
  const list = { eventCount: log.events.size, refusedCount: log.refusedTotal, items: itemsOf(log).slice(0, limit) };
  return { type: 'application/json', text: JSON.stringify(list) };
}

/** Newest first. */
function itemsOf(log: ReceivedLog): ReceivedItem[] {
  const taken = [...log.events.values()].map((event) => ({
    ...describeEvent(event.body),
    at: event.firstAt,
    lastAt: event.lastAt,
    webhookId: event.webhookId,
    verified: true,
    refusal: null,
    timesReceived: event.timesReceived,
    body: event.body,
  }));
  const refused = log.refused.map(({ at, webhookId, refusal }) => ({
    type: null, requestNumber: null, amount: null, at, lastAt: at, webhookId, verified: false, refusal, timesReceived: 1, body: null,
  }));
  return [...taken, ...refused].sort((a, b) => (a.at < b.at ? 1 : -1));
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
  response.end(text);
}
