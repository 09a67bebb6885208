-- DropIndex
DROP INDEX "contract_wallet_id_idx";

-- AlterTable
ALTER TABLE "contract" ADD COLUMN     "search_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "search_words" tsvector;

-- CreateTable
CREATE TABLE "link_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "wallet_id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cursor" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "link_run_wallet_id_idx" ON "link_run"("wallet_id");

-- CreateIndex
CREATE INDEX "contract_search_name_id_idx" ON "contract"("search_name", "id");

-- CreateIndex
CREATE INDEX "contract_wallet_id_search_name_id_idx" ON "contract"("wallet_id", "search_name", "id");

-- CreateIndex
CREATE INDEX "contract_branch_search_name_id_idx" ON "contract"("branch", "search_name", "id");

-- CreateIndex
CREATE INDEX "contract_search_words_idx" ON "contract" USING GIN ("search_words");

-- AddForeignKey
ALTER TABLE "link_run" ADD CONSTRAINT "link_run_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma's own engine cuts a script at each semicolon, also inside a function: there it is written \x3b
-- Without accents and capitals, whatever the database's locale
CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(given, NFD), '[\u0300-\u036f]', '', 'g'))
$$;

-- Each word by itself, and what stands together ("529.982.247-25", "km-3") also as one. src/core/panel/search-words.ts
-- asks the same way. An expression and no query: planned at each row, a query would cost a hundred times as much
CREATE FUNCTION search_words(given text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS E'
DECLARE
  folded text := regexp_replace(search_fold(given), ''[\\s,\x3b]+'', '' '', ''g'')\x3b
BEGIN
  RETURN array_to_tsvector(array_remove(string_to_array(
    regexp_replace(folded, ''[^a-z0-9 ]+'', '''', ''g'') || '' '' || regexp_replace(folded, ''[^a-z0-9]+'', '' '', ''g''), '' ''), ''''))\x3b
END ';

CREATE FUNCTION contract_search() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  -- A phone is looked for with its country, its area code, or neither, and without the ninth digit
  SELECT search_fold(name), search_words(concat_ws('' '', name, document, NEW.external_id, NEW.address,
           (SELECT string_agg(concat_ws('' '', phone, substr(phone, 3), substr(phone, 5), substr(phone, 6)), '' '')
              FROM subscriber_phone WHERE subscriber_id = NEW.subscriber_id)))
    INTO NEW.search_name, NEW.search_words
    FROM subscriber WHERE id = NEW.subscriber_id\x3b
  NEW.search_name := coalesce(NEW.search_name, '''')\x3b
  RETURN NEW\x3b
END ';
CREATE TRIGGER contract_search BEFORE INSERT OR UPDATE OF subscriber_id, external_id, address ON "contract"
  FOR EACH ROW EXECUTE FUNCTION contract_search();

CREATE FUNCTION contract_search_again() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  UPDATE contract SET subscriber_id = subscriber_id WHERE subscriber_id IN (OLD.subscriber_id, NEW.subscriber_id)\x3b
  RETURN NULL\x3b
END ';
CREATE TRIGGER subscriber_phone_search AFTER INSERT OR UPDATE OR DELETE ON "subscriber_phone"
  FOR EACH ROW EXECUTE FUNCTION contract_search_again();

CREATE FUNCTION contract_search_renamed() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  UPDATE contract SET subscriber_id = subscriber_id WHERE subscriber_id = NEW.id\x3b
  RETURN NULL\x3b
END ';
CREATE TRIGGER subscriber_search AFTER UPDATE OF name, document ON "subscriber"
  FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.document <> NEW.document) EXECUTE FUNCTION contract_search_renamed();

UPDATE "contract" SET subscriber_id = subscriber_id;
