import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { siteRouters } from "../../../src/app/site.ts";
import { createAccounts } from "../../../src/panel/login/create-accounts.ts";
import { missingKey, sealTotp } from "../../../src/panel/login/seal-totp.ts";
import { createTeam } from "../../../src/panel/team/create-team.ts";
import { createSecretBox } from "../../../src/storage/secret-box.ts";
import { startSite } from "../../support/start-site.ts";

const [first, second] = ["a first key that is long enough for it", "a second key that is long enough for it"];
const secret = new Secret();

let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

let minutes = 0;
let id: string;
let email: string;
/** An operator whose second step was turned on under these keys, and half an hour later. */
async function turnedOn(...keys: string[]): Promise<void> {
  const { prisma, deps } = site.app;
  email = `passo-${minutes}@x.example`;
  const made = await createTeam(prisma, deps.clock).create({ email, name: "P", role: "atendente" }, { name: "teste" });
  if (!("token" in made)) throw new Error("no operator");
  id = made.operator.id;
  const accounts = accountsWith(...keys);
  await accounts.accept(made.token, { password: "uma senha boa", address: "::1" });
  const came = await accounts.signIn({ email, password: "uma senha boa", address: "::1" });
  const session = { operatorId: id, token: "token" in came ? came.token : "" };
  const step = { secret: secret.base32, code: codeOfNow() };
  expect(await accounts.enableTotp(session, "uma senha boa", step)).toBe("proven");
  minutes += 30;
}
beforeEach(() => site.app.prisma.operator.updateMany({ data: { totpSecret: null } }));

const now = () => new Date(Date.UTC(2026, 10, 25, 12, minutes));
const codeOfNow = () => new TOTP({ secret }).generate({ timestamp: now().getTime() });
const accountsWith = (...keys: string[]) => createAccounts(site.app.prisma, { now }, createSecretBox(keys));
/** Each code counts once: every sign-in is a minute after the one before. */
const signsIn = async (...keys: string[]) => {
  minutes++;
  const given = { email, password: "uma senha boa", code: codeOfNow(), address: "::1" };
  return (await accountsWith(...keys).signIn(given)).kind;
};
const stored = async () => (await site.app.prisma.operator.findUniqueOrThrow({ where: { id } })).totpSecret ?? "";
const opensWith = (...secretsKeys: string[]) =>
  siteRouters({ ...site.app, config: { ...site.app.config, secretsKeys } });

it("with SECRETS_KEY no secret of a second step lies open in the database, and it opens all the same", async () => {
  await turnedOn(first);
  expect(await stored()).toMatch(/^v1\./);
  expect(await stored()).not.toContain(secret.base32);
  expect(await signsIn(first)).toBe("in");
});

it("turned on later it seals what lies open when the panel opens; a new key takes the place of the old one", async () => {
  await turnedOn();
  expect(await stored()).toBe(secret.base32);
  await opensWith(first);
  const sealed = await stored();
  expect(sealed).toMatch(/^v1\./);
  await opensWith(first);
  expect(await stored()).toBe(sealed);
  await opensWith(second, first);
  expect(await stored()).not.toBe(sealed);
  await opensWith(second);
  expect(await signsIn(second)).toBe("in");
});

it("without the key nobody whose second step it sealed gets in, what to do is said, and nothing is lost", async () => {
  await turnedOn(first);
  const sealed = await stored();
  const { prisma } = site.app;
  for (const keys of [[], [second]]) {
    const box = createSecretBox(keys);
    expect(await sealTotp(prisma, box)).toMatch(/SECRETS_KEY.*de 1 operador\(es\).*operator link/);
    expect(await missingKey(prisma, box)).toContain("de 1 operador(es)");
    expect(await signsIn(...keys)).toBe("refused");
  }
  await opensWith(second);
  expect(await stored()).toBe(sealed);
  await opensWith(first);
  expect(await signsIn(first)).toBe("in");
  // The key is lost: a new access for the operator is what remains.
  await createTeam(prisma, { now }).renew(id, { name: "teste" });
  expect(await missingKey(prisma, createSecretBox([second]))).toBeUndefined();
});

it("what is sealed for one operator opens for no other, and not with a letter changed", () => {
  const box = createSecretBox([first]);
  const sealed = box.seal(secret.base32, "one");
  expect(box.open(sealed, "one")).toBe(secret.base32);
  expect(() => box.open(sealed, "other")).toThrow("não abre");
  const at = sealed.length - 10;
  const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
  expect(() => box.open(changed, "one")).toThrow("não abre");
  expect(box.seal(secret.base32, "one")).not.toBe(sealed);
});
