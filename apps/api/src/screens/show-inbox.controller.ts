import { showInbox } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowInboxService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowInboxController {
  constructor(private readonly service: ShowInboxService) {}

  @Serves(showInbox)
  show(@Called() call: Call<typeof showInbox>) {
    return this.service.run(call);
  }
}
