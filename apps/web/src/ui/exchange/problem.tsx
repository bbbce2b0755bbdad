import styles from './exchange.module.css';

/** A code in brackets, as the server puts it behind its words: for who looks further, not to be read first. */
const code = /\s\(([A-Z][A-Z0-9]*_?[A-Z0-9_]{2,})\)/;

/** Why nothing came of something, in words, the code of it small beside them. */
export function Problem({ text }: { readonly text: string }) {
  const [before, found, ...after] = text.split(code);
  return found === undefined ? text : <>{before} <code className={styles.code}>{found}</code>{after.join('')}</>;
}
