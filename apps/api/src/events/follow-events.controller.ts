import { followEvents } from '@countersign/contracts/events';
import type { Call } from '@countersign/services/platform';
import { FollowEventsService } from '@countersign/services/events';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class FollowEventsController {
  constructor(private readonly service: FollowEventsService) {}

  @Serves(followEvents)
  follow(@Called() call: Call<typeof followEvents>) {
    return this.service.run(call);
  }
}
