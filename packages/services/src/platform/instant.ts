/** An instant as answers carry it, from a row or from JSON that PostgreSQL made. */
export const instantOf = (time: string | Date): string => new Date(time).toISOString();
