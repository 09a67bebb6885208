/** A text with `*bold*` as the page shows it; a lone star, or one before a blank, stays a star. */
export function Bold({ text }: { text: string }) {
  const parts = text.split(/\*(?!\s)([^*\n]+)(?<!\s)\*/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}</>;
}
