/** "codigoTransmissao" as a column: "codigo_transmissao". */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
