/**
 * The characters that no door takes. PostgreSQL cannot store NUL; the other control characters break a printed page or
 * move a terminal's cursor; marks of direction show a text in another order than it is stored; the marks that nobody
 * sees (zero width space, word joiner, byte order mark) make two equal words differ. Joiners stay: emoji need them.
 */
const refused = /\p{Cc}|\p{Bidi_Control}|[\u200b\u2060\ufeff]/u;
const everyRefused = new RegExp(refused, "gu");
const everyRefusedButBreaks = new RegExp(`(?![\\n\\t\\r])(?:${refused.source})`, "gu");

/** Returns true for one line of text with none of the refused characters and no half of a surrogate pair. */
export const isPlainLine = (text: string): boolean => text.isWellFormed() && !refused.test(text);

/** Removes the refused characters, line breaks and tabs included. Half a surrogate pair becomes U+FFFD. */
export const plainLine = (text: string): string => text.toWellFormed().replace(everyRefused, "");

/** Removes the refused characters, and keeps line breaks and tabs. Half a surrogate pair becomes U+FFFD. */
export const plainLines = (text: string): string => text.toWellFormed().replace(everyRefusedButBreaks, "");
