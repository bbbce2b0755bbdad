import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import { findStep } from '@countersign/engine';
import { contentOf } from './command-request.part.js';
import { planEffect, type PlannedEffect } from './plan-effect.part.js';
import { definitionOf, type WantedEffect } from './run-change.part.js';

/** By what something is undone, or would be: the end of a sentence. */
export function meansText(kind: string, event: string, target: string): string {
  switch (kind) {
    case 'http':
      return `by ${event} at ${target}`;
    case 'webhook':
      return `by “${event}” to ${target}`;
    case 'notice':
      return target === '' ? 'by telling members' : `by telling ${target}`;
    case 'ask':
      return target === '' ? 'by asking members to' : `by asking ${target} to`;
    default:
      return `by a ${kind} through ${target}`;
  }
}

/** What would undo an effect that is about to be approved, as its step says: whether a machine can, and in words. */
export function undoingOf(file: RequestFile, { stepId, stepName, event }: Pick<WantedEffect, 'stepId' | 'stepName' | 'event'>): { readonly isByMachine: boolean; readonly text: string } {
  const step = findStep(definitionOf(file).steps, stepId);
  if (step?.kind !== 'effect') throw new Error(`step ${stepId} is no effect of this version`);
  const { onReverse } = step;
  if (onReverse === 'nothing') return { isByMachine: false, text: 'stays as it is' };
  if (onReverse === 'person') return { isByMachine: false, text: 'a person undoes it' };
  const { content, title } = contentOf(file);
  const { revision, revisionDigest } = file.revision;
  try {
    // Who it undoes is named once it is there; it changes no word of this.
    const { kind, event: undoes, target } = planEffect({ ...file, content, title, revision, revisionDigest }, stepName, onReverse, { effectId: '', event });
    return { isByMachine: true, text: `is undone ${meansText(kind, undoes, kind === 'notice' ? '' : target.name)}` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { isByMachine: false, text: 'a person undoes it: what would cannot be made up' };
  }
}

/** So much of what is sent is shown before it is decided; all of it is bound, and can be read once it is wanted. */
const shownMax = 4000;

/** What would be sent, to be read before it is decided: of a call its body, of a mail or message its text. Undefined where its words say all of it. */
export function sendsOf({ kind, payload }: Pick<PlannedEffect, 'kind' | 'payload'>): string | undefined {
  const sent = JSON.parse(payload) as { readonly body?: unknown; readonly subject?: unknown; readonly text?: unknown };
  const text = textOf(kind, sent);
  return text === undefined || text.length <= shownMax ? text : `${text.slice(0, shownMax).toWellFormed()}…`;
}

function textOf(kind: PlannedEffect['kind'], sent: { readonly body?: unknown; readonly subject?: unknown; readonly text?: unknown }): string | undefined {
  switch (kind) {
    case 'http':
      return sent.body === null || sent.body === undefined ? undefined : JSON.stringify(sent.body, null, 2);
    case 'webhook':
      return JSON.stringify(sent, null, 2);
    case 'mail':
      return `${String(sent.subject)}\n\n${String(sent.text)}`;
    case 'message':
      return String(sent.text);
    default:
      return undefined;
  }
}
