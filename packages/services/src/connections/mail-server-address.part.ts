/** The address of a mail server as one that is called, so that its host is read, and refused where it is not public, as every other is (WHATWG URL). */
export const httpUrlOf = (baseUrl: string): string => baseUrl.replace(/^smtp:/, 'http:');
