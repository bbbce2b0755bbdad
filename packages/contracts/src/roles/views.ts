import * as z from 'zod/mini';
import { growing, id, permissions } from '../platform/index.js';

export const roleView = z.strictObject({ id: id(), name: z.string(), permissions: z.array(growing(permissions)) });
export type RoleView = z.infer<typeof roleView>;
