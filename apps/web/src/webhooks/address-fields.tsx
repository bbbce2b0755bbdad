import { TextField } from '../ui/fields/field.js';

export interface Address {
  readonly name: string;
  readonly url: string;
}

/** What is missing of an address, by field; the server says the rest. */
export function problemsOf({ name, url }: Address): Partial<Record<keyof Address, string>> {
  return {
    ...(name.trim() === '' && { name: 'An endpoint needs a name.' }),
    ...(!/^https?:\/\/\S+$/.test(url.trim()) && { url: 'Write its whole address, such as https://hooks.example.com/countersign.' }),
  };
}

export interface AddressFieldsProps {
  /** Ids of the controls begin with it. */
  readonly id: string;
  readonly draft: Address;
  readonly problems: Partial<Record<keyof Address, string>>;
  readonly onChange: (draft: Address) => void;
}

/** What an endpoint is called, and where it is. */
export function AddressFields({ id, draft, problems, onChange }: AddressFieldsProps) {
  return (
    <>
      <TextField id={`${id}-name`} label="Name" autoComplete="off" required maxLength={120} value={draft.name} problem={problems.name} hint="As workflows will show it, such as Accounting." onChange={(name) => onChange({ ...draft, name })} />
      <TextField id={`${id}-url`} label="Address" type="url" inputMode="url" autoComplete="off" required maxLength={2000} value={draft.url} problem={problems.url} hint="Webhooks are posted there, each signed." onChange={(url) => onChange({ ...draft, url })} />
    </>
  );
}
