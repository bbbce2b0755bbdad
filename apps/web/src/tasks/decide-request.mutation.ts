import type { Client } from '@countersign/client';
import type { Money } from '@countersign/contracts/platform';
import type { Verdict } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { decideRequest, decisionsMax, type ConsequencesView, type DecisionReply } from '@countersign/contracts/tasks';
import { createContext, use, useSyncExternalStore } from 'react';
import { isRefusal, mayPass, readFailure } from '../platform/api/failure.js';
import type { Outbox, OutboxEntry } from '../platform/outbox/outbox.js';
import { decidedText, unsentTitle } from '../platform/outbox/decision-words.js';

/** A decision as it was signed: what was on screen, and what is sent. */
export interface SignedDecision {
  readonly taskId: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly title: string;
  readonly amount: Money | null;
  readonly label: string;
  readonly body: { readonly verdict: Verdict; readonly revisionDigest: string; readonly consequencesDigest: string; readonly reason: string | null; readonly onBehalfOf?: string };
}
export interface RecordedDecision extends SignedDecision {
  readonly memberId: string;
  readonly reply: DecisionReply;
}

/** Why a decision was not recorded. `seen` is what was on screen when it was signed, to show what has changed since. */
export interface Setback {
  readonly kind: 'changed' | 'taken' | 'refused';
  /** The task that was signed; a new revision opens another one. */
  readonly taskId: string;
  /** What happened, and that nothing was recorded. */
  readonly sentence: string;
  readonly seen: RequestSheet | null;
}

export interface DecisionsView {
  readonly unanswered: readonly OutboxEntry<SignedDecision>[];
  readonly recorded: readonly RecordedDecision[];
  /** By request. */
  readonly setbacks: ReadonlyMap<string, Setback>;
}

export interface Decisions {
  /** Sends what was signed. A task that is under way already is left alone. */
  sign(memberId: string, decision: SignedDecision, seen: RequestSheet): void;
  /** Sends again, with the same key. */
  retry(key: string): void;
  /** Stops showing an unanswered decision; what became of it is then read from the server. */
  forget(key: string): void;
  /** What was recorded elsewhere on this page, such as together with others: it waits no more. */
  note(memberId: string, decision: SignedDecision, reply: DecisionReply): void;
  dismissSetback(requestId: string): void;
  /** The reason as typed so far; it outlives the sheet, and the task that a new revision sets aside. */
  reasonOf(requestId: string): string;
  keepReason(requestId: string, reason: string): void;
  view(): DecisionsView;
  subscribe(listener: () => void): () => void;
}

export interface DecisionsOptions {
  readonly client: Client;
  readonly outbox: Outbox<SignedDecision>;
  /** An answer came, so what is on screen about the request is old. */
  readonly onAnswer: (requestId: string, outcome: 'recorded' | Setback['kind']) => void;
  readonly onSignedOut: () => void;
  readonly say: (sentence: string) => void;
  /** Whether there is a network: what is sent without one has not left, and that is known. */
  readonly isOnline?: () => boolean;
  readonly newKey?: () => string;
  readonly now?: () => string;
}

/** The sentence on a decision, and what it is called while its answer is awaited: nobody reads "approved" before it is. */
export const signedOf = (sheet: RequestSheet, choice: ConsequencesView, reason: string, onBehalfOf: string | null = null): SignedDecision => ({
  taskId: choice.taskId,
  requestId: sheet.request.id,
  requestNumber: sheet.request.number,
  title: sheet.request.title,
  amount: sheet.request.amount,
  label: choice.label,
  body: { verdict: choice.verdict, revisionDigest: choice.revisionDigest, consequencesDigest: choice.consequencesDigest, reason: reason.trim() === '' ? null : reason.trim(), ...(onBehalfOf !== null && { onBehalfOf }) },
});

/** What the store holds, and how it changes; drawn by the screens. */
function createView(outbox: Outbox<SignedDecision>) {
  const listeners = new Set<() => void>();
  let view: DecisionsView = { unanswered: outbox.list(), recorded: [], setbacks: new Map() };
  const change = (part: Partial<DecisionsView>) => {
    view = { ...view, ...part };
    for (const listener of listeners) listener();
  };
  outbox.subscribe(() => change({ unanswered: outbox.list() }));
  return {
    read: () => view,
    record: (decision: RecordedDecision) => change({ recorded: [decision, ...view.recorded].slice(0, recordedMax) }),
    setBack(requestId: string, setback: Setback | null) {
      const setbacks = new Map(view.setbacks);
      if (setback === null) setbacks.delete(requestId);
      else setbacks.set(requestId, setback);
      change({ setbacks });
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
type View = ReturnType<typeof createView>;
/** More than can be decided together: what leaves this list counts as waiting until the server says otherwise. */
const recordedMax = 2 * decisionsMax;

const saysNothing = /nothing (was|is|has been) recorded/i;

const kindOf = (error: unknown): Setback['kind'] => {
  if (isRefusal(error, 'revision_superseded', 'consequences_changed')) return 'changed';
  return isRefusal(error, 'task_closed', 'already_decided') ? 'taken' : 'refused';
};

/** Sends one decision and puts its answer, or the lack of one, where it belongs. */
function createSender({ client, outbox, onAnswer, onSignedOut, say, isOnline = () => true }: DecisionsOptions, view: View, reasons: Map<string, string>) {
  const fail = (key: string, decision: SignedDecision, why: string, outcome: OutboxEntry<SignedDecision>['outcome']) => {
    outbox.fail(key, why, outcome);
    say(`${unsentTitle({ outcome })}: ${decision.label}, request ${decision.requestNumber}. It is kept here${outcome === 'no_network' ? ', and sent by itself once there is a network' : ''}.`);
  };
  return async (key: string, memberId: string, decision: SignedDecision, seen: RequestSheet | null): Promise<void> => {
    const left = isOnline();
    try {
      const reply = await client.call(decideRequest, { params: { taskId: decision.taskId }, body: decision.body }, { idempotencyKey: key });
      reasons.delete(decision.requestId);
      view.record({ ...decision, memberId, reply });
      outbox.settle(key);
      say(`Recorded: you ${decidedText(decision)}.`);
      onAnswer(decision.requestId, 'recorded');
    } catch (error) {
      const failure = readFailure(error);
      if (failure.code === 'not_signed_in') {
        fail(key, decision, 'You were signed out before it was sent.', 'not_sent');
        return onSignedOut();
      }
      if (failure.code === 'no_answer') return left ? fail(key, decision, failure.sentence, 'unknown') : fail(key, decision, 'There is no network.', 'no_network');
      if (failure.code === 'step_up_required') return fail(key, decision, 'This step is signed with a second factor that was proved just now.', 'asks_proof');
      if (mayPass(error) || failure.code === 'broken') return fail(key, decision, failure.sentence, 'not_sent');
      outbox.settle(key);
      const kind = kindOf(error);
      const sentence = saysNothing.test(failure.sentence) ? failure.sentence : `${failure.sentence} Nothing was recorded.`;
      view.setBack(decision.requestId, { kind, taskId: decision.taskId, sentence, seen });
      say(sentence);
      onAnswer(decision.requestId, kind);
    }
  };
}

/** Every decision of this page on its way: written down, sent with its key, and shown as what it is. */
export function createDecisions(options: DecisionsOptions): Decisions {
  const { outbox, onAnswer, say } = options;
  const reasons = new Map<string, string>();
  const view = createView(outbox);
  const send = createSender(options, view, reasons);
  const entryOf = (key: string) => outbox.list().find((candidate) => candidate.key === key);
  return {
    sign(memberId, decision, seen) {
      if (outbox.list().some(({ payload }) => payload.taskId === decision.taskId)) return;
      const key = options.newKey?.() ?? crypto.randomUUID();
      view.setBack(decision.requestId, null);
      outbox.add({ key, memberId, at: options.now?.() ?? new Date().toISOString(), payload: decision });
      say(`Sending: ${decision.label}, request ${decision.requestNumber}.`);
      void send(key, memberId, decision, seen);
    },
    retry(key) {
      const entry = entryOf(key);
      if (entry?.state !== 'unsent') return;
      outbox.resume(key);
      void send(key, entry.memberId, entry.payload, null);
    },
    forget(key) {
      const entry = entryOf(key);
      outbox.settle(key);
      if (entry !== undefined) onAnswer(entry.payload.requestId, 'refused');
    },
    note: (memberId, decision, reply) => view.record({ ...decision, memberId, reply }),
    dismissSetback: (requestId) => view.setBack(requestId, null),
    reasonOf: (requestId) => reasons.get(requestId) ?? '',
    keepReason: (requestId, reason) => void reasons.set(requestId, reason),
    view: view.read,
    subscribe: view.subscribe,
  };
}

export const DecisionsContext = createContext<Decisions | null>(null);

export function useDecisions(): Decisions {
  const decisions = use(DecisionsContext);
  if (decisions === null) throw new Error('There is no DecisionsContext around this component.');
  return decisions;
}

export function useDecisionsView(): DecisionsView {
  const decisions = useDecisions();
  return useSyncExternalStore(decisions.subscribe, decisions.view);
}
