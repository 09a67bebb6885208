/**
 * Default time from the registration request until a boleto can be paid; banks promise 30 minutes. A bank wallet may
 * set its own. Has to match the default of the database column.
 */
export const registrationWindow = { seconds: 30 * 60 };
