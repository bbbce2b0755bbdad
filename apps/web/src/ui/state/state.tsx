import type { ReactNode } from 'react';
import { StateGlyph, type Rule } from './state-glyph.js';
import styles from './state.module.css';

type Tone = 'plain' | 'quiet' | 'carbon' | 'seal' | 'void' | 'ochre';

/** The states of everything that is shown, each with its rule and its colour. Words come from the caller. */
const vocabulary = {
  draft: { rule: 'none', tone: 'quiet' },
  waiting: { rule: 'single', tone: 'plain' },
  provisional: { rule: 'dashed', tone: 'carbon' },
  unsent: { rule: 'dashed', tone: 'void' },
  held: { rule: 'heavy', tone: 'seal' },
  recorded: { rule: 'double', tone: 'seal' },
  'out-of-register': { rule: 'stepped', tone: 'ochre' },
  conflict: { rule: 'stepped', tone: 'ochre' },
  taken: { rule: 'double', tone: 'quiet' },
  void: { rule: 'crossed', tone: 'void' },
  blocked: { rule: 'broken', tone: 'ochre' },
} as const satisfies Record<string, { readonly rule: Rule; readonly tone: Tone }>;
export type StateName = keyof typeof vocabulary;

export interface StateProps {
  readonly name: StateName;
  readonly children: ReactNode;
}

/** A state in a word or a sentence, with its rule. The only way in which a state is shown anywhere. */
export function State({ name, children }: StateProps) {
  const { rule, tone } = vocabulary[name];
  return (
    <span className={styles.state} data-tone={tone} data-state={name}>
      <StateGlyph rule={rule} />
      <span>{children}</span>
    </span>
  );
}
