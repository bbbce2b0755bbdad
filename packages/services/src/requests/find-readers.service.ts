import type { findReaders } from '@countersign/contracts/requests';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findReadable } from './get-request.service.js';
import { mayRead } from './mentions.part.js';

const readersMax = 8;

/** Members who may see a request that the actor may see. */
export class FindReadersService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof findReaders>) {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const { requestId } = await findReadable(tx, actor, call.input.params.requestId);
      const found = await tx.notes.findReaders(requestId, (call.input.query.search ?? '').trim(), readersMax);
      return { items: found.filter(mayRead).map(({ memberId, name, unit }) => ({ memberId, name, unit })) };
    });
  }
}
