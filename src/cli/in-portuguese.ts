const words: readonly [RegExp, string][] = [
  [/^Usage:/, "Uso:"],
  [/^Arguments:/, "Argumentos:"],
  [/^Options:/, "Opções:"],
  [/^Commands:/, "Comandos:"],
  [/^error: unknown option/, "Não existe a opção"],
  [/^error: unknown command/, "Não existe o comando"],
  [/^error: required option (.*) not specified/, "Falta a opção $1"],
  [/^error: missing required argument/, "Falta o argumento"],
  [/^error: too many arguments.*/, "Há argumentos demais."],
  [/^error: option (.*) argument missing/, "Falta o valor da opção $1"],
  [/^error: option (.*) argument (.*) is invalid\. /, "$1 $2: "],
];

/** What the command line's own library says, which speaks English. */
export const inPortuguese = (text: string): string =>
  words.reduce((said, [english, portuguese]) => said.replace(english, portuguese), text);
