import { listCalendars } from '@countersign/contracts/calendars';
import type { Call } from '@countersign/services/platform';
import { ListCalendarsService } from '@countersign/services/calendars';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListCalendarsController {
  constructor(private readonly service: ListCalendarsService) {}

  @Serves(listCalendars)
  list(@Called() call: Call<typeof listCalendars>) {
    return this.service.run(call);
  }
}
