import { afterEach, beforeEach, expect, it } from "vitest";
import { startSms } from "../standins/sms/start-sms.ts";
import { statementsOf } from "../support/database/statements-of.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
beforeEach(async () => {
  sms = await startSms();
  service = await startService("2026-11-24 14:02", undefined, { identity: { sms: sms.settings } });
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
});

it("a known CPF costs the very statements of an unknown one, asked for and tried", async () => {
  const known = chatOf(service, "5521944440001");
  const unknown = chatOf(service, "5521944440002");
  for (const chat of [known, unknown]) await chat.says("oi");
  const done = async (chat: typeof known, cpf: string) => [
    await statementsOf(() => chat.says(cpf)),
    await statementsOf(() => chat.says("000000")),
  ];
  const [asked, tried] = await done(known, "529.982.247-25");
  expect(await done(unknown, "168.995.350-09")).toEqual([asked, tried]);
  expect(asked?.filter((text) => text.includes("INTO one_time_code"))).toHaveLength(1);
  expect(asked?.filter((text) => text.includes("INTO attempt_count"))).toHaveLength(2);
  expect(tried?.filter((text) => text.includes("UPDATE one_time_code"))).toHaveLength(1);
  expect([known.heard(), sms.sent]).toEqual([unknown.heard(), []]);
});
