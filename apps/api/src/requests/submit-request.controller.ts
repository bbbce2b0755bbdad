import { submitRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { SubmitRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SubmitRequestController {
  constructor(private readonly service: SubmitRequestService) {}

  @Serves(submitRequest)
  submit(@Called() call: Call<typeof submitRequest>) {
    return this.service.run(call);
  }
}
