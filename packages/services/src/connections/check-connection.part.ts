import { Validator, type Schema } from '@cfworker/json-schema';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import { Refusal } from '@countersign/contracts/platform';
import type { KeptSettings } from '@countersign/database/connections';
import { refuseUnlessChat } from './chat-address.part.js';
import { invalid } from './invalid.part.js';
import { isMailbox } from './mail-address.part.js';
import { httpUrlOf } from './mail-server-address.part.js';
import { isGrantedAuth, isTokenAuth } from './access-token.part.js';
import { digestOf, type House } from '../platform/index.js';
import { refuseSecretTargetByUrl, refuseTarget } from '../webhooks/index.js';

/** Refuses addresses that may not be called, a secret that is missing, and a schema that cannot be used. */
export function refuseUnlessUsable(house: House, settings: ConnectionSettings, { given, hasSecret }: { readonly given: string | undefined; readonly hasSecret: boolean }): void {
  const { baseUrl, auth } = settings;
  const { allowedWebhookHosts } = house.settings;
  if ((settings.kind === 'smtp') !== (settings.mail !== undefined)) throw invalid('/body/mail', 'How mails are sent is said of a mail server, and of nothing else.');
  if ((settings.kind === 'chat') !== (settings.chat !== undefined)) throw invalid('/body/chat', 'How messages are written is said of a chat, and of nothing else.');
  if (settings.kind === 'smtp') return refuseUnlessMailServer(house, settings, hasSecret);
  if (settings.kind === 'chat') return refuseUnlessChat(house, settings, given, hasSecret);
  if (baseUrl.startsWith('smtp:')) throw invalid('/body/baseUrl', 'This is the address of a mail server: say that it is one.');
  refuseTarget(baseUrl, allowedWebhookHosts, '/body/baseUrl');
  if (isTokenAuth(auth)) refuseTarget(auth.tokenUrl, allowedWebhookHosts, '/body/auth/tokenUrl', refuseSecretTargetByUrl);
  // A browser goes there, not we; but what is no address of the outside is no provider either, and it comes back with a code.
  if (isGrantedAuth(auth)) refuseTarget(auth.grant.authorizeUrl, allowedWebhookHosts, '/body/auth/grant/authorizeUrl', refuseSecretTargetByUrl);
  const url = new URL(baseUrl);
  // Of an empty query or fragment the parser keeps nothing but the sign.
  if (/[?#]/.test(baseUrl) || url.search !== '' || url.hash !== '') throw invalid('/body/baseUrl', 'The address has a query or a fragment. Leave them out: paths are put behind it.');
  if (auth.kind !== 'none' && !hasSecret) throw invalid('/body/secret', 'This way of saying who calls needs a secret. Give one.');
  if (auth.kind === 'none' && hasSecret) throw invalid('/body/secret', 'Nothing would use a secret. Leave it out, or say how the other system knows who calls.');
  if (auth.kind === 'api_key' || auth.kind === 'hmac') refuseHeader(auth.header, '/body/auth/header');
  refuseHeader(settings.idempotency.header, '/body/idempotency/header');
  refuseSchema(settings.replySchema);
}

function refuseUnlessMailServer(house: House, { baseUrl, auth, mail, idempotency, lookUpPath, replySchema }: ConnectionSettings, hasSecret: boolean): void {
  if (!/^smtp:\/\/[^/?#@]+:\d{1,5}\/?$/.test(baseUrl)) throw invalid('/body/baseUrl', 'Say where the mail server is, with its port, such as smtp://mail.example.com:587.');
  refuseTarget(httpUrlOf(baseUrl), house.settings.allowedWebhookHosts, '/body/baseUrl');
  if (auth.kind !== 'none' && auth.kind !== 'basic') throw invalid('/body/auth', 'A mail server is told who sends by a user and a password, or not at all.');
  if ((auth.kind === 'basic') !== hasSecret) throw invalid('/body/secret', auth.kind === 'basic' ? 'This user needs a password. Give one.' : 'Nothing would use a password. Leave it out, or name the user.');
  if (auth.kind === 'basic' && mail?.tls === 'none') throw invalid('/body/mail/tls', 'A password is not sent in the clear. Choose TLS, or leave the user out.');
  if (!isMailbox(mail?.from ?? '')) throw invalid('/body/mail/from', 'Mails cannot be sent from this address: it has characters that not every mail server takes.');
  if (idempotency.honoured) throw invalid('/body/idempotency/honoured', 'No mail server honours keys: a mail that comes twice is delivered twice.');
  if (lookUpPath !== null) throw invalid('/body/lookUpPath', 'A mail server cannot be asked what it sent.');
  if (replySchema !== null) throw invalid('/body/replySchema', 'Replies of a mail server have no schema.');
}

/** Headers that say how a message is framed or whose it is: setting them would change what is sent, not who sends it (RFC 9110, section 7; RFC 9112). */
const framing = /^(host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|cookie|user-agent|accept|accept-encoding)$/i;

function refuseHeader(header: string, pointer: string): void {
  if (framing.test(header)) throw invalid(pointer, `The header ${header} cannot carry that: it says how a message is sent.`);
}

const schemaCharactersMax = 50_000;
const schemaDepthMax = 24;
/** Answers come from outside: what is asked of each has to have a bound, which these have not. */
const unbounded = new Set(['uniqueItems', 'pattern', 'patternProperties', 'propertyNames', 'unevaluatedProperties', 'unevaluatedItems', '$dynamicRef', '$recursiveRef', 'format']);

function refuseSchema(schema: ConnectionSettings['replySchema']): void {
  if (schema === null) return;
  const refuse = (detail: string) => new Refusal('form_invalid', { detail: `The schema of answers cannot be used: ${detail} Nothing was saved.`, errors: [{ pointer: '/body/replySchema', detail }] });
  if (JSON.stringify(schema).length > schemaCharactersMax) throw refuse(`It has more than ${schemaCharactersMax} characters.`);
  const word = unusable(schema, 0);
  if (word !== null) throw refuse(word === '' ? `It is nested more than ${schemaDepthMax} levels deep.` : `It says "${word}", which answers are not held to here.`);
  try {
    new Validator(schema as Schema, '2020-12').validate({});
  } catch {
    throw refuse('It is no JSON Schema that can be read.');
  }
}

function unusable(value: unknown, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > schemaDepthMax) return '';
  for (const [name, item] of Object.entries(value)) {
    if (!Array.isArray(value) && unbounded.has(name) && (name === 'uniqueItems' ? item === true : typeof item === 'string' || name !== 'format')) return name;
    // A reference within the schema may go round in a circle.
    if (name === '$ref' && typeof item === 'string') return '$ref';
    const found = unusable(item, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** What an approval is bound to of a connection: where it goes, and how it says who calls; not the secret, which is rotated, nor how often it is tried. */
export const bindingDigestOf = ({ baseUrl, auth, idempotency, kind = 'http', mail, chat, encoding, addressDigest }: ConnectionSettings & Pick<KeptSettings, 'addressDigest'>): string =>
  digestOf({ v: '1', baseUrl, auth, idempotency, ...(encoding === 'form' && { encoding }), ...(kind !== 'http' && { kind, ...(mail && { mail }), ...(chat && { chat, addressDigest: addressDigest ?? '' }) }) });
