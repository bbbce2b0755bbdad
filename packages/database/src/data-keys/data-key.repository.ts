import type { Sql } from '../platform/sql.js';
import { SealedValueRepository } from './sealed-value.repository.js';

export interface DataKeyRow {
  readonly number: number;
  /** As the master key of this id wrapped it. */
  readonly wrapped: Buffer;
  readonly masterKeyId: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

const list = {
  name: 'data_keys.list',
  text: `select d.number, d.wrapped, d.master_key_id as "masterKeyId", d.created_at as "createdAt", d.retired_at as "retiredAt" from app.data_keys d where d.tenant_id = $1 order by d.number desc`,
};
const insert = {
  name: 'data_keys.insert',
  text: `insert into app.data_keys (tenant_id, number, wrapped, master_key_id, created_at) values ($1, $2, $3, $4, $5) on conflict (tenant_id, number) do nothing returning number`,
};
const rewrap = {
  name: 'data_keys.rewrap',
  text: 'update app.data_keys set wrapped = $4, master_key_id = $5 where tenant_id = $1 and number = $2 and wrapped = $3 returning number',
};
const retireOlder = {
  name: 'data_keys.retire_older',
  text: 'update app.data_keys set retired_at = $3 where tenant_id = $1 and number < $2 and retired_at is null returning number',
};

/** Keys that a tenant's secrets are sealed with, each wrapped. */
export class DataKeyRepository {
  /** What is sealed with them. */
  readonly sealed: SealedValueRepository;

  constructor(private readonly sql: Sql) {
    this.sealed = new SealedValueRepository(sql);
  }

  /** The one that seals first. */
  async list(): Promise<DataKeyRow[]> {
    return this.sql.rows<DataKeyRow>(list);
  }

  /** False where somebody was quicker to make one of this number. */
  async insert(key: Omit<DataKeyRow, 'retiredAt'>): Promise<boolean> {
    return (await this.sql.rows(insert, [key.number, key.wrapped, key.masterKeyId, key.createdAt])).length > 0;
  }

  /** False where somebody else wrapped it anew meanwhile. */
  async rewrap(before: DataKeyRow, wrapped: Buffer, masterKeyId: string): Promise<boolean> {
    return (await this.sql.rows(rewrap, [before.number, before.wrapped, wrapped, masterKeyId])).length > 0;
  }

  /** Which of those before this one are retired by that. */
  async retireOlder(number: number, at: Date): Promise<number[]> {
    return (await this.sql.rows<{ number: number }>(retireOlder, [number, at])).map((row) => row.number);
  }
}
