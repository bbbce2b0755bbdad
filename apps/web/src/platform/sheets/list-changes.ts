import type { RequestSheet } from '@countersign/contracts/screens';

export interface SheetChange {
  readonly what: string;
  readonly was: string | null;
  readonly is: string | null;
}

/** What differs between the sheet that was on screen when a decision was signed and the one that holds now. */
export function listChanges(seen: RequestSheet, now: RequestSheet): readonly SheetChange[] {
  const facts = compare(
    seen.facts.map(({ label, value }) => [label, value] as const),
    now.facts.map(({ label, value }) => [label, value] as const),
  );
  const choices = now.decision?.choices.flatMap((choice): SheetChange[] => {
    const before = seen.decision?.choices.find(({ verdict }) => verdict === choice.verdict);
    if (before === undefined || before.consequencesDigest === choice.consequencesDigest) return [];
    const said = ({ next, effects, told }: typeof choice) => [next.stepName ?? next.outcome.replaceAll('_', ' '), ...effects.map(({ label, target }) => `${label} (${target})`), ...told.map(({ who }) => `${who} is told`)].join('; ');
    return said(before) === said(choice) ? [{ what: choice.label, was: null, is: 'What is sent has changed in its content.' }] : [{ what: choice.label, was: said(before), is: said(choice) }];
  });
  const version: readonly SheetChange[] = seen.request.revision === now.request.revision ? [] : [{ what: 'Version', was: String(seen.request.revision), is: String(now.request.revision) }];
  // That the payload differs is told by the fields; it is said apart only where no field shows it.
  const shown = (choices ?? []).filter(({ was }) => was !== null || version.length + facts.length === 0);
  return [...version, ...facts, ...shown];
}

function compare(before: readonly (readonly [string, string])[], after: readonly (readonly [string, string])[]): readonly SheetChange[] {
  const [old, current] = [new Map(before), new Map(after)];
  return [...new Set([...current.keys(), ...old.keys()])].flatMap((what) => {
    const [was, is] = [old.get(what) ?? null, current.get(what) ?? null];
    return was === is ? [] : [{ what, was, is }];
  });
}
