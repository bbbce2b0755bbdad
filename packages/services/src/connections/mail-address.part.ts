/** One mailbox in ASCII, as it goes on an envelope (RFC 5321, section 4.1.2, without quoted parts and routes): nothing in it can end a command or a header. */
const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

export const isMailbox = (text: string): boolean => text.length <= 254 && mailbox.test(text);
