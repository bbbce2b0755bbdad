import * as z from 'zod/mini';
import { id, permissions } from '../platform/index.js';

export const roleView = z.strictObject({ id: id(), name: z.string(), permissions: z.array(z.enum(permissions)) });
export type RoleView = z.infer<typeof roleView>;
