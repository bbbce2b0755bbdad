import type { MessageEffect } from '@countersign/engine';
import { fillText, type TemplateValues } from './template.part.js';

/** A message as it will be sent. How it is written is the connection's. */
export interface FilledMessage {
  readonly text: string;
}

export const fillMessage = ({ text }: MessageEffect, values: TemplateValues): FilledMessage => ({ text: fillText(text, values) });
