import type { ConnectionSettings } from '@countersign/contracts/connections';
import { canonicalJson } from '../platform/index.js';
import { callConnection, type CallOptions, type CallOutcome } from './call-connection.part.js';

/** Posts one message to a chat. The address is the credential: what is kept of the call names its host only. Never throws. */
export function sendMessage(text: string, { settings, credential, ...options }: CallOptions): Promise<CallOutcome> {
  const address = new URL(credential ?? settings.baseUrl);
  const body = canonicalJson(envelopeOf(settings, text));
  // A key would mean nothing to a chat.
  return callConnection({ method: 'POST', path: `${address.pathname}${address.search}`, body, idempotencyKey: null }, { ...options, settings: { ...settings, baseUrl: address.origin }, credential: `${address.pathname}${address.search}` });
}

function envelopeOf({ chat }: ConnectionSettings, text: string): unknown {
  // What a request says must not become a mention of everybody, or a link that says something else than where it leads.
  if (chat?.format !== 'teams') return { text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') };
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: withoutMarks(text), wrap: true }] };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] };
}

/** A text block reads Markdown (Adaptive Cards, “Text features”). */
const withoutMarks = (text: string): string => text.replaceAll(/[[\]*_`~\\]/g, '\\$&');
