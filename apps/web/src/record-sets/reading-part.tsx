import type { RecordSetScreen } from '@countersign/contracts/screens';
import { readFailure } from '../platform/api/failure.js';
import { readingState, readingWords } from '../platform/record-sets/record-words.js';
import { useSayOutcome } from '../ui/announce/use-say-outcome.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { useStartReading } from './start-reading.mutation.js';
import { useStopReading } from './stop-reading.mutation.js';

type RecordSet = NonNullable<RecordSetScreen['data']['recordSet']>;

/** How it was read last, how far it is being read now, and the hand at the tap. */
export function ReadingPart({ recordSet, reading, mayRead }: { readonly recordSet: RecordSet; readonly reading: RecordSetScreen['data']['reading']; readonly mayRead: boolean }) {
  const [start, stop] = [useStartReading(recordSet.id), useStopReading()];
  const isRunning = reading?.state === 'running';
  const state = reading === null ? null : readingState(reading.state);
  useSayOutcome(isRunning, state === null ? null : `${state.label}.`);
  const error = start.error ?? stop.error;
  return (
    <SheetPart title="Reading" aside={state !== null && reading !== null && <State name={state.name}>{state.label} <When at={reading.endedAt ?? reading.startedAt} /></State>}>
      <p>{reading === null ? 'It was not read yet: nothing is kept of it.' : readingWords(reading)}</p>
      {reading !== null && reading.problem !== null && <p>{reading.problem}</p>}
      {reading !== null && <p className={sheetStyles.quiet}>{reading.startedBy === null ? 'Begun in its turn' : `Begun by ${reading.startedBy.name}`}. {recordSet.nextReadingAt === null ? 'It is read when somebody asks for it.' : <>It is read next <When at={recordSet.nextReadingAt} />.</>}</p>}
      {error !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {mayRead && (
        <p className={sheetStyles.acts}>
          {isRunning ? <Button aria-disabled={stop.isPending} onClick={() => { if (!stop.isPending) stop.send(reading.id); }}>Stop</Button> : <Button aria-disabled={start.isPending} onClick={() => { if (!start.isPending) start.send(null); }}>Read all of it now</Button>}
        </p>
      )}
    </SheetPart>
  );
}
