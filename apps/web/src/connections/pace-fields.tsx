import { attemptWords } from '../platform/connections/connection-words.js';
import { CheckList } from '../ui/fields/check-list.js';
import { TextField } from '../ui/fields/field.js';
import styles from './connection.module.css';
import type { ConnectionFieldsProps } from './caller-fields.js';

/** How long the other system is waited for, how often it is tried, and how fast. */
export function PaceFields({ id, draft, problems, change, waitsSeconds }: ConnectionFieldsProps & { readonly waitsSeconds: readonly number[] }) {
  const number = (field: 'attemptsMax' | 'connectSeconds' | 'headersSeconds' | 'bodySeconds' | 'replyKilobytes' | 'perSecond', label: string, hint: string | null) => (
    <TextField id={`${id}-${field}`} label={label} hint={hint} problem={problems.get(field)} inputMode={field === 'attemptsMax' || field === 'perSecond' ? 'numeric' : 'decimal'} autoComplete="off" maxLength={8} value={draft[field]} onChange={(value) => change({ [field]: value })} />
  );
  return (
    <>
      <div className={styles.numbers}>
        {number('attemptsMax', 'Attempts', attemptWords(draft.attemptsMax, waitsSeconds))}
        {number('perSecond', 'Calls a second', 'All workers together. Leave it empty to call as often as there is something to do.')}
        {number('connectSeconds', 'Seconds to connect', 'What was not connected was not sent: it is tried again without harm.')}
        {number('headersSeconds', 'Seconds until it answers', 'Then nobody knows whether it was carried out.')}
        {number('bodySeconds', 'Seconds for the whole answer', null)}
        {draft.leadsTo === 'http' && number('replyKilobytes', 'Kilobytes read of an answer', 'The rest is left where it is.')}
      </div>
      <CheckList
        legend="In which order"
        isOne
        options={[
          { id: 'none', label: 'As they come', detail: 'Calls of one request may overtake each other.', allowed: true, because: null },
          { id: 'request', label: 'Those of one request one after the other', detail: 'The next is made once the one before it is done, left out, or said to be done. Other requests do not wait for it.', allowed: true, because: null },
        ]}
        chosen={new Set([draft.order])}
        onChange={(chosen) => change({ order: chosen.has('request') ? 'request' : 'none' })}
      />
    </>
  );
}
