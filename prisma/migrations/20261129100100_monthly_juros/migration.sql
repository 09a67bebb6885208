ALTER TABLE "boleto" ADD COLUMN "juros_basis_points_month" INTEGER NOT NULL DEFAULT 0;
