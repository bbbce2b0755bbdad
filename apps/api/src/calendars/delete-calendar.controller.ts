import { deleteCalendar } from '@countersign/contracts/calendars';
import type { Call } from '@countersign/services/platform';
import { DeleteCalendarService } from '@countersign/services/calendars';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class DeleteCalendarController {
  constructor(private readonly service: DeleteCalendarService) {}

  @Serves(deleteCalendar)
  remove(@Called() call: Call<typeof deleteCalendar>) {
    return this.service.run(call);
  }
}
