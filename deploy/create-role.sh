#!/bin/sh
# Run once by the image of PostgreSQL, when the data folder is created: a database of its own, and a role that owns it
# and is nothing else, instead of the superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set password="$FATURABOT_PASSWORD" <<'SQL'
CREATE ROLE faturabot LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE faturabot OWNER faturabot TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE faturabot FROM PUBLIC;
SQL
