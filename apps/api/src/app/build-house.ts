import { Entry, openDataSource, openPool, Tenancy, TenantShares } from '@countersign/database/platform';
import { openFiles } from '@countersign/services/files';
import { createAuth, type IdentityHouse } from '@countersign/services/identity';
import { KeyUses } from '@countersign/services/api-keys';
import { masterKeysOf, sealerOf } from '@countersign/services/platform';
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
  const { appUrl, identityUrl, connectionsMax, behindPooler, databaseSilentMs: silentMs, secrets, readSecrets, service } = settings;
  const meter = new CostMeter(settings.exposeCost);
  const onCost = meter.enabled ? meter.add : undefined;
  const dataSource = await openDataSource({ url: appUrl, connectionsMax, applicationName: 'countersign-api', behindPooler, silentMs });
  const entryPool = openPool({ url: appUrl, connectionsMax: Math.max(2, Math.floor(connectionsMax / 2)), applicationName: 'countersign-api-entry', behindPooler, silentMs, onCost });
  const identityPool = openPool({ url: identityUrl, connectionsMax: Math.max(2, Math.floor(connectionsMax / 4)), applicationName: 'countersign-api-identity', behindPooler, silentMs, onCost });
  // Not metered: what is remembered for all calls is the cost of none.
  const keySource = await openDataSource({ url: appUrl, connectionsMax: 2, applicationName: 'countersign-api-keys', behindPooler, silentMs });
  const readMasterKeys = () => masterKeysOf(readSecrets());
  const house: IdentityHouse = {
    tenancy: new Tenancy(dataSource, meter.add, new TenantShares({ slots: connectionsMax, share: 0.8, turnMs: 5_000 })),
    entry: new Entry(entryPool),
    sealer: sealerOf(new Tenancy(keySource), readMasterKeys),
    files: openFiles(service.files, readMasterKeys()),
    settings: service,
    now: () => new Date(),
    auth: createAuth({ pool: identityPool, publicUrl: service.publicUrl, secret: secrets.authSecret }),
    identityPool,
  };
  const sessionUses = new SessionUses(identityPool);
  const keyUses = new KeyUses(house.tenancy);
  const close = async () => {
    await Promise.all([sessionUses.write(), keyUses.write()]);
    await Promise.all([dataSource.destroy(), keySource.destroy(), entryPool.end(), identityPool.end()]);
  };
  return { house, meter, sessionUses, keyUses, close };
}
