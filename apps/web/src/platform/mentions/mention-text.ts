/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly memberId: string;
  readonly name: string;
  readonly unit: string | null;
}

/** Who was chosen, by what stands after the `@` in the field. */
export type Chosen = ReadonlyMap<string, string>;

const queryMax = 40;

/** What has been typed after the `@` before the caret, or null where no name is being typed. */
export function mentionAt(text: string, caret: number): string | null {
  const typed = /(?:^|\s)@([^@\n]*)$/.exec(text.slice(0, caret))?.[1];
  return typed === undefined || typed.length > queryMax || /\s{2}|^\s/.test(typed) ? null : typed;
}

/** What stands for somebody in the field: their name, and more where another of that name was chosen. */
export function labelFor({ memberId, name, unit }: Mentionable, chosen: Chosen): string {
  const taken = (label: string) => chosen.has(label) && chosen.get(label) !== memberId;
  const candidates = [name, ...(unit === null ? [] : [`${name} (${unit})`])];
  for (const label of candidates) if (!taken(label)) return label;
  for (let count = 2; ; count += 1) if (!taken(`${name} (${count})`)) return `${name} (${count})`;
}

/** The text with the name being typed replaced by the one chosen, and where the caret goes. */
export function choose(text: string, caret: number, label: string): { readonly text: string; readonly caret: number } {
  const query = mentionAt(text, caret) ?? '';
  const before = `${text.slice(0, caret - query.length)}${label} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

/** The text as it is sent: an id for each name that was chosen. A longer name is not taken for a shorter one that it begins with. */
export function withTokens(text: string, chosen: Chosen): string {
  const labels = [...chosen.keys()].sort((one, other) => other.length - one.length);
  if (labels.length === 0) return text;
  const pattern = new RegExp(`@(${labels.map((label) => label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.replaceAll(pattern, (_, label: string) => `@{${chosen.get(label) ?? ''}}`);
}

/** A text that was sent, as it stands in the field again. */
export function withoutTokens(text: string, mentions: readonly { readonly memberId: string; readonly name: string }[]): { readonly text: string; readonly chosen: Chosen } {
  const chosen = new Map<string, string>();
  let shown = text;
  for (const { memberId, name } of mentions) {
    const label = labelFor({ memberId, name, unit: null }, chosen);
    chosen.set(label, memberId);
    shown = shown.replaceAll(`@{${memberId}}`, () => `@${label}`);
  }
  return { text: shown, chosen };
}
