import { schemaOf } from '../platform/connections/connection-draft.js';
import { CheckList } from '../ui/fields/check-list.js';
import { describedBy, FieldFrame } from '../ui/fields/field.js';
import type { ConnectionFieldsProps } from './caller-fields.js';

const hint = 'A JSON Schema (2020-12) that answers are held to. Leave it empty if any answer will do.';

/** What the other system is agreed to answer, and what becomes of an effect where it answers something else. */
export function AnswerFields({ id, draft: { replySchema, onDrift }, problems, change }: ConnectionFieldsProps) {
  const read = schemaOf(replySchema);
  const problem = problems.get('replySchema') ?? ('problem' in read ? read.problem : undefined);
  return (
    <>
      <FieldFrame id={`${id}-replySchema`} label="Shape of answers" isOptional hint={hint} problem={problem}>
        <textarea id={`${id}-replySchema`} className="mono" rows={6} spellCheck={false} value={replySchema} {...describedBy(`${id}-replySchema`, hint, problem)} onChange={(event) => change({ replySchema: event.target.value })} />
      </FieldFrame>
      {replySchema.trim() !== '' && (
        <CheckList
          legend="Where an answer is of another shape"
          isOne
          options={[
            { id: 'quarantine', label: 'A person looks at it', detail: 'The effect is set aside although it was accepted there. What depends on it waits.', allowed: true, because: null },
            { id: 'tolerate', label: 'It counts as done', detail: 'In what the answer departs is written down with the attempt.', allowed: true, because: null },
          ]}
          chosen={new Set([onDrift])}
          onChange={(chosen) => change({ onDrift: chosen.has('tolerate') ? 'tolerate' : 'quarantine' })}
        />
      )}
    </>
  );
}
