/** Input that is refused, because it is invalid or contradicts what is stored. `path` names the field. */
export class RegisterError extends Error {
  override name = "RegisterError";
  readonly kind: "not-found" | "conflict" | "invalid";
  readonly path: string;

  constructor(kind: "not-found" | "conflict" | "invalid", path: string, message: string) {
    super(message);
    this.kind = kind;
    this.path = path;
  }
}
