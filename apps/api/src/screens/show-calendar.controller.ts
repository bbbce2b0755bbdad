import { showCalendar } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowCalendarService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowCalendarController {
  constructor(private readonly service: ShowCalendarService) {}

  @Serves(showCalendar)
  show(@Called() call: Call<typeof showCalendar>) {
    return this.service.run(call);
  }
}
