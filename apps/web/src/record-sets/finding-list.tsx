import { repairsOfFindings, type FindingKind, type FindingView } from '@countersign/contracts/record-sets';
import type { ReconciliationScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { findingState, kindWords, repairWords } from '../platform/record-sets/finding-words.js';
import { Button } from '../ui/button/button.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { StartRecordRepairsForm, type RepairWish } from './start-record-repairs.form.js';
import styles from './record-set.module.css';

type Data = ReconciliationScreen['data'];
type Decide = (how: RepairWish['how'], findingId: string | null, countsId?: string) => void;

/** What was found of one kind, with what may be done about each of it, and about all of it at once. */
export function FindingList({ data, kind }: { readonly data: Data; readonly kind: FindingKind }) {
  const { reading, findings, repair, counts, repairs } = data;
  const [wish, setWish] = useState<RepairWish | null>(null);
  const open = counts.find((count) => count.kind === kind)?.open ?? 0;
  // What was begun is finished or stopped first: then what is left can be seen.
  const mayDecide = repair.allowed && reading.state !== 'running' && repairs?.state !== 'running';
  const decide: Decide = (how, findingId, countsId) => setWish({ readingId: reading.id, kind, how, findingId, countsId: countsId ?? null });
  return (
    <SheetPart title={kindWords[kind].label}>
      <p className={sheetStyles.quiet}>{kindWords[kind].meaning}</p>
      {mayDecide && open > 1 && <p className={sheetStyles.acts}>{repairsOfFindings[kind].filter((how) => how !== 'declare_twin').map((how) => <Button key={how} onClick={() => decide(how, null)}>{repairWords[how].all}</Button>)}</p>}
      <SheetRows>{findings.items.map((finding) => <Finding key={finding.id} finding={finding} decide={mayDecide ? decide : null} />)}</SheetRows>
      {wish !== null && <StartRecordRepairsForm wish={wish} onClose={() => setWish(null)} />}
    </SheetPart>
  );
}

function Finding({ finding, decide }: { readonly finding: FindingView; readonly decide: Decide | null }) {
  const { id, kind, outsideId, title, twins, differences, state } = finding;
  const { name, label } = findingState(state);
  return (
    <li>
      <span className={sheetStyles.what}><span>{title ?? outsideId}</span>{twins === null && <span className="mono">{outsideId}</span>}<State name={name}>{label}</State></span>
      <span className={sheetStyles.what}>
        {twins?.map((twin) => <span key={twin.outsideId} className={styles.twin}>{twin.title !== null && <span>{twin.title}</span>}<span className="mono">{twin.outsideId}</span>{decide !== null && state === 'open' && <Button aria-label={`${repairWords.declare_twin.one} ${twin.outsideId}`} onClick={() => decide('declare_twin', id, twin.outsideId)}>{repairWords.declare_twin.one}</Button>}</span>)}
        {differences.map((difference) => <span key={difference.name} className={styles.difference}>{difference.name}: kept {difference.kept ?? 'nothing'}, there {difference.said ?? 'nothing'}</span>)}
      </span>
      <span className={sheetStyles.acts}>{decide !== null && state === 'open' && repairsOfFindings[kind].filter((how) => how !== 'declare_twin').map((how) => <Button key={how} onClick={() => decide(how, id)}>{repairWords[how].one}</Button>)}</span>
    </li>
  );
}
