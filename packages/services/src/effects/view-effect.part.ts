import type { EffectAttempt, EffectDetails, EffectRow } from '@countersign/contracts/effects';
import type { AttemptRow, EffectFile, EffectListRow } from '@countersign/database/effects';
import type { Actor, House } from '../platform/index.js';
import { webhookIdOf } from '../webhooks/index.js';
import { idempotencyKeyOf } from './make-call-effect.part.js';
import { compensationOf } from './compensation.part.js';
import { repairsOf, shownDigestOf } from './repairs.part.js';

/** What requests say is for who may see every request; whoever sees effects alone sees where they stand. */
export const seesContent = ({ permissions }: Pick<Actor, 'permissions'>): boolean => permissions.includes('request.read_all');

export const rowViewOf = (row: EffectListRow, actor: Pick<Actor, 'permissions'>): EffectRow => ({
  id: row.id,
  requestId: row.requestId,
  requestNumber: row.requestNumber,
  requestTitle: seesContent(actor) ? row.requestTitle : '',
  stepId: row.stepId,
  stepName: row.stepName,
  kind: row.kind as EffectRow['kind'],
  event: row.event,
  target: row.target,
  ...(row.asks !== null && seesContent(actor) && { asks: row.asks }),
  state: row.state as EffectRow['state'],
  undoesId: row.undoesId,
  resolution: row.resolution,
  attempts: row.attempts,
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  lastProblem: row.lastProblem,
  wantedAt: row.wantedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** How many attempts are made before a person has to look; null for what people do. */
const attemptsInARow = (house: House, { kind, callsMax }: EffectListRow): number | null => (kind === 'person' || kind === 'ask' ? null : (callsMax ?? house.settings.delivery.retryDelaysMs.length + 1));

/** The number of the last of them: what a person has tried again is counted on. */
export function attemptsMaxOf(house: House, row: EffectListRow): number | null {
  const inARow = attemptsInARow(house, row);
  return inARow === null ? null : row.attemptsBefore + inARow;
}

export function detailsOf(house: House, file: EffectFile, actor: Pick<Actor, 'permissions'>): EffectDetails {
  const content = seesContent(actor);
  const { retryDelaysMs } = house.settings.delivery;
  const attemptsMax = attemptsInARow(house, file);
  const waits = Array.from({ length: attemptsMax ?? 0 }, (_, index) => (index === 0 ? 0 : Math.round((retryDelaysMs[index - 1] ?? retryDelaysMs.at(-1) ?? 0) / 1000)));
  return {
    ...rowViewOf(file, actor),
    idempotencyKey: file.kind === 'webhook' ? webhookIdOf(file.id) : idempotencyKeyOf(file.id),
    payload: content ? (JSON.parse(file.payload) as Record<string, unknown>) : {},
    attemptsMax,
    scheduleSeconds: waits,
    attemptList: file.calls.map((row) => attemptOf(row, content)),
    shown: shownDigestOf(file),
    repairs: repairsOf(file, actor.permissions.includes('effect.repair')),
    compensation: compensationOf(file, actor.permissions.includes('request.reverse')),
  };
}

const attemptOf = (row: AttemptRow, content: boolean): EffectAttempt => ({ ...row, ...(!content && { request: null, reply: null }), asked: row.asked as EffectAttempt['asked'], startedAt: new Date(row.startedAt).toISOString(), drift: row.drift === null || !content ? null : [...row.drift] });
