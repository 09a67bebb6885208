import { Command } from "commander";
import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { parts, readCount, readDay, readNumber, readParts, readSeconds } from "./option-readers.ts";

/** What each command does. Each function resolves with the exit code. */
export interface Commands {
  start(options: { only?: string[]; window?: number }): Promise<number>;
  chat(options: { phone: string; json: boolean; dataDir?: string; window?: number; wait: number }): Promise<number>;
  boleto(options: { pdf?: string }): Promise<number>;
  migrate(): Promise<number>;
  backup(options: { out: string; dataDir?: string }): Promise<number>;
  restore(options: { file: string; dataDir?: string }): Promise<number>;
  doctor(): Promise<number>;
  whatsappPair(options: { phone?: string }): Promise<number>;
  operatorCreate(options: { email: string; name: string; role: string }): Promise<number>;
  operatorLink(options: { email: string }): Promise<number>;
  provider(options: { name: string }): Promise<number>;
  lgpd(options: { action: "report" | "erase"; document: string }): Promise<number>;
  import(options: { file: string; apply: boolean; mended?: string; dataDir?: string }): Promise<number>;
  remessa(options: {
    wallet: string;
    dryRun: boolean;
    out?: string;
    number?: number;
    dataDir?: string;
  }): Promise<number>;
  retorno(options: { file: string; dryRun: boolean; json: boolean; dataDir?: string }): Promise<number>;
  banksWebhook(options: { wallet: string; register: boolean; replace: boolean; repeat: boolean }): Promise<number>;
  bankRange(options: { wallet: string; dataDir?: string }): Promise<number>;
  billingPreview(options: { until?: IsoDate }): Promise<number>;
  billingRun(): Promise<number>;
  apiKeyCreate(options: { name: string; scopes: string[] }): Promise<number>;
  apiKeyList(): Promise<number>;
  apiKeyRevoke(options: { id: string }): Promise<number>;
}

/** Parses the command line, runs the command and returns its exit code. */
export async function createProgram(commands: Commands, argv: readonly string[], version: string): Promise<number> {
  let code = 0;
  const run =
    <O>(command: (options: O) => Promise<number>) =>
    async (options: O) => {
      code = await command(options);
    };
  const program = new Command("faturabot")
    .description("Faturas e boletos por conversa, com escolha do banco e aviso de boleto pronto.")
    .version(version, "-v, --version", "mostra a versão")
    .helpOption("-h, --help", "mostra esta ajuda")
    .helpCommand("help [comando]", "mostra a ajuda de um comando")
    .showHelpAfterError("(use --help para ver as opções)")
    .configureHelp({ styleTitle: inPortuguese })
    .configureOutput({ outputError: (text, write) => write(inPortuguese(text)) });
  program
    .command("start")
    .description("abre o serviço")
    .option("--only <partes>", `só estas partes, separadas por vírgula: ${parts.join(", ")}`, readParts)
    .option("--window <tempo>", "prazo de registro de todos os bancos, para experimentar (ex.: 8s, 30m)", readSeconds)
    .action(run(commands.start));
  program
    .command("chat")
    .description("conversa pelo terminal: uma mensagem por linha")
    .requiredOption("--phone <telefone>", "telefone de quem escreve, com DDD")
    .option("--json", "uma resposta por linha, em JSON", false)
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .option("--window <tempo>", "prazo de registro de todos os bancos (ex.: 2s)", readSeconds)
    .option("--wait <tempo>", "quanto esperar, no fim, pelos avisos que faltam", readSeconds, 0)
    .action(run(commands.chat));
  program
    .command("boleto")
    .description("calcula boletos: JSON por linha na entrada, JSON por linha na saída")
    .option("--pdf <arquivo>", "desenha o primeiro boleto em PDF")
    .action(run(commands.boleto));
  program.command("migrate").description("atualiza o banco de dados").action(run(commands.migrate));
  program
    .command("backup")
    .description("copia o banco de dados para um arquivo, também com o serviço andando")
    .requiredOption("--out <arquivo>", "onde gravar; não pode existir")
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .action(run(commands.backup));
  program
    .command("restore")
    .description("refaz um banco de dados vazio de uma cópia, no lugar que os ajustes dizem")
    .argument("<arquivo>")
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .action(async (file: string, options: { dataDir?: string }) => {
      code = await commands.restore({ file, ...options });
    });
  program
    .command("doctor")
    .description("confere a configuração e cada parte, e diz o que fazer")
    .action(run(commands.doctor));
  program
    .command("whatsapp")
    .description("o número do robô no WhatsApp")
    .command("pair")
    .description("conecta o número, com um QR code ou um código")
    .option("--phone <número>", "em vez do QR code, um código para este número, só dígitos, com 55 e DDD", readNumber)
    .action(run(commands.whatsappPair));
  program
    .command("provider")
    .description("cadastra ou renomeia o provedor")
    .requiredOption("--name <nome>", "nome que o assinante lê")
    .action(run(commands.provider));
  const operator = program.command("operator").description("quem usa o painel");
  operator
    .command("create")
    .description("cadastra um operador e mostra o link em que ele escolhe a senha")
    .requiredOption("--email <e-mail>", "com ele se entra no painel")
    .requiredOption("--name <nome>", "nome da pessoa")
    .option("--role <papel>", "atendente ou administrador", "atendente")
    .action(run(commands.operatorCreate));
  operator
    .command("link")
    .description("um novo link para quem esqueceu a senha; apaga também a verificação em duas etapas")
    .requiredOption("--email <e-mail>", "o do operador")
    .action(run(commands.operatorLink));
  const lgpd = program.command("lgpd").description("dados pessoais de um assinante");
  const document = ["--document <documento>", "CPF ou CNPJ"] as const;
  lgpd
    .command("report")
    .description("mostra tudo o que está guardado")
    .requiredOption(...document)
    .action(run((options: { document: string }) => commands.lgpd({ action: "report", ...options })));
  lgpd
    .command("erase")
    .description("apaga os textos das conversas e a ligação delas com o cadastro")
    .requiredOption(...document)
    .action(run((options: { document: string }) => commands.lgpd({ action: "erase", ...options })));
  program
    .command("import")
    .description("traz assinantes, contratos, carteiras, faturas ou boletos de um CSV")
    .argument("<arquivo>")
    .option("--apply", "grava; sem isto só mostra o que mudaria", false)
    .option("--mended <arquivo>", "grava ali o arquivo com as células que a planilha mudou como eram")
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .action(async (file: string, options: { apply: boolean; mended?: string; dataDir?: string }) => {
      code = await commands.import({ file, ...options });
    });
  const banks = program.command("banks").description("bancos por API");
  banks
    .command("range")
    .description("mostra as faixas de nosso número que o banco reservou (Sicoob)")
    .requiredOption("--wallet <id>", "carteira de banco, pelo identificador do seu sistema")
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .action(run(commands.bankRange));
  banks
    .command("webhook")
    .description("mostra o aviso (webhook) que o banco tem cadastrado e o que foi feito dos últimos avisos")
    .requiredOption("--wallet <id>", "carteira de banco, pelo identificador do seu sistema")
    .option("--register", "cadastra o endereço do Faturabot, se não houver outro", false)
    .option("--replace", "cadastra o do Faturabot no lugar do de outro sistema", false)
    .option("--repeat", "pede ao banco os avisos perdidos de novo", false)
    .action(run(commands.banksWebhook));
  const billing = program.command("billing").description("faturas geradas aqui, para contratos que o pedem");
  billing
    .command("preview")
    .description("mostra as faturas que serão geradas e os meses pulados; não grava nada")
    .option("--until <dia>", "até que dia, como 2026-12-31; sem ele, amanhã", readDay)
    .action(run(commands.billingPreview));
  billing
    .command("run")
    .description("gera agora o que a manhã geraria; de novo não gera nada em dobro")
    .action(run(commands.billingRun));
  program
    .command("remessa")
    .description("faz a remessa (CNAB 240) de uma carteira de banco, com tudo que espera por ela")
    .requiredOption("--wallet <id>", "carteira de banco, pelo identificador do seu sistema")
    .option("--dry-run", "só diz o que iria nela", false)
    .option("--out <arquivo>", "grava o arquivo para o banco")
    .option("--number <n>", "em vez de fazer uma, grava de novo a de número n", readCount)
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .action(run(commands.remessa));
  program
    .command("retorno")
    .description("aplica um arquivo de retorno: CNAB 240 de oito bancos, CNAB 400 de quatro")
    .argument("<arquivo>")
    .option("--dry-run", "só diz o que mudaria", false)
    .option("--json", "um objeto por título, um por linha", false)
    .option("--data-dir <pasta>", "pasta dos dados do PostgreSQL que vem junto")
    .action(async (file: string, options: { dryRun: boolean; json: boolean; dataDir?: string }) => {
      code = await commands.retorno({ file, ...options });
    });
  const apiKey = program.command("api-key").description("chaves da API");
  apiKey.command("list").description("mostra as chaves, sem o segredo").action(run(commands.apiKeyList));
  apiKey
    .command("revoke")
    .description("uma chave deixa de valer, na hora")
    .requiredOption("--id <id>", "o que api-key list mostra")
    .action(run(commands.apiKeyRevoke));
  apiKey
    .command("create")
    .description("faz uma chave e a mostra uma única vez")
    .requiredOption("--name <nome>", "para que serve")
    .option(
      "--scopes <permissões>",
      "read, write ou as duas",
      (text: string) => text.split(",").map((one) => one.trim()),
      ["read", "write"],
    )
    .action(run(commands.apiKeyCreate));
  await program.parseAsync(argv);
  return code;
}

const translations: readonly [RegExp, string][] = [
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

/** Translates the messages of the library that parses the command line; they are in English. */
const inPortuguese = (text: string): string =>
  translations.reduce((said, [english, portuguese]) => said.replace(english, portuguese), text);
