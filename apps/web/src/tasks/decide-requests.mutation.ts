import { decideRequests, type DecisionsPreview, type DecisionsReply } from '@countersign/contracts/tasks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { mayPass, readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { useDecisions, type SignedDecision } from './decide-request.mutation.js';

/** What became of it. `unsent`: it is not known whether it was recorded, and sending it again is safe. */
export type ItemState = { readonly state: 'waiting' | 'sending' | 'recorded' } | { readonly state: 'refused' | 'unsent'; readonly why: string };

interface Batch {
  readonly key: string;
  readonly items: readonly SignedDecision[];
}

/** Small enough to see it move, large enough to cost few calls. */
const batchSize = 5;

export interface SigningTogether {
  readonly items: readonly SignedDecision[];
  readonly stateOf: (taskId: string) => ItemState;
  readonly isSending: boolean;
  sign(preview: DecisionsPreview, reason: string): void;
  /** Sends again what was not answered, with the keys that it was sent with. */
  retry(): void;
  clear(): void;
}

/** Sends what was signed in batches, one after another; each has a key of its own, and each decision a result of its own. */
export function useSigningTogether(memberId: string): SigningTogether {
  const send = useSend(memberId);
  const [batches, setBatches] = useState<readonly Batch[]>([]);
  const [states, setStates] = useState<ReadonlyMap<string, ItemState>>(new Map());
  const [isSending, setSending] = useState(false);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => void (isThere.current = false);
  }, []);

  const mark = (entries: readonly (readonly [string, ItemState])[]) => {
    if (isThere.current) setStates((before) => new Map([...before, ...entries]));
  };
  const sendAll = async (some: readonly Batch[]) => {
    setSending(true);
    for (const [at, batch] of some.entries()) {
      mark(batch.items.map(({ taskId }) => [taskId, { state: 'sending' }] as const));
      const became = await send.batch(batch);
      mark(batch.items.map(({ taskId }, index) => [taskId, became[index] ?? { state: 'refused', why: 'No answer was given for this one.' }] as const));
      if (!became.some(({ state }) => state === 'unsent')) continue;
      // Where one gets no answer the next would not either: they wait for a retry.
      mark(some.slice(at + 1).flatMap(({ items }) => items.map(({ taskId }) => [taskId, { state: 'unsent', why: 'It was not sent, because the ones before it got no answer.' }] as const)));
      break;
    }
    if (isThere.current) setSending(false);
    await send.finish();
  };
  const isUnsent = (batch: Batch) => batch.items.some(({ taskId }) => states.get(taskId)?.state === 'unsent');
  return {
    items: batches.flatMap(({ items }) => items),
    stateOf: (taskId) => states.get(taskId) ?? { state: 'waiting' },
    isSending,
    sign: (preview, reason) => {
      if (isSending) return;
      const made = batchesOf(preview, reason);
      setBatches(made);
      setStates(new Map());
      void sendAll(made);
    },
    retry: () => void (!isSending && sendAll(batches.filter(isUnsent))),
    clear: () => setBatches([]),
  };
}

/** Sends one batch, and says what became of each of its decisions, in order. */
function useSend(memberId: string) {
  const [client, queries, announcer, known] = [useClient(), useQueryClient(), useAnnouncer(), useDecisions()];
  return {
    async batch({ key, items }: Batch): Promise<readonly ItemState[]> {
      try {
        const { results } = await client.call(decideRequests, { body: { decisions: items.map(({ taskId, body }) => ({ taskId, ...body })) } }, { idempotencyKey: key });
        for (const [at, result] of results.entries()) if (result.outcome === 'recorded' && items[at] !== undefined) known.note(memberId, items[at], result.decision);
        return results.map(stateOfResult);
      } catch (error) {
        const why = readFailure(error).sentence;
        return items.map(() => ({ state: mayPass(error) ? 'unsent' : 'refused', why }));
      }
    },
    async finish(): Promise<void> {
      announcer.say('Done: see what became of each.');
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  };
}

const stateOfResult = (result: DecisionsReply['results'][number]): ItemState =>
  result.outcome === 'recorded' ? { state: 'recorded' } : { state: 'refused', why: result.problem.detail ?? `${result.problem.title}.` };

function batchesOf({ items, verdict }: DecisionsPreview, reason: string): Batch[] {
  const able = items.flatMap(({ requestId, requestNumber, title, amount, consequences }): SignedDecision[] => {
    if (consequences === null || requestId === null || requestNumber === null || title === null) return [];
    const { taskId, label, revisionDigest, consequencesDigest } = consequences;
    return [{ taskId, requestId, requestNumber, title, amount, label, body: { verdict, revisionDigest, consequencesDigest, reason: reason.trim() === '' ? null : reason.trim() } }];
  });
  const batches: Batch[] = [];
  for (let at = 0; at < able.length; at += batchSize) {
    batches.push({ key: crypto.randomUUID(), items: able.slice(at, at + batchSize) });
  }
  return batches;
}
