import type { ConnectionTestView } from '@countersign/contracts/connections';
import type { StateName } from '../../ui/state/state.js';

type Ended = Pick<NonNullable<ConnectionTestView['ended']>, 'stage' | 'status' | 'problem'>;

interface StageWords {
  readonly rule: StateName;
  readonly said: string;
  readonly meaning: string;
  /** What stands in the place of the answer. */
  readonly silence: string;
}

const sentence = (problem: string | null) => (problem === null ? '' : `${problem.charAt(0).toUpperCase()}${problem.slice(1).replace(/\.$/, '')}. `);

/** How far a test came: what went well until then, what did not, and what to look at. */
export function stageWords({ stage, status, problem }: Ended, isMail = false): StageWords {
  const why = sentence(problem);
  switch (stage) {
    case 'credential':
      if (problem?.includes('Press Connect')) return { rule: 'held', said: 'Not connected yet', meaning: `${why}Nothing was sent.`, silence: 'Nothing was sent.' };
      return { rule: 'void', said: 'Nothing to say who calls with', meaning: `${why}Nothing was sent. Look at the client, its secret and the token address.`, silence: 'Nothing was sent.' };
    case 'refused':
      return { rule: 'void', said: 'This address may not be called', meaning: `${why}Nothing was sent. Give a public address, or have whoever runs this installation name this one in the setting ALLOWED_WEBHOOK_HOSTS.`, silence: 'Nothing was sent.' };
    case 'not_reached':
      return { rule: 'void', said: 'Not reached', meaning: `${why}Nothing was sent. Look at the address, and whether the other system lets us in.`, silence: 'Nothing was sent, so nothing came back.' };
    case 'unanswered':
      return { rule: 'out-of-register', said: 'Reached, and no answer', meaning: `${why}It was connected, and no whole answer came in time.`, silence: 'No whole answer came.' };
    default:
      return { ...(isMail ? replied(status ?? 0, why) : answered(status ?? 0)), silence: '' };
  }
}

function answered(status: number): Omit<StageWords, 'silence'> {
  const said = `Answered ${status}`;
  if (status >= 200 && status < 300) return { rule: 'recorded', said, meaning: 'It is reached, and takes what we say of who calls.' };
  if (status >= 300 && status < 400) return { rule: 'out-of-register', said, meaning: 'It is reached, and sends us elsewhere. That is never followed: what is meant for one address goes to no other.' };
  if (status === 401 || status === 403) return { rule: 'void', said, meaning: 'It is reached, and does not take what we say of who calls. Look at how it is told, and the secret.' };
  if (status === 404 || status === 405) return { rule: 'out-of-register', said, meaning: 'It is reached; there is nothing to get at this path. Another path may say more.' };
  return { rule: 'out-of-register', said, meaning: status >= 500 ? 'It is reached, and has a problem of its own.' : 'It is reached, and does not want this.' };
}

/** Of a mail server (RFC 5321, section 4.2.1). */
function replied(status: number, why: string): Omit<StageWords, 'silence'> {
  const said = `Answered ${status}`;
  if (status < 400) return { rule: why === '' ? 'recorded' : 'out-of-register', said, meaning: why === '' ? 'It is reached, and lets us in. What was sent through it, it took.' : `${why}It is reached, and lets us in.` };
  if (status === 535 || status === 530) return { rule: 'void', said, meaning: `${why}It does not let us in. Look at the user, the password, and how it is spoken to.` };
  return { rule: 'out-of-register', said, meaning: `${why}${status < 500 ? 'It does not take it for now; later it may.' : 'It does not take it.'}` };
}
