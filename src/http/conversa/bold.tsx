/** A text with `*bold*` and line breaks as the page shows it. */
export function Bold({ text }: { text: string }) {
  const parts = text.split(/\*([^*\n]+)\*/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}</>;
}
