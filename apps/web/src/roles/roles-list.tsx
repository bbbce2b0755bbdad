import type { PeopleScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';

type Data = PeopleScreen['data'];

/** The company's roles, each with what it allows in words. */
export function RolesList({ roles, define }: { readonly roles: Data['roles']; readonly define: Data['defineRoles'] }) {
  if (roles.length === 0) return null;
  return (
    <SheetPart title="Roles" aside={define.allowed && <Link to="/roles/$roleId" params={{ roleId: 'new' }}>Create a role</Link>}>
      <p className={sheetStyles.quiet}>A role is a named set of permissions. Members hold any number of them; workflows ask roles to decide.</p>
      <SheetRows>
        {roles.map(({ id, name, about, sentences, holders }) => (
          <li key={id}>
            <span className={sheetStyles.what}><Link to="/roles/$roleId" params={{ roleId: id }}>{name}</Link>{about !== null && <span>{about}</span>}</span>
            <Allows name={name} sentences={sentences} />
            <span className={sheetStyles.quiet}>{holders === 0 ? 'nobody' : holders === 1 ? '1 member' : `${holders} members`}</span>
          </li>
        ))}
      </SheetRows>
    </SheetPart>
  );
}

/** As many as are taken in at a glance; more are folded to a count. */
const shownMax = 4;

function Allows({ name, sentences }: { readonly name: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return <span className={sheetStyles.words}>Allows nothing yet</span>;
  const list = <ul>{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>;
  if (sentences.length <= shownMax) return <div className={sheetStyles.words}>{list}</div>;
  return <details className={sheetStyles.words}><summary>{sentences.length} permissions<span className="spoken"> of {name}</span></summary>{list}</details>;
}
