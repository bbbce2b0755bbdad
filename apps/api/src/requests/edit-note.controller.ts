import { editNote } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { EditNoteService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class EditNoteController {
  constructor(private readonly service: EditNoteService) {}

  @Serves(editNote)
  edit(@Called() call: Call<typeof editNote>) {
    return this.service.run(call);
  }
}
