import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { MailToSend } from '@countersign/database/effects';
import { credentialOf, messageIdOf, sendMail, type FilledMail, type MailOutcome } from '../connections/index.js';
import type { House } from '../platform/index.js';
import { againOrOver, endingOf, type Ending } from './ending.part.js';
import { holdMail } from './keep-hold.part.js';
import { idempotencyKeyOf } from './make-call-effect.part.js';

/**
 * One attempt to send a mail. Mail servers honour no keys and cannot be asked: what may have been handed over is never handed over again
 * blindly. By the Message-ID, which is the same on every attempt, whoever got it can tell twins apart.
 */
export async function sendMailEffect(house: House, tenantId: string, effect: MailToSend, startedAt: Date): Promise<Ending> {
  const { baseUrl, settings: kept } = effect.connection;
  const settings: ConnectionSettings = { baseUrl, ...kept };
  const messageId = messageIdOf(idempotencyKeyOf(effect.id), settings);
  if (effect.inDoubt) return endingOf({ kind: 'unknown', problem: `An earlier attempt may have sent it, and a mail server cannot be asked. A person has to look: its Message-ID is ${messageId}.` });
  const { to, subject, text } = JSON.parse(effect.payload) as FilledMail;
  const addresses = to.map((one) => (one.kind === 'address' ? one.address : effect.requesterAddress));
  if (addresses.includes(null)) return endingOf({ kind: 'parked', problem: 'Whoever made the request is no member any more, and would get this mail. Nothing was sent.' });
  const credential = await credentialOf(house, tenantId, effect.connection, settings);
  if (!credential.ok) return endingOf({ kind: 'parked', problem: `${credential.problem}. The connection needs somebody. Nothing was sent.` });
  const mail = { to: [...new Set(addresses.filter((address) => address !== null))], subject, text, messageId };
  return judgeMail(effect, settings, await sendMail(mail, { settings, credential: credential.value, allowedHosts: house.settings.allowedWebhookHosts, at: startedAt, hold: () => holdMail(house, tenantId, effect) }));
}

function judgeMail(effect: MailToSend, { limits: { attemptsMax } }: ConnectionSettings, outcome: MailOutcome): Ending {
  const call = { asked: 'mail', request: outcome.request, reply: outcome.reply, drift: null } as const;
  switch (outcome.kind) {
    case 'refused':
      return endingOf({ kind: 'failed', problem: outcome.problem, call });
    case 'not_sent':
      return againOrOver(effect, attemptsMax, { problem: outcome.problem, inDoubt: false, call, health: 'fails' });
    case 'unanswered':
      return endingOf({ kind: 'unknown', problem: `${outcome.problem}: it was handed over, and no reply says what became of it. A mail server cannot be asked`, call, health: 'fails' });
    case 'replied':
      return judgeReply(effect, attemptsMax, outcome, call);
    case 'taken': {
      const base = { status: outcome.code, call, health: 'answers' } as const;
      if (outcome.refusedTo.length === 0) return endingOf({ ...base, kind: 'succeeded' });
      // Sent again, it would come twice to the others.
      return endingOf({ ...base, kind: 'parked', inDoubt: true, problem: `It was sent, but not to ${outcome.refusedTo.join(', ')}: the mail server does not take mail for that address. Tell them in another way, and say that it is done.` });
    }
  }
}

/** RFC 5321, section 4.2.1: what begins with 4 is for now, what begins with 5 for good. Either says that the server does not have it. */
function judgeReply(effect: MailToSend, attemptsMax: number, { code, problem: said, isSignIn }: Extract<MailOutcome, { kind: 'replied' }>, call: NonNullable<Ending['call']>): Ending {
  const base = { status: code, call, inDoubt: false, problem: `the mail server answered ${code}: ${said}` } as const;
  if (code < 500) return againOrOver(effect, attemptsMax, { ...base, health: code === 421 ? 'fails' : 'answers' });
  if (isSignIn) return endingOf({ ...base, kind: 'parked', problem: `${base.problem.replace(/\.$/, '')}. It does not let us in: the connection needs somebody. Nothing was sent.`, health: 'answers' });
  return endingOf({ ...base, kind: 'failed', health: 'answers' });
}
