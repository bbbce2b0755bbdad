export type { Answer, Answers, Behaviour, CutAt, Told } from './platform/behaviours.js';
export { badAnswers, privateAddress } from './platform/behaviours.js';
export type { Act, Arrival } from './platform/ledger.js';
export type { Always, Mix, Planned } from './platform/plan.js';
export type { LookUp, ReceiverOptions } from './platform/room.js';
export { openTestReceiver, type TestReceiver } from './platform/test-receiver.js';
export { selfSigned } from './platform/self-signed.js';
