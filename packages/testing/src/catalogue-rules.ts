import { allowedDefiners, allowedExtensions, allowedGrants, allowedIndexes, allowedMemberships, allowedReachingOut, allowedUniqueness, globalTables } from './catalogue-exceptions.js';
import { functionsTooOpen, grantsTooWide, referencesAcrossTenants, rolesTooStrong, tablesWithoutPolicy, uniquenessAcrossTenants, viewsTooOpen, type Faults } from './catalogue-faults.js';
import { countersAcrossTenants, functionsThatReachOut, indexesWithoutTenant, operatorsThatLeak, reachesIntoAudit, serverTooOld, waysAround } from './catalogue-shape-faults.js';
import type { TestDatabase } from './test-database.js';

/** Every rule of the catalogue with its exceptions, by the row of the isolation pitfalls that it holds. */
export const catalogueRules: Readonly<Record<string, (database: TestDatabase) => Promise<Faults>>> = {
  R01: (database) => tablesWithoutPolicy(database, globalTables),
  R02: (database) => rolesTooStrong(database, allowedMemberships),
  R03: (database) => functionsTooOpen(database, allowedDefiners),
  R04: (database) => viewsTooOpen(database),
  R05: (database) => grantsTooWide(database, allowedGrants),
  R06: (database) => referencesAcrossTenants(database),
  R07: (database) => uniquenessAcrossTenants(database, allowedUniqueness),
  R08: (database) => operatorsThatLeak(database),
  R10: (database) => indexesWithoutTenant(database, allowedIndexes),
  R11: (database) => serverTooOld(database),
  R23: (database) => functionsThatReachOut(database, allowedReachingOut),
  R25: (database) => countersAcrossTenants(database),
  R32: (database) => waysAround(database, allowedExtensions),
  R34: (database) => reachesIntoAudit(database),
};
