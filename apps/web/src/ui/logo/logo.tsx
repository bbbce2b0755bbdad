/** Two marks in register: the sign of the house. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="16" cy="16" r="13.5" strokeWidth="2.25" />
      <circle cx="16" cy="16" r="9" strokeWidth="1.25" strokeDasharray="2.2 1.4" />
      <path d="M11.2 16.4l3.2 3.2 6.4-7.2" strokeWidth="2.5" />
    </svg>
  );
}
