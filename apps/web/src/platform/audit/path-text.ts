import type { AuditRow } from '@countersign/contracts/screens';

const channels: Readonly<Record<AuditRow['entry']['channel'], string>> = { screen: 'on screen', api: 'by the API', job: 'by the worker' };

/** Through which path it came, and with which key. */
export const pathText = ({ channel, actor: { apiKeyName } }: Pick<AuditRow['entry'], 'channel' | 'actor'>): string => `${channels[channel]}${apiKeyName === undefined ? '' : `, with the key “${apiKeyName}”`}`;
