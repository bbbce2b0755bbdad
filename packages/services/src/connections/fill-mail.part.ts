import type { MailEffect } from '@countersign/engine';
import { isMailbox } from './mail-address.part.js';
import { fillText, TemplateUnfilled, type TemplateValues } from './template.part.js';

/** A mail as it will be sent. Whoever made the request is named, and written to at the address that they have then. */
export interface FilledMail {
  readonly to: readonly ({ readonly kind: 'address'; readonly address: string } | { readonly kind: 'requester'; readonly memberId: string; readonly name: string })[];
  readonly subject: string;
  readonly text: string;
}

const subjectMax = 300;

export function fillMail({ to, subject, text }: MailEffect, values: TemplateValues): FilledMail {
  return {
    to: to.map((recipient) => (recipient.kind === 'requester' ? { kind: 'requester', memberId: values.requester.memberId, name: values.requester.name } : { kind: 'address', address: addressOf(recipient.address, values) })),
    // A header is one line (RFC 5322, section 2.2): what a value breaks into several becomes one.
    subject: fillText(subject, values).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim().slice(0, subjectMax).toWellFormed(),
    text: fillText(text, values),
  };
}

function addressOf(template: string, values: TemplateValues): string {
  const address = fillText(template, values).trim();
  if (!isMailbox(address)) throw new TemplateUnfilled(`"${address.slice(0, 80)}" is no mail address, and the mail needs one.`);
  return address;
}
