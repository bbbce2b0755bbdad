import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { MessageToSend } from '@countersign/database/effects';
import { credentialOf, sendMessage, type FilledMessage } from '../connections/index.js';
import type { House } from '../platform/index.js';
import { endingOf, type Ending } from './ending.part.js';
import { judgeCall } from './make-call-effect.part.js';
import { sendBeforeMs } from './keep-hold.part.js';

/** One attempt to send a message to a chat, which honours no keys and cannot be asked: what may have arrived is never sent again blindly. */
export async function sendMessageEffect(house: House, tenantId: string, effect: MessageToSend, startedAt: Date, heldFromMs: number): Promise<Ending> {
  const { baseUrl, settings: kept } = effect.connection;
  const settings: ConnectionSettings = { baseUrl, ...kept };
  if (effect.inDoubt) return endingOf({ kind: 'unknown', problem: 'An earlier attempt may have sent it, and a chat cannot be asked. A person has to look there.' });
  const credential = await credentialOf(house, tenantId, effect.connection, settings);
  if (!credential.ok) return endingOf({ kind: 'parked', problem: `${credential.problem}. The connection needs somebody. Nothing was sent.` });
  const { text } = JSON.parse(effect.payload) as FilledMessage;
  return judgeCall(effect, settings, await sendMessage(text, { settings, credential: credential.value, allowedHosts: house.settings.allowedWebhookHosts, at: startedAt, sendBeforeMs: sendBeforeMs(house, settings.limits, heldFromMs) }));
}
