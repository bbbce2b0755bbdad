import type { MigrationView } from '@countersign/contracts/run-migrations';

const requestsText = (count: number) => (count === 1 ? '1 request' : `${count} requests`);

/** What starting a migration would do, without what it would do to nobody. */
export function startMovingText({ planned: { unchanged, voids, ends }, fromVersion, toVersion }: Pick<MigrationView, 'planned' | 'fromVersion' | 'toVersion'>): string {
  const moving = unchanged + voids + ends;
  if (moving === 0) return `There is nothing that can move from version ${fromVersion} to version ${toVersion}.`;
  const parts = [[unchanged, 'with every signature'], [voids, 'that must be signed again in part'], [ends, 'that moving decides']] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`).join(', ');
  return `Starting moves ${requestsText(moving)} from version ${fromVersion} to version ${toVersion}: ${told}.`;
}
