/** The time zones of Brazil (tz database), from east to west, each with the places that know it by name. */
export const zones = {
  "America/Noronha": "Fernando de Noronha",
  "America/Sao_Paulo": "Brasília: São Paulo, Sul, Sudeste, Goiás, Distrito Federal",
  "America/Bahia": "Bahia",
  "America/Maceio": "Alagoas e Sergipe",
  "America/Recife": "Pernambuco",
  "America/Fortaleza": "Ceará, Maranhão, Paraíba, Piauí, Rio Grande do Norte",
  "America/Araguaina": "Tocantins",
  "America/Belem": "Amapá e leste do Pará",
  "America/Santarem": "Oeste do Pará",
  "America/Manaus": "Amazonas",
  "America/Campo_Grande": "Mato Grosso do Sul",
  "America/Cuiaba": "Mato Grosso",
  "America/Porto_Velho": "Rondônia",
  "America/Boa_Vista": "Roraima",
  "America/Eirunepe": "Oeste do Amazonas",
  "America/Rio_Branco": "Acre",
} as const;

/** A time zone of Brazil, by its name in the tz database. */
export type Zone = keyof typeof zones;

/** The zone of banks, whose hours and statements are in Brasília's time, and of everything before its zone is known. */
export const brasilia: Zone = "America/Sao_Paulo";

/** Returns true for the name of a time zone of Brazil. */
export const isZone = (name: string): name is Zone => Object.hasOwn(zones, name);
