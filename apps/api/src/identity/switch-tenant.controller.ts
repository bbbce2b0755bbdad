import { switchTenant } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { SwitchTenantService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SwitchTenantController {
  constructor(private readonly service: SwitchTenantService) {}

  @Serves(switchTenant)
  switch(@Called() call: Call<typeof switchTenant>) {
    return this.service.run(call);
  }
}
