import { getHealth } from '@countersign/contracts/api';
import { GetHealthService } from '@countersign/services/api';
import { Controller } from '@nestjs/common';
import { Serves } from '../platform/serves.js';

@Controller()
export class GetHealthController {
  constructor(private readonly service: GetHealthService) {}

  @Serves(getHealth)
  get() {
    return this.service.run();
  }
}
