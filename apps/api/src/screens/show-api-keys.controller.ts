import { showApiKeys } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowApiKeysService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowApiKeysController {
  constructor(private readonly service: ShowApiKeysService) {}

  @Serves(showApiKeys)
  show(@Called() call: Call<typeof showApiKeys>) {
    return this.service.run(call);
  }
}
