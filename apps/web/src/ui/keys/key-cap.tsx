import styles from './key-cap.module.css';

const names: Readonly<Record<string, string>> = { $mod: /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '') ? '⌘' : 'Ctrl', Enter: 'Enter', Escape: 'Esc', Alt: 'Alt', Delete: 'Del', ArrowUp: '↑', ArrowDown: '↓' };

/** A key as it is printed on the keyboard. Hidden from those who listen: the control says it by aria-keyshortcuts. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.caps} aria-hidden="true">
      {keys.replace('[Shift]+', '').split(/[ +]/).map((key) => <kbd key={key} className={styles.cap}>{names[key] ?? key.toUpperCase()}</kbd>)}
    </span>
  );
}
