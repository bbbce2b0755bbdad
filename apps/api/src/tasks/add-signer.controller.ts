import { addSigner } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { AddSignerService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AddSignerController {
  constructor(private readonly service: AddSignerService) {}

  @Serves(addSigner)
  add(@Called() call: Call<typeof addSigner>) {
    return this.service.run(call);
  }
}
