import type { IncomingMessage } from 'node:http';
import type { BankAnswer } from './bank-answer.js';
import { Payees } from './payees.js';
import { readBody } from './receive-webhook.js';

interface Payment {
  readonly id: string;
  readonly state: 'accepted';
  readonly path: string;
  readonly order: unknown;
}

/** So many it remembers, the last ones: it is a demo, and forgets all when it ends. */
const paymentsMax = 10_000;

/**
 * A bank that systems connect to and call, below `/bank`. It honours keys: what comes twice with one Idempotency-Key is one payment.
 * `GET /health`; `POST` or `PUT` to `/payments` and below; `GET /payments/<key>` says whether there is one under a key; below `/payees`, whom it pays.
 */
export class Bank {
  private readonly payments = new Map<string, Payment>();
  private readonly payees = new Payees();

  async answer(request: IncomingMessage, path: string, search = ''): Promise<BankAnswer> {
    const { method } = request;
    if (method === 'GET' && path === '/health') return { status: 200, body: { state: 'up', payments: this.payments.size } };
    if (path === '/payees' || path.startsWith('/payees/')) return this.payees.answer(request, path, search);
    const isPayment = path === '/payments' || path.startsWith('/payments/');
    if (method === 'GET' && isPayment) {
      const payment = this.payments.get(decoded(path.slice('/payments/'.length)));
      return payment === undefined ? { status: 404, body: { problem: 'There is no payment under this key.' } } : { status: 200, body: { ...payment } };
    }
    if (isPayment && (method === 'POST' || method === 'PUT')) return this.pay(request, path);
    return { status: 404, body: { problem: 'The bank has nothing here. Payments go to POST /bank/payments.' } };
  }

  private async pay(request: IncomingMessage, path: string): Promise<BankAnswer> {
    const bytes = await readBody(request);
    const key = request.headers['idempotency-key'];
    if (bytes === undefined) return { status: 413, body: { problem: 'An order may be 1 MiB long.' } };
    if (typeof key !== 'string' || key === '') return { status: 400, body: { problem: 'Send an Idempotency-Key.' } };
    const before = this.payments.get(key);
    if (before !== undefined) return { status: 200, body: { ...before } };
    const payment: Payment = { id: `pay_${this.payments.size + 1}`, state: 'accepted', path, order: orderOf(bytes) };
    const [oldest] = this.payments.keys();
    if (this.payments.size >= paymentsMax && oldest !== undefined) this.payments.delete(oldest);
    this.payments.set(key, payment);
    return { status: 201, body: { ...payment } };
  }
}

function orderOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
