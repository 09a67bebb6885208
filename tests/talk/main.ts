import { type CaseResult, readCases, runCase } from "./run-cases.ts";

const [file, ...options] = process.argv.slice(2);
if (file === undefined) {
  console.error("npm run talk -- ARQUIVO.json [--json]");
  process.exit(2);
}
const results = readCases(file).map(runCase);
if (options.includes("--json")) for (const one of results) console.log(JSON.stringify(one));
else print(results);

function print(all: readonly CaseResult[]) {
  const groups = [...new Set(all.map(({ group }) => group))];
  const verdicts = ["right", "partial", "wrong", "danger"] as const;
  const row = (name: string, some: readonly CaseResult[]) => {
    const counts = verdicts.map((verdict) => some.filter((one) => one.verdict === verdict).length);
    const share = Math.round(((counts[0] ?? 0) / some.length) * 100);
    return `| ${name} | ${some.length} | ${counts.join(" | ")} | ${share} % |`;
  };
  console.log(["| group | cases | right | partial | wrong | danger | |", "|---|---|---|---|---|---|---|"].join("\n"));
  for (const group of groups)
    console.log(
      row(
        group,
        all.filter((one) => one.group === group),
      ),
    );
  console.log(row("**all**", all));
}
