import { createRequestType } from '@countersign/contracts/request-types';
import { submitRequest, type RequestChanged } from '@countersign/contracts/requests';
import type { Company } from './company.js';
import { addRecordSet, formWithVendor } from './record-sets.js';
import type { TestDatabase } from './test-database.js';

export interface KeptVendor {
  readonly id: string;
  readonly version?: string;
  readonly state?: 'current' | 'gone' | 'quarantined';
  readonly title?: string;
  readonly twinOf?: string;
}

/** Leaves records in a set, as a reading would. */
export async function keepVendors(database: TestDatabase, recordSetId: string, vendors: readonly KeptVendor[]): Promise<void> {
  await database.look(
    `insert into app.kept_records (tenant_id, record_set_id, outside_id, version, version_rank, state, state_rank, digest, title, natural_key, fields, problem, twin_of, seen_at, changed_at)
     select s.tenant_id, s.id, v.id, coalesce(v.version, '1'), coalesce(v.version, '1')::numeric, coalesce(v.state, 'current'), case coalesce(v.state, 'current') when 'current' then 0 when 'quarantined' then 1 else 2 end,
            repeat('0', 64), coalesce(v.title, 'Vendor ' || v.id), 'DE' || v.id, '{"IBAN":"DE00"}', case when v.state = 'quarantined' then 'The IBAN is no text.' end, v."twinOf", now(), now()
       from app.record_sets s, jsonb_to_recordset($2::jsonb) as v (id text, version text, state text, title text, "twinOf" text) where s.id = $1
     on conflict (tenant_id, record_set_id, outside_id) do update set state = excluded.state, state_rank = excluded.state_rank, version = excluded.version, version_rank = excluded.version_rank, title = excluded.title, problem = excluded.problem, twin_of = excluded.twin_of`,
    [recordSetId, JSON.stringify(vendors)],
  );
}

export interface VendorType {
  readonly recordSetId: string;
  readonly requestTypeId: string;
  submit(vendor: string | undefined, content?: object): Promise<RequestChanged>;
}

let count = 0;
/** A request type whose form has a field for a vendor of a set, on the company's own workflow. */
export async function addVendorType(company: Company, options: { readonly recordSetId?: string; readonly workflowId?: string } = {}): Promise<VendorType> {
  const recordSetId = options.recordSetId ?? (await addRecordSet(company)).id;
  const body = { name: `Vendor order ${(count += 1)}`, form: formWithVendor(recordSetId), titleField: 'title', amountField: 'amount', immaterialFields: ['note'], workflowId: options.workflowId ?? company.workflowId };
  const { id: requestTypeId } = await company.admin.call(createRequestType, { body });
  const submit = (vendor: string | undefined, content: object = {}) => company.requester.call(submitRequest, { body: { requestTypeId, content: { title: 'Chairs', amount: { amount: '120.00', currency: 'EUR' }, ...(vendor !== undefined && { vendor }), ...content } } });
  return { recordSetId, requestTypeId, submit };
}
