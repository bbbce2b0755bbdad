import { findReaders } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { FindReadersService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class FindReadersController {
  constructor(private readonly service: FindReadersService) {}

  @Serves(findReaders)
  find(@Called() call: Call<typeof findReaders>) {
    return this.service.run(call);
  }
}
