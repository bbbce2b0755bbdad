import { removeNote } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { RemoveNoteService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RemoveNoteController {
  constructor(private readonly service: RemoveNoteService) {}

  @Serves(removeNote)
  remove(@Called() call: Call<typeof removeNote>) {
    return this.service.run(call);
  }
}
