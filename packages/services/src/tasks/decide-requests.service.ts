import { Refusal, type InputOf } from '@countersign/contracts/platform';
import { decideRequest, type DecisionsReply, type decideRequests } from '@countersign/contracts/tasks';
import { actorOf, digestOf, SessionChanged, type Call, type Changed, type House } from '../platform/index.js';
import { DecideRequestService } from './decide-request.service.js';
import { itemRefusedOf, refuseMixedTypes } from './one-type.part.js';

type Item = InputOf<typeof decideRequests>['body']['decisions'][number];
type Result = DecisionsReply['results'][number];

const sessionChangedMeanwhile = () =>
  new Refusal('rights_changed', { detail: 'Your session was ended, or your roles or the company that you work in were changed while this was under way. This one was not recorded: look at it again and decide.' });

/** Decides task by task, each as if it had been sent alone: what one is refused for leaves the others as they are. */
export class DecideRequestsService {
  private readonly single: DecideRequestService;

  constructor(private readonly house: House) {
    this.single = new DecideRequestService(house);
  }

  async run(call: Call<typeof decideRequests>): Promise<Changed<DecisionsReply> | DecisionsReply> {
    const actor = actorOf(call.caller);
    const { decisions } = call.input.body;
    await this.house.tenancy.read(actor, (tx) => refuseMixedTypes(tx, actor, decisions.map(({ taskId }) => taskId)));
    const results: Result[] = [];
    for (const item of decisions) results.push(await this.decide(call, item, results.some(({ outcome }) => outcome === 'recorded')));
    const first = results.find((result) => result.outcome === 'recorded');
    // Each carries its own; the header has room for one.
    return first === undefined ? { results } : { reply: { results }, receipt: first.decision.receipt };
  }

  private async decide({ caller, idempotencyKey }: Call<typeof decideRequests>, { taskId, ...body }: Item, hasBegun: boolean): Promise<Result> {
    if (idempotencyKey === null) throw new Refusal('idempotency_key_required');
    // Of the call's own key and the task, and as long as any: no key that a caller sends for one decision can be it by accident.
    const key = `together ${digestOf([idempotencyKey, taskId])}`;
    try {
      const { reply } = await this.single.run({ operation: decideRequest, caller, input: { params: { taskId }, query: undefined as never, body }, idempotencyKey: key });
      return { outcome: 'recorded', decision: reply };
    } catch (error) {
      if (error instanceof Refusal) return { outcome: 'refused', problem: itemRefusedOf(error) };
      // What was recorded is told: the call cannot begin again as if nothing had been, perhaps in another company.
      if (error instanceof SessionChanged && hasBegun) return { outcome: 'refused', problem: itemRefusedOf(sessionChangedMeanwhile()) };
      throw error;
    }
  }
}
