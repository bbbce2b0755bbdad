import * as z from 'zod/mini';
import { email, line } from '../platform/index.js';

/** What the sign-in library answers; only the fields that we rely on are promised. */
export const signedIn = z.object({ user: z.object({ id: z.string(), email: z.string(), name: z.string() }) });
export const password = () => z.string().check(z.maxLength(200));
export const credentials = { email: email(), password: password() };
export const personName = () => line(120);
