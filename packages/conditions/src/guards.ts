import type { Expression } from './check-names.js';
import { chainOf, constantOf } from './find-reads.js';

/** What is known to be there once a part of a condition holds. */
export interface Guards {
  /** Asked for themselves. */
  readonly own: readonly string[];
  /** There because something within them is. Whoever asks for that has to have asked for these before: they hold to the right only. */
  readonly implied: readonly string[];
}

const asked = (...own: readonly string[]): Guards => ({ own, implied: [] });
const none = asked();

/** A place, by the steps that lead to it, however they are written: `request.a` is `request["a"]`. */
export const placeKey = (steps: readonly (string | number)[]): string => steps.map(String).join('\u0000');
/** The same place, known not to be null: what is there may still be null, and asking for null fails where nothing is there. */
export const filledKey = (steps: readonly (string | number)[]): string => `\u0001${placeKey(steps)}`;
/** Without what is known of a variable that another of the same name hides. */
export const unhidden = (keys: ReadonlySet<string>, name: string): ReadonlySet<string> => new Set([...keys].filter((key) => key.replace('\u0001', '').split('\u0000')[0] !== name));

export const bothOf = (guards: Guards): readonly string[] => [...guards.own, ...guards.implied];

/** The places that are there if the expression is `truth`: has(…), "…" in …, … != null, and what joins them. */
export function guardsOf(expression: Expression, truth: boolean): Guards {
  const { exprKind } = expression;
  if (exprKind.case === 'selectExpr') return exprKind.value.testOnly && truth ? present(expression) : none;
  if (exprKind.case !== 'callExpr') return none;
  const { function: name, args } = exprKind.value;
  // An operator has as many as it takes. Those of a function are not looked at.
  const [one, other] = args as [Expression, Expression];
  if (name === '!_') return guardsOf(one, !truth);
  if (name === '_&&_') return truth ? union(guardsOf(one, true), guardsOf(other, true)) : shared(guardsOf(one, false), guardsOf(other, false));
  if (name === '_||_') return truth ? shared(guardsOf(one, true), guardsOf(other, true)) : union(guardsOf(one, false), guardsOf(other, false));
  if (name === '@in' && truth) return within(one, other);
  return name === (truth ? '_!=_' : '_==_') ? notNull(one, other) : none;
}

function present(expression: Expression): Guards {
  const chain = chainOf(expression);
  if (!chain) return none;
  const implied: string[] = [];
  for (let before = chain.before; before; before = before.before) implied.push(placeKey(before.steps), filledKey(before.steps));
  return { own: [placeKey(chain.steps), filledKey(chain.steps)], implied };
}

function within(key: Expression, holder: Expression): Guards {
  const chain = chainOf(holder);
  const name = constantOf(key);
  return chain && typeof name === 'string' ? asked(placeKey([...chain.steps, name]), filledKey([...chain.steps, name])) : none;
}

function notNull(one: Expression, other: Expression): Guards {
  const isNull = ({ exprKind }: Expression) => exprKind.case === 'constExpr' && exprKind.value.constantKind.case === 'nullValue';
  const chain = isNull(other) ? chainOf(one) : isNull(one) ? chainOf(other) : null;
  return chain ? asked(filledKey(chain.steps)) : none;
}

const union = (one: Guards, other: Guards): Guards => ({ own: [...one.own, ...other.own], implied: [...one.implied, ...other.implied] });
const shared = (one: Guards, other: Guards): Guards => ({ own: one.own.filter((key) => other.own.includes(key)), implied: bothOf(one).filter((key) => bothOf(other).includes(key)) });
