import { addRequestTypeVersion } from '@countersign/contracts/request-types';
import type { Call } from '@countersign/services/platform';
import { AddRequestTypeVersionService } from '@countersign/services/request-types';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AddRequestTypeVersionController {
  constructor(private readonly service: AddRequestTypeVersionService) {}

  @Serves(addRequestTypeVersion)
  add(@Called() call: Call<typeof addRequestTypeVersion>) {
    return this.service.run(call);
  }
}
