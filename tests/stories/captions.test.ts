import { afterEach, beforeEach, expect, it } from "vitest";
import { readTalk } from "../../src/panel/attendance/read-talk.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
});
afterEach(() => service.stop());

const photo = (caption: string) => ({ kind: "media", media: "image", caption }) as const;

it("what is written below a picture is said: the bank is asked, and the staff read it", async () => {
  const chat = chatOf(service, "5511900000001");
  await chat.tells("oi", "2", "itau");
  await chat.waits(40, "minutes");
  await chat.sends(photo("já fiz o pix\u0000"));
  chat.seesNot("eu só leio texto");
  chat.sees(/pergunt/i);
  const { id } = await service.app.prisma.chat.findFirstOrThrow();
  const talk = await readTalk(service.app.prisma, String(id), 50);
  expect(talk?.messages.map(({ text }) => text)).toContain("[image] já fiz o pix");
});

it("a receipt below which that is written is shown, not asked for: the bank is asked", async () => {
  const chat = chatOf(service, "5511900000001");
  await chat.tells("oi", "2", "itau");
  await chat.waits(40, "minutes");
  await chat.sends(photo("segue o comprovante"));
  chat.sees(/pergunt/i);
  chat.seesNot("recibo");
});

it("a caption that says nothing to us leaves a picture, and stays for the staff", async () => {
  const chat = chatOf(service, "5511900000001");
  await chat.says("oi");
  await chat.sends(photo("foto da minha rua"));
  chat.sees("eu só leio texto");
  const { id } = await service.app.prisma.chat.findFirstOrThrow();
  const talk = await readTalk(service.app.prisma, String(id), 50);
  expect(talk?.messages.map(({ text }) => text)).toContain("[image] foto da minha rua");
});

it("a thumbs-up is never counted as nonsense", async () => {
  const chat = chatOf(service, "5511900000001");
  await chat.tells("oi", "👍", "👍🏽", "❤️", "xyz");
  chat.sees("Por nada!");
  chat.sees("Não entendi");
  chat.seesNot("Falar com uma pessoa");
});
