import { Refusal } from '@countersign/contracts/platform';
import type { MigrationView } from '@countersign/contracts/run-migrations';
import type { MigrationScreen, showMigration } from '@countersign/contracts/screens';
import type { MigrationRow } from '@countersign/database/run-migrations';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { migrationViewOf, membersNamed, movedRunOf } from '../run-migrations/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';
import { startMovingText } from './start-moving-text.part.js';

export class ShowMigrationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showMigration>): Promise<MigrationScreen> {
    const actor = actorOf(call.caller);
    const { migrationId, group, ...query } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const row = await tx.runMigrations.find(migrationId);
      if (!row) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, this.house.now());
      const migration = migrationViewOf(row, await tx.migratedRuns.count(migrationId));
      // Once it is started, each stands where it stands: it is counted no more.
      const stopping = migration.state === 'planned' ? await tx.migratedRuns.countStopping(migrationId) : nothing;
      const runs = await tx.migratedRuns.list(migrationId, visibleRequests(actor.ability), group ?? null, pageOfQuery(query));
      const names = new Map((await tx.members.listNames(membersNamed(runs.items))).map(({ memberId, name }) => [memberId, name]));
      return withPictures(tx, { ...frame, data: { migration, statement: statementOf(migration, stopping), runs: { items: runs.items.map((run) => movedRunOf(run, names)), nextCursor: runs.nextCursor }, ...actsOf(row, migration) } });
    });
  }
}

const requestsText = (count: number) => (count === 1 ? '1 request' : `${count} requests`);

const nothing = { unchanged: 0, voids: 0 };

/** What starting would do, or what was done. */
function statementOf({ state, planned, progress, fromVersion, toVersion }: MigrationView, stopping: typeof nothing): string {
  const { unchanged, voids, ends, stays } = planned;
  const all = unchanged + voids + ends + stays;
  const left = stays === 0 ? '' : ` ${requestsText(stays)} cannot move and ${stays === 1 ? 'stays' : 'stay'} on version ${fromVersion}.`;
  switch (state) {
    case 'planning':
      return `Working out what moving to version ${toVersion} would do to each request. ${requestsText(all)} looked at so far; nothing is moved by it.`;
    case 'planned':
      return `${startMovingText({ planned, fromVersion, toVersion }, stopping)}${left}${unchanged + voids + ends === 0 ? '' : ' Any that changes before its turn is left alone.'}`;
    case 'running':
      return `Moving requests to version ${toVersion}: ${progress.moved} moved, ${progress.waiting} to go.${left}`;
    case 'stopped':
      return `Stopped. ${requestsText(progress.moved)} moved; ${progress.waiting} still on version ${fromVersion} that could be.${left}`;
    case 'done':
      return `Done. ${requestsText(progress.moved)} moved to version ${toVersion}.${left}${progress.changed === 0 ? '' : ` ${requestsText(progress.changed)} had changed meanwhile and ${progress.changed === 1 ? 'was' : 'were'} left alone.`}`;
    case 'replaced':
      return 'A newer plan took its place.';
  }
}

const yes = { allowed: true, because: null };
const no = (because: string) => ({ allowed: false, because });

function actsOf({ isTargetLive }: MigrationRow, { state, planned, toVersion }: MigrationView): Pick<MigrationScreen['data'], 'start' | 'stop' | 'resume' | 'plan'> {
  const isOutdated = !isTargetLive && no(`Version ${toVersion} is not the live one any more. Make a new plan.`);
  const movable = planned.unchanged + planned.voids + planned.ends;
  return {
    start: state !== 'planned' ? no(state === 'planning' ? 'The plan is still being worked out.' : 'It was started, or replaced.') : isOutdated || (movable === 0 ? no('None of these requests can move.') : yes),
    stop: state === 'running' ? yes : no('Nothing is being moved.'),
    resume: state === 'stopped' ? isOutdated || yes : no('It was not stopped.'),
    plan: state === 'running' ? no('Requests are being moved. Stop that first, or wait.') : state === 'planning' ? no('A plan is being worked out.') : yes,
  };
}
