export * from './create-connection.service.js';
export * from './list-connections.service.js';
export * from './update-connection.service.js';
export { accessTokenOf, forgetToken } from './access-token.part.js';
export { callConnection, type CallOutcome } from './call-connection.part.js';
export { driftOf } from './drift.part.js';
export { fillCall, TemplateUnfilled, type FilledCall, type TemplateValues } from './template.part.js';
export { templateFindings } from './template-findings.part.js';
export { secretPurpose as connectionSecretPurpose } from './view-connection.part.js';
