-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Place" (
    "country" TEXT NOT NULL,
    "city" TEXT NOT NULL,

    CONSTRAINT "Place_pkey" PRIMARY KEY ("country","city")
);

-- CreateTable
CREATE TABLE "Shop" (
    "id" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "city_name" TEXT NOT NULL,

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Maybe" (
    "id" INTEGER NOT NULL,
    "country" TEXT,
    "city" TEXT,

    CONSTRAINT "Maybe_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Place_city_country_key" ON "Place"("city", "country");

-- AddForeignKey
ALTER TABLE "Shop" ADD CONSTRAINT "Shop_country_city_name_fkey" FOREIGN KEY ("country", "city_name") REFERENCES "Place"("country", "city") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Maybe" ADD CONSTRAINT "Maybe_city_country_fkey" FOREIGN KEY ("city", "country") REFERENCES "Place"("city", "country") ON DELETE SET NULL ON UPDATE CASCADE;
