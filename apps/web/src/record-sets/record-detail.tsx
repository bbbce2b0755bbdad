import type { RecordSetScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { fieldText, recordState, viaWords } from '../platform/record-sets/record-words.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import styles from './record-set.module.css';

type Data = RecordSetScreen['data'];

/** One record as it is kept, and the states that it was in. */
export function RecordDetail({ record, recordSetId }: { readonly record: NonNullable<Data['record']>; readonly recordSetId: string }) {
  const state = recordState(record.state);
  return (
    <SheetPart title={record.title ?? record.outsideId} aside={<State name={state.name}>{state.label}</State>}>
      {record.problem !== null && <p>{record.problem}</p>}
      <dl className={styles.facts}>
        <dt>Outside id</dt><dd className="mono">{record.outsideId}</dd>
        <dt>Version</dt><dd className="mono">{record.version}</dd>
        {record.naturalKey !== null && <><dt>Natural key</dt><dd>{record.naturalKey}</dd></>}
        {Object.entries(record.fields).map(([name, value]) => <Fact key={name} name={name} value={value} />)}
        <dt>Seen</dt><dd><When at={record.seenAt} /></dd>
      </dl>
      <h3>History</h3>
      <SheetRows>
        {record.versions.map((version) => (
          <li key={version.id}>
            <span className={sheetStyles.what}><span className="mono">{version.version}</span><span>{viaWords[version.via]} <When at={version.at} /></span></span>
            <span className={sheetStyles.what}><span>{version.title}</span>{Object.entries(version.fields).map(([name, value]) => <span key={name}>{name}: {fieldText(value)}</span>)}</span>
            <span><State name={recordState(version.state).name}>{recordState(version.state).label}</State></span>
          </li>
        ))}
      </SheetRows>
      <p className={sheetStyles.acts}><Link to="/record-sets/$recordSetId" params={{ recordSetId }} search={{}}>Close the record</Link></p>
    </SheetPart>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: unknown }) {
  return <><dt>{name}</dt><dd>{fieldText(value)}</dd></>;
}
