import { rotateSourceSecret } from '@countersign/contracts/webhook-sources';
import type { Call } from '@countersign/services/platform';
import { RotateSourceSecretService } from '@countersign/services/webhook-sources';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RotateSourceSecretController {
  constructor(private readonly service: RotateSourceSecretService) {}

  @Serves(rotateSourceSecret)
  rotate(@Called() call: Call<typeof rotateSourceSecret>) {
    return this.service.run(call);
  }
}
