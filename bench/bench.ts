/** What a group of rows works with: a database of the bench's own, a folder, and the table. */
export interface Bench {
  url: string;
  folder: string;
  row(what: string, figure: string, beside?: string): void;
}
