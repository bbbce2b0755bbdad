export type { HeldMessage, InboundMessage, MessageAttempt } from './inbound-message.repository.js';
export type { KeptSourceSettings, SealedSecret, WebhookSource } from './webhook-source.repository.js';
export type { ReportedEffect } from './reported-effect.repository.js';
