import type { KeptDefinition, OutlineStep } from '@countersign/engine';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'app', name: 'workflow_versions' })
export class WorkflowVersion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('uuid', { name: 'workflow_id' }) workflowId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text') state!: 'draft' | 'published' | 'retired';
  @Column('jsonb') definition!: KeptDefinition;
  /** Its steps as searches read them, whatever the format. */
  @Column('jsonb') outline!: OutlineStep[];
  @Column('text', { name: 'definition_digest' }) definitionDigest!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy!: string | null;
}
