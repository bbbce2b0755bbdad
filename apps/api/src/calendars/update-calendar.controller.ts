import { updateCalendar } from '@countersign/contracts/calendars';
import type { Call } from '@countersign/services/platform';
import { UpdateCalendarService } from '@countersign/services/calendars';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class UpdateCalendarController {
  constructor(private readonly service: UpdateCalendarService) {}

  @Serves(updateCalendar)
  update(@Called() call: Call<typeof updateCalendar>) {
    return this.service.run(call);
  }
}
