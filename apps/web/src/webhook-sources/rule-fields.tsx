import type { SourceChoices } from '@countersign/contracts/screens';
import { controlOf, newRule, type RuleDraft } from '../platform/webhook-sources/source-draft.js';
import { actKinds } from '../platform/webhook-sources/source-words.js';
import { Button } from '../ui/button/button.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { SourceFieldsProps } from './signature-fields.js';
import styles from './webhook-source.module.css';

/** More rules than a source can have are not offered. */
const rulesMax = 50;

export interface RulesFieldsProps extends SourceFieldsProps {
  readonly choices: SourceChoices;
}

/** What is done with messages of each type. */
export function RulesFields({ id, draft: { rules, records }, problems, change, choices }: RulesFieldsProps) {
  const put = (rule: RuleDraft) => change({ rules: rules.map((each) => (each.key === rule.key ? rule : each)) });
  const add = () => {
    const rule = newRule(rules);
    change({ rules: [...rules, rule] });
    requestAnimationFrame(() => document.getElementById(`${id}-${controlOf(rule, 'type')}`)?.focus());
  };
  const remove = (key: number) => {
    change({ rules: rules.filter((each) => each.key !== key) });
    requestAnimationFrame(() => document.getElementById(`${id}-add`)?.focus());
  };
  return (
    <>
      {rules.length === 0 && <p className={sheetStyles.quiet}>{records.length === 0 ? 'Messages are kept, and nothing is done with them.' : 'Messages only update records.'}</p>}
      {rules.map((rule, index) => (
        <fieldset key={rule.key} className={styles.rule}>
          <legend>{rule.type === '' ? `Rule ${index + 1}` : rule.type}</legend>
          <TextField id={`${id}-${controlOf(rule, 'type')}`} label="Of the type" hint="Just as the message says it, such as order.placed." problem={problems.get(controlOf(rule, 'type'))} autoComplete="off" spellCheck={false} maxLength={200} value={rule.type} onChange={(type) => put({ ...rule, type })} />
          <SelectField id={`${id}-${controlOf(rule, 'kind')}`} label="Is to" value={rule.kind} options={actKinds} onChange={(kind) => put({ ...rule, kind: kind as RuleDraft['kind'] })} />
          <ActFields id={id} rule={rule} problems={problems} choices={choices} put={put} />
          <p className={sheetStyles.acts}><Button aria-label={`Take this rule away: ${rule.type || `rule ${index + 1}`}`} onClick={() => remove(rule.key)}>Take this rule away</Button></p>
        </fieldset>
      ))}
      {rules.length < rulesMax && <p className={sheetStyles.acts}><Button id={`${id}-add`} onClick={add}>Add a rule</Button></p>}
    </>
  );
}

interface ActFieldsProps {
  readonly id: string;
  readonly rule: RuleDraft;
  readonly problems: ReadonlyMap<string, string>;
  readonly choices: SourceChoices;
  readonly put: (rule: RuleDraft) => void;
}
type Text = 'message' | 'requestPointer' | 'keyPointer' | 'outcomePointer' | 'succeeded' | 'failed' | 'problemPointer';

function ActFields(props: ActFieldsProps) {
  const { id, rule, problems, put } = props;
  const text = (field: Text, label: string, hint: string) => (
    <TextField id={`${id}-${controlOf(rule, field)}`} label={label} hint={hint} problem={problems.get(controlOf(rule, field))} autoComplete="off" spellCheck={false} maxLength={300} value={rule[field]} onChange={(value) => put({ ...rule, [field]: value })} />
  );
  if (rule.kind === 'start_request') return <StartFields {...props} />;
  if (rule.kind === 'complete_wait') {
    return <>{text('message', 'The step waits for', 'As the workflow calls the message, such as goods received.')}{text('requestPointer', 'Where the request is', 'Where its number or id stands in the message, such as /data/request. What comes too early is kept until the request waits for it.')}</>;
  }
  return (
    <>
      {text('keyPointer', 'Where the key is', 'The key that our call carried, such as /data/idempotencyKey.')}
      {text('outcomePointer', 'Where the outcome is', 'Such as /data/status.')}
      {text('succeeded', 'It was done if it says', 'Words with commas between them, such as paid, settled.')}
      {text('failed', 'It failed if it says', 'Words with commas between them, such as bounced. Any other word says nothing.')}
      {text('problemPointer', 'Where the reason is', 'Why it failed. May be left empty.')}
    </>
  );
}

function StartFields({ id, rule, problems, choices, put }: ActFieldsProps) {
  const type = choices.requestTypes.find((each) => each.id === rule.requestTypeId);
  const known = type?.fields ?? [];
  // What was said before of a form that has changed since can be seen, and taken away.
  const others = Object.keys(rule.fields).filter((to) => rule.fields[to] !== '' && !known.some((field) => field.to === to)).map((to) => ({ to, label: to, isRequired: false }));
  return (
    <>
      <SelectField id={`${id}-${controlOf(rule, 'requestTypeId')}`} label="What is requested" value={rule.requestTypeId} none="Choose" options={choices.requestTypes} hint={problems.get(controlOf(rule, 'requestTypeId')) ?? null} onChange={(requestTypeId) => put({ ...rule, requestTypeId })} />
      {(type !== undefined || others.length > 0) && <p className={sheetStyles.quiet}>Where each field stands in the message, such as /data/title. What is left empty stays out of the request.</p>}
      {[...known, ...others].map(({ to, label, isRequired }) => (
        <TextField key={to} id={`${id}-${controlOf(rule, `field-${to}`)}`} label={label} hint={isRequired ? 'The form asks for it, as a whole or by its parts.' : null} problem={problems.get(controlOf(rule, `field-${to}`))} autoComplete="off" spellCheck={false} maxLength={300} value={rule.fields[to] ?? ''} onChange={(from) => put({ ...rule, fields: { ...rule.fields, [to]: from } })} />
      ))}
    </>
  );
}
