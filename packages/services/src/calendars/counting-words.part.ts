import type { CountingVersion } from '@countersign/database/calendars';

/** Why a calendar cannot be deleted: what counts by it, in words. */
export function countingWords({ workflowName, version, state, underWay }: CountingVersion): string {
  if (state === 'published') return `The workflow “${workflowName}” counts by it (version ${version}, published).`;
  return `${underWay === 1 ? 'A request under way runs' : `${underWay} requests under way run`} on version ${version} of the workflow “${workflowName}”, which counts by it.`;
}
