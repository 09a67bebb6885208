/** Converts a name in camelCase to the name of a column: "codigoTransmissao" becomes "codigo_transmissao". */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
