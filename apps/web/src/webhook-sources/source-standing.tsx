import type { WebhookSourceScreen } from '@countersign/contracts/screens';
import { updateWebhookSource } from '@countersign/contracts/webhook-sources';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { countText, refusalWords, signatureKinds } from '../platform/webhook-sources/source-words.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import styles from './webhook-source.module.css';

type Data = WebhookSourceScreen['data'];
export type Source = NonNullable<Data['source']>;

/** Pauses a source, or lets it go on; everything else of it stays as it is saved. */
function usePauseSource({ id: sourceId, name, verification, typePointer, requesterId, rules, revision }: Source) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<boolean>(
    async (paused, idempotencyKey) => {
      await client.call(updateWebhookSource, { params: { sourceId }, body: { name, verification, typePointer, requesterId, rules, paused, revision } }, { idempotencyKey });
      announcer.say(paused ? `Recorded: ${name} takes nothing until somebody lets it go on.` : `Recorded: ${name} takes messages again.`);
    },
    () => undefined,
  );
}

/** Where the other system sends to, whether anything is taken, and what was refused of late. */
export function SourceStanding({ data: { refusals, counts, define }, source }: { readonly data: Data; readonly source: Source }) {
  const { send, isPending, error } = usePauseSource(source);
  const isPaused = source.pausedAt !== null;
  return (
    <SheetPart title="Where it stands" aside={<span role="status">{isPaused ? <State name="held">Paused since <When at={source.pausedAt ?? ''} /></State> : <State name="recorded">Takes messages</State>}</span>}>
      <dl className={styles.facts}>
        <dt>Address</dt><dd className="mono">{new URL(source.path, window.location.origin).href}</dd>
        <dt>Signed by</dt><dd>{signatureKinds.find(({ id }) => id === source.verification.kind)?.name}</dd>
        <dt>Not over yet</dt><dd>{countText(counts.received)} {counts.received === 1 ? 'waits its turn' : 'wait their turn'}, {countText(counts.kept)} kept for later, {counts.dead} dead</dd>
      </dl>
      {isPaused && <Notice state="held" title="Nothing is taken."><p>Whoever sends a message that is signed right is told to send it again later. What was taken before is carried out.</p></Notice>}
      {refusals.length > 0 && (
        <Notice state="conflict" title="Something that was sent here was refused.">
          <ul className={styles.refusals}>{refusals.map(({ reason, lastAt }) => <li key={reason}>Last <When at={lastAt} />: {refusalWords[reason]}.</li>)}</ul>
          <p>Nothing of it was kept, and whoever sent it was not told why.</p>
        </Notice>
      )}
      {error !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {define.allowed && <p className={sheetStyles.acts}><Button aria-disabled={isPending} onClick={() => { if (!isPending) send(!isPaused); }}>{isPaused ? 'Let it go on' : 'Pause'}</Button></p>}
    </SheetPart>
  );
}
