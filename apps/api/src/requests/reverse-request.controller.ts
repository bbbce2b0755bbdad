import { reverseRequest } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { ReverseRequestService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ReverseRequestController {
  constructor(private readonly service: ReverseRequestService) {}

  @Serves(reverseRequest)
  reverse(@Called() call: Call<typeof reverseRequest>) {
    return this.service.run(call);
  }
}
