import type { EffectDetails } from '@countersign/contracts/effects';
import type { EffectScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { effectStates, effectTitle, repairWordsOf } from '../platform/effects/effect-states.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { bodyText } from '../ui/exchange/exchange.js';
import { Problem } from '../ui/exchange/problem.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { CompensateEffectForm } from './compensate-effect.form.js';
import { EffectAttempts, EffectSchedule } from './effect-attempts.js';
import { RepairEffectForm } from './repair-effect.form.js';
import { effectQuery } from './show-effect.query.js';
import styles from './effects.module.css';

const route = getRouteApi('/frame/effects/$effectId');
type Data = EffectScreen['data'];

/** One effect: how it stands, what may be done, what is sent, when, and what came of each attempt. */
export function EffectPage() {
  const { effectId } = route.useParams();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(effectQuery(client, frames, effectId));
  const effect = screen?.data.effect;
  const title = effect === undefined ? 'Effect' : effectTitle(effect);
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such effect"><p><Link to="/effects" search={{}}>To the effects</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Effect"><Notice state="void" title="Your roles do not let you see effects." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the effect" /> : <ReadingFailed error={error} what="This effect" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const { requestId, requestNumber, requestTitle, attemptList, payload, idempotencyKey, kind } = data.effect;
  return (
    <Sheet title={title} about={requestTitle === '' ? `For request ${requestNumber}` : <>For <Link to="/requests/$requestId" params={{ requestId }}>{requestNumber} · {requestTitle}</Link></>} actions={<Link to="/effects" search={{}}>All effects</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this effect" hasData onRetry={() => void refetch()} />}
      <Standing data={data} />
      {(data.effect.repairs.length > 0 || data.effect.compensation !== null) && <Repairs effect={data.effect} />}
      {attemptList.length > 0 && <SheetPart title="What was tried"><EffectAttempts attempts={attemptList} /></SheetPart>}
      {kind !== 'person' && (
        <>
          {data.schedule.length > 0 && <SheetPart title="When it is tried"><EffectSchedule schedule={data.schedule} /></SheetPart>}
          <SheetPart title={kind === 'ask' ? 'What is asked' : 'What is sent'}>
            {kind !== 'ask' && <dl className={styles.facts}><dt>Key</dt><dd><code>{idempotencyKey}</code>, the same at every attempt: what the other system tells twins by.</dd></dl>}
            <Sent payload={payload} />
          </SheetPart>
        </>
      )}
    </Sheet>
  );
}

/** What was approved, word for word: of a call where it goes, and its body. */
function Sent({ payload }: { readonly payload: EffectDetails['payload'] }) {
  if (Object.keys(payload).length === 0) return <p className={sheetStyles.quiet}>What requests say is shown to who may see every request.</p>;
  const { method, path, body } = payload;
  const isCall = typeof method === 'string' && typeof path === 'string';
  const text = bodyText(isCall ? body : payload);
  return (
    <div className={styles.sent}>
      {isCall && <p className="mono">{method} {path}</p>}
      {text === '' ? <p className={sheetStyles.quiet}>No body</p> : <pre className={styles.payload} tabIndex={0} aria-label="What is sent, as it was approved">{text}</pre>}
    </div>
  );
}

/** How it stands in a sentence, what that means, and what holds it back. */
function Standing({ data: { effect, statement, meaning, connection } }: { readonly data: Data }) {
  const { name, label } = effectStates[effect.state];
  const waits = effect.state === 'wanted';
  return (
    <SheetPart title="How it stands" aside={<span role="status"><State name={name}>{label}</State></span>}>
      <p className={styles.statement}><Problem text={statement} /></p>
      <p className={sheetStyles.quiet}>{meaning}</p>
      {waits && effect.nextAttemptAt !== null && <p>The next attempt is due <When at={effect.nextAttemptAt} />.</p>}
      {waits && connection !== null && connection.pausedAt !== null && <p><State name="held">{connection.name} is paused: it is sent once somebody lets it go on.</State></p>}
      {waits && connection !== null && connection.pausedAt === null && connection.closedUntil !== null && <p><State name="blocked">{connection.name} is left alone until <When at={connection.closedUntil} />, since it did not answer.</State></p>}
      <dl className={styles.facts}>
        <dt>Wanted</dt><dd><When at={effect.wantedAt} /></dd>
        {effect.endedAt !== null && <><dt>Ended</dt><dd><When at={effect.endedAt} /></dd></>}
        {connection !== null && <><dt>Through</dt><dd><Link to="/connections/$connectionId" params={{ connectionId: connection.id }}>{connection.name}</Link></dd></>}
        {effect.undoesId !== null && <><dt>Undoes</dt><dd><Link to="/effects/$effectId" params={{ effectId: effect.undoesId }}>what was carried out before</Link></dd></>}
      </dl>
    </SheetPart>
  );
}

/** What may be done about it; what each means stands beside it before anything is pressed. */
function Repairs({ effect }: { readonly effect: EffectDetails }) {
  const [chosen, setChosen] = useState<EffectDetails['repairs'][number]['how'] | null>(null);
  const repair = effect.repairs.find(({ how }) => how === chosen);
  const [isUndoing, setUndoing] = useState(false);
  const { compensation } = effect;
  const refused = [...new Set([...effect.repairs, ...(compensation === null ? [] : [compensation])].flatMap(({ allowed, reason }) => (allowed || reason === null ? [] : [reason])))];
  return (
    <SheetPart title="What can be done">
      <ul className={styles.repairs}>
        {effect.repairs.map(({ how, allowed, meaning }) => (
          <li key={how}>
            <span>{meaning} {repairWordsOf(how, effect.kind).final}</span>
            <Button aria-disabled={!allowed} onClick={() => { if (allowed) setChosen(how); }}>{repairWordsOf(how, effect.kind).act}</Button>
          </li>
        ))}
        {compensation !== null && (
          <li>
            <span>{compensation.meaning} What is sent to undo it cannot be called back.</span>
            <Button aria-disabled={!compensation.allowed} onClick={() => { if (compensation.allowed) setUndoing(true); }}>Undo what was carried out…</Button>
          </li>
        )}
      </ul>
      {refused.map((reason) => <p key={reason} className={sheetStyles.quiet}>{reason}</p>)}
      {isUndoing && <CompensateEffectForm effectId={effect.id} onClose={() => setUndoing(false)} />}
      {repair !== undefined && <RepairEffectForm effect={effect} repair={repair} onClose={() => setChosen(null)} />}
    </SheetPart>
  );
}
