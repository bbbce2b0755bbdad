export { startPostgres } from './platform/start-postgres.js';
export type { PostgresOptions, PostgresServer, ServerExit } from './platform/start-postgres.js';
export { findServerPort } from './platform/server-state.js';
export { PostgresProblem } from './platform/postgres-problem.js';
export type { PostgresProblemCode } from './platform/postgres-problem.js';
export { holdFolder } from './platform/hold-folder.js';
export type { FolderHold } from './platform/hold-folder.js';
export { pickFreePort, portIsFree } from './platform/pick-port.js';
export { OLDEST_SERVER_VERSION, serverVersionProblem } from './platform/server-version.js';
