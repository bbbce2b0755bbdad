import { renewRecoveryCodes } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { RenewRecoveryCodesService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RenewRecoveryCodesController {
  constructor(private readonly service: RenewRecoveryCodesService) {}

  @Serves(renewRecoveryCodes)
  renew(@Called() call: Call<typeof renewRecoveryCodes>) {
    return this.service.run(call);
  }
}
