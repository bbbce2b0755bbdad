import { setTimeout as pause } from 'node:timers/promises';
import { createClient, NoAnswer, RefusedByServer, type CallInput, type Client, type HttpAnswer } from '@countersign/client';
import { signIn, signUp } from '@countersign/contracts/identity';
import type { Operation, RefusalCode, ReplyOf } from '@countersign/contracts/platform';
import { keptAliveSend } from './kept-alive-send.js';

export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const tries = 6;
const rateLimitWaitsMax = 60;
const patienceSeconds = 60;

/** Somebody who uses the product over HTTP: an account and its session. Calls that got no answer are sent again under the same key. */
export class Person {
  private readonly cookies = new Map<string, string>();
  private readonly client: Client;

  constructor(
    baseUrl: string,
    readonly account: Account,
  ) {
    this.client = createClient({
      retries: false,
      baseUrl,
      fetch: keptAliveSend,
      headers: (): Record<string, string> => (this.cookies.size === 0 ? {} : { cookie: this.cookieHeader }),
      onResponse: (response) => this.keepCookies(response),
    });
  }

  /** Signs up; where the account is there already, signs in. */
  async enter(): Promise<void> {
    const { name, email, password } = this.account;
    try {
      await this.call(signUp, { body: { name, email, password } });
    } catch (thrown) {
      if (codeOf(thrown) !== 'email_taken') throw thrown;
      await this.call(signIn, { body: { email, password } });
    }
  }

  /**
   * Calls an operation as this person. Waits where the server says so (Retry-After), and asks again with the same key where there
   * was no answer. Throws `RefusedByServer` for every other refusal, also where it would have to wait more than a minute, and
   * `NoAnswer` in the end.
   */
  async call<O extends Operation>(operation: O, input: CallInput<O>, key: string = crypto.randomUUID()): Promise<ReplyOf<O>> {
    let unanswered = 0;
    let limited = 0;
    for (;;) {
      try {
        return await this.client.call(operation, input, { idempotencyKey: key });
      } catch (thrown) {
        if (thrown instanceof NoAnswer && ++unanswered < tries) await pause(100 * 2 ** unanswered);
        else if (isPassing(thrown) && ++limited < rateLimitWaitsMax) await pause((thrown.details.retryAfterSeconds ?? 1) * 1000);
        else throw thrown;
      }
    }
  }

  /** The session as a Cookie header carries it. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** One single try: throws `NoAnswer` and every refusal at once. */
  callOnce<O extends Operation>(operation: O, input: CallInput<O>, key: string): Promise<ReplyOf<O>> {
    return this.client.call(operation, input, { idempotencyKey: key });
  }

  private keepCookies(response: HttpAnswer): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      if (at < 1) continue;
      const name = pair.slice(0, at).trim();
      const value = pair.slice(at + 1).trim();
      const gone = value === '' || attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

const isPassing = (thrown: unknown): thrown is RefusedByServer =>
  thrown instanceof RefusedByServer && (thrown.code === 'rate_limited' || thrown.code === 'unavailable') && (thrown.details.retryAfterSeconds ?? 1) <= patienceSeconds;

/** The code of a refusal; null for anything else that was thrown. */
export const codeOf = (thrown: unknown): RefusalCode | null => (thrown instanceof RefusedByServer ? thrown.code : null);
