import { addNote } from '@countersign/contracts/requests';
import type { Call } from '@countersign/services/platform';
import { AddNoteService } from '@countersign/services/requests';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class AddNoteController {
  constructor(private readonly service: AddNoteService) {}

  @Serves(addNote)
  add(@Called() call: Call<typeof addNote>) {
    return this.service.run(call);
  }
}
