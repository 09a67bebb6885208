import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exposedFiles } from "../../../src/app/commands/exposed-files.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";

vi.setConfig({ testTimeout: 120_000 });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-private-"));
  // Others reach everything below that is not closed by itself.
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An installer whose umask takes nothing away. */
const openHanded = ["sh", "-c", 'umask 000; exec "$@"', "sh"];
const modeOf = (file: string) => statSync(file).mode & 0o777;
/** Files and folders that another user of the machine can reach and read, list or change. */
function openToOthers(file: string): string[] {
  const { mode } = statSync(file);
  const below = mode & 0o001 && statSync(file).isDirectory() ? readdirSync(file) : [];
  return [...(mode & 0o066 ? [file] : []), ...below.flatMap((name) => openToOthers(path.join(file, name)))];
}

describe("what the service creates", () => {
  it("is its owner's alone whatever the umask, and a data folder that was open is closed", async () => {
    const data = path.join(folder, "data");
    mkdirSync(path.join(data, "chat"), { recursive: true });
    for (const open of [data, path.join(data, "chat")]) chmodSync(open, 0o777);
    writeFileSync(path.join(data, "chat/boleto.pdf"), "x", { mode: 0o644 });
    const settings = { DATA_DIR: data, PORT: "0", RETURNS_DIR: path.join(folder, "returns") };
    const service = runFaturabot(["start"], settings, { through: openHanded });
    await service.says(/aberto em/);
    const chat = runFaturabot(
      ["chat", "--phone", "5511900000001"],
      { ...settings, DATA_DIR: data },
      { through: openHanded },
    );
    await chat.ended;
    expect(openToOthers(path.join(data, "postgresql"))).toEqual([]);
    expect(modeOf(path.join(data, "chat"))).toBe(0o700);
    expect(openToOthers(data)).toEqual([]);
    service.kill("SIGTERM");
    expect(await service.ended).toBe(0);
    const copy = path.join(folder, "copy");
    await runFaturabot(["backup", "--out", copy], settings, { through: openHanded }).ended;
    expect(modeOf(copy)).toBe(0o600);
    const anew = path.join(folder, "parents/of/anew");
    await runFaturabot(["restore", copy], { ...settings, DATA_DIR: anew }, { through: openHanded }).ended;
    expect(readdirSync(anew)).toContain("postgresql");
    expect(openToOthers(path.join(folder, "parents"))).toEqual([]);
  });

  it("stays as it is where the data folder is somebody's for other things, too; ours in it is closed", async () => {
    writeFileSync(path.join(folder, "index.html"), "x", { mode: 0o644 });
    const migrate = runFaturabot(["migrate"], { DATA_DIR: folder, DEMO: "off" }, { through: openHanded });
    expect([await migrate.ended, migrate.said()]).toEqual([0, expect.anything()]);
    expect(modeOf(folder)).toBe(0o755);
    expect(openToOthers(path.join(folder, "postgresql"))).toEqual([]);
  });
});

describe("keys that others can read", () => {
  const keyed = (mode: number, inFolder: number) => {
    const banks = path.join(folder, "banks");
    mkdirSync(path.join(banks, "certificados"), { recursive: true });
    for (const name of ["inter.json", "certificados/inter.key"]) {
      writeFileSync(path.join(banks, name), "{}");
      chmodSync(path.join(banks, name), mode);
    }
    chmodSync(path.join(banks, "certificados"), 0o755);
    chmodSync(banks, inFolder);
    return banks;
  };
  const namesIn = (banks: string) =>
    exposedFiles([banks])
      .map((file) => path.relative(banks, file))
      .sort();

  it.each([
    ["a file for all, in a folder for all", 0o644, 0o755, ["certificados/inter.key", "inter.json"]],
    ["in a folder that others may pass but not list", 0o644, 0o711, ["certificados/inter.key", "inter.json"]],
    ["a file that others may only write", 0o602, 0o755, ["certificados/inter.key", "inter.json"]],
    ["a folder in which others may replace files", 0o600, 0o757, [""]],
    ["in a folder of the owner's alone", 0o666, 0o700, []],
    ["for a group, on purpose", 0o640, 0o750, []],
    ["for the owner alone", 0o600, 0o755, []],
  ])("are found: %s", (_, mode, inFolder, found) => {
    expect(namesIn(keyed(mode, inFolder))).toEqual(found);
  });

  it("are none where nobody passes the folder above, and none where nothing is", () => {
    const banks = keyed(0o644, 0o755);
    chmodSync(folder, 0o700);
    expect(exposedFiles([banks, path.join(folder, "nothing")])).toEqual([]);
  });

  it("are told by doctor, with the settings file, and never with what is in them", async () => {
    keyed(0o644, 0o755);
    writeFileSync(path.join(folder, ".env"), "BANKS_DIR=banks\nPORT=0\nSMTP_FROM=a@x.example\n", { mode: 0o644 });
    chmodSync(path.join(folder, ".env"), 0o644);
    const doctor = runFaturabot(["doctor"], {}, { cwd: folder });
    await doctor.ended;
    expect(doctor.said()).toMatch(
      /^! Segredos: qualquer usuário desta máquina lê ou troca \.env, banks\/certificados\/inter\.key, banks\/inter\.json\. Feche: chmod o-rwx/m,
    );
    expect(doctor.said()).not.toContain("a@x.example");
  });
});
