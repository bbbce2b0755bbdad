import type { ConnectionDraft } from '../platform/connections/connection-draft.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { ConnectionFieldsProps } from './caller-fields.js';

const formats = [
  { id: 'slack', name: 'as Slack and alike take them' },
  { id: 'teams', name: 'as Microsoft Teams takes them (Adaptive Card)' },
];

/** Where a chat takes messages, and how they are written. Whoever has the address can write there: it is never shown again. */
export function ChatFields({ id, draft: { format, secret, baseUrl }, problems, change, hasSecret }: ConnectionFieldsProps & { readonly hasSecret: boolean }) {
  const kept = hasSecret ? `One at ${baseUrl} is kept. Leave it empty to keep it; what is typed here replaces it, and what was approved for the other one stops for a person.` : 'Whole, as the chat gave it for messages. Whoever has it can write there: it is kept sealed, and never shown again.';
  return (
    <>
      <SelectField id={`${id}-format`} label="Messages are written" value={format} options={formats} onChange={(value) => change({ format: value as ConnectionDraft['format'] })} />
      <TextField id={`${id}-secret`} type="password" label="Address for messages" hint={kept} problem={problems.get('secret')} autoComplete="new-password" maxLength={4000} value={secret} onChange={(value) => change({ secret: value })} />
      <p className={sheetStyles.quiet}>Chats honour no keys and cannot be asked. When an answer is lost, the message is never sent again by itself: it waits for a person, who looks there.</p>
    </>
  );
}
