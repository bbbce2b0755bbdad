import type { RequestSheet } from '@countersign/contracts/screens';
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../platform/screens/load-part.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { When } from '../ui/time/when.js';
import type { Answering } from './resolve-effect.form.js';

type Ask = NonNullable<RequestSheet['asks']>[number];

const ResolveEffectForm = lazy(async () => ({ default: (await loadPart(() => import('./resolve-effect.form.js'))).ResolveEffectForm }));

/** What somebody is asked to do outside: what, who, and where they say what became of it. */
export function OpenAsks({ asks = [] }: Pick<RequestSheet, 'asks'>) {
  const [answering, setAnswering] = useState<Answering | null>(null);
  return (
    <>
      {asks.map((ask) => <OpenAsk key={ask.effectId} ask={ask} onAnswer={(outcome) => setAnswering({ ask, outcome })} />)}
      <Suspense>{answering !== null && <ResolveEffectForm {...answering} onClose={() => setAnswering(null)} />}</Suspense>
    </>
  );
}

function OpenAsk({ ask: { stepName, text, people, askedAt, isMine, answers }, onAnswer }: { readonly ask: Ask; readonly onAnswer: (outcome: Answering['outcome']) => void }) {
  const names = people.map(({ name, because }) => `${name}, who ${because}`).join('; ');
  const title = isMine ? `You are asked to do this: ${stepName}` : `${stepName}: waits for ${people.map(({ name }) => name).join(', ')}`;
  return (
    <Notice
      state="waiting"
      title={title}
      {...(answers && { actions: <><Button look="ink" onClick={() => onAnswer('done')}>It is done…</Button><Button onClick={() => onAnswer('not_done')}>It could not be done…</Button></> })}
    >
      <p><b>{text}</b></p>
      <p>Asked <When at={askedAt} />: {names}. Once {people.length === 1 ? 'they say' : 'one of them says'} that it is done, what comes after it goes on.</p>
    </Notice>
  );
}
