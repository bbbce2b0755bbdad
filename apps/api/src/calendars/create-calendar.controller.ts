import { createCalendar } from '@countersign/contracts/calendars';
import type { Call } from '@countersign/services/platform';
import { CreateCalendarService } from '@countersign/services/calendars';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateCalendarController {
  constructor(private readonly service: CreateCalendarService) {}

  @Serves(createCalendar)
  create(@Called() call: Call<typeof createCalendar>) {
    return this.service.run(call);
  }
}
