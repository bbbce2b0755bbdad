import { findSigners } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { FindSignersService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class FindSignersController {
  constructor(private readonly service: FindSignersService) {}

  @Serves(findSigners)
  find(@Called() call: Call<typeof findSigners>) {
    return this.service.run(call);
  }
}
