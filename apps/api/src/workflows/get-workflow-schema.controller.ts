import { getWorkflowSchema } from '@countersign/contracts/workflows';
import { GetWorkflowSchemaService } from '@countersign/services/workflows';
import { Controller } from '@nestjs/common';
import { Serves } from '../platform/serves.js';

@Controller()
export class GetWorkflowSchemaController {
  constructor(private readonly service: GetWorkflowSchemaService) {}

  @Serves(getWorkflowSchema)
  get() {
    return this.service.run();
  }
}
