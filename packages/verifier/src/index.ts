/** Checks an export of the audit offline, by nothing but docs/audit-format.md. */
export { nodePrimitives } from './platform/node-primitives.js';
export type { Primitives } from './format/primitives.js';
export { faultCodes, type FaultCode } from './verdict/fault.js';
export { verifyExport, type Findings, type GivenText, type Verdict, type WhatToVerify } from './verdict/verify-export.js';
