import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig, variableNames } from "../../../src/config.ts";

describe("the configuration", () => {
  it("is described variable by variable in .env.example", () => {
    const described = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(described.sort()).toEqual([...variableNames].sort());
  });

  it("names every wrong variable at once, and no value", () => {
    const read = () => readConfig({ PORT: "s3cret-port", DEMO: "s3cret-demo", DATABASE_URL: "mysql://s3cret" });
    expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*DEMO/);
    expect(read).not.toThrow(/s3cret/);
  });

  it("takes proxies by address and network, or only how many they are", () => {
    const proxies = (given: string) => readConfig({ TRUSTED_PROXIES: given }).trustedProxies;
    expect([proxies(""), proxies("0"), proxies("2")]).toEqual([0, 0, 2]);
    expect(proxies("10.0.0.5")).toEqual(["10.0.0.5"]);
    expect(proxies("10.0.0.0/24, 2001:db8::/48,::1")).toEqual(["10.0.0.0/24", "2001:db8::/48", "::1"]);
    for (const wrong of ["11", "-1", "10.0.0", "10.0.0.0/33", "proxy.example", "10.0.0.5;10.0.0.6", "10.0.0.5,"])
      expect(() => proxies(wrong)).toThrow(/^TRUSTED_PROXIES: esperado os endereços ou redes/);
  });

  it("turns the demo on with the embedded database only, and keeps it on this machine", () => {
    expect(readConfig({ HOST: "0.0.0.0" })).toMatchObject({
      demo: true,
      host: "127.0.0.1",
      database: { kind: "embedded" },
    });
    expect(readConfig({ DATABASE_URL: "postgresql://x/y" })).toMatchObject({ demo: false, host: "0.0.0.0" });
  });
});
