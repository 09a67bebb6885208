import pg from "pg";
import { AppError } from "../core/app-error.ts";

/** Opens a connection, runs work on it and closes it. Throws AppError if the connection cannot be opened or is lost. */
export async function withSession<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  let isLost = false;
  client.on("error", () => {
    isLost = true;
  });
  await client.connect().catch((cause: unknown) => {
    throw cause instanceof pg.DatabaseError ? cause : lost(cause);
  });
  try {
    return await work(client);
  } catch (cause) {
    throw isLost ? lost(cause) : cause;
  } finally {
    await client.end();
  }
}

const lost = (cause: unknown) =>
  new AppError("connection-lost", "A conexão com o PostgreSQL caiu. Confira se ele está no ar e rode de novo.", {
    cause,
  });
