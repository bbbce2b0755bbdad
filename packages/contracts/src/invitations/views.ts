import * as z from 'zod/mini';
import { id, instant } from '../platform/index.js';

/** What is shown once: nobody can read the token again, not even from a copy of the database. */
export const invitationLink = z.strictObject({ id: id(), email: z.string(), token: z.string(), path: z.string(), expiresAt: instant() });

export const invitationToken = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'must be the token of an invitation link'));
