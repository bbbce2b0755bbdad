import type { ListedApi } from '../platform/openapi/read-openapi.js';
import { SelectField } from '../ui/fields/field.js';
import styles from './api.module.css';

/** Which version the page shows, and what changed with each. */
export function Versions({ api: { version, versions }, onChoose }: { readonly api: ListedApi; readonly onChoose: (version: string) => void }) {
  const options = versions.map((each) => ({ id: each.version, name: each.isCurrent ? `${each.version}, the current one` : each.version }));
  const changed = versions.filter(({ changes }) => changes.length > 0);
  return (
    <section aria-label="Versions">
      <SelectField id="version" label="Version" hint="A call names it in the header Countersign-Version. A key speaks the one that it was made in, unless a call names another." value={version} options={options} onChange={onChoose} />
      {changed.map((each) => (
        <div key={each.version}>
          <p className={styles.words}>Changed on {each.version}:</p>
          <ul>{each.changes.map((change) => <li key={change} className={styles.words}>{change}</li>)}</ul>
        </div>
      ))}
    </section>
  );
}
