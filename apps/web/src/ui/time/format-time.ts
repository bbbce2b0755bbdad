const dayAndTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const monthMs = 30 * 86_400_000;

/** "12 Nov, 09:14" in the reader's own time zone; with the year where it is more than ten months away. */
export function formatTime(at: string, now: number): string {
  const instant = new Date(at);
  return (Math.abs(now - instant.getTime()) > 10 * monthMs ? withYear : dayAndTime).format(instant);
}

/** "1 min", "12 min", "3 h", "2 days": how long something has lasted. */
export function formatSpan(since: string, now: number): string {
  const minutes = Math.max(1, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? '1 day' : `${days} days`;
}

/** "just now", "12 min ago", "3 h ago", "2 days ago". Times ahead count as now: two clocks differ. */
export function formatAge(at: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
