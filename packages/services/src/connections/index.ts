export * from './create-connection.service.js';
export * from './list-connections.service.js';
export * from './update-connection.service.js';
export { forgetToken } from './access-token.part.js';
export { callConnection, type CallOutcome } from './call-connection.part.js';
export { driftOf } from './drift.part.js';
export { fillCall, fillPath, TemplateUnfilled, type FilledCall, type TemplateValues } from './template.part.js';
export { templateFindings } from './template-findings.part.js';
export { credentialOf } from './credential.part.js';
