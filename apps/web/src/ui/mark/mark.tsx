import { memo } from 'react';
import { drawCore, drawRing, tierOf, type MarkTier } from './draw-mark.js';
import styles from './mark.module.css';

export interface MarkRing {
  readonly digest: string;
  readonly kind: 'recorded' | 'provisional' | 'stale' | 'void';
}

export interface MarkProps {
  /** Digest of what was decided on. */
  readonly content: string;
  readonly rings: readonly MarkRing[];
  readonly sizePx: number;
  /** The verdict in words, such as "Recorded, version 3", never the shape. Without it the words stand beside the mark. */
  readonly label?: string;
}

const widths = { row: 5.5, sheet: 1.1, print: 0.45 } as const;

// A ring that is not recorded yet is one broken line: the outline of where it will be.
const drawn = (digest: string, kind: MarkRing['kind'], index: number, count: number, tier: MarkTier) => {
  const strands = drawRing(digest, index, Math.max(2, count), tier);
  return kind === 'provisional' ? strands.slice(0, 1) : strands;
};

/** The drawing of what was decided and by how many; see draw-mark.ts. */
export const Mark = memo(function Mark({ content, rings, sizePx, label }: MarkProps) {
  const tier = tierOf(sizePx);
  const named = label === undefined ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <svg className={styles.mark} width={sizePx} height={sizePx} viewBox="0 0 100 100" fill="none" strokeWidth={widths[tier]} {...named}>
      {drawCore(content, tier).map((d) => <path key={d} d={d} className={styles.core} />)}
      {rings.map(({ digest, kind }, index) => drawn(digest, kind, index, rings.length, tier).map((d) => <path key={`${index}${d}`} d={d} className={styles[kind]} />))}
    </svg>
  );
});
