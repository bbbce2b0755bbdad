import { listApiKeys } from '@countersign/contracts/api-keys';
import type { Call } from '@countersign/services/platform';
import { ListApiKeysService } from '@countersign/services/api-keys';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ListApiKeysController {
  constructor(private readonly service: ListApiKeysService) {}

  @Serves(listApiKeys)
  list(@Called() call: Call<typeof listApiKeys>) {
    return this.service.run(call);
  }
}
