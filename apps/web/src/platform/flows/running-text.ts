/** "1 request runs", "14 requests run"; "at least" where not all were counted. */
export const runText = (count: number, isWhole: boolean): string => `${isWhole ? '' : 'at least '}${count === 1 ? '1 request runs' : `${count} requests run`}`;

/** The same, and that nothing runs where nothing does. What was not counted to the end may hide one: then nothing is claimed. */
export const runningText = (count: number, isWhole: boolean): string => (count > 0 ? runText(count, isWhole) : isWhole ? 'No request runs on it' : 'Not counted');
