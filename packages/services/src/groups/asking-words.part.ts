import type { AskingVersion } from '@countersign/database/groups';

/** Why a group cannot be deleted: what asks it, in words. */
export function askingWords({ workflowName, version, state, underWay }: AskingVersion): string {
  if (state === 'published') return `The workflow “${workflowName}” asks it (version ${version}, published).`;
  return `${underWay === 1 ? 'A request under way runs' : `${underWay} requests under way run`} on version ${version} of the workflow “${workflowName}”, which asks it.`;
}
