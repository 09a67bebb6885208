import type { Config } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import { type Role, roles } from "../../core/operator/role.ts";
import type { Team } from "../../panel/team/create-team.ts";

/** Who changes something by a command, for the audit log. */
export const commandLine = { name: "linha de comando" };

/**
 * Commands that create or renew the invitation of an operator. Each returns the token for the link that has to be
 * handed over.
 */
export const operatorCommands = {
  async create(team: Team, given: { email: string; name: string; role: string }): Promise<string> {
    const role = roles.find((one) => one === given.role);
    if (!role) throw new AppError("operator-role", `--role: esperado ${roles.join(" ou ")}.`);
    const name = given.name.trim();
    if (name === "" || name.length > 100)
      throw new AppError("operator-name", "--name: esperado o nome da pessoa, com até 100 letras.");
    const made = await team.create({ email: emailOf(given.email), name, role: role satisfies Role }, commandLine);
    if ("refused" in made)
      throw new AppError(
        "operator-known",
        "Já existe um operador com este e-mail. Para um novo link: faturabot operator link --email …",
      );
    return made.token;
  },
  async link(team: Team, given: { email: string }): Promise<string> {
    const email = emailOf(given.email);
    const operator = (await team.list()).find((one) => one.email === email);
    const renewed = operator && (await team.renew(operator.id, commandLine));
    if (!renewed || "refused" in renewed)
      throw new AppError("operator-unknown", "Não existe um operador ativo com este e-mail.");
    return renewed.token;
  },
};

/**
 * Returns the URL of the page on which an operator sets a password with this token: under the public URL if one is
 * configured, else under `here`.
 */
export function inviteAddress(
  { port, host, publicUrl }: Pick<Config, "port" | "host" | "publicUrl">,
  token: string,
  here = `http://${host === "0.0.0.0" ? "localhost" : host}:${port}`,
): string {
  const root = publicUrl ?? here;
  return `${root}/painel/convite/${token}`;
}

function emailOf(given: string): string {
  const email = given.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new AppError("operator-email", "--email: esperado um e-mail.");
  return email;
}
