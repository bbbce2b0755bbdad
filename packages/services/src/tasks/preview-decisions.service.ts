import type { Tx } from '@countersign/database/platform';
import { moneyText, Refusal, sumMoney } from '@countersign/contracts/platform';
import type { Verdict } from '@countersign/contracts/requests';
import type { ConsequencesView, DecisionsPreview, previewDecisions } from '@countersign/contracts/tasks';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { contentOf } from '../requests/index.js';
import { consequencesOf } from './consequences.part.js';
import { itemRefusedOf, refuseMixedTypes } from './one-type.part.js';
import { permitTask, weighDecision } from './weigh-decision.part.js';

type Item = DecisionsPreview['items'][number];

/** Stands in for the reason that a rejection will carry; it is not among what is bound. */
const reasonToCome = 'to be said';
/** Of many requests at once nobody reads what each sends; who wants to opens one. */
const withoutSends = (consequences: ConsequencesView): ConsequencesView => ({ ...consequences, effects: consequences.effects.map(({ sends: _sends, ...effect }) => effect) });

const verbs: Readonly<Record<Verdict, string>> = { approve: 'approve', reject: 'reject', request_changes: 'request changes to' };
const labels: Readonly<Record<Verdict, string>> = { approve: 'Approve', reject: 'Reject', request_changes: 'Request changes to' };

/** Shows what one verdict on several tasks would cause. Nothing is recorded. */
export class PreviewDecisionsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewDecisions>): Promise<DecisionsPreview> {
    const actor = actorOf(call.caller);
    const { verdict } = call.input.query;
    const taskIds = call.input.query.taskIds.split(',').filter((taskId) => taskId !== '');
    return this.house.tenancy.read(actor, async (tx) => {
      await refuseMixedTypes(tx, actor, taskIds);
      const items: Item[] = [];
      let typeName = '';
      for (const taskId of taskIds) {
        const { item, type } = await this.look(tx, actor, taskId, verdict);
        items.push(item);
        if (item.consequences !== null) typeName = type;
      }
      const able = items.filter(({ consequences }) => consequences !== null);
      const amounts = sumMoney(able.flatMap(({ amount }) => amount ?? []));
      const many = `${able.length} ${able.length === 1 ? 'request' : 'requests'}`;
      return {
        verdict,
        statement: able.length === 0 ? '' : `I, ${actor.name}, ${verbs[verdict]} ${many} of “${typeName}”${amounts.length === 0 ? '' : `, together ${amounts.map(moneyText).join(' and ')}`}.`,
        label: `${labels[verdict]} ${many}${verdict !== 'approve' || amounts.length === 0 ? '' : `, ${amounts.map(moneyText).join(' and ')}`}`,
        reasonRequired: verdict !== 'approve',
        amounts,
        items,
      };
    });
  }

  private async look(tx: Tx, actor: Actor, taskId: string, verdict: Verdict): Promise<{ readonly item: Item; readonly type: string }> {
    const none = { requestId: null, requestNumber: null, title: null, amount: null, consequences: null };
    let known: Omit<Item, 'problem'> = none;
    try {
      const file = permitTask(actor, await tx.requests.findByTask(taskId));
      const { title, amount } = contentOf(file);
      known = { ...none, requestId: file.requestId, requestNumber: file.number, title, amount };
      const { revisionDigest } = file.revision;
      const answer = weighDecision(actor, { file, task: file.task, verdict, revisionDigest, reason: reasonToCome }, this.house.now());
      return { item: { ...known, consequences: withoutSends(consequencesOf(file, actor, verdict, answer)), problem: null }, type: file.requestType.name };
    } catch (error) {
      if (error instanceof Refusal) return { item: { ...known, problem: itemRefusedOf(error) }, type: '' };
      throw error;
    }
  }
}
