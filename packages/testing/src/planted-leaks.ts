/** Faults of isolation that the traces must answer differently for: what is done to the database, by what it is. */
export const plantedLeaks: Readonly<Record<string, string>> = {
  'row security off on one table': 'alter table app.request_types disable row level security',
  'a policy that lets every row be changed': 'alter policy tenant_isolation on app.roles using (true) with check (true)',
  'a key that companies share': 'create unique index on app.idempotency_keys (key)',
};
