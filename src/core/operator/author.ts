/** Who made a change, for the audit log. Without an id, it is the command line or the program itself. */
export interface Author {
  operatorId?: string;
  name: string;
}
