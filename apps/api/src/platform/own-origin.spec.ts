import { describe, expect, it } from '@jest/globals';
import { isOwnOrigin } from './own-origin.js';

const https = 'https://approvals.example';
const http = 'http://127.0.0.1:4310';

describe('a page is ours', () => {
  it.each([
    ['at the public address', https, 'approvals.example', https],
    ['at the public address, with a path in the setting', https, 'approvals.example', `${https}/app/`],
    ['at the public address, though a proxy calls us by another name', https, 'api.internal:4310', https],
    ['at another name of ours, by the same protocol', 'https://also.example:8443', 'also.example:8443', https],
    ['at a port that goes without saying', 'https://also.example', 'also.example:443', https],
    ['on this machine', http, '127.0.0.1:4310', http],
    ['on this machine by its other name', 'http://localhost:4310', 'localhost:4310', http],
    ['served by the development server, which passes the host on', 'http://127.0.0.1:5173', '127.0.0.1:5173', http],
  ])('%s', (_where, origin, host, publicUrl) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(true);
  });
});

describe('a page is not ours', () => {
  it.each([
    ['over http, where we are reached over https', 'http://approvals.example', 'approvals.example', https],
    ['over https, where we are reached over http', 'https://127.0.0.1:4310', '127.0.0.1:4310', http],
    ['at another port', 'https://approvals.example:8443', 'approvals.example', https],
    ['at a name that begins like ours', 'https://approvals.example.elsewhere.example', 'approvals.example', https],
    ['at a name within ours', 'https://x.approvals.example', 'approvals.example', https],
    ['of no origin', 'null', 'approvals.example', https],
    ['with more than an origin', `${https}/`, 'approvals.example', https],
    ['with a user in it', 'https://approvals.example@elsewhere.example', 'approvals.example', https],
    ['without a host', 'https://', '', https],
    ['where no host was called', 'https://elsewhere.example', undefined, https],
    ['where the host cannot be read', 'https://elsewhere.example', 'a b', https],
    ['of two origins', `${https}, ${https}`, 'approvals.example', https],
  ])('%s', (_where, origin, host, publicUrl) => {
    expect(isOwnOrigin(origin, host, publicUrl)).toBe(false);
  });
});
