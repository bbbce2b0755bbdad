import { Entry, openDataSource, openPool, Tenancy, urlOf, type Secrets } from '@countersign/database/platform';
import { AuditSigner } from '@countersign/services/audit';
import { openFiles } from '@countersign/services/files';
import { masterKeysOf, readServiceSettings, sealerOf, type House } from '@countersign/services/platform';
import { readFileSync } from 'node:fs';

/** What the worker's services stand on, signed in as the worker. */
export interface OpenHouse {
  readonly house: House;
  /** With the worker's password. */
  readonly url: string;
  /** Signs checkpoints of the audit, with the keys of the file of secrets. */
  readonly auditSigner: AuditSigner;
  close(): Promise<void>;
}

/** Reads DATABASE_URL_BASE, SECRETS_FILE and the settings of the services. */
export async function openHouse(env: NodeJS.ProcessEnv, { connectionsMax, applicationName }: { readonly connectionsMax: number; readonly applicationName: string }): Promise<OpenHouse> {
  const readSecrets = () => JSON.parse(readFileSync(needed(env, 'SECRETS_FILE'), 'utf8')) as Secrets;
  const readMasterKeys = () => masterKeysOf(readSecrets());
  const secrets = readSecrets();
  const url = urlOf(needed(env, 'DATABASE_URL_BASE'), 'cs_worker', secrets);
  const dataSource = await openDataSource({ url, connectionsMax, applicationName });
  const entryPool = openPool({ url, connectionsMax: 2, applicationName: `${applicationName}-entry` });
  const keySource = await openDataSource({ url, connectionsMax: 2, applicationName: `${applicationName}-keys` });
  const auditSigner = new AuditSigner(readSecrets);
  const settings = readServiceSettings(env);
  const house: House = {
    tenancy: new Tenancy(dataSource),
    entry: new Entry(entryPool),
    sealer: sealerOf(new Tenancy(keySource), readMasterKeys),
    files: openFiles(settings.files, readMasterKeys()),
    settings,
    now: () => new Date(),
  };
  return { house, url, auditSigner, close: async () => void (await Promise.all([dataSource.destroy(), keySource.destroy(), entryPool.end()])) };
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`Set ${name}; see the README for what each variable means.`);
  return value;
}
