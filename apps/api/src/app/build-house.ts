import { Entry, openDataSource, openPool, Tenancy, TenantShares } from '@countersign/database/platform';
import { openFiles } from '@countersign/services/files';
import { createAuth, type IdentityHouse } from '@countersign/services/identity';
import { KeyUses } from '@countersign/services/api-keys';
import { Sealer } from '@countersign/services/platform';
import { SessionUses } from '@countersign/services/sessions';
import { CostMeter } from '../platform/cost-meter.js';
import type { ApiSettings } from './settings.js';

export interface BuiltHouse {
  readonly house: IdentityHouse;
  readonly meter: CostMeter;
  readonly sessionUses: SessionUses;
  readonly keyUses: KeyUses;
  close(): Promise<void>;
}

/** Opens the pools and makes what services stand on. */
export async function buildHouse(settings: ApiSettings): Promise<BuiltHouse> {
  const { appUrl, identityUrl, connectionsMax, behindPooler, secrets, service } = settings;
  const meter = new CostMeter(settings.exposeCost);
  const onCost = meter.enabled ? meter.add : undefined;
  const dataSource = await openDataSource({ url: appUrl, connectionsMax, applicationName: 'countersign-api', behindPooler });
  const entryPool = openPool({ url: appUrl, connectionsMax: Math.max(2, Math.floor(connectionsMax / 2)), applicationName: 'countersign-api-entry', behindPooler, onCost });
  const identityPool = openPool({ url: identityUrl, connectionsMax: Math.max(2, Math.floor(connectionsMax / 4)), applicationName: 'countersign-api-identity', behindPooler, onCost });
  const masterKey = Buffer.from(secrets.masterKey, 'base64url');
  const house: IdentityHouse = {
    tenancy: new Tenancy(dataSource, meter.add, new TenantShares({ slots: connectionsMax, share: 0.8, turnMs: 5_000 })),
    entry: new Entry(entryPool),
    sealer: new Sealer(masterKey),
    files: openFiles(service.files, masterKey),
    settings: service,
    now: () => new Date(),
    auth: createAuth({ pool: identityPool, publicUrl: service.publicUrl, secret: secrets.authSecret }),
    identityPool,
  };
  const sessionUses = new SessionUses(identityPool);
  const keyUses = new KeyUses(house.tenancy);
  const close = async () => {
    await Promise.all([sessionUses.write(), keyUses.write()]);
    await Promise.all([dataSource.destroy(), entryPool.end(), identityPool.end()]);
  };
  return { house, meter, sessionUses, keyUses, close };
}
