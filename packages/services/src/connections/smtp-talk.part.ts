import type { ConnectionSettings } from '@countersign/contracts/connections';
import SMTPConnection, { type SMTPConnectionOptions, type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { problemOf } from '../webhooks/index.js';

/**
 * How a conversation ended. `taken`: the mail was accepted for all but `refusedTo`, or somebody was signed in. `replied`: the server said no, with this code. `not_sent`: no
 * mail server has it. `unanswered`: it was handed over, and no reply says what became of it.
 */
export type TalkEnd =
  | { readonly kind: 'taken'; readonly code: number; readonly refusedTo: readonly string[] }
  | { readonly kind: 'replied'; readonly code: number; readonly problem: string; readonly isSignIn: boolean }
  | { readonly kind: 'not_sent' | 'unanswered'; readonly problem: string };

export interface TalkOptions {
  readonly url: URL;
  readonly settings: ConnectionSettings;
  readonly logger: SMTPConnectionOptions['logger'];
  readonly hold?: (() => Promise<number | null>) | undefined;
}

/** What a mail is handed over as: whom it goes to, and its bytes (RFC 5322). */
export interface MailInBytes {
  readonly to: readonly string[];
  readonly bytes: Buffer;
}

const tooLateText = 'it came to be sent too late: somebody else may have taken it over';

/** One conversation with a mail server (RFC 5321), over a socket that was checked. */
export class SmtpTalk {
  private readonly connection: SMTPConnection;
  private readonly from: string;
  private fail: (error: Error) => void = () => undefined;
  private isSigningIn = false;
  /** Whether the server may have it: it has asked for the mail, and some of it was handed over. */
  private isHandedOver = false;
  private readonly hold: NonNullable<TalkOptions['hold']>;
  /** How long its reply to a mail is waited for. */
  private readonly replyMs: number;
  private replyTimer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, { url, settings: { limits, mail }, logger, hold = () => Promise.resolve(Infinity) }: TalkOptions) {
    this.hold = hold;
    this.replyMs = limits.headersMs + limits.bodyMs;
    this.from = mail?.from ?? '';
    this.connection = new SMTPConnection({
      connection: socket, host: url.hostname.replace(/^\[|\]$/g, ''), name: this.from.slice(this.from.lastIndexOf('@') + 1),
      secure: mail?.tls === 'implicit', requireTLS: mail?.tls === 'starttls', ignoreTLS: mail?.tls === 'none', tls: { minVersion: 'TLSv1.2' },
      connectionTimeout: limits.connectMs + limits.headersMs, greetingTimeout: limits.headersMs, socketTimeout: limits.headersMs + limits.bodyMs, socketCloseTimeout: 0, maxResponseSize: 65_536,
      transactionLog: true, logger,
    });
    this.connection.on('error', (error: Error) => this.fail(error));
    this.connection.on('end', () => this.fail(new Error('the connection was closed')));
  }

  async run(mail: MailInBytes | null, signIn: { readonly user: string; readonly pass: string } | null): Promise<TalkEnd> {
    try {
      await this.step((done) => this.connection.connect((error) => done(error ?? null, true)));
      this.isSigningIn = signIn !== null;
      if (signIn !== null) await this.step((done) => this.connection.login(signIn, (error) => done(error, true)));
      this.isSigningIn = false;
      return mail === null ? { kind: 'taken', code: this.lastCode(), refusedTo: [] } : await this.handOver(mail);
    } catch (error) {
      return this.endOf(error as Error);
    }
  }

  /** Gives up waiting. */
  breakOff(problem: string): void {
    this.fail(new Error(problem));
  }

  end(): void {
    clearTimeout(this.replyTimer);
    this.fail = () => undefined;
    this.connection.close();
  }

  private async handOver({ to, bytes }: MailInBytes): Promise<TalkEnd> {
    const sendBeforeMs = await this.step<number | null>((done) => void this.hold().then((until) => done(null, until), done));
    const tooLate = () => sendBeforeMs === null || performance.now() > sendBeforeMs;
    if (tooLate()) throw new Error(tooLateText);
    // It is read once the server has asked for it, not before: RFC 5321, section 4.1.1.4, has it drop a mail that does not end.
    const message = new Readable({
      read: () => {
        if (tooLate()) return void message.destroy(new Error(tooLateText));
        this.isHandedOver = true;
        this.replyTimer = setTimeout(() => this.breakOff(`no reply within ${this.replyMs} ms`), this.replyMs);
        message.push(bytes);
        message.push(null);
      },
    });
    const { rejected } = await this.step<SMTPConnectionSendInfo>((done) => this.connection.send({ from: this.from, to: [...to], size: bytes.length }, message, done));
    return { kind: 'taken', code: this.lastCode(), refusedTo: rejected };
  }

  private endOf(error: Error): TalkEnd {
    const { responseCode, message } = error as { readonly responseCode?: unknown; readonly message: string };
    if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600) return { kind: 'replied', code: responseCode, problem: message, isSignIn: this.isSigningIn };
    return { kind: this.isHandedOver ? 'unanswered' : 'not_sent', problem: problemOf(error, this.replyMs) };
  }

  private lastCode(): number {
    const said = this.connection.lastServerResponse;
    return typeof said === 'string' ? Number.parseInt(said, 10) || 250 : 250;
  }

  /** One step of it; whatever breaks the connection meanwhile breaks the step. */
  private step<Value>(take: (done: (error: Error | null, value?: Value) => void) => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.fail = reject;
      take((error, value) => (error ? reject(error) : resolve(value as Value)));
    });
  }
}
