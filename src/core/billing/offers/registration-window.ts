/**
 * From asking the bank to register a boleto to the moment it can be paid: the banks promise 30 minutes. A bank wallet
 * may have its own; this one holds where it has none. The column's default in the database is the same.
 */
export const registrationWindow = { seconds: 30 * 60 };
