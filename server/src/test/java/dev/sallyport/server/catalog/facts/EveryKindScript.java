package dev.sallyport.server.catalog.facts;

import java.util.List;

/** A script that makes an object of every kind, for PostgreSQL 13 and later, as a superuser. */
public final class EveryKindScript {
  private static final List<String> SCRIPT =
      List.of(
          "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_reader') THEN"
              + " CREATE ROLE app_reader; END IF; END $$",
          "CREATE SCHEMA app",
          "CREATE SCHEMA \"Odd.\"\"Name\"",
          "COMMENT ON SCHEMA app IS 'the application''s'",
          "CREATE EXTENSION citext SCHEMA app",
          "CREATE COLLATION app.german (provider = icu, locale = 'de-DE')",
          "CREATE TYPE app.unfinished",
          "CREATE TYPE app.mood AS ENUM ('sad', 'so ''so''', 'ok')",
          "CREATE DOMAIN app.positive AS int DEFAULT 1 NOT NULL"
              + " CONSTRAINT above_zero CHECK (VALUE > 0)",
          "CREATE TYPE app.pair AS (a int, b text COLLATE \"C\")",
          "COMMENT ON COLUMN app.pair.a IS 'first'",
          "CREATE TYPE app.span AS RANGE (subtype = float8, subtype_diff = float8mi)",
          "CREATE SEQUENCE app.numbers INCREMENT 5 MINVALUE 10 MAXVALUE 1000 START 20 CACHE 3"
              + " CYCLE",
          "CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RETURN NEW; END $$",
          "CREATE FUNCTION app.twice(x int, OUT y int) LANGUAGE sql IMMUTABLE AS 'SELECT x * 2'",
          "CREATE TRUSTED LANGUAGE tongue HANDLER plpgsql_call_handler",
          "CREATE PROCEDURE app.nothing(INOUT a int DEFAULT 3) LANGUAGE plpgsql AS 'BEGIN END'",
          "CREATE AGGREGATE app.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
          "CREATE TABLE app.users(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " email app.citext NOT NULL UNIQUE, name text COLLATE app.german DEFAULT 'x',"
              + " mood app.mood DEFAULT 'ok', moods app.mood[], amount app.positive, p app.pair,"
              + " doubled int GENERATED ALWAYS AS (id * 2) STORED,"
              + " CONSTRAINT named CHECK (name <> ''), during app.span) WITH (fillfactor = 80)",
          "ALTER TABLE app.users ALTER name SET STORAGE EXTERNAL, ALTER name SET STATISTICS 77",
          "CREATE TABLE app.orders(id serial PRIMARY KEY, user_id int NOT NULL REFERENCES app.users"
              + " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, n int DEFAULT"
              + " nextval('app.numbers'), room int, at tstzrange,"
              + " EXCLUDE USING gist (at WITH &&) WHERE (room IS NULL))",
          "ALTER TABLE app.orders ADD CONSTRAINT later CHECK (n > 0) NOT VALID",
          "CREATE INDEX by_lower ON app.users (lower(name) DESC) INCLUDE (mood)"
              + " WHERE mood <> 'sad'",
          "CREATE STATISTICS app.both (dependencies) ON user_id, n FROM app.orders",
          "CREATE UNLOGGED TABLE app.fast(k text)",
          "CREATE TABLE app.events(at date NOT NULL, id int, PRIMARY KEY (at, id))"
              + " PARTITION BY RANGE (at)",
          "CREATE TABLE app.events_2025 PARTITION OF app.events FOR VALUES FROM ('2025-01-01')"
              + " TO ('2026-01-01')",
          "CREATE TABLE app.events_rest PARTITION OF app.events DEFAULT",
          "CREATE INDEX ON app.events (id)",
          "CREATE TABLE app.base(a int, CHECK (a > 0))",
          "CREATE TABLE app.derived(b int) INHERITS (app.base)",
          "CREATE VIEW app.names AS SELECT id, name FROM app.users WITH CASCADED CHECK OPTION",
          "CREATE VIEW app.names_of_names WITH (security_barrier) AS SELECT name FROM app.names",
          "CREATE MATERIALIZED VIEW app.counts AS SELECT count(*) AS n FROM app.orders",
          "CREATE UNIQUE INDEX ON app.counts (n)",
          "CREATE TRIGGER touched BEFORE UPDATE OF name ON app.users FOR EACH ROW"
              + " WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION app.touch()",
          "ALTER TABLE app.users DISABLE TRIGGER touched",
          "CREATE TRIGGER on_parts AFTER INSERT ON app.events FOR EACH ROW"
              + " EXECUTE FUNCTION app.touch()",
          "CREATE RULE no_deletes AS ON DELETE TO app.fast DO INSTEAD NOTHING",
          "ALTER TABLE app.users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
          "CREATE POLICY own_rows ON app.users AS RESTRICTIVE FOR UPDATE TO app_reader, PUBLIC"
              + " USING (id > 0) WITH CHECK (id > 1)",
          "GRANT SELECT, UPDATE (name) ON app.users TO app_reader",
          "GRANT USAGE ON SCHEMA app TO app_reader WITH GRANT OPTION",
          "REVOKE ALL ON FUNCTION app.twice FROM PUBLIC",
          "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO app_reader",
          "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
          "COMMENT ON TABLE app.users IS 'who signs in'",
          "COMMENT ON COLUMN app.users.name IS 'as they like it'",
          "COMMENT ON CONSTRAINT named ON app.users IS 'never empty'",
          "COMMENT ON CONSTRAINT above_zero ON DOMAIN app.positive IS 'really'",
          "COMMENT ON INDEX app.by_lower IS 'for search'",
          "COMMENT ON FUNCTION app.twice(int) IS 'double'",
          "ALTER TABLE app.fast REPLICA IDENTITY FULL",
          "CREATE PUBLICATION changes FOR TABLE app.users, app.orders WITH (publish = 'insert')",
          "CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
          "CREATE EVENT TRIGGER watcher ON ddl_command_end WHEN TAG IN ('DROP TABLE')"
              + " EXECUTE FUNCTION app.watch()",
          "CREATE EXTENSION postgres_fdw SCHEMA app",
          "CREATE FOREIGN DATA WRAPPER nowhere OPTIONS (debug 'true')",
          "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'x')",
          "CREATE FOREIGN TABLE app.far(id int OPTIONS (column_name 'key') NOT NULL)"
              + " SERVER elsewhere OPTIONS (table_name 't')",
          "CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (user 'u', password 'secret')",
          "CREATE SERVER nearby FOREIGN DATA WRAPPER nowhere",
          "CREATE USER MAPPING FOR PUBLIC SERVER nearby",
          "CREATE FUNCTION app.same(app.pair, app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE"
              + " AS 'SELECT ($1).a = ($2).a'",
          "CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = app.pair, RIGHTARG = app.pair)",
          "CREATE FUNCTION app.compared(app.pair, app.pair) RETURNS int LANGUAGE sql IMMUTABLE"
              + " AS 'SELECT ($1).a - ($2).a'",
          "CREATE OPERATOR CLASS app.pairs FOR TYPE app.pair USING btree AS OPERATOR 3 app.===,"
              + " FUNCTION 1 app.compared(app.pair, app.pair)",
          "CREATE FUNCTION app.as_int(app.pair) RETURNS int LANGUAGE sql IMMUTABLE"
              + " AS 'SELECT ($1).a'",
          "CREATE CAST (app.pair AS int) WITH FUNCTION app.as_int(app.pair) AS ASSIGNMENT",
          "CREATE ACCESS METHOD heaped TYPE TABLE HANDLER heap_tableam_handler",
          "CREATE TEXT SEARCH PARSER app.breaking (START = prsd_start, GETTOKEN = prsd_nexttoken,"
              + " END = prsd_end, LEXTYPES = prsd_lextype)",
          "CREATE TEXT SEARCH TEMPLATE app.stemming (LEXIZE = dsimple_lexize)",
          "CREATE TEXT SEARCH DICTIONARY app.words (TEMPLATE = simple, STOPWORDS = 'english')",
          "CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = \"default\")",
          "ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword WITH app.words,"
              + " simple",
          "CREATE CONVERSION app.odd FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
          "CREATE TABLE \"Odd.\"\"Name\".\"tàble 🚢 with a name of sixty-three bytes, as long as"
              + " can\"(\"a.b\" int, \"c\"\"d\" int)");

  private EveryKindScript() {}

  /** The script's statements, in order. */
  public static List<String> statements() {
    return SCRIPT;
  }
}
