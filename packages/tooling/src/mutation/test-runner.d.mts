import type { TestRunner } from '@stryker-mutator/api/test-runner';

/** Processor time that a change may take: so much, and so many times what its tests take without it. */
export interface Patience {
  readonly ms: number;
  readonly times: number;
}

export class SpecRunner implements TestRunner {
  constructor(patience?: Patience);
  capabilities: TestRunner['capabilities'];
  dryRun: TestRunner['dryRun'];
  mutantRun: TestRunner['mutantRun'];
  dispose(): Promise<void>;
}
