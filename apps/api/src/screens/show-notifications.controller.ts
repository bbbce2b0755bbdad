import { showNotifications } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowNotificationsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowNotificationsController {
  constructor(private readonly service: ShowNotificationsService) {}

  @Serves(showNotifications)
  show(@Called() call: Call<typeof showNotifications>) {
    return this.service.run(call);
  }
}
