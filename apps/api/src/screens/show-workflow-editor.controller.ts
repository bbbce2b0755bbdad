import { showWorkflowEditor } from '@countersign/contracts/screens';
import type { Call } from '@countersign/services/platform';
import { ShowWorkflowEditorService } from '@countersign/services/screens';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ShowWorkflowEditorController {
  constructor(private readonly service: ShowWorkflowEditorService) {}

  @Serves(showWorkflowEditor)
  show(@Called() call: Call<typeof showWorkflowEditor>) {
    return this.service.run(call);
  }
}
