import { effectScenarios } from './effects.js';
import { peopleScenarios } from './people.js';
import type { Scenario } from './scenario.js';
import { versionScenarios } from './versions.js';

/** Every set-up that the replay alone does not reach, by its name. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(Object.entries({ ...peopleScenarios, ...versionScenarios, ...effectScenarios }));
