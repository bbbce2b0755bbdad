import { Dialog } from '../dialog/dialog.js';
import { KeyCap } from './key-cap.js';
import styles from './key-help.module.css';
import type { KeyBinding } from './key-registry.js';
import { useKeyList, useKeyRegistry, useLettersOn } from './use-keys.js';

const spoken = (keys: string) => keys.replace('[Shift]+', '').split(' ').map((press) => press.split('+').map((key) => (key === '$mod' ? 'Control or Command' : key)).join(' and ')).join(' then ');

const order: readonly KeyBinding['group'][] = ['Request', 'List', 'Go', 'Everywhere'];

/** Every key that works on this screen, from the registry itself, and the switch for those that are letters alone. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const registry = useKeyRegistry();
  const lettersOn = useLettersOn();
  const bindingsOf = Object.groupBy(useKeyList(), ({ group }) => group);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <label className={styles.letters}>
        <input type="checkbox" checked={lettersOn} onChange={(event) => registry.setLettersOn(event.target.checked)} />
        Keys that are a single letter are on
      </label>
      {order.filter((group) => bindingsOf[group] !== undefined).map((group) => (
        <section key={group} aria-label={group} className={styles.group}>
          <h3>{group}</h3>
          <dl>
            {bindingsOf[group]?.map(({ keys, does }) => (
              <div key={keys}>
                <dt><KeyCap keys={keys} /><span className="spoken">{spoken(keys)}</span></dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <button type="button" className={styles.close} onClick={onClose}>Close</button>
    </Dialog>
  );
}
