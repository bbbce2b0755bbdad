import type { MigrationView } from '@countersign/contracts/run-migrations';

const requestsText = (count: number) => (count === 1 ? '1 request' : `${count} requests`);

/** What starting a migration would do, without what it would do to nobody. `stopping`: how many of these come to a step that nobody could sign. */
export function startMovingText({ planned: { unchanged, voids, ends }, fromVersion, toVersion }: Pick<MigrationView, 'planned' | 'fromVersion' | 'toVersion'>, stopping: Pick<MigrationView['planned'], 'unchanged' | 'voids'>): string {
  const moving = unchanged + voids + ends;
  if (moving === 0) return `There is nothing that can move from version ${fromVersion} to version ${toVersion}.`;
  const stops = stopping.unchanged + stopping.voids;
  const parts = [
    [unchanged - stopping.unchanged, 'with every signature'],
    [voids - stopping.voids, 'that must be signed again in part'],
    [stops, `that ${stops === 1 ? 'stops' : 'stop'}, since nobody could sign there`],
    [ends, 'that moving decides'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`).join(', ');
  return `Starting moves ${requestsText(moving)} from version ${fromVersion} to version ${toVersion}: ${told}.`;
}
