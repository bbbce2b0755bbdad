import { createRequestType } from '@countersign/contracts/request-types';
import type { Call } from '@countersign/services/platform';
import { CreateRequestTypeService } from '@countersign/services/request-types';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateRequestTypeController {
  constructor(private readonly service: CreateRequestTypeService) {}

  @Serves(createRequestType)
  create(@Called() call: Call<typeof createRequestType>) {
    return this.service.run(call);
  }
}
