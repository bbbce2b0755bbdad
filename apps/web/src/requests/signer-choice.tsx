import type { PossibleSigner } from '@countersign/contracts/tasks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { CheckList } from '../ui/fields/check-list.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { RestedSearch } from '../ui/search/rested-search.js';
import { signersQuery } from './find-signers.query.js';
import styles from './request-actions.module.css';

/** Who is chosen, by member. Who was found by another name stays chosen. */
export type ChosenSigners = ReadonlyMap<string, { readonly memberId: string; readonly name: string; readonly unit: string | null }>;
export const nobodyChosen: ChosenSigners = new Map();

export interface SignerChoiceProps {
  readonly taskId: string;
  readonly legend: string;
  /** One instead of any number. */
  readonly isOne?: boolean;
  readonly chosen: ChosenSigners;
  readonly onChange: (chosen: ChosenSigners) => void;
}

const linesKept = 5;

/** Members who may decide, found by name. The space for them is the same while they are looked for, where they are few, and where there are none. */
export function SignerChoice({ taskId, legend, isOne = false, chosen, onChange }: SignerChoiceProps) {
  const client = useClient();
  const id = useId();
  const [search, setSearch] = useState<string | undefined>(undefined);
  const { data, error, isPlaceholderData, refetch } = useQuery(signersQuery(client, taskId, search));
  const found = data?.items ?? [];
  const others = [...chosen.values()].filter(({ memberId }) => !found.some((other) => other.memberId === memberId));
  const people = [...others.map((person) => ({ ...person, isAsked: false })), ...found];
  const choose = (ids: ReadonlySet<string>) => onChange(new Map(people.filter(({ memberId }) => ids.has(memberId)).map(({ memberId, name, unit }) => [memberId, { memberId, name, unit }])));
  return (
    <div className={styles.signers}>
      <RestedSearch id={id} label="Find by name" search={search} onSearch={setSearch} />
      <p className={styles.refused} role="status">{error !== null ? '' : data === undefined || isPlaceholderData ? 'Looking for who may decide.' : foundText(data, search)}</p>
      <div className={styles.people} data-signers aria-busy={isPlaceholderData}>
        {error !== null && <ReadingFailed error={error} what="Who may decide" hasData={data !== undefined} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <RuledLines lines={linesKept} of="who may decide" />}
        {people.length > 0 && <CheckList legend={legend} isOne={isOne} options={people.map(({ memberId, name, unit, isAsked }) => ({ id: memberId, label: name, detail: unit, allowed: !isAsked, because: isAsked ? 'Asked already.' : null }))} chosen={new Set(chosen.keys())} onChange={choose} />}
      </div>
    </div>
  );
}

function foundText({ items, more }: { readonly items: readonly PossibleSigner[]; readonly more: boolean }, search: string | undefined): string {
  const free = items.filter(({ isAsked }) => !isAsked).length;
  if (more) return `The first ${items.length} by name. Type the beginning of a name to find others.`;
  if (free > 0) return free === 1 ? 'One person can be chosen.' : `${free} people can be chosen.`;
  if (search === undefined) return 'Everybody who may decide is asked already. Give somebody else a role that may.';
  return items.length === 0 ? `Nobody who may decide was found for “${search}”.` : `Everybody who was found for “${search}” is asked already.`;
}
