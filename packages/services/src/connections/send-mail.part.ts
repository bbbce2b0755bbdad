import type { ConnectionSettings } from '@countersign/contracts/connections';
import MailComposer from 'nodemailer/lib/mail-composer';
import { isRefusedTarget, problemOf } from '../webhooks/index.js';
import type { CallOptions, MaskedReply, MaskedRequest } from './call-connection.part.js';
import { httpUrlOf } from './mail-server-address.part.js';
import { hiderOf, shortened, storable, type Hide } from './mask.part.js';
import { openSocket } from './open-socket.part.js';
import { SmtpTalk, type TalkEnd } from './smtp-talk.part.js';

/** A mail to be sent now. `messageId` is the same on every attempt. */
export interface MailToCarry {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** How it ended, and what may be kept and shown of it. `refused`: the address may not be called, now or later. */
export type MailOutcome = (TalkEnd | { readonly kind: 'refused'; readonly problem: string }) & { readonly request: MaskedRequest; readonly reply: MaskedReply | null };

/** RFC 5322, section 3.6.4: by it twins are told apart, wherever they come to. */
export const messageIdOf = (key: string, { mail }: Pick<ConnectionSettings, 'mail'>): string => `<${key}@${mail?.from.slice(mail.from.lastIndexOf('@') + 1) ?? ''}>`;

export interface MailOptions extends Omit<CallOptions, 'sendBeforeMs'> {
  /** Asked right before the mail is spoken of: until when, by `performance.now()`, it may be handed over; null where it may not be any more. Left out where nobody could take it over. */
  readonly hold?: (() => Promise<number | null>) | undefined;
}

/** Signs in at a mail server and hands it one mail; where there is none, it only signs in. Never throws. */
export async function sendMail(mail: MailToCarry | null, { settings, credential, allowedHosts, at, hold }: MailOptions): Promise<MailOutcome> {
  const { auth } = settings;
  const { connectMs, headersMs, bodyMs } = settings.limits;
  const username = auth.kind === 'basic' ? auth.username : '';
  const hide = hiderOf(credential === null ? [] : [`\0${username}\0${credential}`, credential]);
  const lines: Lines = { asked: [], said: [] };
  const outcome = (end: TalkEnd | { readonly kind: 'refused'; readonly problem: string }): MailOutcome => ({ ...('problem' in end ? { ...end, problem: storable(hide(end.problem)).slice(0, 500) } : end), ...traceOf(lines, { settings, mail, hide }) });
  try {
    const url = new URL(httpUrlOf(settings.baseUrl));
    const bytes = mail && { to: mail.to, bytes: await bytesOf(mail, settings, at) };
    const socket = await openSocket(url, { timeoutMs: connectMs, allowedHosts });
    const talk = new SmtpTalk(socket, { url, settings, logger: loggerOf(lines), hold });
    const forMs = connectMs + headersMs + bodyMs;
    const timer = setTimeout(() => talk.breakOff(`no reply within ${forMs} ms`), forMs);
    try {
      return outcome(await talk.run(bytes, credential === null ? null : { user: username, pass: credential }));
    } finally {
      clearTimeout(timer);
      talk.end();
      socket.destroy();
    }
  } catch (error) {
    return outcome({ kind: isRefusedTarget(error) ? 'refused' : 'not_sent', problem: problemOf(error, connectMs) });
  }
}

function bytesOf({ to, subject, text, messageId }: MailToCarry, { mail }: ConnectionSettings, date: Date): Promise<Buffer> {
  const address = (one: string) => ({ name: '', address: one });
  // Who answers mails by itself does not answer these (RFC 3834, section 5).
  return new MailComposer({ from: address(mail?.from ?? ''), to: to.map(address), subject, text, messageId, date, headers: { 'Auto-Submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true }).compile().build();
}

interface Lines {
  readonly asked: string[];
  readonly said: string[];
}

const linesMax = 200;

function loggerOf({ asked, said }: Lines) {
  const take = (entry: unknown, text: unknown) => {
    const { tnx } = (entry ?? {}) as { readonly tnx?: unknown };
    const side = tnx === 'client' ? asked : tnx === 'server' ? said : null;
    if (side !== null && side.length < linesMax && typeof text === 'string') side.push(text);
  };
  const nothing = () => undefined;
  return { trace: nothing, debug: take, info: nothing, warn: nothing, error: nothing, fatal: nothing };
}

/** The conversation without the mail itself, which is shown where it is kept; secrets are masked. */
function traceOf({ asked, said }: Lines, { settings, mail, hide }: { readonly settings: ConnectionSettings; readonly mail: MailToCarry | null; readonly hide: Hide }): { readonly request: MaskedRequest; readonly reply: MaskedReply | null } {
  const text = (lines: readonly string[]) => shortened(storable(hide(lines.join('\n'))));
  const headers = mail === null ? {} : { from: settings.mail?.from ?? '', to: mail.to.join(', '), subject: mail.subject, 'message-id': mail.messageId };
  return { request: { method: 'SMTP', url: settings.baseUrl, headers, body: text(asked) }, reply: said.length === 0 ? null : { headers: {}, body: text(said) } };
}
