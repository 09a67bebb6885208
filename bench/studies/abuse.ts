import { randomUUID } from "node:crypto";
import { cpf as cpfs } from "cpf-cnpj-validator";
import { statementsOf } from "../../tests/support/database/statements-of.ts";
import { createBenchDatabase } from "../bench-database.ts";
import { machine } from "../machine.ts";
import { startBenchService } from "../service.ts";

// What a message costs that is cut, beside a turn that is answered: statements, and this process's own processor time.
const each = Number(process.argv[2] ?? 300);
const database = await createBenchDatabase();
const app = await startBenchService(
  database.direct,
  false,
  undefined,
  // Nobody is there: only whether codes may be asked for counts. The jobs are another process's.
  { sms: { url: "http://127.0.0.1:9/", method: "POST", headers: {} } },
  20,
);
const maria = "5511900000001";
const say = (address: string, text: string, more: { phone?: string; externalId?: string } = {}) =>
  app.receive({
    channel: "console",
    address,
    externalId: randomUUID(),
    body: { kind: "text", text },
    ...more,
  });
/** The chat is as it was, but for its loop. */
const calm = (address: string) => app.prisma.chat.updateMany({ where: { address }, data: { loopCount: 0 } });

const rows: { what: string; statements: number; ms: number }[] = [];
async function measure(what: string, act: (index: number) => Promise<unknown>, between = async (_: number) => {}) {
  for (let index = 0; index < 20; index++) {
    await between(index);
    await act(index);
  }
  await between(20);
  const { length } = await statementsOf(() => act(20));
  let micros = 0;
  for (let index = 21; index < 21 + each; index++) {
    await between(index);
    const before = process.cpuUsage();
    await act(index);
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
  }
  rows.push({ what, statements: length, ms: micros / each / 1000 });
}

try {
  const known = { phone: maria };
  await measure(
    'a turn: "oi", the list of invoices',
    () => say("normal", "oi", known),
    () => calm("normal").then(() => {}),
  );
  await measure("a stranger is asked who it is, each in a chat of its own", (index) => say(`many ${index}`, "oi"));
  await measure("the same message again", () => say("again", "oi", { ...known, externalId: "the-same" }));
  for (let time = 0; time < 25; time++) await say("flood", "oi", known);
  await measure("beyond 20 a minute in one chat", () => say("flood", "oi", known));
  const odd = {
    "100,000 letters": "a".repeat(100_000),
    "100,000 accents on one letter": `a${"\u0301".repeat(100_000)}`,
    "100,000 of a character that is eighteen": "\ufdfa".repeat(100_000),
    "NUL, controls, marks of direction, 100,000": "\u0000\u202e\u001b".repeat(33_334),
    "a million lines of one number": "7\n".repeat(1_000_000),
  };
  for (const [what, text] of Object.entries(odd))
    await measure(
      what,
      () => say("odd", text, known),
      () => calm("odd").then(() => {}),
    );
  await measure(
    "a code is asked for, unknown CPF",
    async (index) => say(`asks ${index}`, cpfs.generate(false)),
    async (index) => void (await say(`asks ${index}`, "oi")),
  );
  for (let time = 0; time < 6; time++) await say("greedy", cpfs.generate(false));
  await measure(
    "a sixth code and more in one chat",
    () => say("greedy", cpfs.generate(false)),
    () => calm("greedy").then(() => {}),
  );
  const [normal] = rows;
  console.log(`${machine()}; ${each} of each\n`);
  console.log("| what | statements | processor time | beside a turn |\n|---|---|---|---|");
  for (const { what, statements, ms } of rows)
    console.log(`| ${what} | ${statements} | ${ms.toFixed(2)} ms | ${(ms / (normal?.ms ?? 1)).toFixed(2)} |`);
} finally {
  await app.close();
  await database.drop();
}
