-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Document" (
    "id" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "tags" TEXT[],
    "title" TEXT NOT NULL,
    "owner" INET NOT NULL,
    "number" INTEGER NOT NULL,
    "big" BIGINT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "zoned" TIMESTAMPTZ NOT NULL,
    "key" UUID NOT NULL,
    "bits" VARBIT(8) NOT NULL,
    "cost" DECIMAL(65,30) NOT NULL,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Document_body_idx" ON "Document" USING GIN ("body");

-- CreateIndex
CREATE INDEX "paths" ON "Document" USING GIN ("body" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "Document_tags_idx" ON "Document" USING GIN ("tags" array_ops);

-- CreateIndex
CREATE INDEX "Document_owner_idx" ON "Document" USING GIST ("owner" inet_ops);

-- CreateIndex
CREATE INDEX "sp_owner" ON "Document" USING SPGIST ("owner" inet_ops);

-- CreateIndex
CREATE INDEX "Document_title_idx" ON "Document" USING SPGIST ("title");

-- CreateIndex
CREATE INDEX "Document_number_idx" ON "Document" USING BRIN ("number");

-- CreateIndex
CREATE INDEX "bloom" ON "Document" USING BRIN ("number" int4_bloom_ops);

-- CreateIndex
CREATE INDEX "Document_big_idx" ON "Document" USING BRIN ("big" int8_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "Document_at_idx" ON "Document" USING BRIN ("at" timestamp_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "Document_zoned_idx" ON "Document" USING BRIN ("zoned" timestamptz_bloom_ops);

-- CreateIndex
CREATE INDEX "Document_key_idx" ON "Document" USING BRIN ("key" uuid_minmax_ops);

-- CreateIndex
CREATE INDEX "Document_bits_idx" ON "Document" USING BRIN ("bits" varbit_minmax_ops);

-- CreateIndex
CREATE INDEX "Document_cost_idx" ON "Document" USING BRIN ("cost" numeric_minmax_multi_ops);

-- CreateIndex
CREATE INDEX "prefix" ON "Document"("title" text_pattern_ops);

-- CreateIndex
CREATE INDEX "mixed" ON "Document"("title" varchar_pattern_ops DESC, "number");
