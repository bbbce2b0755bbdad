import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'app', name: 'members' })
export class Member {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') name!: string;
  @Column('text') email!: string;
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt!: Date;
  /** Removed then; the row stays, for what they signed. */
  @Column('timestamptz', { name: 'deactivated_at', nullable: true }) deactivatedAt!: Date | null;
  /** Whom they answer to; it stays when that one is removed. */
  @Column('uuid', { name: 'manager_id', nullable: true }) managerId!: string | null;
  /** A member no longer from then on; the worker removes them soon after. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
}
