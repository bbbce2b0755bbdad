import { resolveEffect } from '@countersign/contracts/effects';
import type { RequestSheet } from '@countersign/contracts/screens';
import { useClient } from '../platform/api/client-context.js';
import { ReasonedAct, useReasonedAct } from './reasoned-act.js';

export interface Answering {
  readonly ask: Pick<NonNullable<RequestSheet['asks']>[number], 'effectId' | 'stepName' | 'text'>;
  readonly outcome: 'done' | 'not_done';
}

const words = {
  done: { title: 'is it done?', asks: 'How it can be seen that it is done', does: 'It is done', said: 'it is done', means: 'What comes after it goes on. This cannot be undone: it counts as done for ever.' },
  not_done: { title: 'could it not be done?', asks: 'Why it could not be done', does: 'It could not be done', said: 'it could not be done', means: 'It counts as failed, and what its workflow says for that happens: it waits for somebody to see to it, goes on without it, or what was carried out is undone.' },
} as const;

/** Says what became of what one was asked to do, and how that can be seen. */
export function ResolveEffectForm({ ask: { effectId, stepName, text }, outcome, onClose }: Answering & { readonly onClose: () => void }) {
  const client = useClient();
  const { title, asks, does, said, means } = words[outcome];
  const act = useReasonedAct(`${stepName}: ${said}`, onClose, (evidence, idempotencyKey) => client.call(resolveEffect, { params: { effectId }, body: { evidence, outcome } }, { idempotencyKey }), outcome);
  return (
    <ReasonedAct title={`${stepName}: ${title}`} asks={asks} does={does} leaves="Say nothing yet" {...act} onClose={onClose}>
      <p><b>{text}</b></p>
      <p>{means}</p>
    </ReasonedAct>
  );
}
