"""Migration operations for the rules that the database itself holds.

Each returns RunSQL with its reverse. The migration after a table's own one gives it its isolation.
"""

from django.db.migrations import RunSQL

REQUEST_ROLE = "turnabout_request"
OWNER = "(SELECT NULLIF(current_setting('app.owner', true), '')::int)"


def row_security(table: str, *, built_in_rows: bool = False) -> RunSQL:
    """Write = own; read = own, and built in where the table has such rows."""
    forward = f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON {table} TO {REQUEST_ROLE}
            USING (owner_id = {OWNER}) WITH CHECK (owner_id = {OWNER});
    """
    if built_in_rows:
        forward += f"CREATE POLICY built_in ON {table} FOR SELECT TO {REQUEST_ROLE} USING (owner_id IS NULL);"
    reverse = f"DROP POLICY IF EXISTS built_in ON {table}; DROP POLICY own ON {table};"
    return RunSQL(forward, reverse + f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;")


def composite_key_target(table: str, second: str) -> RunSQL:
    """What a composite key points at: (id, second) is unique."""
    name = f"{table}_id_{second}"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (id, {second})",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def composite_key(table: str, column: str, second: str, parent: str) -> RunSQL:
    """(column, second) of the table refers to (id, second) of the parent.

    Immediate: a deferred key would fail only at commit, when no form can speak of it any more.
    """
    name = f"{table}_{column}_{second}"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, {second}) "
        f"REFERENCES {parent} (id, {second}) DEFERRABLE INITIALLY IMMEDIATE",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def own_or_built_in(table: str, column: str, parent: str) -> RunSQL:
    """The parent is built in or has the child's owner; a built-in child refers only to built-in parents."""
    name = f"{table}_{column}_own_or_built_in"
    return RunSQL(
        f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OF {column}, owner_id ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION own_or_built_in('{column}', '{parent}')",
        f"DROP TRIGGER {name} ON {table}",
    )


def stays_put(table: str, *columns: str) -> RunSQL:
    """The owner, and the company, of a row never change."""
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return RunSQL(
        f"CREATE TRIGGER {table}_stays_put BEFORE UPDATE OF {', '.join(columns)} ON {table} "
        f"FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION row_stays_put()",
        f"DROP TRIGGER {table}_stays_put ON {table}",
    )


REQUEST_ROLE_EXISTS = f"""
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{REQUEST_ROLE}') THEN
        CREATE ROLE {REQUEST_ROLE} NOLOGIN;
    END IF;
    IF NOT (CASE WHEN current_setting('server_version_num')::int >= 160000
                THEN pg_has_role(current_user, '{REQUEST_ROLE}', 'SET')
                ELSE pg_has_role(current_user, '{REQUEST_ROLE}', 'MEMBER') END) THEN
        EXECUTE format('GRANT {REQUEST_ROLE} TO %I', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'This database account may not create roles. As an administrator run once: '
        'CREATE ROLE {REQUEST_ROLE} NOLOGIN; GRANT {REQUEST_ROLE} TO "%"', current_user;
END $$
"""

GRANT_TABLES = f"""
GRANT USAGE ON SCHEMA public TO {REQUEST_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {REQUEST_ROLE};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {REQUEST_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {REQUEST_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {REQUEST_ROLE};
"""

# SECURITY DEFINER, so that the parent is seen whoever asks; the answer is only ever yes or an error.
FUNCTIONS = """
CREATE FUNCTION own_or_built_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    parent_id bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    fits boolean;
BEGIN
    IF parent_id IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT owner_id IS NULL OR owner_id = $2 FROM %I WHERE id = $1', TG_ARGV[1])
        INTO fits USING parent_id, NEW.owner_id;
    IF fits IS NOT TRUE THEN
        RAISE EXCEPTION '% % does not belong to the owner of this row', TG_ARGV[1], parent_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION row_stays_put() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The owner and the company of a row in % never change', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
DROP_FUNCTIONS = "DROP FUNCTION own_or_built_in(); DROP FUNCTION row_stays_put();"
