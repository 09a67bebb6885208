import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoOperators } from "../../../src/demo/demo-provider.ts";
import { createAccounts } from "../../../src/panel/login/create-accounts.ts";
import { loggedIn, panelClient } from "../../support/panel-client.ts";
import { startSite } from "../../support/start-site.ts";

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite({ works: false, config: { trustedProxies: 1 } });
});
afterAll(() => site?.stop());
beforeEach(() => site.app.prisma.attemptCount.deleteMany());

const [admin, clerk] = demoOperators;
const email = admin?.email ?? "";
const password = admin?.password ?? "";
/** A browser somewhere in the internet, as the proxy in front reports it. */
const browserAt = (address: string) => panelClient(site.url, { "x-forwarded-for": address });
const guessesAt = async (address: string, count: number, of = email) => {
  const guesser = browserAt(address);
  const statuses: number[] = [];
  for (let guess = 0; guess < count; guess++) statuses.push((await guesser.logIn(of, "errada-mesmo")).status);
  return statuses;
};
/** Eleven networks with ten guesses each, more than all strangers together have for an account. */
const guessesEverywhere = async (of: string) => {
  const accounts = createAccounts(site.app.prisma, site.app.deps.clock);
  for (let network = 0; network < 11; network++)
    await Promise.all(
      Array.from({ length: 10 }, () =>
        accounts.signIn({ email: of, password: "errada-mesmo", address: `203.0.113.${network}` }),
      ),
    );
};
const createOperator = async (name: string) => {
  const page = await (await loggedIn(site.url, "administrador")).post(
    "/operadores",
    { name, email: `${name.toLowerCase()}@x.example`, role: "atendente" },
    "/operadores",
  );
  return /\/painel(\/convite\/[\w-]{43})/.exec(await page.text())?.[1] ?? "";
};

describe("somebody who guesses an operator's password", () => {
  it("is stopped after ten tries from one network, and takes nothing from the operator elsewhere", async () => {
    expect(await guessesAt("203.0.113.9", 12)).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await browserAt("198.51.100.7").logIn(email, password)).status).toBe(303);
    expect(await guessesAt("203.0.113.9", 1)).toEqual([429]);
  });

  it("does not keep the operator out of a browser in which the operator was before, from whatever network", async () => {
    const own = browserAt("198.51.100.7");
    await own.logIn(email, password);
    own.leave();
    await guessesAt("198.51.100.7", 15);
    await guessesEverywhere(email);
    expect((await browserAt("192.0.2.1").logIn(email, password)).status).toBe(429);
    expect((await own.logIn(email, password)).status).toBe(303);
    own.leave();
    // The browser has tries of its own, which end as well.
    const wrong: number[] = [];
    for (let guess = 0; guess < 11; guess++) wrong.push((await own.logIn(email, "errada-mesmo")).status);
    expect(wrong).toEqual([...Array(10).fill(401), 429]);
  });

  it("gains nothing from a browser that is known for another account", async () => {
    const clerks = browserAt("203.0.113.9");
    await clerks.logIn(clerk?.email ?? "", clerk?.password ?? "");
    clerks.leave();
    const wrong: number[] = [];
    for (let guess = 0; guess < 11; guess++) wrong.push((await clerks.logIn(email, "errada-mesmo")).status);
    expect(wrong).toEqual([...Array(10).fill(401), 429]);
  });

  it("is stopped by the network, however many accounts and IPv6 addresses there are", async () => {
    const kinds: number[] = [];
    for (let number = 0; number < 52; number++)
      kinds.push((await browserAt(`2001:db8:1:2::${number}`).logIn(`n${number}@x.example`, password)).status);
    expect(kinds.filter((status) => status === 429)).toHaveLength(2);
    expect((await browserAt("2001:db8:1:2:ffff::1").logIn(email, password)).status).toBe(429);
    expect((await browserAt("2001:db8:1:3::1").logIn(email, password)).status).toBe(303);
    expect(await guessesAt("203.0.113.9:1001", 10)).not.toContain(429);
    expect(await guessesAt("203.0.113.9:1002", 1)).toEqual([429]);
  });

  it("is over with the waiting time that the page names, and a refused try does not lengthen it", async () => {
    const start = Date.now();
    const at = (minutes: number) => createAccounts(site.app.prisma, { now: () => new Date(start + minutes * 60_000) });
    const signIn = (minutes: number, given: string) =>
      at(minutes).signIn({ email, password: given, address: "203.0.113.50" });
    for (let guess = 0; guess < 10; guess++) await signIn(0, "errada-mesmo");
    expect(await signIn(10, password)).toEqual({ kind: "too-many", minutes: 5 });
    expect(await signIn(14, password)).toEqual({ kind: "too-many", minutes: 1 });
    expect((await signIn(16, password)).kind).toBe("in");
  });
});

describe("the remedy that the page names", () => {
  it("works: who opens a new password link gets in at once, while the guessing goes on", async () => {
    const link = await createOperator("Lia");
    const lia = browserAt("198.51.100.20");
    await guessesAt("198.51.100.20", 12, "lia@x.example");
    await guessesEverywhere("lia@x.example");
    expect(await (await lia.logIn("lia@x.example", "x")).text()).toContain("peça um novo link de senha");
    await lia.send(link, { csrf: await lia.csrf(link), password: "uma frase minha" });
    await guessesEverywhere("lia@x.example");
    expect((await lia.logIn("lia@x.example", "uma frase minha")).status).toBe(303);
  });

  it("makes only that browser known: one that the operator had before the link is a stranger's", async () => {
    await createOperator("Rui");
    const { id } = await site.app.prisma.operator.findUniqueOrThrow({ where: { email: "rui@x.example" } });
    const administrator = await loggedIn(site.url, "administrador");
    const linkFor = async () => {
      const page = await administrator.post(`/operadores/${id}/link`, {}, `/operadores/${id}`);
      return /\/painel(\/convite\/[\w-]{43})/.exec(await page.text())?.[1] ?? "";
    };
    const lost = browserAt("198.51.100.30");
    const first = await linkFor();
    await lost.send(first, { csrf: await lost.csrf(first), password: "uma frase minha" });
    expect(await site.app.prisma.knownBrowser.count({ where: { operatorId: id } })).toBe(1);
    const second = await linkFor();
    expect(await site.app.prisma.knownBrowser.count({ where: { operatorId: id } })).toBe(0);
    const found = browserAt("198.51.100.31");
    await found.send(second, { csrf: await found.csrf(second), password: "outra frase minha" });
    expect(await site.app.prisma.knownBrowser.count({ where: { operatorId: id } })).toBe(1);
  });
});
