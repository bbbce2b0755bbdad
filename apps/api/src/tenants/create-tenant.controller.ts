import { createTenant } from '@countersign/contracts/tenants';
import type { Call } from '@countersign/services/platform';
import { CreateTenantService } from '@countersign/services/tenants';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class CreateTenantController {
  constructor(private readonly service: CreateTenantService) {}

  @Serves(createTenant)
  create(@Called() call: Call<typeof createTenant>) {
    return this.service.run(call);
  }
}
