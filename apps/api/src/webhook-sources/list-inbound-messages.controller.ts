import { listInboundMessages } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { ListInboundMessagesService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListInboundMessagesController {
  constructor(private readonly service: ListInboundMessagesService) {}

  @Serves(listInboundMessages)
  list(@Called() call: Call<typeof listInboundMessages>) {
    return this.service.run(call);
  }
}
