import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import styles from './profile.module.css';

/** Recovery codes, shown this once: to be copied, saved as a file, or written down. */
export function RecoveryCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const announcer = useAnnouncer();
  const text = `${codes.join('\n')}\n`;
  const copy = () => navigator.clipboard.writeText(text).then(() => announcer.say('The codes are copied.'), () => announcer.say('This browser does not let us copy. Select the codes instead.'));
  return (
    <>
      <p>Keep these codes where you find them without your phone. Each lets you in once. <b>They are not shown again.</b></p>
      <ul className={styles.codes} aria-label="Recovery codes">{codes.map((code) => <li key={code} className="mono">{code}</li>)}</ul>
      <div className={styles.acts}>
        <Button look="ink" onClick={onClose}>I have kept them</Button>
        <Button onClick={() => void copy()}>Copy</Button>
        <a className={styles.save} href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="countersign-recovery-codes.txt">Save as a file</a>
      </div>
    </>
  );
}
