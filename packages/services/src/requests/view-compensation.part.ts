import type { RunEffect } from '@countersign/database/effects';
import type { RequestFile } from '@countersign/database/requests';
import type { CompensationPreview } from '@countersign/contracts/effects';
import { findStep, type EffectStanding } from '@countersign/engine';
import { digestOf } from '../platform/index.js';
import { standingsFor, undoneIn } from './compensate-run.part.js';
import { sentBy, textOf } from './reversal.part.js';
import { definitionOf } from './run-change.part.js';

type Line = CompensationPreview['effects'][number] & { readonly bound: string };

/** What having undone what a run has done would do, for who is about to; the digest covers what is done and to whom, not how it is worded. */
export function compensationViewOf(file: RequestFile, effects: readonly RunEffect[], effectId: string): CompensationPreview {
  const standings = standingsFor(effects, effectId);
  const lines = file.run.state.effectStepIds.toReversed().flatMap((stepId): Line[] => {
    const effect = effects.find((candidate) => candidate.stepId === stepId && candidate.undoesId === null);
    return effect ? [lineOf(file, effect, standings.find((standing) => standing.stepId === stepId)?.is ?? 'under_way')] : [];
  });
  const done = lines.map(({ effectId: id, how, bound }) => ({ id, how, bound }));
  return {
    effectId,
    requestId: file.requestId,
    sentence: sentenceOf(lines),
    effects: lines.map(({ bound: _bound, ...line }) => line),
    byPerson: lines.filter(({ how }) => how === 'person').length,
    shown: digestOf({ v: '1', compensationOf: effectId, revisionDigest: file.revision.revisionDigest, done }),
  };
}

function lineOf(file: RequestFile, effect: RunEffect, is: EffectStanding['is']): Line {
  const { id: effectId, stepId, stepName } = effect;
  const line = (how: Line['how'], text: string, bound = ''): Line => ({ effectId, stepName, how, text, bound });
  if (is === 'not_begun') return line('never_begun', `${stepName} was not begun, and will not be.`);
  if (is === 'not_done') return line('not_done', `${stepName} was not carried out, and will not be: there is nothing to undo.`);
  if (is === 'under_way') return line('under_way', `${stepName} is under way, or nobody knows whether it was carried out: once it has ended it is undone, if it was.`);
  const step = findStep(definitionOf(file).steps, stepId);
  if (step?.kind !== 'effect') throw new Error(`step ${stepId} is no effect of this version`);
  const { how, planned, problem } = undoneIn(file, effect, step.onReverse);
  const bound = planned ? `${planned.target.id} ${planned.target.bindingDigest ?? ''} ${planned.payloadDigest}` : '';
  return { ...line(how, problem ?? textOf({ ...effect, state: 'succeeded' }, how, planned), bound), ...sentBy(planned) };
}

const count = (number: number, one: string, more: string) => (number === 0 ? [] : [`${number} ${number === 1 ? one : more}`]);

function sentenceOf(lines: readonly Line[]): string {
  const of = (...hows: readonly Line['how'][]) => lines.filter(({ how }) => hows.includes(how)).length;
  const parts = [
    ...count(lines.length - of('nothing', 'not_done', 'never_begun', 'under_way'), 'effect would be undone', 'effects would be undone, one after the other, the last first'),
    ...count(of('person'), 'of them has to be undone by a person', 'of them have to be undone by a person'),
    ...count(of('nothing'), 'would be left as it is', 'would be left as they are'),
    ...count(of('under_way'), 'is waited for first', 'are waited for first'),
    ...count(of('never_begun', 'not_done'), 'would not be carried out any more', 'would not be carried out any more'),
  ];
  return `${parts.join('; ')}. The request would stand as reversed.`;
}
