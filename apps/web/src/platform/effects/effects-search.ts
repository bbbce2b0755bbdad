import type { EffectGroup } from '@countersign/contracts/effects';

export interface EffectsSearch {
  readonly group?: EffectGroup;
  readonly connection?: string;
  readonly after?: string;
}

const groups: readonly EffectGroup[] = ['needs_person', 'under_way', 'over'];
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What stands in the address of the effects: which group, through which connection, and from where on. It is read before any page is loaded, and so brings nothing along. */
export function readEffectsSearch(search: Record<string, unknown>): EffectsSearch {
  const group = groups.find((id) => id === search['group']);
  const [connection, after] = [text(search['connection']), text(search['after'])];
  return { ...(group !== undefined && { group }), ...(connection !== undefined && { connection }), ...(after !== undefined && { after }) };
}
