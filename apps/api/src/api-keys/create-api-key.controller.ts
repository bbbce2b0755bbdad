import { createApiKey } from '@countersign/contracts/api-keys';
import type { Call } from '@countersign/services/platform';
import { CreateApiKeyService } from '@countersign/services/api-keys';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateApiKeyController {
  constructor(private readonly service: CreateApiKeyService) {}

  @Serves(createApiKey)
  create(@Called() call: Call<typeof createApiKey>) {
    return this.service.run(call);
  }
}
