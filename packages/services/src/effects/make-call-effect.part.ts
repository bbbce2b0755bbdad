import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { CallToMake } from '@countersign/database/effects';
import { callConnection, credentialOf, driftOf, forgetToken, isTokenAuth, type CallOutcome, type FilledCall } from '../connections/index.js';
import { canonicalJson, type House } from '../platform/index.js';
import { againOrOver, endingOf, takenOver, type Ending } from './ending.part.js';
import { keepHold, sendBeforeMs } from './keep-hold.part.js';
import { namedIn } from './named-in.part.js';

/** The idempotency key of an effect: the same on every attempt, and what the other system is asked by afterwards. */
export const idempotencyKeyOf = (effectId: string) => `eff_${effectId}`;

type Answered = Extract<CallOutcome, { kind: 'answered' }>;

/**
 * One attempt: the call, or where an earlier one may have been carried out and the other system can be asked, the question whether it was.
 * A system that honours keys is called again, and does it once; one that neither does nor can be asked is never called a second time blindly.
 */
export async function makeCallEffect(house: House, tenantId: string, effect: CallToMake, startedAt: Date, heldFromMs: number): Promise<Ending> {
  const { baseUrl, settings: kept } = effect.connection;
  const settings: ConnectionSettings = { baseUrl, ...kept };
  const asksFirst = effect.inDoubt && !settings.idempotency.honoured;
  if (asksFirst && settings.lookUpPath === null) return endingOf({ kind: 'unknown', problem: 'An earlier attempt may have been carried out, and the other system cannot be asked. A person has to look there.' });
  const credential = await credentialOf(house, tenantId, effect.connection, settings);
  // Nothing was sent now; what an earlier attempt left in doubt stays so.
  if (!credential.ok) return credential.final ? endingOf({ kind: 'parked', problem: `${credential.problem}. The connection needs somebody. Nothing was sent.` }) : again(effect, settings, { problem: credential.problem, inDoubt: effect.inDoubt, health: 'fails' });
  const anewMs = performance.now();
  if (isTokenAuth(settings.auth) && !(await keepHold(house, tenantId, effect))) return takenOver;
  const key = idempotencyKeyOf(effect.id);
  const options = { settings, credential: credential.value, allowedHosts: house.settings.allowedWebhookHosts, at: startedAt, sendBeforeMs: sendBeforeMs(house, settings.limits, isTokenAuth(settings.auth) ? anewMs : heldFromMs) };
  if (asksFirst) return withRecord(effect, await callConnection({ method: 'GET', path: (settings.lookUpPath ?? '').replaceAll('{key}', encodeURIComponent(key)), body: null, idempotencyKey: null }, options), (outcome) => judgeLookUp(effect, settings, outcome));
  const { method, path, body } = JSON.parse(effect.payload) as FilledCall;
  const outcome = await callConnection({ method, path, body: body === null ? null : canonicalJson(body), idempotencyKey: key }, options);
  const ending = withRecord(effect, outcome, () => judgeCall(effect, settings, outcome));
  if (outcome.kind === 'answered' && outcome.status === 401 && credential.tokenGeneration !== null) await forgetToken(house, tenantId, effect.connection.id, credential.tokenGeneration);
  return ending;
}

/** What is done is done, also where its answer names no record: who looks at the request is told why there is none. */
function withRecord({ record }: CallToMake, outcome: CallOutcome, judge: (outcome: CallOutcome) => Ending): Ending {
  const ending = judge(outcome);
  return record === null || ending.kind !== 'succeeded' || outcome.kind !== 'answered' ? ending : { ...ending, named: namedIn(outcome, record.idPointer) };
}

/** What an outcome is judged by of an effect. */
type Tried = Pick<CallToMake, 'inDoubt' | 'attempts' | 'attemptsBefore'>;

const again = (effect: Tried, { limits }: ConnectionSettings, ending: Partial<Ending> & { readonly inDoubt: boolean }): Ending => againOrOver(effect, limits.attemptsMax, ending);

export function judgeCall(effect: Tried, settings: ConnectionSettings, outcome: CallOutcome): Ending {
  const call = callOf('call', outcome);
  if (outcome.kind === 'refused') return endingOf({ kind: effect.inDoubt ? 'unknown' : 'failed', problem: outcome.problem, call });
  if (outcome.kind === 'not_sent') return again(effect, settings, { problem: outcome.problem, inDoubt: effect.inDoubt, call, health: 'fails' });
  if (outcome.kind === 'unanswered') return doubtful(effect, settings, { problem: outcome.problem, call, health: 'fails' });
  return judgeAnswer(effect, settings, outcome);
}

function judgeAnswer(effect: Tried, settings: ConnectionSettings, outcome: Answered): Ending {
  const { status, retryAfterMs } = outcome;
  const base = { status, call: callOf('call', outcome), health: 'answers' as const };
  if (status >= 200 && status < 300) return judgeShape(settings, outcome, base);
  const problem = `the other system answered ${status}`;
  // 429 and 503 say that it was not taken (RFC 6585, section 4; RFC 9110, section 15.6.4); 425 too (RFC 8470).
  if (status === 429 || status === 503 || status === 425) {
    const notBeforeMs = Math.min(retryAfterMs ?? 0, retryAfterMsMax);
    return again(effect, settings, { ...base, problem, inDoubt: effect.inDoubt, notBeforeMs, health: retryAfterMs === null ? (status === 503 ? 'fails' : 'answers') : { closedForMs: notBeforeMs } });
  }
  if (status === 401 && isTokenAuth(settings.auth)) return again(effect, settings, { ...base, problem: `${problem}: the access token is not accepted`, inDoubt: effect.inDoubt });
  if (status === 408 || status >= 500) return doubtful(effect, settings, { ...base, problem, health: 'fails' });
  // The first call with this key is still under way there (draft-ietf-httpapi-idempotency-key-header, section 2.7).
  if (status === 409 && settings.idempotency.honoured) return doubtful(effect, settings, { ...base, problem: `${problem}: it says that this is under way already` });
  // An answer of today says nothing of what an earlier call may have done: only the same key, taken, would.
  return endingOf({ ...base, kind: effect.inDoubt ? 'unknown' : 'failed', problem: status < 400 ? `${problem}: where it redirects to is not called` : problem });
}

const retryAfterMsMax = 24 * 3_600_000;

/** It may have been carried out. Asked again, by its key or by looking, or left to a person. */
function doubtful(effect: Tried, settings: ConnectionSettings, ending: Partial<Ending>): Ending {
  if (settings.idempotency.honoured || settings.lookUpPath !== null) return again(effect, settings, { ...ending, inDoubt: true });
  return endingOf({ ...ending, kind: 'unknown', problem: `${ending.problem ?? ''}; it may have been carried out, and the other system cannot be asked` });
}

function judgeShape(settings: ConnectionSettings, outcome: Answered, base: Pick<Ending, 'status' | 'health'> & { readonly call: NonNullable<Ending['call']> }): Ending {
  const drift = driftOf(settings.replySchema, outcome);
  const call = { ...base.call, drift: drift.length === 0 ? null : drift };
  if (drift.length === 0 || settings.onDrift === 'tolerate') return endingOf({ ...base, call, kind: 'succeeded' });
  // Tried again it could be done twice: who does that is told so, and a system that can be asked is asked.
  return endingOf({ ...base, call, kind: 'parked', inDoubt: true, problem: `It was accepted there, and the answer is of another shape than agreed: ${drift[0] ?? ''} Say that it is done, or undo it there.` });
}

function judgeLookUp(effect: Tried, settings: ConnectionSettings, outcome: CallOutcome): Ending {
  const call = callOf('look_up', outcome);
  if (outcome.kind !== 'answered') return again(effect, settings, { problem: `it could not be asked whether it was done: ${outcome.problem}`, inDoubt: true, call, health: outcome.kind === 'refused' ? null : 'fails' });
  const { status } = outcome;
  if (status >= 200 && status < 300) {
    // A page that asks to sign in is answered with 200 too, and says nothing of what was done.
    if (isEmptyOrJson(outcome.text)) return endingOf({ kind: 'succeeded', status, call, health: 'answers' });
    return again(effect, settings, { status, problem: 'it could not be asked whether it was done: what was answered is no JSON', inDoubt: true, call, health: 'answers' });
  }
  if (status === 404) return again(effect, settings, { status, problem: 'the other system says that it was not done', inDoubt: false, call, health: 'answers' });
  return again(effect, settings, { status, problem: `it could not be asked whether it was done: the other system answered ${status}`, inDoubt: true, call, health: status >= 500 ? 'fails' : 'answers' });
}

function isEmptyOrJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const callOf = (asked: 'call' | 'look_up', outcome: CallOutcome): NonNullable<Ending['call']> => ({ asked, request: outcome.request, reply: outcome.kind === 'answered' ? outcome.reply : null, drift: null });
