import { workflowSchema } from '@countersign/contracts/operations';

/** The same for every company, and made once: a definition is what the contract of this release takes. */
export class GetWorkflowSchemaService {
  private readonly schema = workflowSchema();

  run(): Promise<Record<string, unknown>> {
    return Promise.resolve(this.schema);
  }
}
