-- Branches (filiais) with their zone, holidays and hours. Until now a branch was a text, and its holidays had no writer.
-- AlterTable
ALTER TABLE "provider" ADD COLUMN     "holidays" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'America/Sao_Paulo';

-- CreateTable
CREATE TABLE "branch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "time_zone" TEXT,
    "holidays" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attendance_hours" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "branch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "branch_name_key" ON "branch"("name");

-- The branches that are in use, with the holidays that were listed for them.
INSERT INTO "branch" ("name", "holidays")
SELECT n.name, ARRAY(SELECT jsonb_array_elements_text(
         CASE WHEN jsonb_typeof(p.branch_holidays -> n.name) = 'array' THEN p.branch_holidays -> n.name ELSE '[]' END))
  FROM (SELECT branch AS name FROM "contract" UNION SELECT branch FROM "wallet"
        UNION SELECT jsonb_object_keys(branch_holidays) FROM "provider" WHERE jsonb_typeof(branch_holidays) = 'object') n
  LEFT JOIN "provider" p ON p.id = 1
 WHERE n.name <> '';
UPDATE "provider" SET holidays = ARRAY(SELECT jsonb_array_elements_text(branch_holidays -> ''))
 WHERE jsonb_typeof(branch_holidays -> '') = 'array';
UPDATE "contract" SET branch = NULL WHERE branch = '';
UPDATE "wallet" SET branch = NULL WHERE branch = '';

-- A branch that is named for the first time, by a file, an ERP or a process of the version before, is as at the provider.
CREATE FUNCTION enter_branch() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  NEW.branch := nullif(NEW.branch, '''')\x3b
  IF NEW.branch IS NOT NULL AND NOT EXISTS (SELECT 1 FROM branch WHERE name = NEW.branch) THEN
    INSERT INTO branch (name) VALUES (NEW.branch) ON CONFLICT (name) DO NOTHING\x3b
  END IF\x3b
  RETURN NEW\x3b
END ';
CREATE TRIGGER enter_branch BEFORE INSERT OR UPDATE OF branch ON "contract" FOR EACH ROW EXECUTE FUNCTION enter_branch();
CREATE TRIGGER enter_branch BEFORE INSERT OR UPDATE OF branch ON "wallet" FOR EACH ROW EXECUTE FUNCTION enter_branch();

-- A new name of a branch reaches what names it, and a branch that is in use stays.
CREATE FUNCTION follow_branch() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''DELETE'' THEN
    IF EXISTS (SELECT 1 FROM contract WHERE branch = OLD.name) OR EXISTS (SELECT 1 FROM wallet WHERE branch = OLD.name) THEN
      RAISE foreign_key_violation USING MESSAGE = ''branch is in use''\x3b
    END IF\x3b
    RETURN OLD\x3b
  END IF\x3b
  UPDATE contract SET branch = NEW.name WHERE branch = OLD.name\x3b
  UPDATE wallet SET branch = NEW.name WHERE branch = OLD.name\x3b
  RETURN NULL\x3b
END ';
CREATE TRIGGER branch_renamed AFTER UPDATE OF name ON "branch" FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION follow_branch();
CREATE TRIGGER branch_deleted BEFORE DELETE ON "branch" FOR EACH ROW EXECUTE FUNCTION follow_branch();
