import { Refusal } from '@countersign/contracts/platform';
import type { MessageAct } from '@countersign/contracts/webhook-sources';
import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import { decide, hasEnded, stepsOf } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import { accepted, contentOf, definitionOf, enqueueEffects, runChangeOf, subjectOf, worldOf } from '../requests/index.js';
import type { Acted, Acting } from './acting.part.js';
import { wordAt } from './read-message.part.js';

type Completion = Extract<MessageAct, { kind: 'complete_wait' }>;

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const numberPattern = /^[1-9]\d{0,14}$/;

/**
 * A step that waits for this message is over. One that comes before the request waits is kept, and carried out when it does; one that comes
 * when all that waited for it is over does nothing: so the same messages come to the same in whatever order they arrive.
 */
export async function completeWait(acting: Acting, said: unknown, act: Completion): Promise<Omit<Acted, 'type'>> {
  const { tx } = acting;
  const word = wordAt(said, act.requestPointer);
  if (word === null) return { state: 'done', requestId: null, note: `The message names no request at ${act.requestPointer}. Nothing was done.` };
  const requestId = await requestOf(tx, word);
  const file = requestId === null ? null : await tx.requests.lock(requestId);
  // It may be one that is just being made.
  if (!file) throw new Refusal('not_found', { detail: 'There is no request of this number or id.' });
  const awaiting = stepsOf(definitionOf(file).steps).filter((step) => step.kind === 'wait' && 'message' in step.until && step.until.message === act.message).map(({ id }) => id);
  if (awaiting.length === 0) throw new Refusal('invalid_input', { detail: `The workflow of this request waits for no “${act.message}”.` });
  const { state } = file.run;
  if (state.waits.some(({ stepId }) => awaiting.includes(stepId))) {
    end(acting, file, act.message);
    return { state: 'done', requestId: file.requestId, note: null };
  }
  if (hasEnded(state.status)) return { state: 'done', requestId: file.requestId, note: 'The request has ended. Nothing was done.' };
  if (awaiting.every((stepId) => state.doneStepIds.includes(stepId))) return { state: 'done', requestId: file.requestId, note: 'What waited for this is over already. Nothing was done.' };
  return { state: 'kept', requestId: file.requestId, note: 'The request does not wait for this yet. It is carried out when it does.' };
}

const requestOf = (tx: Tx, word: string): Promise<string | null> => (numberPattern.test(word) ? tx.inboundMessages.findRequest(Number(word)) : Promise.resolve(idPattern.test(word) ? word : null));

function end({ tx, record, at, source, message }: Acting, file: RequestFile, name: string): void {
  const checked = contentOf(file);
  const answer = accepted(decide(definitionOf(file), file.run.state, { kind: 'message_came', message: name }, worldOf(file, checked.content, at)));
  const { status } = answer.state;
  const receipt = record.act({
    action: 'request.went_on',
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    before: { status: file.run.state.status },
    after: { status, message: name, sourceId: source.id, inboundMessageId: message.id },
  });
  const saved = runChangeOf(subjectOf(file, checked), answer, receipt.entryId, at);
  tx.requests.save(saved);
  tell(record, { receipt, requestId: file.requestId, kind: 'went_on', requestStatus: status, byMemberId: null, askedIds: [] });
  enqueueEffects(record, saved);
}
