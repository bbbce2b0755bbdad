import { newRecordRule, recordControlOf, type RecordRuleDraft } from '../platform/webhook-sources/record-rule-draft.js';
import { Button } from '../ui/button/button.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { RulesFieldsProps } from './rule-fields.js';
import styles from './webhook-source.module.css';

/** More rules than a source can have are not offered. */
const rulesMax = 50;
const sayings = [{ id: 'is', name: 'is as the message says' }, { id: 'gone', name: 'is there no more' }];
type Place = 'recordPointer' | 'idPointer' | 'versionPointer';

/** Which kept records messages of each type update. */
export function RecordRulesFields({ id, draft: { records }, problems, change, choices: { recordSets } }: RulesFieldsProps) {
  const put = (rule: RecordRuleDraft) => change({ records: records.map((each) => (each.key === rule.key ? rule : each)) });
  const add = () => {
    const rule = newRecordRule(records);
    change({ records: [...records, rule] });
    requestAnimationFrame(() => document.getElementById(`${id}-${recordControlOf(rule, 'type')}`)?.focus());
  };
  const remove = (key: number) => {
    change({ records: records.filter((each) => each.key !== key) });
    requestAnimationFrame(() => document.getElementById(`${id}-add-record`)?.focus());
  };
  // What cannot be added needs a sentence in place of a button.
  if (recordSets.length === 0 && records.length === 0) return <p className={sheetStyles.quiet}>No records are kept of other systems yet, so no message can update one. Under Connections one says which are kept.</p>;
  return (
    <>
      {records.length === 0 && <p className={sheetStyles.quiet}>No message updates a record.</p>}
      {records.map((rule, index) => {
        const text = (field: Place, label: string, hint: string) => (
          <TextField id={`${id}-${recordControlOf(rule, field)}`} label={label} hint={hint} problem={problems.get(recordControlOf(rule, field))} autoComplete="off" spellCheck={false} maxLength={300} value={rule[field]} onChange={(value) => put({ ...rule, [field]: value })} />
        );
        return (
          <fieldset key={rule.key} className={styles.rule}>
            <legend>{rule.type === '' ? `Update ${index + 1}` : rule.type}</legend>
            <TextField id={`${id}-${recordControlOf(rule, 'type')}`} label="Messages of the type" hint="Just as the message says it, such as vendor.changed." problem={problems.get(recordControlOf(rule, 'type'))} autoComplete="off" spellCheck={false} maxLength={200} value={rule.type} onChange={(type) => put({ ...rule, type })} />
            <SelectField id={`${id}-${recordControlOf(rule, 'recordSetId')}`} label="Update a record of" value={rule.recordSetId} none="Choose" options={recordSets} hint={problems.get(recordControlOf(rule, 'recordSetId')) ?? null} onChange={(recordSetId) => put({ ...rule, recordSetId })} />
            <SelectField id={`${id}-${recordControlOf(rule, 'gone')}`} label="Which" value={rule.gone ? 'gone' : 'is'} options={sayings} onChange={(saying) => put({ ...rule, gone: saying === 'gone' })} />
            {text('recordPointer', 'Where the record is', 'Such as /data. Left empty, the whole message is the record.')}
            {text('idPointer', 'Where its id is', 'In the message, such as /data/id. Left empty, the record says it where those of its set do.')}
            {text('versionPointer', 'Where its version is', 'In the message, such as /sequence. Left empty, the record says it where those of its set do; of a set without versions the time of arrival counts.')}
            <p className={sheetStyles.acts}><Button aria-label={`Take this update away: ${rule.type || `update ${index + 1}`}`} onClick={() => remove(rule.key)}>Take this update away</Button></p>
          </fieldset>
        );
      })}
      {records.length < rulesMax && recordSets.length > 0 && <p className={sheetStyles.acts}><Button id={`${id}-add-record`} onClick={add}>Add an update of records</Button></p>}
    </>
  );
}
