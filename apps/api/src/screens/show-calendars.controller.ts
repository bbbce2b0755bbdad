import { showCalendars } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowCalendarsService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowCalendarsController {
  constructor(private readonly service: ShowCalendarsService) {}

  @Serves(showCalendars)
  show(@Called() call: Call<typeof showCalendars>) {
    return this.service.run(call);
  }
}
