import type { submitRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { startRequest } from './start-request.part.js';

/** Submits a request. */
export class SubmitRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof submitRequest>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, (tx, record, at) => startRequest({ tx, record, at, actor, wish: call.input.body, action: call.operation.auditAction ?? '' }));
  }
}
