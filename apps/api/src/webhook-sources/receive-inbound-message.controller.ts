import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { ReceiveInboundMessageService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ReceiveInboundMessageController {
  constructor(private readonly service: ReceiveInboundMessageService) {}

  @Serves(receiveInboundMessage)
  receive(@Called() call: Call<typeof receiveInboundMessage>) {
    return this.service.run(call);
  }
}
