import { readNotifications } from '@countersign/contracts/notifications';
import type { Call } from '@countersign/services/platform';
import { ReadNotificationsService } from '@countersign/services/notifications';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ReadNotificationsController {
  constructor(private readonly service: ReadNotificationsService) {}

  @Serves(readNotifications)
  read(@Called() call: Call<typeof readNotifications>) {
    return this.service.run(call);
  }
}
