import { readFileSync } from "node:fs";
import type { openCluster } from "./open-cluster.ts";

/** When a boleto was asked for, and when it could be paid, by a clock that nobody can set. */
export interface TrueTimes {
  issuedAt?: number;
  payableAt?: number;
}

type Cluster = Awaited<ReturnType<typeof openCluster>>;

/** Has the database write down, at each change of a boleto, how long the machine has been up: no jump of a clock alters it. */
export const keepTrueTimes = (cluster: Cluster) =>
  cluster.query(`
    CREATE SCHEMA chaos;
    CREATE TABLE chaos.time (boleto text, what text, uptime float8, PRIMARY KEY (boleto, what));
    CREATE FUNCTION chaos.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND (NEW.status <> 'payable' OR OLD.status = 'payable') THEN RETURN NULL; END IF;
      INSERT INTO chaos.time VALUES (NEW.id::text, CASE TG_OP WHEN 'INSERT' THEN 'issued' ELSE 'payable' END,
        split_part(pg_read_file('/proc/uptime'), ' ', 1)::float8) ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
    CREATE TRIGGER note AFTER INSERT OR UPDATE ON boleto FOR EACH ROW EXECUTE FUNCTION chaos.note()`);

/** What was written down, by boleto, on the clock of this process. */
export async function readTrueTimes(cluster: Cluster): Promise<Map<string, TrueTimes>> {
  const bootedAt = Date.now() - Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000;
  const times = new Map<string, TrueTimes>();
  for (const { boleto, what, uptime } of await cluster.query("SELECT boleto, what, uptime FROM chaos.time"))
    times.set(boleto, { ...times.get(boleto), [`${what}At`]: bootedAt + uptime * 1000 });
  return times;
}
