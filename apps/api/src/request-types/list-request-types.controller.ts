import { listRequestTypes } from '@countersign/contracts/request-types';
import type { Call } from '@countersign/services/platform';
import { ListRequestTypesService } from '@countersign/services/request-types';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListRequestTypesController {
  constructor(private readonly service: ListRequestTypesService) {}

  @Serves(listRequestTypes)
  list(@Called() call: Call<typeof listRequestTypes>) {
    return this.service.run(call);
  }
}
