/** Who changed something, for the log. Without an id: a command line, the program itself. */
export interface Author {
  operatorId?: string;
  name: string;
}
