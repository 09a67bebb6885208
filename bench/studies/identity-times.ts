import { cpf as cpfs } from "cpf-cnpj-validator";
import { createBenchDatabase } from "../bench-database.ts";
import { machine } from "../machine.ts";
import { startBenchService } from "../service.ts";

// Do the times tell whether a CPF is a subscriber's? Known and unknown in turn, each chat with its own first code.
const tries = Number(process.argv[2] ?? 400);
const database = await createBenchDatabase();
try {
  const app = await startBenchService(database.direct, false, undefined, {
    // Nobody is there: only whether codes may be asked for counts. The jobs are another process's.
    sms: { url: "http://127.0.0.1:9/", method: "POST", headers: {} },
  });
  const documents = new Set<string>();
  while (documents.size < 2 * tries) documents.add(cpfs.generate(false));
  const all = [...documents];
  await app.prisma.subscriber.createMany({
    data: all.slice(0, tries).map((document) => ({ externalId: document, name: "Alguém", document })),
  });
  const times = { "known, asked": [], "unknown, asked": [], "known, tried": [], "unknown, tried": [] } as Record<
    string,
    number[]
  >;
  let chats = 0;
  const say = async (address: string, text: string) => {
    const begun = performance.now();
    await app.receive({ channel: "console", address, externalId: text, body: { kind: "text", text } });
    return performance.now() - begun;
  };
  const talk = async (what: string, document: string, counts: boolean) => {
    const address = `chat ${++chats}`;
    await say(address, "oi");
    const asked = await say(address, document);
    const tried = await say(address, "000000");
    if (!counts) return;
    times[`${what}, asked`]?.push(asked);
    times[`${what}, tried`]?.push(tried);
  };
  for (let index = 0; index < 50; index++) await talk("warm-up", cpfs.generate(false), false);
  for (let index = 0; index < tries; index++) {
    const pair = [
      ["known", all[index]],
      ["unknown", all[tries + index]],
    ] as const;
    for (const [what, document] of index % 2 === 0 ? pair : [...pair].reverse()) await talk(what, document ?? "", true);
  }
  console.log(`${machine()}\n`);
  console.log(`| ${tries} tries each | p10 | p50 | p90 | p99 | mean |\n|---|---|---|---|---|---|`);
  for (const [what, each] of Object.entries(times)) {
    each.sort((one, other) => one - other);
    const at = (share: number) => (each[Math.floor(each.length * share)] ?? 0).toFixed(2);
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    console.log(`| ${what} | ${at(0.1)} | ${at(0.5)} | ${at(0.9)} | ${at(0.99)} | ${mean.toFixed(2)} |`);
  }
  for (const what of ["asked", "tried"]) {
    const share = shareSlower(times[`known, ${what}`] ?? [], times[`unknown, ${what}`] ?? []);
    const [low, high] = [0.5 - 1.96 * Math.sqrt(1 / (6 * tries)), 0.5 + 1.96 * Math.sqrt(1 / (6 * tries))];
    console.log(
      `\n${what}: a known one takes longer than an unknown one in ${(share * 100).toFixed(1)} % of all pairs; by chance alone ${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)} % (Mann-Whitney, 95 %).`,
    );
  }
  await app.close();
} finally {
  await database.drop();
}

/** The share of pairs in which one of the first is slower than one of the second; a draw is half. */
function shareSlower(first: readonly number[], second: readonly number[]): number {
  let slower = 0;
  for (const one of first) for (const other of second) slower += one > other ? 1 : one === other ? 0.5 : 0;
  return slower / (first.length * second.length);
}
