import { getCalendar } from '@countersign/contracts/calendars';
import type { Call } from '@countersign/services/platform';
import { GetCalendarService } from '@countersign/services/calendars';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetCalendarController {
  constructor(private readonly service: GetCalendarService) {}

  @Serves(getCalendar)
  get(@Called() call: Call<typeof getCalendar>) {
    return this.service.run(call);
  }
}
