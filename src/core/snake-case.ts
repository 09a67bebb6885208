/** Converts camelCase to a column name: "codigoTransmissao" to "codigo_transmissao". */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
