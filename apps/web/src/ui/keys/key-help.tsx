import { Dialog } from '../dialog/dialog.js';
import { KeyCap } from './key-cap.js';
import styles from './key-help.module.css';
import type { KeyBinding } from './key-registry.js';
import { useKeyList, useKeyRegistry, useLettersOn } from './use-keys.js';

const spoken = (keys: string) => keys.replace('[Shift]+', '').split(' ').map((press) => press.split('+').map((key) => (key === '$mod' ? 'Control or Command' : key)).join(' and ')).join(' then ');

const order: readonly KeyBinding['group'][] = ['Request', 'List', 'Go', 'Everywhere'];

/** Keys that hold on some screens only: told here where they do not, so that one knows of them. */
const elsewhere = [
  { keys: '/', does: 'Search or narrow a list' },
  { keys: 'a', does: 'Take up the pen to approve' },
  { keys: 'r', does: 'Take up the pen to reject' },
  { keys: 'c', does: 'Take up the pen to request changes' },
  { keys: 'u', does: 'Withdraw a request of your own' },
  { keys: 'n', does: 'Invite a colleague' },
  { keys: '$mod+Enter', does: 'Send the form' },
];

/** Every key that works on this screen, from the registry itself, and the switch for those that are letters alone. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const registry = useKeyRegistry();
  const lettersOn = useLettersOn();
  const list = useKeyList();
  const bindingsOf = Object.groupBy(list, ({ group }) => group);
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <label className={styles.letters}>
        <input type="checkbox" checked={lettersOn} onChange={(event) => registry.setLettersOn(event.target.checked)} />
        Keys that are a single letter are on
      </label>
      {order.map((group) => <Group key={group} name={group} bindings={bindingsOf[group] ?? []} />)}
      <Group name="On other screens" bindings={elsewhere.filter(({ keys }) => !list.some((binding) => binding.keys === keys))} />
      <button type="button" className={styles.close} onClick={onClose}>Close</button>
    </Dialog>
  );
}

function Group({ name, bindings }: { readonly name: string; readonly bindings: readonly Pick<KeyBinding, 'keys' | 'does'>[] }) {
  if (bindings.length === 0) return null;
  return (
    <section aria-label={name} className={styles.group}>
      <h3>{name}</h3>
      <dl>
        {bindings.map(({ keys, does }) => (
          <div key={keys}>
            <dt><KeyCap keys={keys} /><span className="spoken">{spoken(keys)}</span></dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
