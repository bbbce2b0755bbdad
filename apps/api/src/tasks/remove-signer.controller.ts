import { removeSigner } from '@countersign/contracts/tasks';
import type { Call } from '@countersign/services/platform';
import { RemoveSignerService } from '@countersign/services/tasks';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RemoveSignerController {
  constructor(private readonly service: RemoveSignerService) {}

  @Serves(removeSigner)
  remove(@Called() call: Call<typeof removeSigner>) {
    return this.service.run(call);
  }
}
