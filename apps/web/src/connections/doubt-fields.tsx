import { doubtWords } from '../platform/connections/connection-words.js';
import { CheckList } from '../ui/fields/check-list.js';
import { TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { ConnectionFieldsProps } from './caller-fields.js';

/** What keeps a call from being carried out twice, and what happens where nobody knows whether it was. */
export function DoubtFields({ id, draft, problems, change }: ConnectionFieldsProps) {
  return (
    <>
      <TextField id={`${id}-keyHeader`} label="Header of the key" hint="Each effect has a key of its own, the same at every attempt." problem={problems.get('keyHeader')} autoComplete="off" spellCheck={false} maxLength={64} value={draft.keyHeader} onChange={(keyHeader) => change({ keyHeader })} />
      <CheckList
        legend="Does the other system honour such keys?"
        isOne
        options={[
          { id: 'no', label: 'No, or nobody knows', allowed: true, because: null },
          { id: 'yes', label: 'Yes: what comes twice with one key is done once', detail: 'Only where its documentation says so. Where it is not so, a call that times out is made twice.', allowed: true, because: null },
        ]}
        chosen={new Set([draft.honoured ? 'yes' : 'no'])}
        onChange={(chosen) => change({ honoured: chosen.has('yes') })}
      />
      {!draft.honoured && (
        <TextField id={`${id}-lookUpPath`} label="Where to ask" hint="A path such as /payments/{key}, if it can be asked by the key: 2xx says that it was done, 404 that it was not. Leave it empty if it cannot be asked." problem={problems.get('lookUpPath')} autoComplete="off" spellCheck={false} maxLength={500} value={draft.lookUpPath} onChange={(lookUpPath) => change({ lookUpPath })} />
      )}
      <p role="status" className={sheetStyles.quiet}>{doubtWords(draft)}</p>
    </>
  );
}
