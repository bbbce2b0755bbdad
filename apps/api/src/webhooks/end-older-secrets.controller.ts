import { endOlderSecrets } from '@countersign/contracts/webhooks';
import type { Call } from '@countersign/services/platform';
import { EndOlderSecretsService } from '@countersign/services/webhooks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class EndOlderSecretsController {
  constructor(private readonly service: EndOlderSecretsService) {}

  @Serves(endOlderSecrets)
  end(@Called() call: Call<typeof endOlderSecrets>) {
    return this.service.run(call);
  }
}
