### bad check_at_once
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT title_there CHECK (title IS NOT NULL);
### good check_in_two_steps
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT title_there CHECK (title IS NOT NULL) NOT VALID;
-- 3.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops VALIDATE CONSTRAINT title_there;
### bad not_null_at_once
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ALTER title SET NOT NULL;
### good not_null_by_check
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT title_there CHECK (title IS NOT NULL) NOT VALID;
-- 3.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops VALIDATE CONSTRAINT title_there;
-- 4.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ALTER title SET NOT NULL;
### bad json
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, extra json);
### good jsonb
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, extra jsonb);
### bad count_under_lock
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN mail text NOT NULL;
SELECT count(*) FROM shops;
### good count_after_lock
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN mail text NOT NULL;
-- 3.sql
SELECT count(*) FROM shops;
### bad integer_to_bigint
CREATE TABLE prices (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price int NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE prices ALTER price SET DATA TYPE bigint;
### good expand_and_contract
CREATE TABLE prices (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price int NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE prices ADD COLUMN price_wide bigint;
-- 3.sql
UPDATE prices SET price_wide = price::bigint;
SET LOCAL lock_timeout = '2s';
ALTER TABLE prices ADD CONSTRAINT price_wide_there CHECK (price_wide IS NOT NULL) NOT VALID;
-- 4.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE prices VALIDATE CONSTRAINT price_wide_there, DROP COLUMN price;
ALTER TABLE prices RENAME COLUMN price_wide TO price;
### bad index_blocks_writes
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
CREATE INDEX shops_title_idx ON shops (title);
### good index_concurrently
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
CREATE INDEX CONCURRENTLY shops_title_idx ON shops (title);
### bad unique_at_once
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT one_title UNIQUE (title);
### good unique_using_index
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
CREATE UNIQUE INDEX CONCURRENTLY shops_title_unique ON shops (title);
-- 3.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT one_title UNIQUE USING INDEX shops_title_unique;
### bad exclusion
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT title_excl EXCLUDE (title WITH =);
### bad no_timeout
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
ALTER TABLE shops ADD COLUMN mail text;
### good timeout
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN mail text;
### bad rewrite_under_another_lock
CREATE TABLE prices (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price int NOT NULL);
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN extra jsonb;
-- eugene: ignore E5, E4
ALTER TABLE prices ALTER price SET DATA TYPE bigint;
### good rewrite_that_was_considered
CREATE TABLE prices (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price int NOT NULL);
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN extra jsonb;
-- 3.sql
SET LOCAL lock_timeout = '2s';
-- eugene: ignore E5, E4
ALTER TABLE prices ALTER price SET DATA TYPE bigint;
### bad serial_column
CREATE TABLE prices (price int NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE prices ADD COLUMN id serial;
### bad foreign_key_with_partial_index
CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE sales (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  thing bigint NOT NULL REFERENCES things (id));
-- 2.sql
SET LOCAL lock_timeout = '2s';
-- eugene: ignore E6
CREATE INDEX sales_thing_idx ON sales (thing) WHERE thing = 1;
### good foreign_key_with_index_later
CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE sales (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  thing bigint NOT NULL REFERENCES things (id));
-- 2.sql
SET LOCAL lock_timeout = '2s';
-- eugene: ignore E6
CREATE INDEX sales_thing_idx ON sales (thing);
### bad two_scans
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text, mail text);
-- 2.sql
SET lock_timeout = '2s';
ALTER TABLE shops ALTER COLUMN title SET NOT NULL;
-- eugene: ignore E2, E4
ALTER TABLE shops ALTER COLUMN mail SET NOT NULL;
### good one_scan_that_was_considered
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text, mail text);
-- 2.sql
SET lock_timeout = '2s';
-- eugene: ignore E2
ALTER TABLE shops ALTER COLUMN title SET NOT NULL, ALTER COLUMN mail SET NOT NULL;
### good list_of_words
CREATE TABLE kinds (word text PRIMARY KEY);
INSERT INTO kinds VALUES ('invoice'), ('receipt');
CREATE TABLE papers (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text REFERENCES kinds (word));
### bad key_over_nullable_column
CREATE TABLE shops (title text);
-- 2.sql
CREATE UNIQUE INDEX CONCURRENTLY shops_title_key ON shops (title);
-- 3.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD CONSTRAINT shops_title_pkey PRIMARY KEY USING INDEX shops_title_key;
### good key_over_required_column
CREATE TABLE shops (title text);
-- 2.sql
CREATE UNIQUE INDEX CONCURRENTLY shops_title_key ON shops (title);
-- 3.sql
SET LOCAL lock_timeout = '2s';
-- eugene: ignore E2
ALTER TABLE shops ALTER COLUMN title SET NOT NULL;
-- 4.sql
ALTER TABLE shops ADD CONSTRAINT shops_title_pkey PRIMARY KEY USING INDEX shops_title_key;
### bad trigger_then_count
CREATE TABLE wares (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE FUNCTION note() RETURNS trigger AS $$ BEGIN RETURN new; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER note AFTER INSERT ON wares FOR EACH ROW EXECUTE FUNCTION note();
SELECT count(*) FROM wares WHERE name = 'x';
### good trigger
CREATE TABLE wares (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
-- 2.sql
SET LOCAL lock_timeout = '2s';
CREATE OR REPLACE FUNCTION note() RETURNS trigger AS $$ BEGIN RETURN new; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER note AFTER INSERT ON wares FOR EACH ROW EXECUTE FUNCTION note();
-- 3.sql
SELECT count(*) FROM wares WHERE name = 'x';
### good column_with_constant_default
ALTER TABLE "dish" ADD COLUMN "rank" integer DEFAULT 10;
### good column_then_default
ALTER TABLE "dish" ADD COLUMN "rank" integer;
ALTER TABLE "dish" ALTER COLUMN "rank" SET DEFAULT 10;
### bad default_uuid_ossp
ALTER TABLE "dish" ADD COLUMN "code" uuid DEFAULT uuid_generate_v4();
### bad default_random
ALTER TABLE "dish" ADD COLUMN "lucky" double precision DEFAULT random();
### bad default_unknown_function
ALTER TABLE dish ADD COLUMN extra jsonb DEFAULT make_extra();
### good default_true
ALTER TABLE dish ADD COLUMN hot boolean DEFAULT true;
### good default_now
ALTER TABLE dish ADD COLUMN seen timestamptz DEFAULT now();
### good default_current_timestamp_required
ALTER TABLE "dish" ADD COLUMN "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
### good default_sum
ALTER TABLE dish ADD COLUMN weight integer DEFAULT 2 + 2;
### good default_jsonb
ALTER TABLE dish ADD COLUMN extra jsonb DEFAULT '{}'::jsonb NOT NULL;
### good default_array
ALTER TABLE dish ADD COLUMN tags text[] DEFAULT ARRAY[]::text[];
### good default_enum
ALTER TABLE dish ADD COLUMN state dish_state NOT NULL DEFAULT 'draft';
### bad stored
ALTER TABLE dish ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) STORED;
### bad clock_timestamp
ALTER TABLE dish ADD COLUMN seen timestamptz DEFAULT clock_timestamp();
### bad gen_random_uuid_required
ALTER TABLE dish ADD COLUMN code uuid NOT NULL DEFAULT gen_random_uuid();
### bad required_without_default
ALTER TABLE "dish" ADD COLUMN "public" boolean NOT NULL;
### good nullable_column
ALTER TABLE "dish" ADD COLUMN "public" boolean;
### bad foreign_key
ALTER TABLE letters ADD CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id);
### bad foreign_key_in_transaction
BEGIN;
ALTER TABLE letters ADD COLUMN person_id int;
ALTER TABLE letters ADD CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id);
COMMIT;
### bad inline_reference
BEGIN;
ALTER TABLE letters ADD COLUMN person_id int REFERENCES people (id);
COMMIT;
### good foreign_key_not_valid
ALTER TABLE letters ADD CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id) NOT VALID;
### good foreign_key_not_valid_then_valid any
ALTER TABLE letters ADD CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id) NOT VALID;
ALTER TABLE letters VALIDATE CONSTRAINT letters_person;
### bad foreign_key_not_valid_then_valid_at_once
BEGIN;
ALTER TABLE letters ADD CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id) NOT VALID;
ALTER TABLE letters VALIDATE CONSTRAINT letters_person;
COMMIT;
### good validate_alone
ALTER TABLE letters VALIDATE CONSTRAINT letters_person;
### good new_table_with_foreign_key
BEGIN;
CREATE TABLE letters (id bigint GENERATED ALWAYS AS IDENTITY, person_id bigint, PRIMARY KEY (id),
  CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id));
CREATE INDEX letters_person_idx ON letters (person_id);
COMMIT;
### good new_table_all_in_one
CREATE TABLE fresh (id serial PRIMARY KEY, name text NOT NULL);
CREATE INDEX fresh_name ON fresh (name);
ALTER TABLE fresh ADD CONSTRAINT fresh_name_key UNIQUE (name);
ALTER TABLE fresh ADD CONSTRAINT fresh_name_long CHECK (length(name) > 2);
ALTER TABLE fresh ALTER COLUMN name TYPE varchar(10);
ALTER TABLE fresh ADD COLUMN code uuid DEFAULT gen_random_uuid();
UPDATE fresh SET name = 'x';
### good new_table_with_age
BEGIN;
CREATE TABLE "foo" ("id" serial NOT NULL PRIMARY KEY, "age" integer NOT NULL);
ALTER TABLE "foo" ADD CONSTRAINT "age_limit" CHECK ("age" >= 25);
COMMIT;
### good new_table_if_not_exists
CREATE TABLE IF NOT EXISTS "bar" ("id" serial NOT NULL PRIMARY KEY, "b" text NOT NULL);
### bad check
ALTER TABLE accounts ADD CONSTRAINT positive CHECK (balance >= 0);
### bad drop_column
ALTER TABLE users DROP COLUMN nickname;
### bad drop_table
DROP TABLE IF EXISTS users;
### bad drop_database
DROP DATABASE shop;
### bad drop_schema
DROP SCHEMA old CASCADE;
### bad drop_not_null
ALTER TABLE users ALTER COLUMN mail DROP NOT NULL;
### bad rename_column
ALTER TABLE users RENAME COLUMN mail TO email;
### bad rename_table
ALTER TABLE users RENAME TO people;
### bad rename_schema
ALTER SCHEMA shop RENAME TO store;
### bad rename_enum_value
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
### good rename_constraint
ALTER TABLE users RENAME CONSTRAINT users_pk TO users_pkey;
### good rename_index
ALTER INDEX users_a RENAME TO users_b;
### bad truncate_cascade
TRUNCATE users CASCADE;
### bad index_plain
CREATE INDEX users_mail ON users (mail);
### bad index_if_not_exists
CREATE INDEX IF NOT EXISTS users_mail ON users (mail);
### bad unique_index_plain
CREATE UNIQUE INDEX users_mail ON users (mail);
### good index_in_own_file
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_mail ON users (mail);
### bad concurrently_in_transaction
BEGIN;
CREATE INDEX CONCURRENTLY users_mail ON users (mail);
COMMIT;
### bad concurrently_beside_others
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY users_mail ON users (mail);
### good concurrently_beside_others_by_hand any
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY users_mail ON users (mail);
### bad drop_index
DROP INDEX IF EXISTS users_mail;
### good drop_index_concurrently
DROP INDEX CONCURRENTLY IF EXISTS users_mail;
### bad drop_index_concurrently_in_transaction
BEGIN;
DROP INDEX CONCURRENTLY users_mail;
COMMIT;
### bad reindex
REINDEX INDEX users_mail;
### bad reindex_table
REINDEX TABLE users;
### good reindex_concurrently
REINDEX INDEX CONCURRENTLY users_mail;
### bad detach
ALTER TABLE logs DETACH PARTITION logs_2020;
### good detach_concurrently
ALTER TABLE logs DETACH PARTITION logs_2020 CONCURRENTLY;
### bad partition_of
CREATE TABLE logs_2021 PARTITION OF logs FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
### good partitioned_from_the_start
CREATE TABLE logs (id bigint, at date) PARTITION BY RANGE (at);
CREATE TABLE logs_2021 PARTITION OF logs FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE INDEX logs_at ON logs (at);
### good attach_partition
CREATE TABLE logs_2021 (LIKE logs INCLUDING ALL);
ALTER TABLE logs_2021 ADD CHECK (at >= '2021-01-01' AND at < '2022-01-01');
ALTER TABLE logs ATTACH PARTITION logs_2021 FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
### bad vacuum_full
VACUUM FULL users;
### bad cluster
CLUSTER users USING users_pkey;
### good vacuum
VACUUM ANALYZE users;
### bad set_unlogged
ALTER TABLE users SET UNLOGGED;
### bad domain
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
### bad domain_constraint
ALTER DOMAIN positive ADD CONSTRAINT p CHECK (VALUE > 0);
### good domain_without
CREATE DOMAIN number AS integer;
### good domain_drop_constraint
ALTER DOMAIN positive DROP CONSTRAINT p;
### bad domain_column
CREATE DOMAIN number AS integer CHECK (VALUE > 0);
ALTER TABLE users ADD COLUMN age number;
### bad refresh
REFRESH MATERIALIZED VIEW totals;
### good refresh_concurrently
REFRESH MATERIALIZED VIEW CONCURRENTLY totals;
### good new_materialized_view
CREATE MATERIALIZED VIEW totals AS SELECT 1 AS a;
CREATE UNIQUE INDEX totals_a ON totals (a);
REFRESH MATERIALIZED VIEW totals;
### bad update_all
UPDATE users SET plan = 'free';
### bad update_always_true
UPDATE users SET plan = 'free' WHERE 1 = 1;
### bad delete_all
DELETE FROM users;
### bad delete_always_true
DELETE FROM users WHERE true;
### good update_one
BEGIN;
SET lock_timeout = '2s';
UPDATE users SET plan = 'free' WHERE id = 1;
COMMIT;
### good update_some
UPDATE users SET plan = 'free' WHERE plan IS NULL AND id BETWEEN 1 AND 1000;
### bad never_committed
BEGIN;
ALTER TABLE users ADD COLUMN a int;
### bad nested
BEGIN;
BEGIN;
ALTER TABLE users ADD COLUMN a int;
COMMIT;
### bad commit_alone
ALTER TABLE users ADD COLUMN a int;
COMMIT;
### good begin_commit
BEGIN;
ALTER TABLE users ADD COLUMN a int;
COMMIT;
### bad enum_value_used
ALTER TYPE mood ADD VALUE 'fine' AFTER 'good';
UPDATE people SET mood = 'fine' WHERE id = 3;
### good enum_value
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine' AFTER 'good';
### good new_enum_and_its_use
CREATE TABLE people (id bigint PRIMARY KEY, name text);
### bad type_to_text_unknown
ALTER TABLE dish ALTER COLUMN edits TYPE text USING edits::text;
### good varchar_wider
CREATE TABLE dish (id bigint PRIMARY KEY, name varchar(50), price numeric(10,2));
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE dish ALTER COLUMN name TYPE varchar(100);
ALTER TABLE dish ALTER COLUMN price TYPE numeric(12,2);
-- 3.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE dish ALTER COLUMN name TYPE text;
### bad varchar_narrower
CREATE TABLE dish (id bigint PRIMARY KEY, name varchar(50));
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE dish ALTER COLUMN name TYPE varchar(20);
### bad timestamp_to_timestamptz
CREATE TABLE dish (id bigint PRIMARY KEY, at timestamp);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE dish ALTER COLUMN at TYPE timestamptz;
### good timestamp_to_timestamptz_in_utc
CREATE TABLE dish (id bigint PRIMARY KEY, at timestamp);
-- 2.sql
SET LOCAL lock_timeout = '2s';
SET LOCAL TIME ZONE 'UTC';
ALTER TABLE dish ALTER COLUMN at TYPE timestamptz;
### bad primary_key
ALTER TABLE dish ADD PRIMARY KEY (id);
### good constraints_using_indexes
ALTER TABLE dish ADD CONSTRAINT dish_pkey PRIMARY KEY USING INDEX dish_id;
ALTER TABLE dish ADD CONSTRAINT dish_name_key UNIQUE USING INDEX dish_name;
### bad unique_column
ALTER TABLE dish ADD COLUMN code text UNIQUE;
### bad drop_foreign_key
ALTER TABLE letters DROP CONSTRAINT letters_person;
### good drop_and_add_again
ALTER TABLE letters DROP CONSTRAINT IF EXISTS letters_person;
ALTER TABLE letters ADD CONSTRAINT letters_person FOREIGN KEY (person_id) REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED NOT VALID;
### good drop_and_add_using_index
ALTER TABLE letters DROP CONSTRAINT IF EXISTS letters_key;
ALTER TABLE letters ADD CONSTRAINT letters_key UNIQUE USING INDEX letters_idx;
### bad drop_view_cascade
DROP VIEW people CASCADE;
### good comments_and_grants
COMMENT ON TABLE users IS 'people';
GRANT SELECT ON users TO reporting;
CREATE OR REPLACE VIEW people AS SELECT id FROM users;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
INSERT INTO settings VALUES ('a', 'b');
SELECT 1;
### good statistics_and_fillfactor
ALTER TABLE users ALTER COLUMN mail SET STATISTICS 500;
ALTER TABLE users SET (fillfactor = 80);
### bad long_name
CREATE TABLE a_table_whose_name_says_everything_that_there_is_to_say_about_what_it_holds (id bigint PRIMARY KEY);
### bad in_a_block
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'x') THEN
    ALTER TABLE users ADD CONSTRAINT x CHECK (age > 0);
  END IF;
END $$;
### good guarded_block manual
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('a');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
ALTER TABLE users ADD COLUMN IF NOT EXISTS mood mood;
CREATE TABLE IF NOT EXISTS moods (id bigint PRIMARY KEY);
### bad not_twice manual
ALTER TABLE users ADD COLUMN mood text;
### bad enum_created_not_twice manual
CREATE TYPE mood AS ENUM ('a');
### good drop_then_create_trigger manual
DROP TRIGGER IF EXISTS t ON users;
CREATE TRIGGER t AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION f();
CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
INSERT INTO settings VALUES (1) ON CONFLICT DO NOTHING;
### good validated_before_unseen any
ALTER TABLE users VALIDATE CONSTRAINT users_mail_not_null;
ALTER TABLE users ALTER COLUMN mail SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_mail_not_null;
### bad validated_something_else any
ALTER TABLE users VALIDATE CONSTRAINT users_age_positive;
ALTER TABLE users ALTER COLUMN mail SET NOT NULL;
### good prisma_first_migration
-- CreateEnum
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'USER',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Post" ("id" SERIAL NOT NULL, "authorId" INTEGER NOT NULL, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"));
-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");
-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
### bad broken
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABEL b (id bigint);
### bad psql_command
\connect shop
SELECT 1;
### good column_and_its_setting
ALTER TABLE shops ADD COLUMN mail text;
INSERT INTO settings VALUES ('mail', 'on') ON CONFLICT DO NOTHING;
### bad column_and_moved_rows
ALTER TABLE shops ADD COLUMN mail text;
INSERT INTO archive SELECT * FROM shops WHERE id < 5;
### good django_default_that_goes_again
BEGIN;
ALTER TABLE "core" ADD COLUMN "rank" integer DEFAULT 10 NOT NULL;
ALTER TABLE "core" ALTER COLUMN "rank" DROP DEFAULT;
COMMIT;
### bad django_reference
BEGIN;
ALTER TABLE "core" ADD COLUMN "owner_id" integer NULL CONSTRAINT "core_owner_fk" REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED; SET CONSTRAINTS "core_owner_fk" IMMEDIATE;
COMMIT;
### good atlas_without_transaction
-- atlas:txmode none

CREATE INDEX CONCURRENTLY "i" ON "users" ("email");
### good table_renamed_behind_a_view
ALTER TABLE users RENAME TO people;
CREATE VIEW users AS SELECT * FROM people;
### bad atlas_drop_constraint
ALTER TABLE pets DROP CONSTRAINT owner_id;
### good enum_value_alone
ALTER TYPE mood ADD VALUE 'fine' BEFORE 'bad';
### good prisma_enum_swap_of_a_new_table
CREATE TYPE "E" AS ENUM ('A');
CREATE TABLE t ("e" "E" NOT NULL DEFAULT 'A', id bigint PRIMARY KEY);
### bad prisma_enum_swap
BEGIN;
CREATE TYPE "E_new" AS ENUM ('A', 'B');
ALTER TABLE "T" ALTER COLUMN "e" TYPE "E_new" USING ("e"::text::"E_new");
ALTER TYPE "E" RENAME TO "E_old";
ALTER TYPE "E_new" RENAME TO "E";
DROP TYPE "E_old";
COMMIT;
### good policies_and_row_security
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON users USING (id = 1);
### good set_schema_of_nothing_used
CREATE SCHEMA IF NOT EXISTS shop;
CREATE TABLE shop.a (id bigint PRIMARY KEY);
CREATE INDEX a_idx ON shop.a (id);
### bad timeout_of_zero
CREATE TABLE shops (id bigint PRIMARY KEY);
-- 2.sql
SET lock_timeout = 0;
ALTER TABLE shops ADD COLUMN a text;
### bad alter_user_table
ALTER TABLE "user" ADD CONSTRAINT c UNIQUE ("order");
### good same_name_in_another_schema
CREATE TABLE a.t (id bigint PRIMARY KEY);
CREATE INDEX i ON a.t (id);
### bad same_name_in_another_schema_in_use
CREATE TABLE a.t (id bigint PRIMARY KEY);
CREATE INDEX i ON b.t (id);
### good temporary_table
CREATE TEMP TABLE t AS SELECT 1 AS id;
CREATE INDEX ON t (id);
UPDATE t SET id = 2;
TRUNCATE t;
DROP TABLE t;
### bad delete_in_block
DO $$ BEGIN DELETE FROM users; END $$;
### good not_null_on_new_column
ALTER TABLE dish ADD COLUMN a int DEFAULT 0, ALTER COLUMN a SET NOT NULL;
### bad enum_by_hand any
CREATE TYPE shade AS ENUM ('light', 'dark');
CREATE TABLE rooms (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shade shade);
### good enum_of_prisma
CREATE TYPE "Shade" AS ENUM ('LIGHT', 'DARK');
### good required_column_of_a_table_on_paper any
CREATE TABLE shops (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN mail text NOT NULL;
### bad required_column_of_a_filled_table any
CREATE TABLE shops (id integer PRIMARY KEY);
INSERT INTO shops VALUES (1);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE shops ADD COLUMN mail text NOT NULL;
### bad attach_unknown any
SET lock_timeout = '2s';
ALTER TABLE readings ATTACH PARTITION readings_1 FOR VALUES FROM (1) TO (10);
### bad attach_filled any
SET lock_timeout = '2s';
CREATE TABLE readings_1 (LIKE readings INCLUDING ALL);
INSERT INTO readings_1 SELECT * FROM readings_other WHERE n < 10;
ALTER TABLE readings ATTACH PARTITION readings_1 FOR VALUES FROM (1) TO (10);
### good attach_checked any
SET lock_timeout = '2s';
ALTER TABLE readings_1 ADD CONSTRAINT bounds CHECK (n >= 1 AND n < 10) NOT VALID;
ALTER TABLE readings_1 VALIDATE CONSTRAINT bounds;
ALTER TABLE readings ATTACH PARTITION readings_1 FOR VALUES FROM (1) TO (10);
### good attach_validated_before any
SET lock_timeout = '2s';
ALTER TABLE readings_1 VALIDATE CONSTRAINT bounds;
ALTER TABLE readings ATTACH PARTITION readings_1 FOR VALUES FROM (1) TO (10);
### good attach_index any
ALTER INDEX readings_n ATTACH PARTITION readings_1_n;
### bad triggers_off any
SET lock_timeout = '2s';
ALTER TABLE orders DISABLE TRIGGER watch;
### bad foreign_keys_off any
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders DISABLE TRIGGER ALL;
COPY orders FROM '/tmp/orders.csv';
ALTER TABLE orders ENABLE TRIGGER ALL;
COMMIT;
### good own_triggers_off_for_a_moment any
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders DISABLE TRIGGER USER;
INSERT INTO orders VALUES (1);
ALTER TABLE orders ENABLE TRIGGER USER;
COMMIT;
### bad row_security_off any
SET lock_timeout = '2s';
ALTER TABLE orders DISABLE ROW LEVEL SECURITY;
### bad as_a_replica any
SET session_replication_role = replica;
INSERT INTO orders VALUES (1);
### good row_security_on any
SET lock_timeout = '2s';
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
### good dbmate_way_back any
-- migrate:up
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;

-- migrate:down
ALTER TABLE orders DROP COLUMN note;
### good goose_way_back any
-- +goose Up
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

-- +goose Down
DROP TABLE notes;
### bad dbmate_transaction any
-- migrate:up
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
-- migrate:down
DROP INDEX CONCURRENTLY orders_note;
### good dbmate_without_transaction any
-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
-- migrate:down transaction:false
DROP INDEX CONCURRENTLY orders_note;
### bad goose_transaction any
-- +goose Up
SET lock_timeout = '2s';
DROP INDEX CONCURRENTLY IF EXISTS orders_note;
### good goose_without_transaction any
-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '2s';
DROP INDEX CONCURRENTLY IF EXISTS orders_note;
### good fill_in_batches any
SET lock_timeout = '2s';
UPDATE orders SET region = region_of(country)
WHERE id IN (SELECT id FROM orders WHERE region IS NULL ORDER BY id LIMIT 1000);
### good one_transaction_a_step any
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT there CHECK (customer IS NOT NULL) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE orders VALIDATE CONSTRAINT there;
COMMIT;
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN customer SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT there;
COMMIT;
### good sync_by_trigger any
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN mail_address text;
CREATE OR REPLACE FUNCTION users_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.mail_address := NEW.mail; RETURN NEW; END $$;
CREATE TRIGGER users_mail BEFORE INSERT OR UPDATE ON users
  FOR EACH ROW EXECUTE FUNCTION users_mail();
### good key_swapped any
CREATE UNIQUE INDEX CONCURRENTLY sellers_next ON sellers (id);
ALTER TABLE sellers DROP CONSTRAINT sellers_pkey,
  ADD CONSTRAINT sellers_pkey PRIMARY KEY USING INDEX sellers_next;
### good default_of_an_expression any
ALTER TABLE sellers ADD COLUMN level integer DEFAULT 2 * 3;
### bad required_column_after_rows_of_this_file any
CREATE TABLE plants (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
INSERT INTO plants (name) VALUES ('fern');
ALTER TABLE plants ADD COLUMN height integer NOT NULL;
### good required_column_before_rows_of_this_file any
CREATE TABLE plants (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
ALTER TABLE plants ADD COLUMN height integer NOT NULL;
INSERT INTO plants (name, height) VALUES ('fern', 30);
### good time_as_fine_as_it_gets
CREATE TABLE plants (id bigint PRIMARY KEY, seen timestamp, fed time(3), rest interval(2));
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER seen TYPE timestamp(6), ALTER fed TYPE time(6), ALTER rest TYPE interval(4);
### bad time_coarser
CREATE TABLE plants (id bigint PRIMARY KEY, rest interval(4));
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER rest TYPE interval(2);
### bad fewer_fields_of_an_interval
CREATE TABLE plants (id bigint PRIMARY KEY, rest interval);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER rest TYPE interval day to hour;
### good bits_of_any_number
CREATE TABLE plants (id bigint PRIMARY KEY, flags bit(4), note xml, old oid);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER flags TYPE bit varying, ALTER note TYPE varchar, ALTER old TYPE integer;
### bad wider_under_a_check
CREATE TABLE plants (id bigint PRIMARY KEY, name varchar(20) CONSTRAINT named CHECK (name <> ''));
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER name TYPE varchar(40);
### bad wider_under_a_partial_index
CREATE TABLE plants (id bigint PRIMARY KEY, name varchar(20));
CREATE INDEX plants_named ON plants (name) WHERE name <> '';
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER name TYPE text;
### good wider_under_an_index
CREATE TABLE plants (id bigint PRIMARY KEY, name varchar(20), CHECK (id > 0));
CREATE INDEX plants_named ON plants (name);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER name TYPE text;
### bad other_order_under_an_index
CREATE TABLE plants (id bigint PRIMARY KEY, name citext);
CREATE INDEX plants_named ON plants (name);
-- 2.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE plants ALTER name TYPE text;
### bad timeout_of_minutes any
SET lock_timeout = '5min';
ALTER TABLE plants ADD COLUMN note text;
### good timeout_of_statements
CREATE TABLE plants (id bigint PRIMARY KEY);
-- 2.sql
SET statement_timeout = '5s';
ALTER TABLE plants ADD COLUMN note text;
### bad timeout_of_statements_too_long
CREATE TABLE plants (id bigint PRIMARY KEY);
-- 2.sql
SET statement_timeout = '1h';
ALTER TABLE plants ADD COLUMN note text;
### bad unlogged any
CREATE UNLOGGED TABLE plants (id bigint PRIMARY KEY);
### bad drop_materialized_view any
DROP MATERIALIZED VIEW plant_totals;
### good function_goes_with_its_trigger any
SET lock_timeout = '2s';
DROP TRIGGER plants_sync ON plants;
DROP FUNCTION plants_sync();
### good view_made_anew any
DROP VIEW IF EXISTS tall_plants;
CREATE VIEW tall_plants AS SELECT 1 AS one;
### bad row_security_of_a_known_table_without_policy any
CREATE TABLE plants (id bigint PRIMARY KEY);
-- 2.sql
SET lock_timeout = '2s';
ALTER TABLE plants ENABLE ROW LEVEL SECURITY;
### good row_security_with_a_policy any
CREATE TABLE plants (id bigint PRIMARY KEY);
-- 2.sql
SET lock_timeout = '2s';
ALTER TABLE plants ENABLE ROW LEVEL SECURITY;
CREATE POLICY gardeners ON plants USING (true);
### bad policy_gone any
SET lock_timeout = '2s';
DROP POLICY gardeners ON plants;
### good policy_made_anew any
SET lock_timeout = '2s';
DROP POLICY IF EXISTS gardeners ON plants;
CREATE POLICY gardeners ON plants USING (false);
### bad column_twice any
CREATE TABLE plants (id bigint PRIMARY KEY, name text, name varchar(20));
### bad column_twice_over_files any
CREATE TABLE plants (id bigint PRIMARY KEY, name text);
-- 2.sql
SET lock_timeout = '2s';
ALTER TABLE plants ADD COLUMN name text;
### good column_dropped_and_made_again any
CREATE TABLE plants (id bigint PRIMARY KEY, name text);
ALTER TABLE plants DROP COLUMN name;
ALTER TABLE plants ADD COLUMN name text;
### bad replica_identity any
SET lock_timeout = '2s';
ALTER TABLE plants REPLICA IDENTITY FULL;
### good replica_identity_by_key any
SET lock_timeout = '2s';
ALTER TABLE plants REPLICA IDENTITY DEFAULT;
### good dynamic_sql any
DO $$ BEGIN EXECUTE 'GRANT SELECT ON ' || quote_ident('plants') || ' TO reader'; END $$;
### good exceptions_of_others any
SET lock_timeout = '2s';
-- pgvet_nolint:rename-column its last reader went in May
ALTER TABLE plants RENAME COLUMN a TO b;
-- pgm-lint:suppress PGM201
DROP TABLE pots;
-- pgsafe:ignore drop-table empty since March
DROP TABLE beds;
-- pgfence-ignore: create-index-not-concurrent
CREATE INDEX plants_b ON plants (b);
-- pgt-ignore lint/safety/banDropColumn: nobody reads it
ALTER TABLE plants DROP COLUMN b;
-- atlas:nolint DS102
DROP TABLE tools;
### bad exception_of_another_that_names_something_else any
-- pgvet_nolint:rename-column and truncate is fine too
TRUNCATE plants;
### good exception_of_atlas_for_the_file any
-- atlas:nolint destructive

DROP TABLE pots;
DROP TABLE beds;
### bad exception_of_atlas_for_one_statement any
-- atlas:nolint destructive
DROP TABLE pots;
DROP TABLE beds;
