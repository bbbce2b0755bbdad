import type { Choices } from './sources-field.js';

/** What can stand in the place of double braces, to be copied from here. */
export function FillableFields({ types, alone }: { readonly types: Choices['requestTypes']; /** Said of what may be left out. */ readonly alone: string }) {
  const place = (path: string) => <code>{`{{${path}}}`}</code>;
  return (
    <details>
      <summary>What can be filled in</summary>
      <dl>
        {types.flatMap(({ name, fields }) => fields.map(({ path, label, optional }) => <div key={`${name} ${path}`}><dt>{place(path)}</dt><dd>{label} of {name}{optional && `; may be left out, so ${alone}`}</dd></div>))}
        {types.length === 0 && <div><dt>{place('request.…')}</dt><dd>The fields of the request. No request type runs on this workflow yet, so they are checked once one does.</dd></div>}
        <div><dt>{place('requester.name')}</dt><dd>Who made the request; {place('requester.memberId')} and {place('requester.unit')} too, of which the unit may be missing</dd></div>
        <div><dt>{place('title')}</dt><dd>The request’s title; {place('number')}, {place('revision')} and {place('requestId')} too</dd></div>
      </dl>
    </details>
  );
}
