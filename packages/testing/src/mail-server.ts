import { selfSigned } from '@countersign/receiver';
import type { AddressInfo, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does with the next mail. Codes are those of RFC 5321; `drop` breaks the connection, `hang` says nothing any more. */
export type MailPlan =
  | { readonly at: 'sign_in' | 'from' | 'to' | 'data'; readonly code: number; readonly address?: string }
  | { readonly at: 'connect' | 'data'; readonly does: 'drop' | 'hang' }
  /** Whatever happens before the server answers: before it greets, says whether it takes mail for an address, or that it has the mail. */
  | { readonly at: 'connect' | 'to' | 'data'; readonly does: () => Promise<unknown>; readonly address?: string };

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly user: string | null;
  readonly isSecure: boolean;
}

export interface TestMailServer {
  /** For `allowedWebhookHosts`. */
  readonly host: string;
  /** Every mail that came whole, whatever was answered. */
  readonly mails: readonly TakenMail[];
  plan(...plans: MailPlan[]): void;
  close(): Promise<void>;
}

export interface MailServerOptions {
  /** TLS from the first byte; otherwise once it is asked for. */
  readonly isSecure?: boolean;
  readonly account?: { readonly user: string; readonly pass: string };
  /** Whether this process believes its certificate. */
  readonly isVouchedFor?: boolean;
}

/** A real mail server on a port of its own, which treats mails as it was told and keeps its own account of them. */
export async function openTestMailServer({ isSecure = false, account, isVouchedFor = true }: MailServerOptions = {}): Promise<TestMailServer> {
  const { key, certificate } = selfSigned();
  const believed = getCACertificates('default');
  if (isVouchedFor) setDefaultCACertificates([...believed, certificate]);
  const [mails, sockets, plans]: [TakenMail[], Set<Socket>, MailPlan[]] = [[], new Set(), []];
  const take = (at: MailPlan['at'], address?: string): MailPlan | undefined => {
    const [next] = plans;
    return next?.at === at && (!('address' in next) || next.address === undefined || next.address === address) ? plans.shift() : undefined;
  };
  const drop = () => { for (const socket of sockets) socket.destroy(); };
  const server = new SMTPServer({ key, cert: certificate, secure: isSecure, authOptional: account === undefined, allowInsecureAuth: false, disabledCommands: account === undefined ? ['AUTH'] : [], disableReverseLookup: true, closeTimeout: 200, ...handlersOf({ mails, account, take, drop }) });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    plan: (...more) => void plans.push(...more),
    async close() {
      if (isVouchedFor) setDefaultCACertificates(believed);
      drop();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

interface Handling {
  readonly mails: TakenMail[];
  readonly account: MailServerOptions['account'];
  readonly take: (at: MailPlan['at'], address?: string) => MailPlan | undefined;
  readonly drop: () => void;
}

const no = (code: number) => Object.assign(new Error(`planned for a test (${code})`), { responseCode: code });
type Answer = (error?: Error | null) => void;

function handlersOf({ mails, account, take, drop }: Handling): SMTPServerOptions {
  const treat = (plan: MailPlan | undefined, answer: Answer): void => {
    if (plan === undefined) answer();
    else if ('code' in plan) answer(no(plan.code));
    else if (plan.does === 'drop') drop();
    else if (plan.does !== 'hang') void plan.does().then(() => answer());
  };
  return {
    onConnect: (_, answer) => treat(take('connect'), answer as Answer),
    onAuth: ({ username, password }, _, answer) => {
      const plan = take('sign_in');
      if (plan !== undefined && 'code' in plan) return answer(no(plan.code));
      if (username !== account?.user || password !== account?.pass) return answer(no(535));
      answer(null, { user: username });
    },
    onMailFrom: (_, __, answer) => treat(take('from'), answer as Answer),
    onRcptTo: ({ address }, _, answer) => treat(take('to', address), answer as Answer),
    onData: (stream, { envelope, user, secure }, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString('utf8'), user: user ?? null, isSecure: secure });
        treat(take('data'), answer as Answer);
      });
    },
  };
}
