import { Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'app', name: 'member_roles' })
export class MemberRole {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId!: string;
  @PrimaryColumn('uuid', { name: 'member_id' }) memberId!: string;
  @PrimaryColumn('uuid', { name: 'role_id' }) roleId!: string;
}
