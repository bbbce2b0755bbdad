/** Where the bytes of a file are kept. */
export const attachmentKey = (id: string) => `attachments/${id}`;
