import styles from './exchange.module.css';

/** What would be sent, word for word, behind a fold. */
export function Sends({ text }: { readonly text: string }) {
  return (
    <details className={styles.sends}>
      <summary>What is sent</summary>
      <pre className={styles.body} tabIndex={0} aria-label="What is sent">{text}</pre>
    </details>
  );
}
