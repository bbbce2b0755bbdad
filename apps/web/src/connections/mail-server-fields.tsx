import type { ConnectionDraft } from '../platform/connections/connection-draft.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { ConnectionFieldsProps } from './caller-fields.js';

const ways = [
  { id: 'starttls', name: 'TLS once it has greeted (STARTTLS)' },
  { id: 'implicit', name: 'TLS from the first byte' },
  { id: 'none', name: 'in the clear' },
];
const usualPorts: Readonly<Record<ConnectionDraft['tls'], string>> = { starttls: '587', implicit: '465', none: '25' };

/** Where a mail server is, how it is spoken to, and whom mails are from. */
export function MailServerFields({ id, draft: { host, port, tls, from }, problems, change }: ConnectionFieldsProps) {
  const toTls = (next: ConnectionDraft['tls']) => change({ tls: next, ...(port === usualPorts[tls] && { port: usualPorts[next] }) });
  return (
    <>
      <TextField id={`${id}-host`} label="Mail server" autoComplete="off" spellCheck={false} required maxLength={253} hint="Such as mail.example.com. Signatures are bound to it: what was approved for another one stops for a person." problem={problems.get('host')} value={host} onChange={(value) => change({ host: value })} />
      <SelectField id={`${id}-tls`} label="Spoken to over" value={tls} options={ways} hint={problems.get('tls') ?? (tls === 'none' ? 'Whoever is in between can read every mail. No password is sent so.' : 'Its certificate has to be one that is vouched for, and made out to its name.')} onChange={(value) => toTls(value as ConnectionDraft['tls'])} />
      <TextField id={`${id}-port`} label="Port" inputMode="numeric" autoComplete="off" required maxLength={5} problem={problems.get('port')} value={port} onChange={(value) => change({ port: value })} />
      <TextField id={`${id}-from`} label="Mails are from" type="email" autoComplete="off" spellCheck={false} required maxLength={254} hint="An address that this mail server lets you send from, such as approvals@example.com." problem={problems.get('from')} value={from} onChange={(value) => change({ from: value })} />
      <p className={sheetStyles.quiet}>Mail servers honour no keys and cannot be asked what they sent. When the connection breaks while a mail is handed over, it is never sent again by itself: it waits for a person, who looks.</p>
    </>
  );
}
