-- Lines of a return file that were not applied, and remessas that a bank refused as a whole.
ALTER TABLE "return_file" ADD COLUMN "unapplied" INTEGER[] DEFAULT ARRAY[]::INTEGER[];
ALTER TABLE "remittance" ADD COLUMN "refused_at" TIMESTAMPTZ(3);
