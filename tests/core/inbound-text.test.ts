import { expect, it } from "vitest";
import { inboundText } from "../../src/core/inbound-text.ts";

it.each([
  [{ kind: "text", text: "oi" }, "oi"],
  [{ kind: "media", media: "image" }, "[image]"],
  [{ kind: "contact", phone: "5521999998888" }, "[contato]"],
  [{ kind: "link", token: "secret" }, "[link]"],
] as const)("%j is shown as %s: neither phone nor token", (body, text) => {
  expect(inboundText(body)).toBe(text);
});
