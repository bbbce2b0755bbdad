import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'app', name: 'request_type_versions' })
export class RequestTypeVersion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('uuid', { name: 'request_type_id' }) requestTypeId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('json') form!: Record<string, unknown>;
  @Column('text', { name: 'title_field' }) titleField!: string;
  @Column('text', { name: 'amount_field', nullable: true }) amountField!: string | null;
  @Column('text', { name: 'immaterial_fields', array: true }) immaterialFields!: string[];
  @Column('jsonb') tolerances!: Record<string, { upPercent?: number | undefined; downPercent?: number | undefined }>;
  @Column('uuid', { name: 'workflow_id' }) workflowId!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
