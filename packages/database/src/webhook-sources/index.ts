export type { HeldMessage, InboundMessage, MessageAttempt, MessageCounts, MessageSample } from './inbound-message.repository.js';
export type { KeptSourceSettings, SealedSecret, SourceOverview, SourceRefusal, WebhookSource } from './webhook-source.repository.js';
export type { ReportedEffect } from './reported-effect.repository.js';
