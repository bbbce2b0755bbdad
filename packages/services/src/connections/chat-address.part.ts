import type { ConnectionSettings } from '@countersign/contracts/connections';
import { digestOf, type House } from '../platform/index.js';
import { invalid } from './invalid.part.js';
import { refuseTarget } from '../webhooks/index.js';

/** Refuses a chat that could not be written to; its address, where one is given, has to be where the connection says that it is. */
export function refuseUnlessChat(house: House, { baseUrl, auth, idempotency, lookUpPath, replySchema }: ConnectionSettings, secret: string | undefined, hasSecret: boolean): void {
  if (!/^https?:\/\/[^/?#@]+\/?$/.test(baseUrl)) throw invalid('/body/baseUrl', 'Say only where the chat is, such as https://hooks.slack.com. The rest of its address is secret.');
  refuseTarget(baseUrl, house.settings.allowedWebhookHosts, '/body/baseUrl');
  if (auth.kind !== 'none') throw invalid('/body/auth', 'A chat knows by its address who may write. It is not told in another way.');
  if (!hasSecret) throw invalid('/body/secret', 'Give the address that the chat was given for messages, whole.');
  if (secret !== undefined && !leadsTo(secret, baseUrl)) throw invalid('/body/secret', `This is no address below ${new URL(baseUrl).origin}. Give the one that the chat was given for messages, whole.`);
  if (idempotency.honoured) throw invalid('/body/idempotency/honoured', 'No chat honours keys: a message that comes twice is shown twice.');
  if (lookUpPath !== null) throw invalid('/body/lookUpPath', 'A chat cannot be asked what it shows.');
  if (replySchema !== null) throw invalid('/body/replySchema', 'What a chat answers has no schema.');
}

function leadsTo(address: string, baseUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, username, password, hash, pathname } = new URL(address);
  return origin === new URL(baseUrl).origin && username === '' && password === '' && hash === '' && pathname.length > 1;
}

export const addressDigestOf = (address: string): string => digestOf({ v: '1', address });
