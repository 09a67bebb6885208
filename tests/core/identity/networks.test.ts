import { describe, expect, it } from "vitest";
import { limitsByNetwork } from "../../../src/core/identity/limit.ts";
import { networksOf } from "../../../src/core/identity/origin.ts";

describe("the networks that attempts from an address are counted by", () => {
  it.each([
    ["203.0.113.9", ["203.0.113.9"]],
    ["203.0.113.9:51442", ["203.0.113.9"]],
    [" 203.0.113.9 ", ["203.0.113.9"]],
    ["::ffff:203.0.113.9", ["203.0.113.9"]],
    ["::ffff:cb00:7109", ["203.0.113.9"]],
    ["[::ffff:203.0.113.9]:443", ["203.0.113.9"]],
    ["64:ff9b::cb00:7109", ["203.0.113.9"]],
    ["2001:db8:1:2::1", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
    ["2001:0DB8:0001:0002:ffff::1", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
    ["[2001:db8:1:2::7]:8443", ["2001:db8:1:2::/64", "2001:db8:1::/48"]],
    ["2001:db8:1:3::1", ["2001:db8:1:3::/64", "2001:db8:1::/48"]],
    ["fe80::1%eth0", ["fe80::/64", "fe80::/48"]],
    ["::1", ["::/64", "::/48"]],
  ])("%s", (address, networks) => expect(networksOf(address)).toEqual(networks));

  it.each(["", "unknown", "_hidden", "23189987", "1.2.3", "0x7f.1", "1.2.3.4, 5.6.7.8", "1.2.3.4.5", "a:b", "::1::"])(
    "one for all that is no address: %j",
    (address) => expect(networksOf(address)).toEqual(["unknown"]),
  );

  it("each have a limit, the larger network a higher one", () => {
    expect(limitsByNetwork("try", "2001:db8:1:2::1", { most: 5, windowMs: 60 })).toEqual([
      { key: "try from 2001:db8:1:2::/64", most: 5, windowMs: 60 },
      { key: "try from 2001:db8:1::/48", most: 20, windowMs: 60 },
    ]);
  });
});
