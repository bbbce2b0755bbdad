import { revokeApiKey } from '@countersign/contracts/api-keys';
import type { Call } from '@countersign/services/platform';
import { RevokeApiKeyService } from '@countersign/services/api-keys';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RevokeApiKeyController {
  constructor(private readonly service: RevokeApiKeyService) {}

  @Serves(revokeApiKey)
  revoke(@Called() call: Call<typeof revokeApiKey>) {
    return this.service.run(call);
  }
}
