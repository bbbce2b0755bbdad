import type { PeopleScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button/button.js';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { CreateGroupForm } from './create-group.form.js';

type Data = PeopleScreen['data'];

/** The company's groups, each with how many are in it. */
export function GroupsList({ groups, define }: { readonly groups: Data['groups']; readonly define: Data['defineGroups'] }) {
  const [isCreating, setCreating] = useState(false);
  if (groups.length === 0 && !define.allowed) return null;
  return (
    <SheetPart title="Groups" aside={define.allowed && <Button onClick={() => setCreating(true)}>Create a group</Button>}>
      <p className={sheetStyles.quiet}>A group is a set of members, such as a department or a committee. It allows nothing by itself; workflows can ask it to decide.</p>
      {groups.length > 0 && (
        <SheetRows>
          {groups.map(({ id, name, members }) => (
            <li key={id}>
              <span className={sheetStyles.what}><Link to="/groups/$groupId" params={{ groupId: id }} search={{}}>{name}</Link></span>
              <span className={sheetStyles.quiet}>{members === 0 ? 'nobody' : members === 1 ? '1 member' : `${members} members`}</span>
            </li>
          ))}
        </SheetRows>
      )}
      {isCreating && <CreateGroupForm onClose={() => setCreating(false)} />}
    </SheetPart>
  );
}
