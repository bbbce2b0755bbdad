import type { EffectLine, EffectsScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { attemptText, countText, effectGroups, effectStates, effectTitle } from '../platform/effects/effect-states.js';
import type { EffectsSearch } from '../platform/effects/effects-search.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Problem } from '../ui/exchange/problem.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { SentenceSelect } from '../ui/sentence/sentence-select.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { RepairMany } from './start-repairs.form.js';
import { effectsQuery } from './show-effects.query.js';
import styles from './effects.module.css';

const route = getRouteApi('/frame/effects');

/** What approved requests set in motion: what needs a person first. */
export function EffectsPage() {
  const search = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch, isPlaceholderData } = useQuery(effectsQuery(client, frames, search));
  useTitle('Effects');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Effects"><Notice state="void" title="Your roles do not let you see effects."><p>Ask an admin of your company.</p></Notice></Sheet>;
  if (isRefusal(error, 'invalid_input')) return <Sheet title="Effects"><Notice state="void" title="There is no such list of effects."><p><Link to="/effects" search={{}}>To all effects</Link></p></Notice></Sheet>;
  return (
    <Sheet title="Effects" about="What approved requests set in motion: webhooks that are sent, and systems that are called.">
      {error !== null && <ReadingFailed error={error} what="Effects" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={6} of="the effects" />}
      {screen !== undefined && <><Narrowing data={screen.data} search={search} />{(search.group ?? screen.data.group) === 'needs_person' && <RepairMany data={screen.data} connectionId={search.connection ?? null} />}<Rows data={screen.data} search={search} isBusy={isPlaceholderData} /></>}
    </Sheet>
  );
}

interface PartProps {
  readonly data: EffectsScreen['data'];
  readonly search: EffectsSearch;
}

function Narrowing({ data: { counts, connections, group: shown }, search: { group = shown, connection } }: PartProps) {
  const navigate = useNavigate();
  const through = connection === undefined ? {} : { connection };
  const choose = (value: string) => void navigate({ to: '/effects', search: { group, ...(value !== '' && { connection: value }) } });
  return (
    <>
      <nav aria-label="Which effects" className={styles.groups}>
        {effectGroups.map(({ id, label }) => <Link key={id} to="/effects" search={{ group: id, ...through }} resetScroll={false} {...(id === group && { 'aria-current': 'true' as const })}>{label}: {countText(counts[id])}</Link>)}
      </nav>
      {connections.length > 0 && <p>Those through <SentenceSelect label="Through which connection" value={connection ?? ''} options={[{ value: '', label: 'any connection, or none' }, ...connections.map(({ id, name }) => ({ value: id, label: name }))]} onChange={choose} /></p>}
    </>
  );
}

function Rows({ data: { effects, group: shown }, search: { group = shown, connection, after }, isBusy }: PartProps & { readonly isBusy: boolean }) {
  const place = { group, ...(connection !== undefined && { connection }) };
  const none = effectGroups.find(({ id }) => id === group)?.none ?? '';
  return (
    <div aria-busy={isBusy}>
      {effects.items.length === 0 ? <p>{connection === undefined ? none : `${none.slice(0, -1)} there.`}</p> : <SheetRows>{effects.items.map((effect) => <Row key={effect.id} effect={effect} />)}</SheetRows>}
      {(effects.nextCursor !== null || after !== undefined) && (
        <p className={sheetStyles.acts}>
          {after !== undefined && <Link to="/effects" search={place}>First page</Link>}
          {effects.nextCursor !== null && <Link to="/effects" search={{ ...place, after: effects.nextCursor }}>Next page</Link>}
        </p>
      )}
    </div>
  );
}

function Row({ effect }: { readonly effect: EffectLine }) {
  const { id, kind, asks, target, requestId, requestNumber, requestTitle, state, nextAttemptAt, lastProblem, wantedAt, endedAt } = effect;
  const { name, label } = effectStates[state];
  return (
    <li>
      <span className={sheetStyles.what}>
        <Link to="/effects/$effectId" params={{ effectId: id }}>{effectTitle(effect)}</Link>
        <span>for {requestTitle === '' ? `request ${requestNumber}` : <Link to="/requests/$requestId" params={{ requestId }}>{requestNumber} · {requestTitle}</Link>}</span>
      </span>
      <span className={sheetStyles.what}>
        {kind === 'ask' && <span>{state === 'asked' ? `Waits for ${target}` : 'Asked of people'}{asks === undefined ? '' : `: ${asks}`}</span>}
        {kind !== 'person' && kind !== 'ask' && <span>{attemptText(effect)}{nextAttemptAt !== null && <>; the next <When at={nextAttemptAt} /></>}</span>}
        {lastProblem !== null && state !== 'succeeded' && <span className={styles.problem}><Problem text={lastProblem} /></span>}
      </span>
      <span className={styles.standing}><State name={name}>{label}</State><span className={sheetStyles.quiet}><When at={endedAt ?? wantedAt} /></span></span>
    </li>
  );
}
