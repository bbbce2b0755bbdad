import type { MemberRef } from '@countersign/contracts/requests';
import type { ReactNode } from 'react';
import { Person } from '../profile/person.js';
import { When } from '../ui/time/when.js';

export interface PublishedByProps {
  readonly publishedAt: string;
  /** Null where it was not kept. */
  readonly publishedBy: MemberRef | null;
  readonly children?: ReactNode;
}

/** When a version was published, and by whom. */
export function PublishedBy({ publishedAt, publishedBy, children }: PublishedByProps) {
  return (
    <span>
      {children} published <When at={publishedAt} />
      {publishedBy === null ? '; by whom is not recorded' : <> by <Person memberId={publishedBy.memberId} name={publishedBy.name} sizePx={20} /> {publishedBy.name}</>}
    </span>
  );
}
