import { showPeople } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowPeopleService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowPeopleController {
  constructor(private readonly service: ShowPeopleService) {}

  @Serves(showPeople)
  show(@Called() call: Call<typeof showPeople>) {
    return this.service.run(call);
  }
}
