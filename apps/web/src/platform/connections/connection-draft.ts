import type { createConnection, ConnectionAuth, ConnectionKind, ConnectionSettings, ConnectionView } from '@countersign/contracts/connections';
import type { InputOf } from '@countersign/contracts/platform';

export type ConnectionBody = InputOf<typeof createConnection>['body'];

/** How the form tells ways of saying who calls apart: a token that somebody allows is a way of its own there. */
export type CallerKind = ConnectionAuth['kind'] | 'oauth_authorization_code';

/** A connection as it stands in the form: numbers and the schema as they are written, times in seconds, sizes in kilobytes, and what each way of saying who calls would need. */
export interface ConnectionDraft {
  readonly name: string;
  readonly leadsTo: ConnectionKind;
  readonly baseUrl: string;
  /** Of a mail server. */
  readonly host: string;
  readonly port: string;
  readonly tls: NonNullable<ConnectionSettings['mail']>['tls'];
  readonly from: string;
  /** Of a chat, whose address is typed as the secret. */
  readonly format: NonNullable<ConnectionSettings['chat']>['format'];
  readonly kind: CallerKind;
  readonly header: string;
  readonly username: string;
  readonly authorizeUrl: string;
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly scope: string;
  readonly secret: string;
  readonly keyHeader: string;
  readonly honoured: boolean;
  readonly lookUpPath: string;
  readonly order: ConnectionSettings['order'];
  readonly attemptsMax: string;
  readonly connectSeconds: string;
  readonly headersSeconds: string;
  readonly bodySeconds: string;
  readonly replyKilobytes: string;
  readonly perSecond: string;
  readonly replySchema: string;
  readonly onDrift: ConnectionSettings['onDrift'];
  readonly encoding: 'json' | 'form';
}
export type DraftField = keyof ConnectionDraft;

export interface DraftProblem {
  readonly field: DraftField;
  readonly detail: string;
}

/** What most systems do, and what is safe where one does not know: a key that is honoured nowhere would have a call made twice. */
export const firstDraft: ConnectionDraft = {
  name: '', leadsTo: 'http', baseUrl: '', host: '', port: '587', tls: 'starttls', from: '', format: 'slack', kind: 'none', header: 'X-Api-Key', username: '', authorizeUrl: '', issuer: '', tokenUrl: '', clientId: '', scope: '', secret: '', keyHeader: 'Idempotency-Key', honoured: false, lookUpPath: '', order: 'none',
  attemptsMax: '8', connectSeconds: '3', headersSeconds: '5', bodySeconds: '5', replyKilobytes: '100', perSecond: '', replySchema: '', onDrift: 'quarantine', encoding: 'json',
};

const thousandths = (value: number) => String(value / 1000);

export function draftOf({ name, kind = 'http', mail, chat, baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, encoding = 'json' }: ConnectionView | (ConnectionSettings & Pick<ConnectionView, 'name'>)): ConnectionDraft {
  return {
    ...firstDraft, name, leadsTo: kind, ...(kind === 'smtp' ? serverOf(baseUrl) : { baseUrl }), ...mail, ...chat, ...authDraft(auth), keyHeader: idempotency.header, honoured: idempotency.honoured, lookUpPath: lookUpPath ?? '', order, onDrift, encoding,
    attemptsMax: String(limits.attemptsMax), connectSeconds: thousandths(limits.connectMs), headersSeconds: thousandths(limits.headersMs), bodySeconds: thousandths(limits.bodyMs),
    replyKilobytes: thousandths(limits.replyBytesMax), perSecond: limits.perSecond === null ? '' : String(limits.perSecond), replySchema: replySchema === null ? '' : JSON.stringify(replySchema, null, 2),
  };
}

/** What a mail server's address says; the parser leaves a port out that is HTTP's own. */
function serverOf(baseUrl: string): Pick<ConnectionDraft, 'host' | 'port'> {
  const { hostname, port } = new URL(baseUrl.replace(/^smtp:/, 'http:'));
  return { host: hostname, port: port || '80' };
}

/** What mails need that calls do not, and the other way round. */
export const leadingTo = (leadsTo: ConnectionKind): Partial<ConnectionDraft> =>
  leadsTo === 'smtp' ? { leadsTo, kind: 'basic', headersSeconds: '20', bodySeconds: '30' } : { leadsTo, kind: firstDraft.kind, headersSeconds: firstDraft.headersSeconds, bodySeconds: firstDraft.bodySeconds };

function authDraft(auth: ConnectionAuth): Partial<ConnectionDraft> {
  if (auth.kind !== 'oauth_client_credentials') return auth;
  const { grant, tokenUrl, clientId, scope } = auth;
  return { tokenUrl, clientId, scope: scope ?? '', ...(grant === undefined ? { kind: 'oauth_client_credentials' } : { kind: 'oauth_authorization_code', authorizeUrl: grant.authorizeUrl, issuer: grant.issuer ?? '' }) };
}

const authParts: Readonly<Record<CallerKind, readonly DraftField[]>> = { none: [], api_key: ['header'], basic: ['username'], hmac: ['header'], oauth_client_credentials: ['tokenUrl', 'clientId'], oauth_authorization_code: ['authorizeUrl', 'tokenUrl', 'clientId'] };
const needed: Readonly<Partial<Record<DraftField, string>>> = {
  name: 'The connection needs a name.', baseUrl: 'Say where the other system is.', header: 'Say in which header.', username: 'Say which user.', authorizeUrl: 'Say where somebody allows it.', tokenUrl: 'Say where tokens are given out.', clientId: 'Say which client.', keyHeader: 'Say in which header the key goes.',
  host: 'Say where the mail server is.', port: 'Say on which port.', from: 'Say from which address mails are sent.',
};

/** What is sent; or what is not filled in, or is no number. Whether it can be used is the server's to say. */
export function bodyOf(draft: ConnectionDraft, hasSecret: boolean): { readonly body: ConnectionBody } | { readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const isMail = draft.leadsTo === 'smtp';
  if (draft.leadsTo === 'chat' && !hasSecret && !URL.canParse(draft.secret)) problems.push({ field: 'secret', detail: 'Give the address that the chat was given for messages, whole.' });
  const required: readonly DraftField[] = ['name', ...(draft.leadsTo === 'chat' ? [] : isMail ? (['host', 'port', 'from'] as const) : (['baseUrl', 'keyHeader'] as const)), ...authParts[draft.kind]];
  for (const field of required) if (String(draft[field]).trim() === '') problems.push({ field, detail: needed[field] ?? '' });
  if (draft.kind !== 'none' && draft.secret === '' && !hasSecret) problems.push({ field: 'secret', detail: 'This way of saying who calls needs a secret.' });
  const number = (field: DraftField, { times, min, max, unit }: NumberRule): number => {
    const value = numberIn(String(draft[field]), times);
    if (value !== null && value >= min && value <= max) return value;
    problems.push({ field, detail: `A number from ${min / times} to ${max / times}${unit}.` });
    return min;
  };
  const limits = {
    attemptsMax: number('attemptsMax', rules.attempts), connectMs: number('connectSeconds', rules.connect), headersMs: number('headersSeconds', rules.answer), bodyMs: number('bodySeconds', rules.answer),
    replyBytesMax: number('replyKilobytes', rules.size), perSecond: draft.perSecond.trim() === '' ? null : number('perSecond', rules.rate),
  };
  const schema = schemaOf(draft.replySchema);
  if ('problem' in schema) return { problems: [...problems, { field: 'replySchema', detail: schema.problem }] };
  if (isMail) number('port', rules.port);
  if (problems.length > 0) return { problems };
  if (isMail) return { body: mailBodyOf(draft, limits) };
  if (draft.leadsTo === 'chat') return { body: chatBodyOf(draft, limits) };
  return {
    body: {
      name: draft.name.trim(), baseUrl: draft.baseUrl.trim(), auth: authOf(draft), idempotency: { header: draft.keyHeader.trim(), honoured: draft.honoured }, lookUpPath: draft.lookUpPath.trim() || null,
      order: draft.order, limits, replySchema: schema.value, onDrift: draft.onDrift, encoding: draft.encoding, ...(draft.kind !== 'none' && draft.secret !== '' && { secret: draft.secret }),
    },
  };
}

/** Of a mail server: it honours no keys, cannot be asked, and answers in codes. */
function mailBodyOf(draft: ConnectionDraft, limits: ConnectionSettings['limits']): ConnectionBody {
  const { name, host, port, tls, from, order, kind, secret } = draft;
  return {
    name: name.trim(), kind: 'smtp', mail: { tls, from: from.trim() }, baseUrl: `smtp://${host.trim()}:${port.trim()}`, auth: authOf(draft), idempotency: { header: 'Message-ID', honoured: false }, lookUpPath: null,
    order, limits, replySchema: null, onDrift: 'quarantine', ...(kind !== 'none' && secret !== '' && { secret }),
  };
}

/** Of a chat: what is not secret about its address is where it is. */
function chatBodyOf({ name, baseUrl, format, order, secret }: ConnectionDraft, limits: ConnectionSettings['limits']): ConnectionBody {
  const where = URL.canParse(secret.trim()) ? new URL(secret.trim()).origin : baseUrl;
  return { name: name.trim(), kind: 'chat', chat: { format }, baseUrl: where, auth: { kind: 'none' }, idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: null, order, limits, replySchema: null, onDrift: 'quarantine', ...(secret.trim() !== '' && { secret: secret.trim() }) };
}

interface NumberRule {
  /** What is sent is so many times what is written. */
  readonly times: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}
const rules = {
  port: { times: 1, min: 1, max: 65_535, unit: '' },
  attempts: { times: 1, min: 1, max: 20, unit: '' },
  connect: { times: 1000, min: 100, max: 30_000, unit: ' seconds' },
  answer: { times: 1000, min: 100, max: 60_000, unit: ' seconds' },
  size: { times: 1000, min: 0, max: 1_000_000, unit: ' kB' },
  rate: { times: 1, min: 1, max: 1000, unit: ', or empty for as many as there are' },
} as const satisfies Record<string, NumberRule>;

function numberIn(text: string, times: number): number | null {
  if (!/^\d{1,7}([.,]\d{1,3})?$/.test(text.trim())) return null;
  const value = Math.round(Number(text.trim().replace(',', '.')) * times * 1000) / 1000;
  return Number.isInteger(value) ? value : null;
}

/** The schema that is written, or what keeps it from being one. */
export function schemaOf(text: string): { readonly value: Record<string, unknown> | null } | { readonly problem: string } {
  if (text.trim() === '') return { value: null };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value: value as Record<string, unknown> } : { problem: 'A schema is an object: { "type": "object", … }.' };
  } catch (error) {
    return { problem: `This is not JSON yet: ${error instanceof Error ? error.message : ''}` };
  }
}

function authOf({ kind, header, username, authorizeUrl, issuer, tokenUrl, clientId, scope }: ConnectionDraft): ConnectionAuth {
  switch (kind) {
    case 'none':
      return { kind };
    case 'api_key':
    case 'hmac':
      return { kind, header: header.trim() };
    case 'basic':
      return { kind, username: username.trim() };
    case 'oauth_authorization_code':
      return { kind: 'oauth_client_credentials', tokenUrl: tokenUrl.trim(), clientId: clientId.trim(), scope: scope.trim() || null, grant: { authorizeUrl: authorizeUrl.trim(), issuer: issuer.trim() || null } };
    case 'oauth_client_credentials':
      return { kind, tokenUrl: tokenUrl.trim(), clientId: clientId.trim(), scope: scope.trim() || null };
  }
}

const fieldsOfPointers: readonly (readonly [string, DraftField])[] = [
  ['name', 'name'], ['kind', 'leadsTo'], ['chat', 'format'], ['mail/tls', 'tls'], ['mail/from', 'from'], ['mail', 'from'], ['baseUrl', 'baseUrl'], ['auth/header', 'header'], ['auth/username', 'username'], ['auth/grant/authorizeUrl', 'authorizeUrl'], ['auth/grant/issuer', 'issuer'], ['auth/tokenUrl', 'tokenUrl'], ['auth/clientId', 'clientId'], ['auth/scope', 'scope'], ['auth', 'kind'], ['secret', 'secret'],
  ['idempotency/header', 'keyHeader'], ['idempotency', 'honoured'], ['lookUpPath', 'lookUpPath'], ['order', 'order'], ['limits/attemptsMax', 'attemptsMax'], ['limits/connectMs', 'connectSeconds'], ['limits/headersMs', 'headersSeconds'],
  ['limits/bodyMs', 'bodySeconds'], ['limits/replyBytesMax', 'replyKilobytes'], ['limits/perSecond', 'perSecond'], ['replySchema', 'replySchema'], ['onDrift', 'onDrift'], ['encoding', 'encoding'],
];

/** The field that the server found at fault: `/body/limits/connectMs` is that of the seconds for connecting. */
export function fieldOf(pointer: string, leadsTo: ConnectionKind = 'http'): DraftField | null {
  const path = pointer.replace(/^\/body\/?/, '');
  if (path === 'baseUrl' && leadsTo !== 'http') return leadsTo === 'smtp' ? 'host' : 'secret';
  return fieldsOfPointers.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1] ?? null;
}
