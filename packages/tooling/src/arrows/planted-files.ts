/**
 * One file per rule of `.dependency-cruiser.mjs` that breaks it, and a tree of files that break none.
 * The planted tree is written to a temporary folder; these are texts, never compiled here.
 */

export interface PlantedViolation {
  /** The name of the rule that must fire. */
  readonly rule: string;
  /** The file that breaks it, from the root of the planted tree. */
  readonly file: string;
  readonly text: string;
}

function imports(module: string): string {
  return `import { thing } from '${module}';\nexport const kept = thing;\n`;
}

function breaks(rule: string, file: string, module: string): PlantedViolation {
  return { rule, file, text: imports(module) };
}

/** Every workspace that owns a row of arrows, with one that lies out of its reach. */
const outOfReach: readonly (readonly [workspace: string, module: string])[] = [
  ['packages/contracts', '@countersign/permissions'],
  ['packages/conditions', '@countersign/contracts/requests'],
  ['packages/permissions', '@countersign/services/requests'],
  ['packages/database', '@countersign/permissions'],
  ['packages/services', '@countersign/client'],
  ['packages/client', '@countersign/permissions'],
  ['packages/postgres', '@countersign/contracts/requests'],
  ['packages/browser', '@countersign/contracts/requests'],
  ['packages/receiver', '@countersign/contracts/requests'],
  ['packages/tooling', '@countersign/contracts/requests'],
  ['packages/verifier', '@countersign/contracts/requests'],
  ['apps/api', '@countersign/engine'],
  ['apps/worker', '@countersign/engine'],
  ['apps/web', '@countersign/services/requests'],
  ['apps/local', '@countersign/services/requests'],
  ['apps/lab', '@countersign/database/platform'],
  ['apps/e2e', '@countersign/services/requests'],
];

export const plantedViolations: readonly PlantedViolation[] = [
  ...outOfReach.map(([workspace, module]) => breaks(`${workspace.split('/')[1]}-arrows`, `${workspace}/src/requests/reach.ts`, module)),
  { ...breaks('conditions-arrows', 'packages/conditions/src/type-only.ts', ''), text: "import type { thing } from '@countersign/contracts/requests';\nexport type Kept = typeof thing;\n" },
  breaks('engine-is-pure', 'packages/engine/src/commands/impure.ts', 'decimal.js'),
  breaks('engine-is-pure', 'packages/engine/src/commands/clock.ts', 'node:perf_hooks'),
  breaks('engine-trials-stay-behind', 'packages/engine/src/commands/leaning.ts', '../trials/trial.js'),
  breaks('engine-tests-stay-home', 'packages/engine/src/commands/away.spec.ts', '@countersign/contracts/requests'),
  breaks('engine-by-type-only', 'packages/contracts/src/requests/running.ts', '@countersign/engine'),
  breaks('database-only-in-wiring', 'apps/api/src/requests/rows.controller.ts', '@countersign/database/platform'),
  breaks('database-only-in-wiring', 'apps/worker/src/effects/rows.handler.ts', '@countersign/database/platform'),
  breaks('verifier-is-not-ours-to-use', 'apps/lab/src/history/checked.ts', '@countersign/verifier'),
  breaks('vectors-are-made-apart', 'packages/verifier/src/vectors/borrowed.ts', '../tree/checked.js'),
  breaks('vectors-stay-behind', 'packages/verifier/src/verdict/forged.ts', '../vectors/made.js'),
  breaks('testing-only-in-tests', 'packages/services/src/requests/cheat.service.ts', '@countersign/testing'),
  breaks('browser-safe', 'packages/client/src/node.ts', 'node:fs'),
  breaks('browser-safe', 'apps/web/src/requests/node.ts', 'crypto'),
  breaks('features-meet-at-the-door', 'packages/services/src/tasks/burglar.service.ts', '../requests/inside.service.js'),
  breaks('wiring-is-the-top', 'apps/api/src/requests/upward.ts', '../app/wiring.js'),
  breaks('ui-knows-no-feature', 'apps/web/src/ui/knowing.ts', '../requests/fine.js'),
  breaks('sign-in-library-in-one-room', 'packages/services/src/members/session.service.ts', 'better-auth'),
  breaks('time-library-in-one-room', 'packages/services/src/requests/days.part.ts', 'temporal-polyfill'),
  breaks('rows-through-the-database', 'packages/services/src/requests/rows.service.ts', 'typeorm'),
  breaks('driver-below-the-door', 'packages/services/src/requests/pool.service.ts', 'pg'),
  breaks('queue-in-the-worker', 'packages/services/src/effects/queue.service.ts', 'pg-boss'),
  breaks('framework-at-the-edge', 'packages/services/src/requests/nest.service.ts', '@nestjs/common'),
  breaks('react-in-the-web', 'packages/contracts/src/requests/react.ts', 'react'),
  { rule: 'no-circular', file: 'packages/services/src/tasks/left.ts', text: "import { right } from './right.js';\nexport const left = () => right;\n" },
  breaks('through-the-door', 'packages/services/src/requests/window.ts', '../../../contracts/src/requests/inside.js'),
  breaks('resolves', 'packages/services/src/requests/behind.ts', '@countersign/contracts/src/requests/inside.js'),
  breaks('resolves', 'packages/services/src/requests/absent.ts', './nowhere.js'),
  breaks('declared-where-used', 'packages/services/src/requests/undeclared.ts', 'undeclared-package'),
];

/** What the house looks like when nobody breaks a rule; none of these may be reported. */
export const innocentFiles: Readonly<Record<string, string>> = {
  'packages/engine/src/index.ts': "export { thing } from './commands/thing.js';\n",
  'packages/engine/src/commands/thing.ts': 'export const thing = 1;\n',
  'packages/engine/src/trials/trial.ts': 'export const thing = 1;\n',
  'packages/contracts/src/requests/inside.ts': "import type { thing as engineThing } from '@countersign/engine';\nexport const thing: typeof engineThing = 1;\n",
  'packages/contracts/src/requests/index.ts': "export { thing } from './inside.js';\n",
  'packages/conditions/src/index.ts': 'export const thing = 1;\n',
  'packages/permissions/src/index.ts': "export { thing } from '@countersign/contracts/requests';\n",
  'packages/client/src/index.ts': "export { thing } from '@countersign/contracts/requests';\n",
  'packages/database/src/platform/index.ts': imports('typeorm') + 'export { thing };\n',
  'packages/services/src/requests/inside.service.ts': imports('@countersign/database/platform') + 'export { thing };\n',
  'packages/services/src/requests/index.ts': "export { thing } from './inside.service.js';\n",
  'packages/services/src/tasks/polite.service.ts': imports('../requests/index.js'),
  'packages/services/src/identity/sign-in.service.ts': imports('better-auth'),
  'packages/services/src/app/services.ts': imports('../requests/inside.service.js'),
  'packages/services/src/requests/inside.db.spec.ts': imports('@countersign/testing'),
  'packages/verifier/src/index.ts': "export { thing } from './tree/checked.js';\n",
  'packages/verifier/src/tree/checked.ts': 'export const thing = 1;\n',
  'packages/verifier/src/vectors/made.ts': 'export const thing = 1;\n',
  'packages/verifier/src/tree/checked.spec.ts': imports('../vectors/made.js'),
  'packages/services/src/requests/proven.db.spec.ts': imports('@countersign/verifier'),
  'packages/testing/src/index.ts': "export { thing } from '@countersign/services/requests';\n",
  'apps/api/src/app/wiring.ts': imports('@countersign/database/platform') + 'export { thing };\n',
  'apps/api/src/requests/fine.controller.ts': imports('@countersign/services/requests'),
  'apps/web/src/requests/fine.ts': imports('@countersign/client') + 'export { thing };\n',
  'apps/e2e/src/journey.e2e.ts': imports('@countersign/testing'),
  // The other half of the planted circle: it is reported once, at its first file.
  'packages/services/src/tasks/right.ts': "import { left } from './left.js';\nexport const right = () => left;\n",
  'apps/lab/src/history/replay.ts': imports('@countersign/client'),
};

/** Packages from outside that the planted files name. */
export const outsidePackages: readonly string[] = ['decimal.js', 'better-auth', 'temporal-polyfill', 'typeorm', 'pg', 'pg-boss', '@nestjs/common', 'react', 'undeclared-package'];
