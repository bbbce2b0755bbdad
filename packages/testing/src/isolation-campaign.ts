import { plantedLeaks } from './planted-leaks.js';
import { listMutants, sampleMutants } from './policy-mutants.js';
import type { IsolationReport } from './render-isolation.js';
import { openTraceWorld, runTraces } from './run-traces.js';
import { seeded } from './seeded.js';
import { tryMutants } from './try-mutants.js';
import { openTwoCompanies } from './two-companies.js';

export interface CampaignOptions {
  readonly traces: number;
  readonly seed: number;
  /** Mutants of each kind; all of them where it is null. */
  readonly mutantsPerKind: number | null;
  readonly say: (line: string) => void;
}

const plantedTraces = 200;

/** Mutants, traces and planted faults, one after the other. Needs the database that the tests need. */
export async function runIsolationCampaign({ traces, seed, mutantsPerKind, say }: CampaignOptions): Promise<Omit<IsolationReport, 'command' | 'date'>> {
  const begunMs = performance.now();
  const { noticed, mutantsThereAre, serverVersion } = await runMutants(seed, mutantsPerKind, say);
  say(`Mutants: ${noticed.length} tried. Two companies are made for the traces…`);
  const world = await openTraceWorld();
  try {
    const result = await runTraces(world, { traces, seed, onTrace: (done) => done % 100 === 0 && say(`Traces: ${done} of ${traces}.`) });
    say(`Traces: ${result.traces}, ${result.differences.length} differences.`);
    const planted = [];
    for (const [says, sql] of Object.entries(plantedLeaks)) {
      const found = await runTraces(world, { traces: plantedTraces, seed, planted: sql, stopAtFirst: true });
      say(`Planted: ${says}; ${found.differences.length} differences in ${found.traces} traces.`);
      planted.push({ says, result: found });
    }
    return { seed, noticed, mutantsThereAre, serverVersion, traces: result, planted, seconds: (performance.now() - begunMs) / 1000 };
  } finally {
    await world.drop();
  }
}

async function runMutants(seed: number, perKind: number | null, say: (line: string) => void) {
  const { api, a, b } = await openTwoCompanies();
  try {
    const all = await listMutants(api.database);
    const mutants = perKind === null ? all : sampleMutants(all, perKind, seeded(seed));
    say(`Mutants: ${mutants.length} of ${all.length}.`);
    const noticed = await tryMutants(api.database, { a: a.tenantId, b: b.tenantId }, mutants, (tried) => tried % 50 === 0 && say(`Mutants: ${tried} of ${mutants.length}.`));
    const [row] = await api.database.look<{ server_version: string }>('show server_version');
    return { noticed, mutantsThereAre: all.length, serverVersion: row?.server_version ?? 'unknown' };
  } finally {
    await api.close();
  }
}
