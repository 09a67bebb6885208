/** A turn that broke, and the message that it was about; none where it did not come so far. */
export class TurnFailed extends Error {
  override name = "TurnFailed";
  readonly messageId: string | undefined;

  constructor(messageId: string | undefined, cause: unknown) {
    super("A turn failed", { cause });
    this.messageId = messageId;
  }
}
