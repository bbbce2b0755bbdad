import * as z from 'zod/mini';

export const templateNames = ['purchase', 'expense', 'leave', 'contract'] as const;
export type TemplateName = (typeof templateNames)[number];
export const templateName = () => z.enum(templateNames);
